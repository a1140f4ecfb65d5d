"""Two conversations under one roof: what is read of each, and where doubt stands."""

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.conventions import best
from archive.transcript import Kind, Span

NAMED = [
    "Dinara Aset: Who dug the well?",
    "Yerlan Omar: My father and I did.",
    "Dinara Aset: How deep is it?",
    "Yerlan Omar: Nobody has measured.",
    "Dinara Aset: Is the water good?",
    "Yerlan Omar: It is cold and sweet.",
]
DASHED = [
    "– And who drinks from it now?",
    "– The whole village.",
    "– Do they pay for it?",
    "– With bread and with songs.",
    "– Will it last for another year?",
    "– If it rains.",
]
MEETS = (
    "the marks change here, from labels to unlabelled dashes: is it another "
    "conversation?"
)


def blocks_of(*parts):
    lines = [part for some in parts for part in some]
    return [
        part
        if isinstance(part, Block)
        else Block(part, number, Span(number * 100, number * 100 + len(part)))
        for number, part in enumerate(lines, 1)
    ]


def test_each_stretch_of_a_text_is_read_by_its_own_marks():
    seen = best(blocks_of(NAMED, DASHED), "wells.txt").seen

    assert [opening.block for opening in seen.openings] == list(range(12))
    assert [opening.kind for opening in seen.openings] == [
        Kind.QUESTION,
        Kind.ANSWER,
    ] * 6
    assert [opening.doubt for opening in seen.openings if opening.doubt] == [MEETS]
    assert seen.openings[6].doubt == MEETS


def test_unnamed_turns_under_a_heading_of_their_own_are_doubted():
    heading = Block("In the bakery", 7, Span(700, 713), BlockKind.HEADING, level=2)

    seen = best(blocks_of(NAMED, [heading], DASHED), "wells.txt").seen

    assert [bool(opening.doubt) for opening in seen.openings] == [False] * 6 + [
        True
    ] * 6


def test_a_short_stretch_of_other_marks_is_no_conversation_of_its_own():
    seen = best(blocks_of(NAMED, DASHED[:4]), "wells.txt").seen

    assert len(seen.openings) == 6
    assert [bool(opening.doubt) for opening in seen.openings] == [False] * 5 + [True]


def test_two_stretches_of_other_marks_are_doubted_and_left_to_the_editor():
    lines = blocks_of(NAMED, DASHED[:4], NAMED, DASHED[:4], NAMED)

    seen = best(lines, "wells.txt").seen

    doubted = [place for place, each in enumerate(seen.openings) if each.doubt]
    assert (len(seen.openings), doubted) == (18, [5, 11])


def test_where_nobody_can_tell_who_asks_the_stretches_are_not_joined():
    half = [
        "Dinara Aset: Who dug the well?",
        "Yerlan Omar: My father and I did.",
        "Dinara Aset: Nobody else helped them.",
        "Yerlan Omar: Who would have helped?",
    ]

    seen = best(blocks_of(half * 2, DASHED), "wells.txt").seen

    assert len(seen.openings) == 8
    assert [bool(opening.doubt) for opening in seen.openings] == [False] * 7 + [True]
