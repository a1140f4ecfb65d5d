"""An ingest that is killed, and run again, ends as one that was not."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = 120
COUNTED = (
    "SELECT i.slug, i.state, COUNT(*), GROUP_CONCAT(t.anchor || t.text) "
    "FROM archive_interview i JOIN archive_turn t ON t.interview_id = i.id "
    "GROUP BY i.id ORDER BY i.slug"
)


class Archive:
    """A site's folder of its own, and its command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "archive.settings",
        }
        self.environment.pop("DATABASE_URL", None)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        call = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(
            call, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL
        )

    def rows(self) -> list[tuple[object, ...]]:
        path = self.folder / "archive.sqlite3"
        with sqlite3.connect(path, timeout=20) as database:
            found = database.execute(COUNTED).fetchall()
        database.close()
        return found

    def count(self) -> int:
        return len(self.rows())


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(SOURCES):
        text = f"Well {number}\n\n– Who dug it?\n– My father.\n– Where?\n– There.\n"
        (folder / f"well-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_killed_ingest_is_made_whole_by_the_next(sources, tmp_path):
    whole, killed = Archive(tmp_path / "whole"), Archive(tmp_path / "killed")
    for archive in (whole, killed):
        assert archive.start("migrate", "-v0").wait(60) == 0
    assert whole.start("ingest", str(sources), "--publish").wait(60) == 0

    running = killed.start("ingest", str(sources), "--publish")
    while killed.count() < 5 and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait(10)
    kept = killed.rows()
    assert killed.start("ingest", str(sources), "--publish").wait(60) == 0

    assert 5 <= len(kept) < SOURCES
    assert {turns for _, _, turns, _ in kept} == {4}
    assert killed.rows() == whole.rows()
    assert killed.count() == SOURCES
