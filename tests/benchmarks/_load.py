"""The archive for load, taken in once by `manage.py ingest` and kept between runs.

In CACHE stand a PostgreSQL server with a database a size, folders of sources, and an
index a size for engines that keep theirs in files. What the sources do not tell is
made up here, and only here: topics and outlets.
"""

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests import postgresql
from tests.shell import BASE_DIR, clean_environment

SOURCES = BASE_DIR.parent / "shared" / "scale" / "transcripts.tar.xz"
CACHE = Path(f"/var/tmp/suhbat-bench-{os.getuid()}")
ALL = 337_940
LABEL = re.compile(rb"^### ", re.MULTILINE)
MADE_UP = "its 40 topics and 150 outlets are made up"

SERVER = (
    "-c shared_buffers=512MB -c maintenance_work_mem=256MB -c max_wal_size=4GB "
    "-c max_connections=40"
)
"""What an operator of such an archive would set, and nothing that risks a row."""


@dataclass(frozen=True)
class Archive:
    """One size of it: `passages` labelled ones in `turns` turns."""

    passages: int
    turns: int
    folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str, check: bool = True) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=None if check else subprocess.DEVNULL,
            check=check,
        )

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a statement in its own database."""
        return list(self._rows(statement))

    def turns_in_full(self) -> Iterator[tuple[Any, ...]]:
        """Of each: number, speaker, kind, interview, outlet, year, language, words."""
        return self._rows(_TURNS)

    def _rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        if url := self.environment.get("DATABASE_URL"):
            import psycopg

            with psycopg.connect(url) as database:
                yield from database.execute(statement)
        else:
            with sqlite3.connect(self.folder / "archive.sqlite3") as database:
                yield from database.execute(statement)


_TURNS = """
SELECT turn.id, person.name, kind, interview.title, outlet.name,
    substr(cast(date_start AS varchar), 1, 4), interview.language, text
FROM archive_turn AS turn
JOIN archive_interview AS interview ON interview.id = interview_id
LEFT JOIN archive_speaker AS person ON person.id = speaker_id
LEFT JOIN archive_outlet AS outlet ON outlet.id = outlet_id
WHERE state = 'published' ORDER BY turn.id
"""


@dataclass(frozen=True)
class Built:
    """How an index was built: seconds of the clock and of CPU, and its peak in MB."""

    seconds: float
    cpu: float
    peak: int


@contextmanager
def database_server() -> Iterator[str | None]:
    """Yields the address of the kept PostgreSQL; None when it is not installed."""
    programs = postgresql.find_programs()
    if programs is None:
        yield None
        return
    with postgresql.kept(programs, CACHE / "postgresql", SERVER) as url:
        yield url


def taken_in(passages: int, search: str, server: str | None = None) -> Archive:
    """The archive of so many passages, asked by the engine at the SEARCH_URL `search`.

    It is kept in PostgreSQL or, without the address of a server, in SQLite.
    """
    folder = CACHE / f"{'postgresql' if server else 'sqlite'}-{passages}"
    folder.mkdir(parents=True, exist_ok=True)
    environment = clean_environment() | {
        "DATA_DIR": str(folder),
        "SEARCH_URL": search.format(folder=folder, passages=passages),
    }
    if server:
        make_database(server, f"load_{passages}")
        base = server.rpartition("/")[0]
        environment["DATABASE_URL"] = f"{base}/load_{passages}"
    kept = folder / "kept.json"
    blank = Archive(0, 0, folder, environment)
    blank.manage("migrate", "--verbosity", "0")
    if not kept.exists():
        sources, labelled = unpacked(passages)
        # A twentieth of the transcripts name no speaker and are refused.
        blank.manage("ingest", "--publish", str(sources), check=False)
        count = "from tests.benchmarks._load import furnish; furnish(%r)"
        blank.manage("shell", "-c", count % str(folder / "turns"))
        turns = int((folder / "turns").read_text())
        kept.write_text(json.dumps({"passages": labelled, "turns": turns}))
    return Archive(
        **json.loads(kept.read_text()), folder=folder, environment=environment
    )


def make_database(server: str, name: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as door:
        asked = "SELECT FROM pg_database WHERE datname = %s"
        if door.execute(asked, [name]).fetchone() is None:
            door.execute(f"CREATE DATABASE {name}")


def unpacked(passages: int) -> tuple[Path, int]:
    """A folder of transcripts with so many passages, drawn by lot; and their number."""
    folder = CACHE / f"sources-{passages}"
    folder.mkdir(parents=True, exist_ok=True)
    texts = dict(transcripts())
    names = sorted(texts)
    random.Random(42).shuffle(names)
    count = 0
    while names and count < passages:
        name = names.pop()
        (folder / name).write_bytes(texts[name])
        count += len(LABEL.findall(texts[name]))
    return folder, count


def transcripts() -> Iterator[tuple[str, bytes]]:
    """Each transcript of the archive for load, by its name."""
    with tarfile.open(SOURCES) as archive:
        for member in archive:
            found = archive.extractfile(member)
            if found is not None and member.name.endswith(".md"):
                yield Path(member.name).name, found.read()


def size_in_opensearch(archive: Archive) -> float:
    """MB of the primary copies of its index."""
    host, _, index = archive.environment["SEARCH_URL"].partition("//")[2].partition("/")
    name = index.partition("?")[0]
    asked = f"http://{host.partition(',')[0]}/{name}*/_stats/store"
    with urllib.request.urlopen(asked, timeout=30) as answer:
        told = json.load(answer)
    return told["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6


def furnish(report: str) -> None:
    """Give interviews outlets and exchanges topics, by their numbers; count turns."""
    from archive.models import Interview, Outlet, Tagging, Topic, Turn

    outlets = Outlet.objects.bulk_create(
        Outlet(name=f"Outlet {number}", slug=f"outlet-{number}")
        for number in range(150)
    )
    # One by one: a topic that is saved draws the lines to those above it.
    topics = [
        Topic.objects.create(name=f"Subject {number}", slug=f"subject-{number}")
        for number in range(40)
    ]
    for number, interview in enumerate(Interview.objects.order_by("pk")):
        interview.outlet = outlets[number % len(outlets)]
        Interview.objects.bulk_update([interview], ["outlet"])
    openings = Turn.objects.filter(question=None).order_by("pk")
    for start in range(0, openings.count(), 10_000):
        keys = openings.values_list("pk", flat=True)[start : start + 10_000]
        Tagging.objects.bulk_create(
            Tagging(turn_id=key, topic=topics[place])
            for number, key in enumerate(keys, start)
            for place in {number % 30, 30 + number % 7}
        )
    Path(report).write_text(str(Turn.objects.public().count()))


def build(archive: Archive, engine: str, again: bool) -> Built:
    """The engine's index, built by `manage.py rebuild_index` if it is not there yet."""
    told = archive.folder / f"{engine}.json"
    if again or not told.exists():
        told.unlink(missing_ok=True)
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "manage.py", "rebuild_index"],
            cwd=BASE_DIR,
            env=archive.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"rebuild_index of {engine} failed: {archive.folder}")
        built = Built(
            seconds=time.perf_counter() - started,
            cpu=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss // 1024,
        )
        told.write_text(json.dumps(asdict(built)))
    return Built(**json.loads(told.read_text()))
