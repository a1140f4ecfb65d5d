"""Notes whose words moved or are lost wait until a person decides, and that is kept."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.admin.noting.lost import Former, instead_of
from archive.ingest.storing.store import store
from archive.models import Annotation, Hold, Interview, State, Trail
from archive.transcript import Span
from tests.factories import make_annotation
from tests.ingest.talks import talk

QUEUE = reverse("admin:archive_annotation_queue")
TALK = [
    "Who dug the first well here?",
    "My father dug it with his own hands, in May.",
    "And what came after it?",
    "Then the river fell, and we walked to the lake.",
]
LATER = "Then the river sank, and we walked to the lake."


@pytest.fixture
def interview(db):
    store(talk(*TALK))
    return Interview.objects.get()


def note_on(interview, anchor, words, **fields):
    return make_annotation(interview.turns.get(anchor=anchor), words, **fields)


@pytest.fixture
def orphan(interview):
    note = note_on(interview, "a2", "the river fell", body="Lost.")
    store(talk(*TALK[:3], LATER))
    note.refresh_from_db()
    assert note.hold == Hold.ORPHANED
    return note


def page_of(note):
    return reverse("admin:archive_annotation_waiting", args=[note.pk])


def values(response):
    return [choice.value for choice in response.context["choices"]]


def test_an_orphan_is_shown_with_its_former_words_and_what_stands_there_now(
    desk, orphan
):
    response = desk.get(page_of(orphan))

    page = response.content.decode()
    assert "Then <mark>the river fell</mark>, and we walked to the lake." in page
    assert "Taken out:" in page
    assert "sank," in page
    assert [choice.words for choice in response.context["choices"]] == [
        "the river sank"
    ]


def test_one_choice_places_a_note_and_leads_to_the_next(desk, editor, orphan):
    other = note_on(orphan.turn.interview, "a1", "father", hold=Hold.MOVED)
    Annotation.objects.filter(pk=other.pk).update(hold=Hold.MOVED)

    response = desk.post(
        page_of(orphan), {"place": values(desk.get(page_of(orphan)))[0]}
    )

    orphan.refresh_from_db()
    assert response.url == page_of(other)
    assert (orphan.exact, orphan.hold) == ("the river sank", Hold.ANCHORED)
    assert (orphan.moved_from, orphan.hold_evidence) == ({}, "")
    act = orphan.history.first()
    assert (act.history_user, act.history_change_reason) == (editor, "Placed in a2")
    assert Trail.objects.latest("number").act == "place"


def test_a_note_that_moved_is_accepted_where_the_evidence_has_it(desk, interview):
    note = note_on(interview, "a2", "the lake")
    was = {"anchor": "a1", "wording": "0" * 64, "start": 0, "end": 2}
    Annotation.objects.update(hold=Hold.MOVED, hold_evidence="so", moved_from=was)

    first = desk.get(page_of(note))
    desk.post(page_of(note), {"place": values(first)[0]})

    note.refresh_from_db()
    assert (note.hold, note.exact) == (Hold.ANCHORED, "the lake")
    assert note.history.first().history_change_reason == "Place accepted: a2"


def test_a_note_is_retired_with_a_reason_and_stays_on_record(desk, orphan):
    refused = desk.post(page_of(orphan), {"retire": "1"})
    desk.post(page_of(orphan), {"retire": "1", "reason": "Nothing left to say."})

    orphan.refresh_from_db()
    assert "Say why this note is retired." in refused.content.decode()
    assert (orphan.state, orphan.hold) == (State.WITHDRAWN, Hold.ORPHANED)
    assert orphan.history.first().history_change_reason == "Nothing left to say."
    assert not Annotation.objects.waiting().exists()


def test_what_was_decided_is_not_decided_again(desk, orphan):
    place = values(desk.get(page_of(orphan)))[0]
    desk.post(page_of(orphan), {"place": place})

    again = desk.post(page_of(orphan), {"place": place})

    assert "This note was decided meanwhile." in again.content.decode()


def test_a_place_is_pinned_to_the_words_it_was_offered_in(desk, orphan):
    place = values(desk.get(page_of(orphan)))[0]
    orphan.turn.text = "Then nothing."
    orphan.turn.save()

    response = desk.post(page_of(orphan), {"place": place})

    assert "The text was changed meanwhile." in response.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"place": "x"},
        {"place": "1.5-2@00000000"},
        {"place": f"{'9' * 18}.1-2@aaaaaaaa"},
    ],
)
def test_what_is_no_place_decides_nothing(desk, orphan, given):
    response = desk.post(page_of(orphan), given)

    orphan.refresh_from_db()
    assert response.status_code == 200
    assert orphan.hold == Hold.ORPHANED


def test_a_place_outside_of_the_text_is_none(desk, orphan):
    place = values(desk.get(page_of(orphan)))[0]
    key, pin = place.split(".")[0], place.split("@")[1]

    response = desk.post(page_of(orphan), {"place": f"{key}.5-9999@{pin}"})

    assert "There are no words at this place." in response.content.decode()


def test_the_queue_lists_what_waits_and_nothing_else(desk, orphan):
    note_on(orphan.turn.interview, "a1", "father")
    retired = note_on(orphan.turn.interview, "a1", "hands", state=State.WITHDRAWN)
    Annotation.objects.filter(pk=retired.pk).update(hold=Hold.ORPHANED)

    listed = desk.get(QUEUE)
    moved = desk.get(QUEUE, {"hold": "moved"})

    assert [note.pk for note in listed.context["notes"]] == [orphan.pk]
    assert "1 note waits" in listed.content.decode()
    assert "Every note has its place." in moved.content.decode()


def test_the_queue_asks_as_much_for_many_as_for_few(
    desk, interview, django_assert_max_num_queries
):
    for words in ("My", "father", "dug", "hands", "May", "own", "with", "it"):
        note_on(interview, "a1", words)
    Annotation.objects.update(hold=Hold.MOVED)

    with django_assert_max_num_queries(10):
        desk.get(QUEUE)


def test_deciding_is_a_right(client, orphan):
    viewer = User.objects.create_user("viewer", password="x", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_annotation"))
    client.force_login(viewer)

    page = client.get(page_of(orphan))

    assert page.status_code == 200
    assert 'data-key="1"' not in page.content.decode()
    assert (
        client.post(page_of(orphan), {"retire": "1", "reason": "x"}).status_code == 403
    )


def test_who_may_not_publish_does_not_retire_what_readers_see(client, orphan):
    editor = User.objects.create_user("editor", password="x", is_staff=True)
    rights = ("view_annotation", "change_annotation")
    editor.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    client.force_login(editor)

    refused = client.post(page_of(orphan), {"retire": "1", "reason": "x"})

    assert refused.status_code == 403
    orphan.refresh_from_db()
    assert orphan.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("before", "words", "now", "instead"),
    [
        ("a b c d e", "c", "a b X d e", "X"),
        ("a b c d e", "b c", "a b d e", "b"),
        ("a b c", "c", "a b X Y", "X Y"),
        ("a b c", "a", "X b c", "X"),
        ("a b c", "b", "a c", ""),
        ("a b c", "b", "x y z", "x y z"),
    ],
)
def test_what_stands_instead_is_what_stands_between_the_same(
    before, words, now, instead
):
    start = before.index(words)

    found = instead_of(Former("a1", before, Span(start, start + len(words))), now)

    assert (now[slice(*found)] if found else "") == instead
