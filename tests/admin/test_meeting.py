"""Two editors at once: the second is told, sees both, loses nothing, and chooses."""

import re

import pytest
from django.urls import reverse

from archive.models import Annotation, Speaker, State
from tests.factories import (
    make_annotation,
    make_conversation,
    make_editor,
    make_speaker,
    make_topic,
)

NO_ROWS = {
    f"{rows}-{count}_FORMS": 0
    for rows in (
        "participations",
        "aliases",
        "claims",
        "editions",
        "labels",
        "related",
        "taggings",
        "segments",
        "offices",
    )
    for count in ("TOTAL", "INITIAL")
}


def page_of(thing):
    return reverse(f"admin:archive_{thing._meta.model_name}_change", args=[thing.pk])


def seen_by(client, thing):
    page = client.get(page_of(thing)).content.decode()
    return re.search('name="seen" value="([^"]+)"', page)[1]


@pytest.fixture
def note(db):
    turn = make_conversation(1).turns.get(anchor="a1")
    return make_annotation(turn, "mountains", state=State.DRAFT)


def save(client, note, seen, **fields):
    told = {"exact": note.exact, "kind": "context", "seen": seen, **fields}
    return client.post(page_of(note), told)


def test_the_second_is_told_and_sees_both(client, desk, note):
    seen = seen_by(desk, note)
    note.body = "What Dana wrote."
    note._history_user = make_editor("dana")
    note.save()

    answer = save(desk, note, seen, body="What Aray wrote.")

    page = answer.content.decode()
    note.refresh_from_db()
    assert note.body == "What Dana wrote."
    assert "Somebody else saved this after you had opened it." in page
    assert "<td>What Dana wrote.</td><td>What Aray wrote.</td>" in page
    assert "What <del>Dana</del><ins>Aray</ins> wrote." in page
    assert "<b>dana</b>" in page


def test_the_second_chooses_and_nothing_is_lost(desk, note):
    seen = seen_by(desk, note)
    Annotation.objects.update(body="What Dana wrote.")
    told = save(desk, note, seen, body="What Aray wrote.").content.decode()
    again = re.search('name="seen" value="([^"]+)"', told)[1]

    save(desk, note, again, body="What Aray wrote.")

    note.refresh_from_db()
    assert note.body == "What Aray wrote."
    assert ">What Aray wrote.</textarea>" in told.replace("\r\n", "").replace("\n", "")


def test_a_third_who_saves_meanwhile_is_told_of_too(desk, note):
    seen = seen_by(desk, note)
    Annotation.objects.update(body="What Dana wrote.")
    told = save(desk, note, seen, body="What Aray wrote.").content.decode()
    again = re.search('name="seen" value="([^"]+)"', told)[1]
    Annotation.objects.update(body="What Madi wrote.")

    save(desk, note, again, body="What Aray wrote.")

    note.refresh_from_db()
    assert note.body == "What Madi wrote."


def test_who_is_alone_hears_of_nobody(desk, note):
    save(desk, note, seen_by(desk, note), body="Better.")

    note.refresh_from_db()
    assert note.body == "Better."


def test_a_move_meanwhile_is_told_of(desk, note):
    seen = seen_by(desk, note)
    Annotation.objects.update(state=State.IN_REVIEW)

    answer = save(desk, note, seen, body="Better.")

    assert "Somebody else saved this" in answer.content.decode()


@pytest.mark.parametrize("model", ["interview", "answer", "speaker", "topic"])
def test_every_form_of_the_record_knows_who_was_first(desk, note, model):
    turn = note.turn
    things = {
        "interview": turn.interview,
        "answer": turn,
        "speaker": turn.speaker,
        "topic": make_topic(),
    }
    address = reverse(f"admin:archive_{model}_change", args=[things[model].pk])
    page = desk.get(address).content.decode()
    seen = re.search('name="seen" value="([^"]+)"', page)[1]
    other = f"{'0' * 32}{seen[32:]}"

    answer = desk.post(address, {"seen": other, **NO_ROWS})

    assert "Somebody else saved this" in answer.content.decode()


def test_a_row_that_was_added_meanwhile_is_a_change_too(desk, db):
    speaker = make_speaker()
    seen = seen_by(desk, speaker)
    make_conversation(1)  # gives her a part

    told = {"name": "Aigul", "seen": seen, **NO_ROWS}
    answer = desk.post(page_of(speaker), told)

    assert "Somebody else saved this" in answer.content.decode()
    assert Speaker.objects.get(pk=speaker.pk).name == "Aigul Saparova"


@pytest.mark.parametrize("seen", ["x", "@", "x@yesterday", "x@2020-13-01"])
def test_a_version_that_is_none_is_no_fault(desk, note, seen):
    assert save(desk, note, seen, body="Better.").status_code in {200, 302}
