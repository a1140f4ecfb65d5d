"""How long the archive takes to open, first and again, beside Django's own start."""

import argparse
import tempfile
import time

from tests.shell import manage
from tests.site import find_port
from tests.tables import Table, show


def measure() -> Table:
    with tempfile.TemporaryDirectory(prefix="suhbat-opening-") as folder:
        steps = {
            "manage.py check (baseline)": ["check"],
            "first opening": ["serve", "--prepare-only"],
            "second opening": ["serve", "--prepare-only"],
        }
        times = {name: take(folder, command) for name, command in steps.items()}
    baseline = times["manage.py check (baseline)"]
    return Table(
        "Opening: everything but serving",
        ["step", "s", "times the baseline"],
        [[name, f"{s:.1f}", f"{s / baseline:.1f}"] for name, s in times.items()],
    )


def take(folder: str, command: list[str]) -> float:
    start = time.perf_counter()
    finished = manage(*command, DATA_DIR=folder, PORT=find_port())
    if finished.returncode:
        raise SystemExit(finished.stderr)
    return time.perf_counter() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", help="opening is measured whole in any case")
    parser.parse_args()
    print(show(measure()))
