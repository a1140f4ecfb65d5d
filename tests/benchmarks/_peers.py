"""What a search is measured beside: SQLite FTS5 in the process, and Datasette over it.

Both keep the same turns as the archive, Chinese signs set apart, for FTS5 takes a row
of them for one word.
"""

import http.client
import sqlite3
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from tests import site
from tests.benchmarks._load import CACHE, Archive
from tests.benchmarks._queries import Asked, spaced

PINNED = "datasette==0.65.1"
COUNTS = (
    "SELECT {0}, count(*) FROM turn JOIN words ON words.rowid = turn.id "
    "WHERE words MATCH ? GROUP BY 1 ORDER BY 2 DESC LIMIT 20"
)
BEST = (
    "SELECT rowid, snippet(words, 0, '<b>', '</b>', '…', 40) FROM words "
    "WHERE words MATCH ? ORDER BY rank LIMIT 20"
)
FACETS = ("speaker", "kind", "interview", "outlet", "year", "language")


class Fts:
    """The turns in a table, their words in FTS5; kept beside the archive."""

    def __init__(self, archive: Archive, turns: Iterator[tuple[object, ...]]) -> None:
        self.path = archive.folder / "fts.db"
        self.seconds = 0.0
        if not self.path.exists():
            self.seconds = self._fill(turns)
        self.database = sqlite3.connect(self.path)

    def _fill(self, turns: Iterator[tuple[object, ...]]) -> float:
        making = self.path.with_suffix(".new")
        making.unlink(missing_ok=True)
        database = sqlite3.connect(making)
        columns = ", ".join(FACETS)
        database.execute(f"CREATE TABLE turn (id INTEGER PRIMARY KEY, {columns}, said)")
        database.execute(
            "CREATE VIRTUAL TABLE words USING fts5(said, content='turn', "
            "content_rowid='id', tokenize='porter unicode61')"
        )
        rows = ((*numbers, spaced(str(text))) for *numbers, text in turns)
        database.executemany("INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        started = time.perf_counter()
        database.execute("INSERT INTO words (words) VALUES ('rebuild')")
        database.commit()
        database.close()
        making.rename(self.path)
        return time.perf_counter() - started

    def search(self, asked: Asked, facets: tuple[str, ...]) -> int:
        """Total, the twenty best with snippets, counts of facets; returns the total."""
        given = (asked.fts,)
        count = "SELECT count(*) FROM words WHERE words MATCH ?"
        ((total,),) = self.database.execute(count, given)
        self.database.execute(BEST, given).fetchall()
        for facet in facets:
            self.database.execute(COUNTS.format(facet), given).fetchall()
        return int(total)

    def address_of(self, asked: Asked) -> str:
        """Datasette's page of twenty, with the counts of speakers."""
        pairs = [("_search", asked.fts), ("_searchmode", "raw"), ("_size", "20")]
        pairs.append(("_facet", "speaker"))
        return f"/{quote(self.path.stem)}/turn?{urlencode(pairs)}"


@contextmanager
def datasette(path: Path) -> Iterator[str | None]:
    """Yields its address; None when it cannot be installed in a folder of its own."""
    program = _installed()
    if program is None:
        yield None
        return
    port = site.find_port()
    limits = ("sql_time_limit_ms", "facet_time_limit_ms")
    settings = [word for name in limits for word in ("--setting", name, "20000")]
    serving = subprocess.Popen(
        [program, "serve", str(path), "--port", str(port), *settings],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _wait_for(port)
    finally:
        serving.terminate()
        serving.wait(timeout=30)


def _installed() -> Path | None:
    folder = CACHE / "datasette"
    program = folder / "bin" / "datasette"
    if not program.exists():
        venv.create(folder, with_pip=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", PINNED]
        subprocess.run(pip, check=False)
    return program if program.exists() else None


def _wait_for(port: int) -> str:
    for _ in range(600):
        door = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            door.request("GET", "/-/versions.json")
            door.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return f"http://127.0.0.1:{port}"
    sys.exit("Datasette did not open.")
