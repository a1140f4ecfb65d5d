"""The address of a note, and what is left of one that was withdrawn."""

from datetime import UTC, datetime

import pytest

from archive.models import Annotation, Hold, Interview, Kind, Role, State
from tests.factories import (
    make_annotation,
    make_conversation,
    make_participation,
    make_speaker,
    make_tagging,
    make_topic,
)
from tests.views.pages import parse, select, text_of

pytestmark = pytest.mark.django_db

LATER = datetime(2999, 1, 1, tzinfo=UTC)
REASON = "The figure was wrong."


@pytest.fixture
def note():
    interview = make_conversation(exchanges=1)
    answer = interview.turns.get(kind=Kind.ANSWER)
    words = answer.text.split()[0]
    return make_annotation(answer, words, body="Secret zanzibar.", state="published")


def withdraw(thing, reason=REASON):
    thing.state, thing.withdrawn_reason = State.WITHDRAWN, reason
    thing.save()


def address_of(note):
    return f"/interviews/steppe-2024/notes/{note.pk}/"


def test_the_address_of_a_note_leads_to_its_place_for_now(client, note):
    answer = client.get(address_of(note))

    place = f"/interviews/steppe-2024/q1/#note-{note.pk}"
    assert (answer.status_code, answer["Location"]) == (302, place)
    assert f'id="note-{note.pk}"' in client.get(place).content.decode()


def test_a_note_on_the_page_tells_its_address(client, note):
    page = parse(client.get("/interviews/steppe-2024/"))

    assert select(page, ".note .by a")[0].get("href") == address_of(note)


def test_a_withdrawn_note_is_gone_with_the_day_and_the_reason(client, note):
    withdraw(note)
    day = note.history.first().history_date.date()

    answer = client.get(address_of(note))

    assert answer.status_code == 410
    said = f"A note stood here until {day.day} {day:%B} {day.year}"
    assert text_of(parse(answer), "h1") == said
    assert REASON in answer.content.decode()
    assert "zanzibar" not in answer.content.decode()


def test_a_withdrawn_note_leaves_nothing_of_its_text_on_any_page(client, note):
    withdraw(note)

    for page in ("", "q1/", "changes/", "annotations.jsonld"):
        answer = client.get(f"/interviews/steppe-2024/{page}")
        assert answer.status_code == 200
        assert "zanzibar" not in answer.content.decode()
    assert "note-" not in client.get("/interviews/steppe-2024/").content.decode()


def test_the_page_of_changes_tells_which_notes_were_withdrawn(client, note):
    withdraw(note)

    page = parse(client.get("/interviews/steppe-2024/changes/"))

    assert text_of(page, ".gone li").startswith("A note on a1, ")
    assert text_of(page, ".gone li").endswith(f": {REASON}")
    assert select(page, ".gone a")[0].get("href") == address_of(note)


def test_a_note_that_is_published_again_is_there_again(client, note):
    withdraw(note)
    note.state = State.PUBLISHED
    note.save()

    assert client.get(address_of(note)).status_code == 302


@pytest.mark.parametrize(
    "kept",
    [
        {"state": State.DRAFT},
        {"state": State.IN_REVIEW},
        {"state": State.PUBLISHED, "publish_at": LATER},
        {"state": State.PUBLISHED, "hold": Hold.ORPHANED},
        # Withdrawn at once, or before its time: readers never saw it.
        {"state": State.WITHDRAWN, "withdrawn_reason": REASON},
    ],
)
def test_a_note_that_readers_never_saw_is_not_heard_of(client, kept):
    interview = make_conversation(exchanges=1)
    note = make_annotation(interview.turns.get(anchor="a1"), "From", **kept)
    Annotation.objects.update(hold=kept.get("hold", Hold.ANCHORED))

    assert client.get(address_of(note)).status_code == 404
    assert REASON not in client.get("/interviews/steppe-2024/changes/").content.decode()


def test_a_note_withdrawn_before_its_time_is_not_heard_of(client):
    interview = make_conversation(exchanges=1)
    turn = interview.turns.get(anchor="a1")
    note = make_annotation(turn, "From", state=State.PUBLISHED, publish_at=LATER)
    note.publish_at = None
    withdraw(note)

    assert client.get(address_of(note)).status_code == 404


@pytest.mark.parametrize("key", ["0", "999999", "9" * 18])
def test_a_note_that_is_none_is_not_found(client, note, key):
    path = f"/interviews/steppe-2024/notes/{key}/"

    assert client.get(path).status_code == 404


def test_the_notes_of_a_withdrawn_interview_are_gone_with_it(client, note):
    withdraw(note.turn.interview)

    answer = client.get(address_of(note))

    assert answer.status_code == 410
    assert "zanzibar" not in answer.content.decode()


def test_a_withdrawn_interview_says_since_when(client, note):
    withdraw(note.turn.interview)
    day = note.turn.interview.history.first().history_date.date()

    told = client.get("/interviews/steppe-2024/").content.decode()

    assert f"It was withdrawn on {day.day} {day:%B} {day.year}." in told


def test_who_or_what_stood_in_withdrawn_interviews_alone_is_gone(client, note):
    interview = Interview.objects.get()
    person = make_speaker("Aigul Zanzibar", "aigul")
    make_participation(interview, person, Role.OTHER)
    make_tagging(interview.turns.get(anchor="q1"), make_topic("Zanzibar", "island"))
    withdraw(interview, "The speaker asked for it.")

    for path in ("speakers/aigul/", "topics/island/", "speakers/aigul/feed.atom"):
        answer = client.get(f"/{path}")
        assert answer.status_code == 410
        assert "The speaker asked for it." in answer.content.decode()
        assert "Zanzibar" not in answer.content.decode()


def test_who_stands_in_drafts_alone_is_not_heard_of(client, note):
    interview = Interview.objects.get()
    make_participation(interview, make_speaker("Aigul", "aigul"), Role.OTHER)
    Interview.objects.update(state=State.DRAFT)

    assert client.get("/speakers/aigul/").status_code == 404
