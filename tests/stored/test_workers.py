"""The real thing: two workers, and another program that writes to their database."""

import sqlite3
from contextlib import closing
from urllib.request import urlopen

import pytest

from tests import site

ASKED = 8


@pytest.fixture
def database(tmp_path, socket_enabled):
    return tmp_path / "archive.sqlite3"


def titles_at(address):
    """What the list calls the interview, asked over as many connections."""
    answers = []
    for _ in range(ASKED):
        with urlopen(f"{address}/interviews/") as answer:
            answers.append("Changed by hand" in answer.read().decode())
    return answers


def test_what_another_program_writes_shows_in_every_worker(database):
    with site.opened(DATABASE_URL=f"sqlite:///{database}") as address:
        before = titles_at(address)

        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("UPDATE archive_interview SET title = 'Changed by hand'")

        after = titles_at(address)

    assert before == [False] * ASKED
    assert after == [True] * ASKED
