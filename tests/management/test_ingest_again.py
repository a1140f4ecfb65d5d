"""What an ingest tells of a source that it had before, and that is another now."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive.errors import UnreadableSource
from archive.ingest.obtaining import finding
from archive.models import Interview, State
from tests.factories import make_annotation
from tests.management.test_ingest import WELLS

pytestmark = pytest.mark.django_db


@pytest.fixture
def wells(tmp_path):
    path = tmp_path / "wells.txt"
    path.write_text(WELLS, encoding="utf-8")
    call_command("ingest", path, "--publish")
    return path


def test_an_address_that_fails_is_named_as_it_was_given(monkeypatch):
    address = "https://wells.example/wells.txt"

    def refuse(_address):
        raise UnreadableSource(address, "it does not answer. Try again.")

    monkeypatch.setattr(finding, "obtain", refuse)

    with pytest.raises(CommandError, match=r"^https://wells\.example/wells\.txt: it"):
        call_command("ingest", address)


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_new_title_leaves_the_address_as_it_was(wells, options, capsys):
    wells.write_text(WELLS.replace("About wells", "About deep wells"))

    call_command("ingest", wells, *options)

    told = capsys.readouterr().out
    assert "/interviews/about-wells/" in told
    assert "/interviews/about-deep-wells/" not in told


def test_a_new_edition_says_what_it_changed(wells, capsys):
    changed = WELLS.replace("About", "On").replace("My father.", "My old father.")
    wells.write_text(f"{changed}– Deep?\n– Deep.\n")

    call_command("ingest", wells, "--json")

    told = json.loads(capsys.readouterr().out.splitlines()[0])["report"]
    assert told["outcome"] == "a new edition"
    assert told["changed"] == [["title", 1], ["reworded", 1], ["added", 2]]
    assert told["state"] == "published"


def test_a_person_is_told_what_a_new_edition_changed(wells, capsys):
    wells.write_text(WELLS.replace("My father.", "My old father."))

    call_command("ingest", wells)

    assert "reworded: 1" in capsys.readouterr().out


def test_a_note_that_lost_its_words_is_a_doubt(wells, capsys):
    answer = Interview.objects.get().turns.get(anchor="a2")
    make_annotation(answer, exact="There.")
    wells.write_text(WELLS.replace("– There.", "– Behind the old house."))

    call_command("ingest", wells)

    told = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "a note has lost its words “There.”" in told
    assert "Doubts none" not in told


def test_a_note_that_moved_is_a_doubt_and_one_withdrawn_is_not(wells, capsys):
    answer = Interview.objects.get().turns.get(anchor="a1")
    make_annotation(answer, exact="father")
    make_annotation(answer, exact="My", state=State.WITHDRAWN)
    wells.write_text(WELLS.replace("My father.", "My father!"))

    call_command("ingest", wells, "--json")

    doubts = json.loads(capsys.readouterr().out.splitlines()[0])["report"]["doubts"]
    told = [each["complaint"] for each in doubts if "a note" in each["complaint"]]
    assert told == ["a note moved with its words “father”: look at it in the admin"]


def test_what_is_withdrawn_is_said_to_be(wells, capsys):
    Interview.objects.update(state=State.WITHDRAWN)
    wells.write_text(WELLS.replace("My father.", "My old father."))

    call_command("ingest", wells)

    assert "withdrawn, readers do not see it" in capsys.readouterr().out
