"""Marks of another convention, and voices that speak to nobody, are doubted."""

import pytest

from archive.ingest.blocks import Voice
from archive.ingest.conventions import alone, best
from archive.ingest.conventions.conversation import Opening, Recognition
from tests.ingest.conventions.printed import printed

LETTERS = ["Q: Who dug the well?", "A: My father.", "Q: Was he alone?", "A: He was."]
NAMES = [
    "Ann Lee: Who dug it?",
    "Bo Ek: My father.",
    "Ann Lee: When?",
    "Bo Ek: In May.",
]
DASHES = ["– Who drinks from it?", "– The village.", "– And sheep?", "– Even they."]


def test_marks_of_another_convention_before_the_first_turn_are_never_passed_over():
    choice = best(printed("A well", *LETTERS, "We met again.", *DASHES), "wells.txt")

    first, *others = choice.seen.openings
    assert choice.name == "unlabelled dashes"
    assert first.doubt == (
        "marks of another convention stand before the first turn: Q, A"
    )
    assert first.confidence == 0.5
    assert not any(each.doubt for each in others)
    assert choice.seen.fit < 0.6
    assert "4 marks of words for question and answer stand before" in choice.evidence


def test_marks_of_another_convention_inside_a_turn_are_never_passed_over():
    choice = best(printed(*NAMES, *DASHES, *NAMES), "wells.txt")

    assert choice.name == "labels"
    assert [each.doubt for each in choice.seen.openings] == [
        *[""] * 3,
        "marks of another convention stand inside this turn: –",
        *[""] * 4,
    ]
    assert choice.seen.fit < 0.7


def test_what_stands_behind_the_conversation_is_doubted_by_no_other_convention():
    talk = ["**Who dug it?**", "My father.", "**Why?**", "For sheep."]
    talk += ["**And then?**", "We drank, and we had water for a hundred years."] * 3

    choice = best(printed(*talk, "## More talks", *NAMES), "wells.txt")

    assert choice.name == "questions set apart"
    assert not any(each.doubt for each in choice.seen.openings)


@pytest.mark.parametrize(
    "quoted",
    [
        ["– Who goes there?", "– I."],
        ["– Bread", "– Milk", "– Salt", "– Meat"],
    ],
)
def test_a_few_dashes_inside_a_turn_are_no_talk(quoted):
    choice = best(printed(*NAMES, *quoted), "wells.txt")

    assert not any(each.doubt for each in choice.seen.openings)


def test_one_voice_alone_is_doubted():
    openings = (
        Opening(0, 0, 4, "Ann:", "", "Ann"),
        Opening(1, 0, 4, "Ann:", "", "Ann"),
    )

    seen = alone.doubted(Recognition(0.9, "names open turns", openings))

    assert [each.doubt for each in seen.openings] == [
        "all turns are by one voice: is it an interview, and are all marks seen?",
        "",
    ]
    assert seen.fit == 0.45
    assert seen.evidence == "names open turns; one voice alone"


@pytest.mark.parametrize("who", [("Ann", "Bo"), ("", "")])
def test_two_voices_and_marks_that_tell_none_are_not_one_voice(who):
    openings = tuple(
        Opening(place, 0, 4, "–", "", each) for place, each in enumerate(who)
    )
    seen = Recognition(0.9, "", openings)

    assert alone.doubted(seen) == seen


def test_the_format_s_own_word_has_no_rivals():
    blocks = [
        block._replace(voice=Voice(f"{place % 2}"))
        for place, block in enumerate(printed("Why?", "We dug.", *DASHES))
    ]

    choice = best(blocks, "wells.txt")

    assert choice.name == "voices"
    assert not any(each.doubt for each in choice.seen.openings)
