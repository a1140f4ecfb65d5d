"""Questions that a format sets apart, and what is only emphasis or a heading."""

import pytest

from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.conventions import answerers, formatted
from archive.ingest.conventions.stretches import Stretch
from archive.transcript import Role
from tests.ingest.conventions.printed import printed, seen_by

TALK = [("q", "Who dug it?"), ("a", "My father."), ("q", "Why?"), ("a", "For sheep.")]


def turns(*lines, **traits):
    blocks = printed(*lines, **traits)
    return [(kind, words) for kind, _, words in seen_by(formatted.recognise, blocks)]


@pytest.mark.parametrize(
    "lines",
    [
        ["**Who dug it?**", "My father.", "**Why?**", "For sheep."],
        ["_Who dug it?_", "My father.", "_Why?_", "For sheep."],
        ["### Who dug it?", "My father.", "### Why?", "For sheep."],
        ["> Who dug it?", "My father.", "> Why?", "For sheep."],
        ["**Who dug it?** My father.", "**Why?** For sheep."],
        ["**Who dug it?|** My father.", "**Why?**|For sheep."],
        ["1. Who dug it?", "My father.", "2. Why?", "For sheep."],
        ["1- Who dug it?", "My father.", "2- Why?", "For sheep."],
        ["– Who dug it?", "My father.", "– Why?", "For sheep."],
        ["**—Who dug it?**", "– My father.", "**—Why?**", "-For sheep."],
        ["**Who dug it**?", "My father.", "**Why** ?", "For sheep."],
        ["About wells.", "**Who dug it?**", "My father.", "**Why?**", "For sheep."],
    ],
)
def test_what_a_format_sets_apart_asks_and_plain_words_answer(lines):
    assert [(k, w.replace(" ?", "?")) for k, w in turns(*lines)] == TALK


def test_a_class_of_paragraphs_may_ask():
    lines = ["Who dug it?", "My father.", "He was young.", "Why?", "For sheep."]

    seen = turns(*lines, classes={1: ("p", "question"), 4: ("p", "question")})

    assert seen[1] == ("a", "My father. / He was young.")
    assert [kind for kind, _ in seen] == ["q", "a", "q", "a"]


def test_a_question_of_two_paragraphs_is_one():
    lines = [
        "**Is it old?**",
        "**Who dug it?**",
        "My father.",
        "**Why?**",
        "For sheep.",
    ]

    assert turns(*lines)[0] == ("q", "Is it old? / Who dug it?")


def test_bold_words_inside_an_answer_open_nothing():
    lines = ["**Who dug it?**", "My father.", "**Nobody** else helped. **Ever?** No."]
    lines += ["**Why?**", "For **sheep**."]

    assert turns(*lines)[1] == (
        "a",
        "My father. / Nobody else helped. Ever? No.",
    )


def test_a_heading_among_bold_questions_is_no_question():
    lines = ["**Who dug it?**", "My father.", "**The first years**", "It was deep."]
    lines += ["**Why?**", "For sheep."]
    blocks = printed(*lines)

    seen = formatted.recognise(blocks)

    assert seen.asides == ((2, BlockKind.HEADING),)
    assert [opening.block for opening in seen.openings] == [0, 1, 4, 5]


def test_a_sentence_among_questions_asks_though_it_has_no_mark_and_is_doubted():
    lines = ["**Who dug it?**", "My father.", "**Tell me of him.**", "He was tall."]
    lines += ["**Why?**", "For sheep."]

    seen = formatted.recognise(printed(*lines))

    assert seen.openings[2].doubt == "set in bold, and asks nothing"
    assert seen.openings[2].confidence == 0.6


@pytest.mark.parametrize(
    "line", ["**Help us to dig on!**", "**“It was deep.”**", "**It was long ago.**"]
)
def test_an_appeal_a_quote_and_a_standfirst_around_the_talk_ask_nothing(line):
    lines = ["**It was long ago.**", "**Who dug it?**", "My father.", "**Why?**"]
    lines += ["For sheep.", line, "And so on."]

    assert [words for kind, words in turns(*lines) if kind == "q"] == [
        "Who dug it?",
        "Why?",
    ]


def test_a_pull_quote_among_heading_questions_is_no_question():
    lines = ["## Who dug it?", "My father.", "## “He was tall.”", "Very tall."]
    lines += ["## Why?", "For sheep.", "## Its end.", "## And now?", "It is dry."]

    assert [words for kind, words in turns(*lines) if kind == "q"] == [
        "Who dug it?",
        "Why?",
        "And now?",
    ]


def test_a_quote_between_question_and_answer_is_looked_past():
    lines = ["**Who dug it?**", "> Deep.", "My father.", "**Tell me of him.**"]
    lines += ["> Tall.", "He was tall.", "**Why?**", "For sheep."]

    assert turns(*lines) == [
        ("q", "Who dug it?"),
        ("a", "My father."),
        ("q", "Tell me of him."),
        ("a", "He was tall."),
        ("q", "Why?"),
        ("a", "For sheep."),
    ]


def test_names_before_answers_tell_who_answers():
    lines = ["**Who dug it?**", "_Ann:_ My father.", "_Ben Lee:_ And mine."]
    lines += ["**Why?**", "_Ben Lee:_ For sheep.", "Note: they were many."]

    seen = formatted.recognise(printed(*lines))

    assert seen_by(formatted.recognise, printed(*lines)) == [
        ("q", "", "Who dug it?"),
        ("a", "Ann", "My father."),
        ("a", "Ben Lee", "And mine."),
        ("q", "", "Why?"),
        ("a", "Ben Lee", "For sheep. / Note: they were many."),
    ]
    assert [(one.name, one.role) for one in seen.people] == [
        ("Ann", Role.INTERVIEWEE),
        ("Ben Lee", Role.INTERVIEWEE),
    ]
    assert seen.evidence.endswith("names before answers: Ann, Ben Lee")


def test_initials_without_a_colon_before_all_answers_tell_who_answers():
    lines = ["**Who dug it?**", "AL We did.", "BH All.", "**Why?**", "BH For sheep."]

    assert [who for _, who, _ in seen_by(formatted.recognise, printed(*lines))] == [
        *("", "AL", "BH", "", "BH")
    ]


def test_names_on_the_first_pair_alone_are_marks():
    lines = ["**Gazette: Who dug it?**", "Ann Lee: My father.", "**Why?**"]
    lines += ["For sheep.", "**When?**", "In May."]

    assert seen_by(formatted.recognise, printed(*lines))[:4] == [
        ("q", "", "Who dug it?"),
        ("a", "Ann Lee", "My father."),
        ("q", "", "Why?"),
        ("a", "", "For sheep."),
    ]


@pytest.mark.parametrize("first", ["My father.", "so it was: deep."])
def test_without_a_name_on_the_first_answer_a_question_keeps_its_colon(first):
    lines = ["**Wells: who dug it?**", first, "**Why?**", "For sheep."]

    assert turns(*lines)[0] == ("q", "Wells: who dug it?")


def test_a_question_without_an_answer_at_the_end_stays():
    lines = ["**Who dug it?**", "My father.", "**Why?**"]

    assert turns(*lines)[-1] == ("q", "Why?")


@pytest.mark.parametrize(
    ("lines", "evidence"),
    [
        (["Bread.", "Milk."], "no format sets some paragraphs apart"),
        (["**Bread**", "Milk.", "**Salt**", "Eggs."], "nothing in bold asks twice"),
        (["**Ann:** Why?", "**Ben:** So."], "no format sets some paragraphs apart"),
        (["**—** a", "a **b?**", "---", "a **c?**"], "no format"),
    ],
)
def test_what_asks_nothing_is_not_seen(lines, evidence):
    seen = formatted.recognise(printed(*lines))

    assert (seen.fit, seen.openings) == (0.0, ())
    assert evidence in seen.evidence


def test_voices_that_a_format_states_are_left_to_it():
    blocks = [
        block._replace(voice=Voice("Ann"))
        for block in printed("**Who?**", "We.", "**Why?**", "So.")
    ]

    assert formatted.recognise(blocks).fit == 0.0


def test_dashes_that_open_answers_too_do_not_set_questions_apart():
    lines = ["– Who dug it?", "– My father.", "– Why?", "– For sheep."]

    assert formatted.recognise(printed(*lines)).fit == 0.0


def test_questions_labelled_as_such_fit_less_than_their_labels():
    lines = [
        "**Q: Who?**",
        "A: We.",
        "**Q: Why?**",
        "A: So.",
        "**Q: How?**",
        "A: Thus.",
    ]

    assert formatted.recognise(printed(*lines)).fit < 0.6


def test_questions_longer_than_answers_fit_less():
    long = "Was it deep, " * 20
    lines = [f"**{long}and old?**", "Yes.", f"**{long}and dry?**", "No."]

    assert formatted.recognise(printed(*lines)).fit < 0.5


def test_a_bold_name_after_a_bold_question_is_the_answers():
    lines = ["**Who dug it?|Ann Lee:** My father.", "**Why?|** For sheep."]
    lines += ["**When?|** In May."]

    assert turns(*lines)[:2] == [
        ("q", "Who dug it?"),
        ("a", "My father."),
    ]


def test_a_prompt_without_a_full_stop_asks_when_it_speaks_to_somebody():
    lines = [
        "**Who dug it?**",
        "My father.",
        "**Now you are the one who keeps it dry here**",
    ]
    lines += ["I do.", "**Why?**", "For sheep."]

    assert [kind for kind, _ in turns(*lines)] == [*"qaqaqa"]


@pytest.mark.parametrize(
    "after",
    [
        ["## Conclusion", "We learned a lot about wells."],
        ["**More wells:**", "The well in the east."],
    ],
)
def test_what_stands_under_a_heading_after_the_last_answer_is_none(after):
    lines = ["**Who dug it?**", "My father.", "**Why?**", "For sheep."]

    seen = formatted.recognise(printed(*lines, *after))

    assert seen.end == 4


@pytest.mark.parametrize(
    "lines",
    [
        ["**Who dug it?**", "My father.", "## Sheep", "**Why?**", "For sheep."],
        ["**Who dug it?**", "My father.", "**Why?**", "## Sheep", "For sheep."],
        ["**Who dug it?**", "My father.", "**Why?**", "It rained.", "**I dug on.**"],
    ],
)
def test_a_heading_before_an_answer_and_a_sentence_end_nothing(lines):
    assert formatted.recognise(printed(*lines)).end is None


def test_a_heading_after_an_answer_in_the_paragraph_of_its_question_ends_it():
    lines = ["**Who dug it?** My father.", "**Why?** For sheep.", "## About us", "We."]

    assert formatted.recognise(printed(*lines)).end == 2


def test_a_heading_that_tells_to_tell_among_headings_that_ask_asks_in_doubt():
    lines = ["## Who dug it?", "My father.", "## His brothers", "They slept."]
    lines += ["## Tell us about him", "He was quiet.", "## Why?", "For sheep."]
    lines += ["## And when?", "In May."]
    blocks = printed(*lines)

    seen = formatted.recognise(blocks)

    assert [kind for kind, *_ in seen_by(formatted.recognise, blocks)] == [
        *"qaqaqaqaqa"
    ]
    assert [each.block for each in seen.openings if each.doubt] == [2, 4]


def test_a_heading_over_no_words_among_headings_that_ask_is_a_heading():
    lines = ["## Who dug it?", "My father.", "## His brothers", "## Why?", "For sheep."]
    lines += ["## And when?", "In May."]

    seen = formatted.recognise(printed(*lines))

    assert [each.block for each in seen.openings] == [0, 1, 3, 4, 5, 6]


def test_bold_words_that_want_to_be_told_ask():
    lines = ["**Tell us about the well**", "It is deep.", "**Who dug it?**", "We."]
    lines += ["**Why?**", "For sheep."]

    assert turns(*lines)[0] == ("q", "Tell us about the well")


def test_questions_that_nobody_answers_have_no_names_before_answers():
    asked = [Stretch(0, 4, "Who?"), Stretch(1, 4, "Why?")]

    labels = answerers.found(printed("**Who?**", "**Why?**"), asked)

    assert labels == answerers.Labels()


def test_a_plain_name_before_the_first_answer_alone_is_a_word_of_it():
    lines = ["**Who dug it?**", "Ann Lee: so they call me.", "**Why?**", "For sheep."]
    lines += ["**When?**", "In May."]

    assert seen_by(formatted.recognise, printed(*lines))[1] == (
        "a",
        "",
        "Ann Lee: so they call me.",
    )
