"""Turns without a label among labels: after one exchange, and behind `>>`."""

import pytest

from archive.errors import NoConventionFits
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar

FIRST = (
    "Dinara Aset: Who dug the well?\n\n"
    "Yerlan Omar: My father and I. It took a summer to reach the water.\n\n"
)


def read(text):
    return parse_content(text.encode(), "talk.txt", Sidecar())


def turns(text):
    told = read(text)
    return [
        (getattr(told.speaker(turn.speaker), "name", ""), turn.text)
        for turn in told.turns
    ]


def test_after_the_first_exchange_paragraphs_go_by_turns():
    text = FIRST + (
        "How deep is it?\n\nNobody has measured.\n\nIt is cold.\n\n"
        "Is it ever dry?\n\nNo, it never is."
    )

    told = read(text)

    assert [turn.speaker for turn in told.turns] == ["p1", "p2"] * 3
    assert told.turns[3].text == "Nobody has measured.\n\nIt is cold."
    assert [bool(turn.doubt) for turn in told.turns] == [False] * 2 + [True] * 4
    assert told.turns[2].label == ""


@pytest.mark.parametrize(
    "rest",
    [
        "And so it went on for years.\n\nHow deep is it?\n\nNobody has measured.",
        "How deep is it?\n\nIs it ever dry?\n\nNobody has measured, and it never is.",
    ],
)
def test_one_question_or_two_in_a_row_belong_to_the_last_label(rest):
    assert len(turns(FIRST + rest)) == 2


def test_labels_that_exchange_nothing_leave_the_rest_to_the_last_one():
    text = (
        "Dinara Aset spoke with Yerlan Omar.\n\n"
        "Dinara Aset: The well is deep, and so is the river.\n\n"
        "Yerlan Omar: It is the river that dug it.\n\n"
        "Who says so?\n\nMy father.\n\nWho else?\n\nNobody."
    )

    assert turns(text)[-1][1].endswith("Nobody.")


CAPTIONS = [
    ">> Who dug the well?",
    ">> My father and I.",
    "It took a summer.",
    ">> How deep is it?",
    ">> Nobody has measured.",
]


def test_a_change_of_speaker_alone_goes_by_turns_and_is_doubtful():
    told = read("\n\n".join(CAPTIONS))

    assert [turn.kind.value[0] for turn in told.turns] == ["q", "a", "q", "a"]
    assert all(turn.doubt and not turn.speaker for turn in told.turns)
    assert told.turns[1].text == "My father and I.\n\nIt took a summer."


def test_behind_a_host_a_change_of_speaker_answers():
    text = "\n\n".join(CAPTIONS).replace(">> Who", ">> HOST: Who")

    told = read(text.replace(">> How", ">> HOST: How"))

    assert [turn.kind.value[0] for turn in told.turns] == ["q", "a", "q", "a"]
    assert [bool(turn.doubt) for turn in told.turns] == [False, True, False, True]


def test_of_two_voices_a_change_of_speaker_is_the_other():
    text = "\n\n".join(
        [
            ">> Dinara: Who dug the well?",
            ">> Yerlan: My father and I.",
            ">> Dinara: How deep is it?",
            ">> Nobody has measured.",
            ">> Dinara: Is it ever dry?",
            ">> Yerlan: No, it never is.",
        ]
    )

    assert [name for name, _ in turns(text)] == ["Dinara", "Yerlan"] * 3


def test_of_three_voices_a_change_of_speaker_is_nobody_known():
    text = "\n\n".join(
        f">> {name}: {words}"
        for name, words in [
            ("Dinara", "Who dug the well?"),
            ("Yerlan", "My father and I."),
            ("Aigul", "And mine."),
            ("Dinara", "How deep is it?"),
            ("Yerlan", "Very deep."),
            ("Aigul", "Deeper than that."),
        ]
    )

    assert turns(f"{text}\n\n>> Nobody has measured.")[-1] == (
        "",
        "Nobody has measured.",
    )


def test_a_sign_that_few_labels_have_is_part_of_the_words():
    text = (
        "Dinara: Who dug the well?\n\nYerlan: My father and I.\n\n"
        ">> Read more\n\nDinara: How deep is it?\n\nYerlan: Very."
    )

    assert len(turns(text)) == 4


def test_two_full_names_before_a_question_and_its_answer_are_an_interview():
    assert [name for name, _ in turns(f"The well\n\n{FIRST}")] == [
        "Dinara Aset",
        "Yerlan Omar",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Note: This text was changed?\n\nUpdate: It rains again all over the country.",
        "Sports News: This team won.\n\nWeather Report: It rains all over the country.",
        "Dinara Aset – who dug it?\n\nYerlan Omar – my father did, and his brothers.",
    ],
)
def test_two_lines_that_are_no_exchange_are_no_interview(text):
    with pytest.raises(NoConventionFits):
        read(f"The well\n\n{text}")


def test_the_one_full_name_between_turns_of_another_is_doubtful():
    told = read(f"{FIRST}Dinara Aset: How deep is it?")

    assert [turn.label for turn in told.turns] == [
        "Dinara Aset",
        "Yerlan Omar",
        "Dinara Aset",
    ]
    assert told.turns[1].doubt
