"""Leading dashes: what opens a turn, what does not, and who asks."""

import pytest

from archive.ingest.conventions import dashes
from tests.ingest.conventions.printed import printed, seen_by


def turns(*lines):
    return [
        (kind, words) for kind, _, words in seen_by(dashes.recognise, printed(*lines))
    ]


@pytest.mark.parametrize("mark", ["–", "— ", "−", "-", "‐ ", "― ", "――", "•", "● "])
def test_any_dash_or_bullet_opens_a_turn_with_or_without_a_space(mark):
    lines = [f"{mark}Who dug it?", f"{mark}My father.", "In May.", f"{mark}Why?"]

    assert turns(*lines) == [
        ("q", "Who dug it?"),
        ("a", "My father. / In May."),
        ("q", "Why?"),
    ]


def test_a_turn_by_itself_stands_among_those_that_run_together():
    lines = ["– Who dug it? – My father. – When?", "– In 1950."]

    assert turns(*lines) == [
        ("q", "Who dug it?"),
        ("a", "My father."),
        ("q", "When?"),
        ("a", "In 1950."),
    ]


def test_turns_that_run_together_are_taken_apart():
    lines = [
        "– Who dug it? – My father dug – alone. – He did. – And then? – Rest.",
        "– Was it deep? – Twenty metres.",
    ]

    assert turns(*lines) == [
        ("q", "Who dug it?"),
        ("a", "My father dug – alone. – He did."),
        ("q", "And then?"),
        ("a", "Rest."),
        ("q", "Was it deep?"),
        ("a", "Twenty metres."),
    ]


def test_speech_quoted_between_dashes_inside_an_answer_opens_nothing():
    lines = [
        "– Что он сказал?",
        "– Я устал, – сказал он. – Пойду домой.",
        "– А вы?",
        "– Остались.",
    ]

    assert [words for _, words in turns(*lines)] == [
        "Что он сказал?",
        "Я устал, – сказал он. – Пойду домой.",
        "А вы?",
        "Остались.",
    ]


def test_a_list_inside_an_answer_opens_nothing():
    lines = [
        "– What did you take?",
        "– Three things:",
        "– a rope;",
        "– a spade,",
        "– a lamp.",
        "– And bread?",
        "– None.",
    ]

    assert turns(*lines) == [
        ("q", "What did you take?"),
        ("a", "Three things: / – a rope; / – a spade, / – a lamp."),
        ("q", "And bread?"),
        ("a", "None."),
    ]


def test_an_answer_that_goes_on_behind_another_dash_stays_one():
    lines = ["– Who?", "– We.", "– Why?", "– For water.", "– And for sheep."]
    lines += ["– When?", "– In May.", "– How?", "– By hand.", "– Where?", "– There."]
    lines += ["– Alone?", "– No."]

    seen = turns(*lines)

    assert seen[3] == ("a", "For water. / – And for sheep.")
    assert [kind for kind, _ in seen] == ["q", "a"] * 6


def test_an_introduction_behind_a_dash_opens_nothing():
    lines = ["– So began a long talk.", "– Who dug it?", "– We.", "– Why?", "– Thirst."]
    lines += ["– When?", "– In May."]

    assert turns(*lines)[0] == ("q", "Who dug it?")


def test_bold_tells_questions_where_the_words_do_not():
    lines = ["**– Tell me of it.**", "– Gladly?", "**– Go on.**", "– Really?"]
    lines += ["– It was deep.", "**– And wide.**", "– Yes."]

    assert [kind for kind, _ in turns(*lines)] == ["q", "a"] * 3


def test_questions_that_ask_nothing_and_answers_that_ask_are_doubted():
    blocks = printed("– I see.", "– What?", "– Who dug it?", "– We.", "– Why?")

    seen = dashes.recognise(blocks)

    assert [opening.doubt for opening in seen.openings] == [
        "taken as a question by its place, and asks nothing",
        "taken as an answer by its place, and ends with a question",
        "",
        "",
        "the last turn with a dash has no answer: is it a question?",
    ]
    assert [opening.confidence for opening in seen.openings] == [
        *(0.6, 0.6, 0.95, 0.95, 0.6)
    ]


def test_who_begins_with_tell_me_asks_though_answers_ask_back():
    lines = ["– Tell me about the well.", "– What is there to tell?", "– You dug it."]
    lines += ["– Did I? My father did.", "– I see.", "– Do you?", "– Explain."]
    lines += ["– Why should I?"]

    assert [kind for kind, _ in turns(*lines)] == ["q", "a"] * 4


def test_a_text_of_dashes_whose_answers_ask_back_fits_a_little():
    lines = ["– Who dug it?", "– Who indeed?", "– And when?", "– Do you ask?"]

    assert dashes.recognise(printed(*lines)).fit == 0.3


def test_who_says_tell_me_later_asks():
    lines = ["– Who dug it?", "– My father.", "– Tell me about him.", "– Must I?"]

    assert [kind for kind, _ in turns(*lines)] == ["q", "a"] * 2


def test_dashes_before_questions_alone_do_not_fit():
    seen = dashes.recognise(printed("– Who?", "We.", "– Why?", "Thirst.", "– How?"))

    assert seen.fit == 0.0


def test_a_list_in_a_long_text_does_not_fit():
    lines = ["– Is it bread?", "– Milk.", *["The shop was open."] * 200]

    assert dashes.recognise(printed(*lines)).fit < 0.25


@pytest.mark.parametrize(
    ("lines", "evidence"),
    [
        (["Bread."], "no paragraph begins with a dash"),
        (["– 5 degrees", "---", "## – Wells", "-7"], "only one"),
        (["– Bread.", "Milk."], "only one paragraph begins with a dash"),
    ],
)
def test_without_dashes_nothing_is_seen(lines, evidence):
    seen = dashes.recognise(printed(*lines))

    assert (seen.fit, seen.openings) == (0.0, ())
    assert evidence in seen.evidence


def test_a_statement_and_a_question_are_no_interview():
    seen = dashes.recognise(printed("– Bread.", "– Who?"))

    assert seen.fit == 0.0


def test_questions_alone_are_no_interview():
    seen = dashes.recognise(printed("– Who?", "– Why?"))

    assert seen.fit == 0.0
