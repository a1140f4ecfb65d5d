"""Texts without any mark: believed only on strong evidence, and always doubted."""

import pytest

from archive.ingest.conventions import unmarked
from tests.ingest.conventions.printed import printed, seen_by

LONG = "We dug for a year, and my father lined the walls with stone."


def test_questions_that_alternate_with_longer_answers_are_an_interview_in_doubt():
    lines = ["A standfirst.", "Did you dig it?", LONG, "So it was?", "Were you alone?"]
    lines += ["Is it so? Yes. " + LONG, "And your sheep?"]
    blocks = printed(*lines)

    seen = unmarked.recognise(blocks)

    assert [kind for kind, *_ in seen_by(unmarked.recognise, blocks)] == [*"qaqaq"]
    assert 0.25 <= seen.fit <= 0.49
    assert all(opening.confidence <= 0.5 for opening in seen.openings)
    assert seen.openings[0].doubt == "no mark says who speaks: is this a question?"
    assert seen.openings[3].confidence == 0.3


def test_a_question_of_two_paragraphs_is_one():
    lines = ["Did you dig it?", "All of you?", LONG, "Were you alone?", LONG]

    assert seen_by(unmarked.recognise, printed(*lines))[0] == (
        "q",
        "",
        "Did you dig it? / All of you?",
    )


def test_a_heading_between_paragraphs_is_neither():
    lines = ["Did you dig it?", "## Wells", LONG, "Were you alone?", LONG]

    assert [kind for kind, *_ in seen_by(unmarked.recognise, printed(*lines))] == [
        *"qaqa"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Bread.", "Milk?"],
        ["Is it deep?", "Is it old?", "Is it dry?"],
        ["What is a well?", "A hole.", "What is a hole?", "A well."],
        [*[LONG] * 60, "Did you dig?", LONG, "Did you rest?", LONG],
        ["Did you dig?", *[LONG] * 60, "Did you rest?", LONG],
    ],
)
def test_a_text_that_asks_now_and_then_is_no_interview(lines):
    assert unmarked.recognise(printed(*lines)).fit == 0.0


def test_questions_behind_dashes_are_not_unmarked():
    lines = [
        "– Have you a well?",
        "It is deep, and we drink.",
        "– And you?",
        "I am too.",
    ]

    assert unmarked.recognise(printed(*lines)).fit == 0
