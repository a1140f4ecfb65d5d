"""The line of a conversation, to scale."""

import pytest

from archive.views.trace import NARROWEST, WIDTH, Measured, told_lanes, trace_of
from tests.factories import make_conversation
from tests.views.pages import read

TALK = [
    Measured("q1", "question", 100),
    Measured("a1", "answer", 300),
    Measured("s1", "statement", 200),
    Measured("q2", "question", 100),
    Measured("a2", "answer", 200),
    Measured("a3", "answer", 100),
]


def test_an_exchange_is_a_question_with_its_answers_or_a_lone_statement():
    trace = trace_of(TALK)

    assert [stretch.name for stretch in trace] == [
        "Question 1",
        "Statement 1",
        "Question 2",
    ]
    assert [piece.kind for piece in trace[2].pieces] == ["question", "answer"]


def test_a_turn_takes_of_the_line_what_it_takes_of_the_words():
    trace = trace_of(TALK)

    question, answer = trace[0].pieces
    scale = (WIDTH - 5 * NARROWEST) / 1000
    assert question.width == pytest.approx(NARROWEST + 100 * scale, abs=0.05)
    assert answer.width == pytest.approx(NARROWEST + 300 * scale, abs=0.05)
    assert answer.start == pytest.approx(question.width, abs=0.05)
    assert trace[-1].start + trace[-1].width == pytest.approx(WIDTH, abs=0.1)


def test_the_shortest_turn_is_seen_beside_the_longest():
    trace = trace_of([Measured("q1", "question", 1), Measured("a1", "answer", 99_999)])

    assert trace[0].pieces[0].width >= NARROWEST


def test_neighbours_too_many_to_tell_apart_are_one_stretch():
    turns = [Measured(f"s{number}", "statement", 10) for number in range(1, 2001)]

    trace = trace_of(turns, here="s15")

    assert len(trace) == 200
    assert (trace[1].name, trace[1].address) == ("Statement 11–20", "#s11")
    assert [stretch.is_here for stretch in trace[:3]] == [False, True, False]
    assert trace[-1].start + trace[-1].width == pytest.approx(WIDTH, abs=0.2)


def test_stretches_lead_to_their_exchange_and_tell_what_was_found_and_where_one_is():
    trace = trace_of(TALK, "/interviews/wells/", lit={"a3"}, here="q1")

    assert [stretch.address for stretch in trace] == [
        "/interviews/wells/#q1",
        "/interviews/wells/#s1",
        "/interviews/wells/#q2",
    ]
    assert [stretch.is_lit for stretch in trace] == [False, False, True]
    assert [stretch.is_here for stretch in trace] == [True, False, False]


def test_nothing_said_draws_nothing():
    assert trace_of([]) == []


@pytest.mark.django_db
def test_the_whole_is_drawn_above_an_interview_and_its_place_above_an_exchange(client):
    make_conversation(exchanges=3)

    whole = read(client, "/interviews/steppe-2024/")
    alone = read(client, "/interviews/steppe-2024/q2/")

    path = "//*[@class='trace']//*[local-name()='a']"
    assert whole.xpath(f"{path}/@href") == ["#q1", "#q2", "#q3"]
    assert whole.xpath(f"{path}[@aria-current]") == []
    assert alone.xpath(f"{path}[@aria-current]/@aria-label") == ["Question 2"]
    assert alone.xpath(f"{path}/@href")[0] == "/interviews/steppe-2024/#q1"


def debate(*voices):
    return [
        Measured(f"s{at}", "statement", 100, voice) for at, voice in enumerate(voices)
    ]


def test_in_a_debate_each_voice_has_a_lane_those_who_say_most_first():
    stretches = trace_of(debate("A.B.", "C.D.", "C.D."))

    assert [(each.pieces[0].lane, each.pieces[0].lanes) for each in stretches] == [
        (1, 2),
        (0, 2),
        (0, 2),
    ]
    assert [each.name for each in stretches] == [
        "Statement 0, A.B.",
        "Statement 1, C.D.",
        "Statement 2, C.D.",
    ]


def test_those_who_say_least_share_the_last_lane():
    voices = debate("A", "A", "B", "B", "C", "C", "D", "D", "E", "E", "F", "G")

    assert told_lanes(voices) == ["A", "B", "C", "D", "E", "others"]
    assert [each.pieces[0].lane for each in trace_of(voices)][-2:] == [5, 5]


def test_one_voice_alone_and_an_interview_have_no_lanes():
    asked = [Measured("q1", "question", 9, "A"), Measured("a1", "answer", 9, "B")]

    assert told_lanes(debate("A", "A")) == told_lanes(asked) == []
