"""How fast interviews are parsed and kept, beside bare inserts of the same rows."""

import argparse
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command

from tests.shell import BASE_DIR
from tests.tables import Table, show

SEED = BASE_DIR / "seeds" / "egemen-qazaqstan-2024.txt"
PARAGRAPHS = 165
BARE = (
    "CREATE TABLE turn (id INTEGER PRIMARY KEY, anchor TEXT, kind TEXT, text TEXT);"
    "CREATE TABLE segment (id INTEGER PRIMARY KEY, turn INTEGER, start INTEGER, "
    "end INTEGER, source_start INTEGER, source_end INTEGER);"
)


def measure(interviews: int) -> Table:
    from archive.ingest.pipeline import parse
    from archive.ingest.storing.store import store

    with tempfile.TemporaryDirectory(prefix="suhbat-ingest-") as name:
        folder = Path(name)
        paths = write_sources(folder, interviews)
        told = []
        seconds = {
            "parse": take(lambda: told.extend(map(parse, paths))),
            "bare inserts (baseline)": take(lambda: insert(folder, told)),
            "parse and keep": take(lambda: [store(parse(path)) for path in paths]),
            "again, nothing new": take(lambda: [store(parse(path)) for path in paths]),
        }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    paragraphs = interviews * PARAGRAPHS
    baseline = seconds["bare inserts (baseline)"]
    return Table(
        f"Ingest: {interviews} interviews, {paragraphs} paragraphs, {memory} MB",
        ["step", "CPU s", "paragraphs/s", "times the baseline"],
        [
            [step, f"{took:.2f}", f"{paragraphs / took:,.0f}", f"{took / baseline:.1f}"]
            for step, took in seconds.items()
        ],
    )


def write_sources(folder: Path, interviews: int) -> list[Path]:
    """The seed under other names, each with a word of its own in the title."""
    text = SEED.read_text(encoding="utf-8")
    paths = [folder / f"interview-{number}.txt" for number in range(interviews)]
    for number, path in enumerate(paths):
        path.write_text(text.replace("look ahead", f"look ahead {number}"), "utf-8")
    return paths


def take(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def insert(folder: Path, told: list) -> None:
    database = sqlite3.connect(folder / "bare.sqlite3")
    database.executescript(BARE)
    for transcript in told:
        for turn in transcript.turns:
            row = (turn.anchor, turn.kind, turn.text)
            turn_id = database.execute(
                "INSERT INTO turn (anchor, kind, text) VALUES (?, ?, ?)", row
            ).lastrowid
            database.executemany(
                "INSERT INTO segment (turn, start, end, source_start, source_end) "
                "VALUES (?, ?, ?, ?, ?)",
                [
                    (turn_id, at.start, at.end, part.source.start, part.source.end)
                    for part, at in turn.spans()
                ],
            )
        database.commit()
    database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(show(measure(max(1, round(200 * chosen.scale)))))
