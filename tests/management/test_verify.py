"""manage.py verify, as an operator meets it."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive import models
from archive.fixity import Verification
from archive.ingest.storing.store import store
from tests.ingest.storing.test_editions import TALK
from tests.ingest.talks import talk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def interview():
    return store(talk(*TALK)).interview


def test_a_whole_archive_passes_and_is_counted(capsys):
    call_command("verify")

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "Looked at: acts 1, sources 1, interviews 1, paragraphs 6.",
        "All is as it was kept.",
    ]


def test_a_fault_is_named_and_fails(capsys):
    models.Turn.objects.filter(anchor="a1").update(text="Nobody dug it.")

    with pytest.raises(CommandError, match="1 thing is not") as stopped:
        call_command("verify", json=True)

    assert stopped.value.returncode == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "where": "about-wells, a1p1",
        "what": "its words are not those that were kept.",
        "remedy": "Restore a backup from before it was changed (manage.py restore), "
        "or ingest the source again.",
    }


def test_a_backup_is_checked_along(tmp_path, capsys):
    path = tmp_path / "archive.zip"
    call_command("backup", path)
    call_command("verify", backup=path)

    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)

    with pytest.raises(CommandError, match="1 thing is not"):
        call_command("verify", backup=path)
    assert "archive.zip: it was altered after it was written" in capsys.readouterr().out


def test_a_backup_that_the_trail_does_not_know_is_said(tmp_path, capsys):
    path = tmp_path / "archive.zip"
    call_command("backup", path)
    models.Trail.objects.all()._raw_delete("default")

    with pytest.raises(CommandError):
        call_command("verify", backup=path)

    assert "archive.zip: it is whole, and the trail does not know it." in (
        capsys.readouterr().out
    )


def test_who_stops_it_is_told_so(monkeypatch):
    def stop(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(Verification, "findings", stop)

    with pytest.raises(CommandError, match="Stopped") as stopped:
        call_command("verify")

    assert stopped.value.returncode == 130


def test_control_characters_of_an_archive_do_not_reach_the_terminal(capsys):
    models.Source.objects.update(name="\x1b[2Jwells", content=b"")

    with pytest.raises(CommandError):
        call_command("verify")

    assert "\x1b" not in capsys.readouterr().out
