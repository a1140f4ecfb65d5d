"""Opening the archive: each obstacle is one line, and nothing is done twice."""

import socket

import pytest

from tests.shell import manage


@pytest.fixture
def taken_port(socket_enabled):
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_told_in_one_line(tmp_path, taken_port):
    finished = manage("serve", DATA_DIR=tmp_path, PORT=taken_port)

    assert finished.returncode == 1
    assert finished.stderr == (
        f"CommandError: Port {taken_port}: Address already in use. "
        "Choose another: make run PORT=8001\n"
    )


def test_a_database_that_does_not_answer_is_told_in_one_line(tmp_path):
    finished = manage(
        "serve",
        "--prepare-only",
        DATA_DIR=tmp_path,
        DATABASE_URL="postgresql://suhbat@%2Fno%2Fsuch%2Ffolder/suhbat",
    )

    assert finished.returncode == 1
    assert finished.stderr.startswith("CommandError: The database: connection")
    assert finished.stderr.endswith(
        "See that it runs, that DATABASE_URL is right, and that its disk has room.\n"
    )
    assert finished.stderr.count("\n") == 1
