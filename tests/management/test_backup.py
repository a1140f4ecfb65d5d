"""The doors to backup and restore: what an operator types, and is told."""

import re

import pytest
from django.core.management import CommandError, call_command

from archive.backup import Watch, write
from archive.management.progress import Bar
from archive.models import Outlet, Trail
from archive.models.memory import operator
from tests.factories import make_conversation, make_outlet
from tests.shell import manage

DIGEST = re.compile(r"Digest: ([0-9a-f]{64})")


@pytest.fixture
def archive(transactional_db):
    return make_conversation(1)


@pytest.fixture
def backup(archive, tmp_path):
    write(tmp_path / "archive.zip", "operator", Watch())
    return tmp_path / "archive.zip"


def test_backup_tells_what_it_wrote_and_how_to_keep_it(archive, tmp_path, capsys):
    path = tmp_path / "archive.zip"

    call_command("backup", path)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{path}: 1 interview, 2 turns, 2 speakers, 1 topic, ")
    assert lines[0].endswith(f"{path.stat().st_size} bytes.")
    assert DIGEST.match(lines[1])
    assert lines[2:] == [
        "It holds password hashes and all that is unpublished: keep it closed."
    ]


def test_restore_tells_the_digest_that_backup_told(backup, capsys):
    call_command("backup", backup, force=True)
    told = DIGEST.search(capsys.readouterr().out)
    call_command("flush", interactive=False, verbosity=0)

    call_command("restore", backup)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Restored: 1 interview, 2 turns, 2 speakers, 1 topic, ")
    assert lines[1:] == [
        f"{told[0]}, as in the backup.",
        "Run manage.py update_index, so that search finds it.",
    ]


def test_restore_tells_what_it_replaced(backup, capsys):
    make_outlet()

    call_command("restore", backup, replace=True)

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("There was: 1 interview, 2 turns, ")
    assert lines[1].startswith("Restored: 1 interview, 2 turns, ")
    assert Outlet.objects.count() == 0


def test_the_trail_says_whose_account_it_was(archive, tmp_path):
    call_command("backup", tmp_path / "archive.zip")

    assert Trail.objects.order_by("-number")[0].actor == operator()


def test_an_account_without_a_name_is_an_operator(monkeypatch):
    def fail():
        raise OSError

    monkeypatch.setattr("getpass.getuser", fail)

    assert operator() == "operator"


def test_a_backup_that_is_not_on_the_trail_is_told(
    archive, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("archive.backup.writing._record", lambda *_told: False)

    call_command("backup", tmp_path / "archive.zip")

    assert capsys.readouterr().err == (
        "The trail could not be written: see the database.\n"
    )


def test_a_refusal_is_an_error_of_the_command(backup):
    with pytest.raises(CommandError, match="there is such a file already"):
        call_command("backup", backup)
    with pytest.raises(CommandError, match="the database is not empty"):
        call_command("restore", backup)


def test_a_refusal_is_one_line_and_exit_code_1(tmp_path):
    (tmp_path / "cut.zip").write_bytes(b"PK")

    finished = manage("restore", tmp_path / "cut.zip", DATA_DIR=tmp_path / "var")

    assert finished.returncode == 1
    assert finished.stdout == ""
    assert finished.stderr == (
        "CommandError: cut.zip: it is cut short, or not a backup of this program. "
        "Nothing was changed. Use another copy.\n"
    )


def test_a_bar_counts_the_rows_of_each_step():
    with Bar() as bar:
        bar.begin("Restoring", 3)
        bar.advance(2)

        assert [(task.completed, task.total) for task in bar.progress.tasks] == [(2, 3)]
