"""A process killed while it makes an edition leaves the old one or the new, whole."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TURNS = 400
TALKED = str(TURNS)
SCRIPT = """
import sys
import django
django.setup()
from archive.ingest.storing.store import refresh
from tests.ingest.talks import talk
first, last, turns = map(int, sys.argv[1:])
words = [f"This is what I said as number {place}." for place in range(turns)]
for number in range(first, last):
    said = [*words[number:], *(f"{each} Version {number}." for each in words[:number])]
    refresh(talk(*said))
    print(number, flush=True)
"""
WHOLE = """
SELECT e.number,
    (SELECT COUNT(*) FROM archive_turn),
    (SELECT COUNT(*) FROM archive_turn WHERE sequence > ?),
    (SELECT COUNT(*) FROM archive_segment),
    (SELECT COUNT(*) FROM archive_source),
    (SELECT COUNT(*) FROM archive_trail)
FROM archive_edition e ORDER BY e.number DESC LIMIT 1
"""


def test_a_killed_revision_leaves_one_edition_or_the_next(tmp_path):
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DATABASE_URL", None)

    def start(*arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
        )

    def read():
        with sqlite3.connect(tmp_path / "archive.sqlite3", timeout=20) as database:
            (row,) = database.execute(WHOLE, [TURNS]).fetchall()
        database.close()
        return row

    for arguments in (
        ["manage.py", "migrate", "-v0"],
        ["-c", SCRIPT, "0", "1", TALKED],
    ):
        with start(*arguments) as running:
            running.communicate(timeout=60)
            assert running.returncode == 0
    reached = 1
    for delay in (0.02, 0.07):
        with start("-c", SCRIPT, str(reached), "9999", TALKED) as running:
            assert running.stdout.readline()
            time.sleep(delay)
            running.send_signal(signal.SIGKILL)

        number, turns, beyond, segments, sources, acts = read()

        assert number > reached
        assert (turns, beyond, segments) == (TURNS, 0, TURNS)
        assert number == sources == acts
        reached = number
