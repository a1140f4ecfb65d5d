"""How long an interview takes to open: the shipped one, and one of 2,000 turns.

Every page is made anew for each request, but for the last row; beside them stands the
smallest page of the same server in the same run. The long interview joins the real
transcripts of tests/corpus, one after the other, until there are turns enough.
"""

import argparse
import http.client
import itertools
import json
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tests import site
from tests.shell import BASE_DIR, manage
from tests.tables import Table, show

REQUESTS, LONG_REQUESTS, TURNS, CONNECTIONS = 300, 20, 2000, 16
ACCEPTED = {"Accept-Encoding": "gzip, deflate, br, zstd"}
BASELINE = "/robots.txt"
INTERVIEW = "/interviews/tokayev-egemen-qazaqstan-2024/"
LONG = "/interviews/long/"
CORPUS = BASE_DIR / "tests" / "corpus"


def measure(scale: float) -> Table:
    requests, long = max(20, round(REQUESTS * scale)), round(LONG_REQUESTS * scale) or 1
    with tempfile.TemporaryDirectory(prefix="suhbat-reading-") as folder:
        prepare(folder, round(TURNS * scale))
        with site.opened(DATA_DIR=folder, PAGES_MEMORY="0") as address:
            rows = [
                tell("the smallest page (baseline)", take(address, BASELINE, requests)),
                tell("the shipped interview", take(address, INTERVIEW, requests), 40),
                *together(address, requests),
                tell(f"{round(TURNS * scale)} turns", take(address, LONG, long), 600),
            ]
        with site.opened(DATA_DIR=folder) as address:
            rows.append(tell("the same, kept", take(address, LONG, long), 30))
    return Table(
        f"Reading: {requests} requests each, {long} of the long one, to the first byte",
        ["page", "p50 ms", "p95 ms", "wanted"],
        rows,
        [
            f"{name}: {p95} ms, wanted {bar}"
            for name, _, p95, bar in rows
            if bar and float(p95) > float(bar)
        ],
    )


def together(address: str, requests: int) -> Iterator[list[object]]:
    """Ask for the baseline and for the interview over many connections at a time."""
    for name, path, bar in (
        ("the smallest page", BASELINE, 0),
        ("the shipped interview", INTERVIEW, 300),
    ):
        share = max(2, requests // CONNECTIONS)
        with ThreadPoolExecutor(CONNECTIONS) as readers:
            asked = [
                readers.submit(take, address, path, share) for _ in range(CONNECTIONS)
            ]
            times = [ms for each in asked for ms in each.result()]
        yield tell(f"{name}, {CONNECTIONS} connections", times, bar)


def prepare(folder: str, turns: int) -> None:
    """An archive with the shipped interview and a long one."""
    source = Path(folder) / "long.md"
    source.write_text("".join(joined(turns)))
    for command in (
        ["serve", "--prepare-only"],
        ["ingest", str(source), "--publish"],
    ):
        finished = manage(*command, DATA_DIR=folder, PORT=site.find_port())
        if finished.returncode:
            raise SystemExit(finished.stdout + finished.stderr)


def joined(turns: int) -> Iterator[str]:
    """Yield so many turns of the corpus, each under a label."""
    said = (json.loads(path.read_text()) for path in sorted(CORPUS.glob("*/*.json")))
    known = [turn for transcript in said for turn in transcript.get("turns", ())]
    for number, turn in enumerate(itertools.islice(itertools.cycle(known), turns)):
        label = "Asker" if number % 2 == 0 else "Teller"
        words = re.sub(r"^[#*>-]+", "", turn["text"], flags=re.MULTILINE)
        yield f"### {label}:\n\n{words}\n\n"


def take(address: str, path: str, requests: int) -> list[float]:
    """Return milliseconds to the first byte over one kept connection, warmed up."""
    door = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    return [ask(door, path) for _ in range(requests + 4)][4:]


def ask(door: http.client.HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    door.request("GET", path, headers=ACCEPTED)
    response = door.getresponse()
    first = time.perf_counter()
    response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return (first - start) * 1000


def tell(name: str, times: list[float], bar: int = 0) -> list[object]:
    slow = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return [name, f"{statistics.median(times):.1f}", f"{slow:.1f}", bar or ""]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    print(show(measure(parser.parse_args().scale)))
