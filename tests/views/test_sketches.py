"""The trace beside hits."""

import pytest

from archive.models import Turn
from archive.search.shapes import Hit
from archive.views.sketches import Shelf, draw, sketch, with_sketches
from tests.factories import make_conversation

pytestmark = pytest.mark.django_db

ROWS = [(1, "question", 100), (2, "answer", 300), (3, "statement", 600)]


def hit_on(anchor, slug="steppe-2024"):
    turns = Turn.objects.select_related("interview", "question")
    return Hit(turns.get(interview__slug=slug, anchor=anchor), ())


def test_questions_are_drawn_above_and_all_else_below_to_scale():
    drawn = sketch(draw(ROWS), {})

    assert drawn.above == "M0 0h100"
    assert drawn.below == "M100 0h300M400 0h600"
    assert drawn.lit == []


def test_an_exchange_with_several_hits_is_lit_once_and_leads_to_the_first():
    make_conversation(exchanges=1)

    drawn = sketch(draw(ROWS), {"q1": hit_on("q1"), "a1": hit_on("a1")})

    (lit,) = drawn.lit
    assert (lit.start, lit.width, lit.name) == (0, 400, "Question 1")
    assert lit.landing == hit_on("q1").landing


def test_what_is_too_short_to_be_seen_is_drawn_once():
    rows = [(number, "statement", 1) for number in range(1, 5001)]

    assert draw(rows).below.count("M") <= 1001


def test_the_first_hit_of_each_interview_has_its_trace(django_assert_num_queries):
    make_conversation(2, "one")
    make_conversation(2, "two")
    hits = [hit_on("a1", "one"), hit_on("a1", "two"), hit_on("a2", "one")]

    found = with_sketches(hits)

    assert [hit for hit, _ in found] == hits
    assert [drawn and len(drawn.lit) for _, drawn in found] == [2, 1, None]


def test_lines_at_hand_are_not_read_again(django_assert_num_queries):
    make_conversation(2, "one")
    hits = [hit_on("a1", "one")]
    with_sketches(hits)

    with django_assert_num_queries(1):
        with_sketches(hits)


def test_lines_are_drawn_anew_when_a_turn_changes():
    make_conversation(2, "one")
    hit = hit_on("a1", "one")
    (_, before), *_ = with_sketches([hit])

    Turn.objects.filter(anchor="q1").update(text="word " * 99)
    (_, after), *_ = with_sketches([hit])

    assert before.above != after.above


def test_a_turn_that_came_after_the_lines_is_not_lit_yet():
    make_conversation(1, "one")

    assert sketch(draw(ROWS[:1]), {"a1": hit_on("a1", "one")}).lit == []


def test_no_more_lines_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr("archive.views.sketches.KEPT", 1)
    pks = [make_conversation(1, slug).pk for slug in ("one", "two")]
    shelf = Shelf()

    assert list(shelf.find(pks)) == pks
    assert shelf.find(pks[:1]).keys() == {pks[0]}


def test_a_turn_is_lit_with_its_exchange_though_numbers_are_left_out():
    drawn = draw([(3, "question", 1), (7, "answer", 1), (9, "question", 2)])

    assert [drawn.place(sequence) for sequence in (2, 3, 7, 9, 10)] == [
        None,
        0,
        0,
        1,
        None,
    ]
