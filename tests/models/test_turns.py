"""Turns by kind, in order, and the addresses of what was said."""

import pytest

from archive.models import Answer, Question, Turn
from tests.factories import make_conversation, make_exchange, make_interview, make_turn

pytestmark = pytest.mark.django_db


def test_questions_and_answers_are_the_turns_of_their_kind():
    interview = make_interview()
    question = make_exchange(interview)
    make_turn(interview, "statement", "Thank you.")

    assert [turn.pk for turn in Question.objects.all()] == [question.pk]
    assert [turn.pk for turn in Answer.objects.all()] == [question.answers.get().pk]


@pytest.mark.parametrize(
    ("proxy", "kind"), [(Question, "question"), (Answer, "answer")]
)
def test_a_turn_saved_as_its_kind_is_of_that_kind(proxy, kind):
    turn = proxy(interview=make_interview(), sequence=1, anchor="x1", text="Words.")

    turn.save()

    assert Turn.objects.get().kind == kind


def test_turns_come_in_the_order_they_were_said():
    interview = make_interview()
    make_turn(interview, sequence=2, anchor="q1")
    make_turn(interview, sequence=1, anchor="q2")

    assert [turn.anchor for turn in Turn.objects.in_sequence()] == ["q2", "q1"]


def test_doubtful_turns_are_those_with_a_doubt():
    interview = make_interview()
    make_turn(interview)
    doubtful = make_turn(interview, doubt="Who speaks?")

    assert list(Turn.objects.doubtful()) == [doubtful]


def test_a_turn_is_found_on_the_page_of_its_interview():
    answer = make_exchange(make_interview()).answers.get()

    assert answer.get_absolute_url() == "/interviews/steppe-2024/#a1"


def test_an_answer_shares_the_page_of_its_question():
    question = make_exchange(make_interview())
    answer = question.answers.get()

    assert question.get_exchange_url() == "/interviews/steppe-2024/q1/"
    assert answer.get_exchange_url() == "/interviews/steppe-2024/q1/"


def test_a_lone_turn_has_a_page_of_its_own():
    statement = make_turn(make_interview(), "statement", "Thank you.")

    assert statement.get_exchange_url() == "/interviews/steppe-2024/s1/"


def test_the_number_of_a_turn_is_that_of_its_name():
    assert Turn(anchor="a17", sequence=3).number == 17


def test_a_segment_is_a_stretch_of_its_turn():
    turn = make_turn(make_interview(), text="Біз 🐎.\n\nThen we left.")

    assert [(part.anchor, part.text) for part in turn.segments.all()] == [
        ("q1p1", "Біз 🐎."),
        ("q1p2", "Then we left."),
    ]


def test_a_conversation_keeps_its_questions_and_answers_together():
    make_conversation(2)

    assert [
        (turn.anchor, turn.question and turn.question.anchor)
        for turn in Turn.objects.in_sequence()
    ] == [("q1", None), ("a1", "q1"), ("q2", None), ("a2", "q2")]


@pytest.mark.parametrize(
    ("proxy", "kind"), [(Question, "question"), (Answer, "answer")]
)
def test_saved_through_a_proxy_a_turn_is_of_its_kind_and_on_record(proxy, kind):
    interview = make_interview()

    turn = proxy(interview=interview, sequence=1, anchor="x1", text="Water.")
    turn.save()
    turn.text = "The water."
    turn.save()

    kept = Turn.objects.get(pk=turn.pk)
    assert (kept.kind, kept.text) == (kind, "The water.")
    assert [each.text for each in Turn.history.filter(id=turn.pk)] == [
        "The water.",
        "Water.",
    ]
