"""Opening the archive: each obstacle is one line, and nothing is done twice."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.request import urlopen

import pytest

from tests.shell import BASE_DIR, clean_environment, manage
from tests.site import find_port, wait_for


@pytest.fixture
def taken_port(socket_enabled):
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port(socket_enabled):
    return find_port()


def dump(folder):
    with closing(sqlite3.connect(folder / "archive.sqlite3")) as database:
        return list(database.iterdump())


def test_a_taken_port_is_told_in_one_line(tmp_path, taken_port):
    finished = manage("serve", DATA_DIR=tmp_path, PORT=taken_port)

    assert finished.returncode == 1
    assert finished.stderr == (
        f"CommandError: Port {taken_port}: Address already in use. "
        "Choose another: make run PORT=8001\n"
    )


def test_a_database_that_does_not_answer_is_told_in_one_line(tmp_path, free_port):
    finished = manage(
        "serve",
        DATA_DIR=tmp_path,
        PORT=free_port,
        DATABASE_URL="postgresql://suhbat@%2Fno%2Fsuch%2Ffolder/suhbat",
    )

    assert finished.returncode == 1
    assert finished.stderr.startswith("CommandError: The database: connection")
    assert finished.stderr.endswith(
        "See that it runs, that DATABASE_URL is right, and that its disk has room.\n"
    )
    assert finished.stderr.count("\n") == 1


def test_opening_again_changes_nothing(tmp_path, free_port):
    once = manage("serve", "--prepare-only", DATA_DIR=tmp_path, PORT=free_port)
    kept = dump(tmp_path)

    again = manage("serve", "--prepare-only", DATA_DIR=tmp_path, PORT=free_port)

    assert [once.returncode, again.returncode] == [0, 0], once.stderr + again.stderr
    assert any("tokayev" in line for line in kept)
    assert dump(tmp_path) == kept


def test_ctrl_c_closes_the_archive_cleanly(tmp_path, free_port):
    serving = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        env=clean_environment() | {"DATA_DIR": str(tmp_path), "PORT": str(free_port)},
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    address = wait_for(f"http://127.0.0.1:{free_port}", serving)
    with urlopen(f"{address}/interviews/") as response:
        status = response.status

    # A terminal sends it to every process of the group.
    os.killpg(serving.pid, signal.SIGINT)
    told, complaints = serving.communicate(timeout=30)

    assert status == 200
    assert serving.returncode == 0
    assert complaints == ""
    assert told.endswith("The archive is closed.\n")
    assert ".venv/bin/python manage.py createsuperuser" in told
