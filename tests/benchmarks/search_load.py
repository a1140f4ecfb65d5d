"""Sixteen readers and four writers at one site, with a rebuild amid them.

The site is served as `manage.py serve` does: with Whoosh beside SQLite, with
PostgreSQL, and with three nodes of OpenSearch beside PostgreSQL. Every writer is a
program of its own: it adds turns and corrects each one. Afterwards every correction is
searched for, and no word that was corrected away.
The baseline is the same readers alone.
"""

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests import opensearch, postgresql, site
from tests.shell import BASE_DIR, clean_environment
from tests.tables import Table, show

READERS, WRITERS = 16, 4
SECONDS = 60
TURNS = 5_000
PAUSE = 0.2
"""Seconds between two writes of one writer: no archive is corrected faster."""

COMMON = "president"
"""A word that is always found: it is in every turn."""

QUERIES = [
    COMMON,
    "nuclear power",
    '"nuclear power"',
    "econ*",
    "history -war",
    "kazakhstan OR russia",
    "reform in:statement",
    "nothingofthekind",
]
FOUND = re.compile(r"<h1[^>]*>\s*([\d,]*)")


@dataclass(frozen=True)
class Load:
    """What readers saw: milliseconds of each answer, and what went wrong."""

    times: list[float]
    faults: list[str]

    def row(self, title: str, writes: object = "", lost: object = "") -> list[object]:
        # Of few answers the hundredth is the last.
        slow = statistics.quantiles(self.times, n=100)
        told = [f"{statistics.median(self.times):.0f}", f"{slow[-1]:.0f}"]
        return [title, len(self.times), *told, len(self.faults), writes, lost]


def main(scale: float) -> None:
    seconds = SECONDS * scale
    rows, faults = [], []
    for title, environment in engines(is_whole=scale >= 1):
        with environment as told, served(told, max(200, int(TURNS * scale))) as place:
            alone = read_for(place, seconds / 3)
            load, written, lost = loaded(place, told, seconds)
        rows += [alone.row(f"{title}, readers alone (baseline)")]
        rows += [load.row(f"{title}, with writers and a rebuild", written, lost)]
        faults += [f"{title}: {fault}" for fault in {*alone.faults, *load.faults}]
        if lost:
            faults.append(f"{title}: {lost} writes were lost")
    columns = ["site", "searches", "p50 ms", "p99 ms", "errors", "writes", "lost"]
    title = f"Search under load: {READERS} readers, {WRITERS} writers, {seconds:.0f} s"
    print(show(Table(title, columns, rows, faults)))


def engines(*, is_whole: bool) -> Iterator[tuple[str, object]]:
    """A cluster starts longer than a tenth of the load takes: it is for a whole one."""
    yield "Whoosh", in_folder()
    programs = postgresql.find_programs()
    if programs is None:
        print(f"Not run on PostgreSQL: {postgresql.MISSING}")
        return
    yield "PostgreSQL", in_database(programs)
    if is_whole and opensearch.is_possible():
        yield "OpenSearch", in_cluster(programs)
    else:
        print("OpenSearch is left out.")


@contextmanager
def in_folder() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="suhbat-load-") as folder:
        yield {"DATA_DIR": folder}


@contextmanager
def in_database(programs: Path) -> Iterator[dict[str, str]]:
    with in_folder() as told, postgresql.started(programs) as url:
        yield told | {"DATABASE_URL": url, "SEARCH_URL": "postgresql:"}


@contextmanager
def in_cluster(programs: Path) -> Iterator[dict[str, str]]:
    with in_database(programs) as told, opensearch.started("1g", options=()) as cluster:
        hosts = ",".join(host.removeprefix("http://") for host in cluster.hosts)
        yield told | {"SEARCH_URL": f"opensearch+http://{hosts}/load?replicas=1"}


@contextmanager
def served(environment: dict[str, str], turns: int) -> Iterator[str]:
    """Yields the address of a site that holds so many turns."""
    port = site.find_port()
    environment |= {"PORT": str(port), "THROTTLE": "0"}
    run(environment, "manage.py", "migrate", "--verbosity", "0")
    run(environment, "-m", "tests.benchmarks.search_load", "fill", str(turns))
    command = [sys.executable, "manage.py", "serve"]
    serving = subprocess.Popen(
        command,
        env=clean_environment() | environment,
        cwd=BASE_DIR,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield site.wait_for(f"http://127.0.0.1:{port}", serving)
    finally:
        serving.send_signal(signal.SIGINT)
        serving.wait(timeout=60)


def loaded(
    place: str, environment: dict[str, str], seconds: float
) -> tuple[Load, int, int]:
    """Readers beside writers and a rebuild; how many writes were made, and lost."""
    writers = [
        start(environment, "write", str(number), str(seconds))
        for number in range(WRITERS)
    ]
    rebuild = subprocess.Popen(
        [sys.executable, "manage.py", "rebuild_index"],
        env=clean_environment() | environment,
        cwd=BASE_DIR,
        stdout=subprocess.DEVNULL,
    )
    load = read_for(place, seconds)
    told = [json.loads(writer.communicate(timeout=120)[0]) for writer in writers]
    faults = load.faults + ["a rebuild failed"] * bool(rebuild.wait(timeout=120))
    lost = sum(
        abs(written - count(place, f"final{number}")) + count(place, f"draft{number}")
        for number, written in enumerate(told)
    )
    return Load(load.times, faults), 2 * sum(told), lost


def read_for(place: str, seconds: float) -> Load:
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(READERS) as threads:
        readers = [threads.submit(read, place, end, each) for each in range(READERS)]
    loads = [each.result() for each in readers]
    return Load(
        [time for load in loads for time in load.times],
        [fault for load in loads for fault in load.faults],
    )


def read(place: str, end: float, number: int) -> Load:
    """One reader's searches, one after the other, each with another query."""
    times, faults = [], []
    while time.monotonic() < end:
        query = QUERIES[(number + len(times)) % len(QUERIES)]
        begun = time.perf_counter()
        try:
            found = count(place, query)
        except (OSError, http.client.HTTPException, ValueError) as error:
            faults.append(f"{query}: {error!r}")
        else:
            if query == COMMON and not found:
                faults.append(f"{query}: nothing was found")
        times.append((time.perf_counter() - begun) * 1000)
    return Load(times, faults)


def count(place: str, query: str) -> int:
    """The number of turns that the search page says it found."""
    door = http.client.HTTPConnection(urlsplit(place).netloc, timeout=30)
    try:
        door.request("GET", f"/search/?q={quote(query)}")
        answer = door.getresponse()
        page = answer.read().decode()
    finally:
        door.close()
    if answer.status != 200:
        raise ValueError(f"status {answer.status}")
    if "all the words" in page:
        return 0
    told = FOUND.search(page)
    return int((told and told[1].replace(",", "")) or 0)


def run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        env=clean_environment() | environment,
        cwd=BASE_DIR,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.search_load", *arguments],
        env=clean_environment() | environment,
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )


def fill(turns: int) -> None:
    """Run by the benchmark: an archive to be searched; COMMON is said in each turn."""
    from tests.benchmarks.search_whoosh import keep, read_texts

    keep([f"{text} {COMMON}" for text in read_texts(turns)])


def write(number: int, seconds: float) -> int:
    """Run by the benchmark: add turns and correct each; how many were added."""
    from archive.models import Interview, Kind, State, Turn

    end = time.monotonic() + seconds
    name = f"written-{number}"
    interview = Interview.objects.create(
        title=name, slug=name, language="en", state=State.PUBLISHED
    )
    added = 0
    while time.monotonic() < end:
        added += 1
        turn = Turn.objects.create(
            interview=interview,
            sequence=added,
            anchor=f"s{added}",
            kind=Kind.STATEMENT,
            text=f"draft{number} of {COMMON}",
        )
        time.sleep(PAUSE)
        turn.text = f"final{number} of {COMMON}"
        turn.save()
        time.sleep(PAUSE)
    return added


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("task", nargs="*", help="fill TURNS, write NUMBER SECONDS")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    match chosen.task:
        case []:
            main(chosen.scale)
        case ["fill", turns]:
            import django

            django.setup()
            fill(int(turns))
        case ["write", number, seconds]:
            import django

            django.setup()
            print(write(int(number), float(seconds)))
