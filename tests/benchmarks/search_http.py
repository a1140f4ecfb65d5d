"""A whole search request over HTTP, beside FTS5 in the process and Datasette.

The archive for load as `manage.py ingest` takes it in (its topics and outlets are made
up), asked through `manage.py serve` on loopback: a page with twenty results, snippets,
all seven facets and the total. What is taken in and built is kept between runs:

    python -m tests.benchmarks.search_http --engine postgres [--rebuild]
"""

import argparse
import http.client
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests import opensearch, postgresql, site
from tests.benchmarks import _load, _peers
from tests.benchmarks._load import Archive, Built
from tests.benchmarks._queries import KINDS, Asked, make_queries
from tests.shell import BASE_DIR
from tests.tables import Table, show

SIZES = (1_000, 10_000, 100_000, _load.ALL)
ROUNDS = 5
ADDRESSES = {
    "postgres": "postgresql:",
    "opensearch": "opensearch+http://{hosts}/suhbat-load-{passages}?replicas=1",
    "whoosh": "whoosh:{folder}/index",
}
IN_SQLITE = {"whoosh"}
LARGEST = {"whoosh": 100_000}

BARS = {
    ("postgres", _load.ALL): (30, 150),
    ("opensearch", _load.ALL): (30, 150),
    ("whoosh", 10_000): (None, 30),
    ("whoosh", 100_000): (None, 150),
}
"""Milliseconds, median and 95th percentile, of a page with all seven facets."""

RATES = {"postgres": 5_000, "opensearch": 3_000}
MEMORY = {("whoosh", 100_000): 150}

GROWTH = [
    "passages",
    "turns",
    "passages/s built",
    "peak MB",
    "index MB",
    "MB a worker",
    "p50 ms",
    "p95 ms",
    "slowest",
]


@dataclass(frozen=True)
class Taken:
    """Milliseconds of each query, and the private MB of the largest worker."""

    times: list[float]
    memory: float = 0

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def slow(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]


def main() -> None:
    options = arguments()
    if not _load.SOURCES.exists():
        print("Not measured, nor its baseline: the archive for load is not here.")
        return
    with _load.database_server() as server:
        for engine in options.engine:
            if server is None and engine not in IN_SQLITE:
                print(f"Not run, nor its baseline: {postgresql.MISSING}")
                continue
            sizes = [size for size in options.sizes if size <= largest(engine, options)]
            with started(engine) as address:
                again = options.rebuild or engine == "opensearch"
                for table in measure(engine, address, sizes, server, again=again):
                    print(show(table), flush=True)


@contextmanager
def started(engine: str) -> Iterator[str]:
    """Yields the SEARCH_URL of an engine. A cluster begins without any index."""
    if engine != "opensearch":
        yield ADDRESSES[engine]
        return
    with opensearch.started("1g", options=()) as cluster:
        hosts = ",".join(host.removeprefix("http://") for host in cluster.hosts)
        yield ADDRESSES[engine].replace("{hosts}", hosts)


def measure(
    engine: str, address: str, sizes: list[int], server: str | None, *, again: bool
) -> Iterator[Table]:
    rows, faults = [], []
    for size in sizes:
        kept_in = None if engine in IN_SQLITE else server
        archive = _load.taken_in(size, address, kept_in)
        built = _load.build(archive, engine, again)
        asked = make_queries(str(turn[-1]) for turn in archive.turns_in_full())
        taken = ask_pages(archive, asked)
        rows.append(describe(archive, built, index_size(engine, archive), taken))
        faults += told_of(engine, size, archive, built, taken)
    yield Table(f"Growth: {engine}, {_load.MADE_UP}", GROWTH, rows, faults)
    yield beside(engine, archive, asked, taken)


def beside(engine: str, archive: Archive, asked: list[Asked], taken: Taken) -> Table:
    """The same questions, asked of others on the same turns."""
    fts = _peers.Fts(archive, archive.turns_in_full())
    alone = take(asked, lambda each: fts.search(each, ("speaker",)))
    seven = take(asked, lambda each: fts.search(each, _peers.FACETS))
    rows = [
        row("FTS5 in the process, speaker facet (baseline)", alone, taken, asked),
        row("FTS5 in the process, six facets (baseline)", seven, taken, asked),
    ]
    with _peers.datasette(fts.path) as address:
        if address:
            others = ask_over(address, asked, fts.address_of, rounds=1)
            rows.append(
                row("Datasette, speaker facet (baseline)", others, taken, asked)
            )
        else:
            print("Datasette cannot be installed: no baseline of it.")
    rows.append(row(f"whole page, seven facets: {engine}", taken, taken, asked))
    title = (
        f"Search over HTTP: {engine}, {archive.passages:,} passages in "
        f"{archive.turns:,} turns, {len(asked)} queries, {_load.MADE_UP}"
    )
    columns = ["what", "p50 ms", "p95 ms", "times ours", *KINDS]
    return Table(title, columns, rows)


def row(what: str, taken: Taken, ours: Taken, asked: list[Asked]) -> list[object]:
    kinds = (
        statistics.median(
            each
            for each, query in zip(taken.times, asked, strict=True)
            if query.kind == kind
        )
        for kind in KINDS
    )
    times = taken.median / ours.median
    told = (taken.median, taken.slow, times, *kinds)
    return [what, *(f"{each:.1f}" for each in told)]


def ask_pages(archive: Archive, asked: list[Asked]) -> Taken:
    with served(archive) as (address, process):
        taken = ask_over(address, asked, page_of, ROUNDS)
        return Taken(taken.times, private_memory(process))


def page_of(asked: Asked) -> str:
    return f"/search/?{urlencode({'q': asked.ours})}"


@contextmanager
def served(archive: Archive) -> Iterator[tuple[str, int]]:
    """Yields the address of the archive, served as by `manage.py serve`; the process.

    What that brings up to date before it serves is no part of a search.
    """
    port = site.find_port()
    archive.manage("collectstatic", "--noinput")
    serve = "from archive.management.commands import serve; serve.serve(print)"
    serving = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-c", serve],
        env=archive.environment | {"PORT": str(port), "THROTTLE": "0"},
        cwd=BASE_DIR,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield site.wait_for(f"http://127.0.0.1:{port}", serving), serving.pid
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(timeout=60)


def ask_over(
    address: str, asked: list[Asked], path_of: Callable[[Asked], str], rounds: int
) -> Taken:
    door = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def ask(each: Asked) -> None:
        door.request("GET", path_of(each))
        response = door.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{path_of(each)}: {response.status}")

    return take(asked, ask, rounds)


def take(
    asked: list[Asked], ask: Callable[[Asked], object], rounds: int = ROUNDS
) -> Taken:
    """The median of each query's rounds, after a warm-up of all."""
    rows = [[time_of(ask, each) for each in asked] for _ in range(rounds + 1)]
    return Taken([statistics.median(each) for each in zip(*rows[1:], strict=True)])


def time_of(ask: Callable[[Asked], object], asked: Asked) -> float:
    started = time.perf_counter()
    ask(asked)
    return (time.perf_counter() - started) * 1000


def private_memory(process: int) -> float:
    """MB that no other process shares, of the largest child of this one."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    sizes = [private_of(int(child)) for child in children]
    return max(sizes, default=0.0)


def private_of(process: int) -> float:
    told = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    pages = [line.split() for line in told if line.startswith("Private_")]
    return sum(int(page[1]) for page in pages) / 1024


def index_size(engine: str, archive: Archive) -> float:
    if engine == "postgres":
        tables = "sum(pg_total_relation_size(oid)) FROM pg_class"
        ((size,),) = archive.ask(
            f"SELECT {tables} WHERE relname LIKE 'search_%' AND relkind = 'r'"
        )
        return float(size) / 1e6
    if engine == "whoosh":
        files = (archive.folder / "index").rglob("*")
        return sum(each.stat().st_size for each in files if each.is_file()) / 1e6
    return _load.size_in_opensearch(archive)


def describe(
    archive: Archive, built: Built, index: float, taken: Taken
) -> list[object]:
    return [
        f"{archive.passages:,}",
        f"{archive.turns:,}",
        f"{archive.passages / built.seconds:,.0f}",
        built.peak,
        f"{index:,.0f}",
        f"{taken.memory:.0f}",
        f"{taken.median:.1f}",
        f"{taken.slow:.1f}",
        f"{max(taken.times):.1f}",
    ]


def told_of(
    engine: str, size: int, archive: Archive, built: Built, taken: Taken
) -> Iterator[str]:
    median, slow = BARS.get((engine, size), (None, None))
    if median and taken.median > median:
        yield f"{size:,}: p50 {taken.median:.1f} ms, wanted {median}"
    if slow and taken.slow > slow:
        yield f"{size:,}: p95 {taken.slow:.1f} ms, wanted {slow}"
    rate = archive.passages / built.seconds
    if size == _load.ALL and rate < RATES.get(engine, 0):
        yield f"{size:,}: {rate:,.0f} passages/s built, wanted {RATES[engine]:,}"
    if taken.memory > MEMORY.get((engine, size), taken.memory):
        yield f"{size:,}: {taken.memory:.0f} MB a worker"


def largest(engine: str, options: argparse.Namespace) -> float:
    """At a tenth of the load, only the first step of the growth."""
    return min(LARGEST.get(engine, _load.ALL), _load.ALL * options.scale**2)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument(
        "--engine", nargs="+", choices=ADDRESSES, default=["postgres", "whoosh"]
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--rebuild", action="store_true", help="build indexes anew")
    return parser.parse_args()


if __name__ == "__main__":
    main()
