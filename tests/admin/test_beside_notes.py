"""From one note to the next, and back from a passage to the notes that refer to it."""

import pytest
from django.urls import reverse

from archive.admin.noting.beside import neighbours_of, referring_to
from archive.models import Annotation, State
from tests.factories import (
    make_alias,
    make_annotation,
    make_conversation,
    make_edition,
    make_editor,
    make_exchange,
    make_interview,
    make_source,
    make_tombstone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview():
    return make_conversation(exchanges=2)


def turn_of(interview, anchor):
    return interview.turns.select_related("interview").get(anchor=anchor)


def note_on(interview, anchor, words, **fields):
    return make_annotation(turn_of(interview, anchor), words, **fields)


def test_notes_follow_each_other_in_the_order_of_the_text(interview):
    last = note_on(interview, "a2", "From")
    second = note_on(interview, "a1", "mountains")
    first = note_on(interview, "a1", "From")
    same = note_on(interview, "a1", "mountains")

    places = [
        (found["note_before"], found["note_after"])
        for found in map(neighbours_of, (first, second, same, last))
    ]

    assert places == [(None, second), (first, same), (second, last), (same, None)]


def test_the_next_note_in_review_is_the_one_that_came_after(interview):
    notes = [note_on(interview, "a1", "From", state=State.IN_REVIEW) for _ in range(3)]

    following = [neighbours_of(note)["note_waiting"] for note in notes]

    assert following == [notes[1], notes[2], notes[0]]


def test_no_note_waits_when_none_is_in_review(interview):
    note = note_on(interview, "a1", "From")

    assert set(neighbours_of(note).values()) == {None}


def test_a_passage_knows_which_notes_refer_to_it(interview):
    whole = note_on(interview, "q1", "water", body="See [[a1]].")
    part = note_on(interview, "a2", "From", body="See [[a1p2]], and [[q2]].")
    note_on(interview, "a2", "From", body="See [[a11]], `[[a1]]` and a1.")
    other = make_interview("other")
    make_exchange(other, "What water?", "None at all.")
    there = note_on(other, "a1", "None", body="See [[steppe-2024/a1]], not [[a1]].")
    note_on(other, "q1", "water", body="See [[a1]].")

    referring = referring_to(turn_of(interview, "a1"))

    assert set(referring) == {whole, part, there}
    assert {note.place for note in referring} == {"q1p1", "a2p1", "a1p1"}


def test_names_that_were_given_up_lead_back_too(interview):
    make_alias(interview, "old-steppe")
    make_tombstone(make_edition(interview, make_source()), anchor="a7", successor="a1")
    retired = note_on(interview, "q1", "water", body="See [[a7]].")
    moved = note_on(interview, "q1", "water", body="See [[old-steppe/a1]].")

    assert set(referring_to(turn_of(interview, "a1"))) == {retired, moved}


def test_the_page_of_a_note_leads_to_both(client, interview):
    client.force_login(make_editor())
    note = note_on(interview, "a1", "From")
    after = note_on(interview, "a2", "From", body="See [[a1]].")

    page = client.get(reverse("admin:archive_annotation_change", args=[note.pk]))

    told = page.content.decode()
    address = reverse("admin:archive_annotation_change", args=[after.pk])
    assert f'<a href="{address}" rel="next">Next note</a>' in told
    assert "Notes that refer to a1" in told


def test_neighbours_cost_the_same_however_many_there_are(
    interview, django_assert_num_queries
):
    for _ in range(9):
        note_on(interview, "a1", "From", state=State.IN_REVIEW)
    note = Annotation.objects.select_related("turn__interview").latest("pk")

    with django_assert_num_queries(4):
        neighbours_of(note)
