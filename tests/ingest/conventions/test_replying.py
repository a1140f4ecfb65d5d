"""Dashes before answers alone, the questions plain."""

from archive.ingest.conventions import CONVENTIONS, best, replying
from tests.ingest.conventions.printed import printed, seen_by

LINES = [
    "The well",
    "Who dug it?",
    "– My father did, in 1950.",
    "He was alone.",
    "Tell me of him.",
    "– He was quiet.",
    "And who drinks from it?",
    "– The whole village.",
    "– And the sheep.",
]


def test_plain_questions_are_answered_behind_dashes():
    assert seen_by(replying.recognise, printed(*LINES)) == [
        ("q", "", "Who dug it?"),
        ("a", "", "My father did, in 1950. / He was alone."),
        ("q", "", "Tell me of him."),
        ("a", "", "He was quiet."),
        ("q", "", "And who drinks from it?"),
        ("a", "", "The whole village. / – And the sheep."),
    ]


def test_it_fits_best_where_only_answers_have_dashes():
    assert best(printed(*LINES), "wells.txt").name == "dashes before answers"


def test_a_plain_line_before_a_dash_that_asks_nothing_is_doubted():
    lines = [*LINES, "A long silence.", "– Well."]

    seen = replying.recognise(printed(*lines))

    assert [each.doubt for each in seen.openings][-2:] == [
        "taken as a question by its place, and asks nothing",
        "",
    ]
    assert seen.openings[-2].confidence == 0.6


def test_dashed_turns_do_not_fit():
    lines = ["Is it deep?", "– Who dug it?", "– We.", "So?", "– Why?", "– Thirst."]
    blocks = printed(*lines)

    assert replying.recognise(blocks).fit < CONVENTIONS["unlabelled dashes"](blocks).fit


def test_a_text_without_plain_questions_does_not_fit():
    assert replying.recognise(printed("Bread:", "– white", "Milk?", "– yes")).fit == 0
