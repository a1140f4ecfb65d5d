"""Runs every script of this folder: `python -m tests.benchmarks [--scale 0.1]`.

A script is run by itself, with a DATA_DIR of its own, and prints its tables, each
figure beside a baseline of the same run.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.shell import BASE_DIR, clean_environment
from tests.tables import show_machine

HERE = Path(__file__).parent


def find_scripts() -> list[str]:
    names = [path.stem for path in sorted(HERE.glob("*.py"))]
    return [name for name in names if not name.startswith(("_", "test_"))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=find_scripts())
    parser.add_argument("--scale", default="1", help="1 is the full load")
    chosen = parser.parse_args()
    print(show_machine(), flush=True)
    codes = [run(name, chosen.scale) for name in chosen.names]
    return max(codes, default=0)


def run(name: str, scale: str) -> int:
    with tempfile.TemporaryDirectory(prefix="suhbat-bench-") as folder:
        return subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}", "--scale", scale],
            cwd=BASE_DIR,
            env=clean_environment() | {"DATA_DIR": folder},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
