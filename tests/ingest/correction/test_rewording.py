"""A paragraph in other words than its source prints: kept beside it, done again."""

import dataclasses

import pytest

from archive.errors import AnchorLost, MalformedTranscript
from archive.ingest.correction.acts import Act
from archive.ingest.correction.correcting import correct, memory_of, reword, undo
from archive.ingest.correction.rewording import (
    cleaned,
    emended_in,
    merged_words,
    place_in_print,
)
from archive.transcript import Kind, Segment, Span, check, dumps, loads
from tests.ingest.correction.test_correcting import (
    ALONE,
    WELLS,
    about,
    done,
    number_of,
    read,
    reworded,
    split,
    spoken,
)

SPADE = "My father dug it. – Alone? – Alone, with his spade."


@pytest.fixture
def told():
    return read()


def corrected(told, anchor="a1", place=0, words=SPADE):
    return reword(told, number_of(told, anchor), place, words)


def test_other_words_stand_beside_what_the_source_prints(told):
    now = done(told, corrected(told))

    part = now.turns[1].segments[0]
    assert (part.text, part.printed) == (SPADE, ALONE)
    assert part.source == told.turns[1].segments[0].source
    assert now.source == told.source
    assert now.rebuilt() == told.source.text
    assert [turn.anchor for turn in now.turns] == [turn.anchor for turn in told.turns]


def test_a_correction_of_words_is_written_and_read_back(told):
    now = done(told, corrected(told))

    assert loads(dumps(now)) == now
    assert '"printed":' not in dumps(told)


def test_a_correction_of_words_is_taken_back(told):
    correction = corrected(told)
    now = done(told, correction)

    assert undo(now, correction, memory_of(told, now, correction)) == told


def test_the_first_of_two_corrections_is_taken_back_alone(told):
    first = corrected(told, "a2", 0, "The river was there before us.")
    once = done(told, first)
    second = corrected(once, "a2", 0, "The river was there long before us.")
    twice = done(once, second)

    now = undo(twice, first, memory_of(told, once, first))

    part = now.turns[3].segments[0]
    assert part.text == "The river was here long before us."
    assert part.printed == "The river was here before us."


def test_words_that_were_corrected_again_are_not_taken_back_alone(told):
    first = corrected(told, words=ALONE.replace("a spade", "his spade"))
    once = done(told, first)
    second = reword(once, 1, 0, ALONE.replace("a spade", "her spade"))
    twice = done(once, second)

    with pytest.raises(AnchorLost, match="printed otherwise now"):
        undo(twice, first, memory_of(told, once, first))


def test_what_the_source_mended_needs_no_correction(told):
    mended = reworded("with a spade", "with his spade")

    assert correct(mended, [corrected(told)]).transcript is mended


def test_a_correction_outlives_other_words_in_its_paragraph(told):
    other = reworded("My father", "My grandfather")

    part = done(other, corrected(told)).turns[1].segments[0]

    assert part.text == SPADE.replace("My father", "My grandfather")
    assert part.printed == ALONE.replace("My father", "My grandfather")


def test_a_correction_of_words_that_are_others_now_waits(told):
    other = reworded("with a spade", "with two spades")

    lost = correct(other, [corrected(told)])

    assert [each.complaint for each in lost.lost] == [
        "The words that were corrected are printed otherwise now."
    ]
    doubt = lost.transcript.turns[1].doubt
    assert "an editor’s correction waits for its place" in doubt


def test_corrected_words_are_divided_where_the_source_prints_them(told):
    now = done(told, corrected(told))

    divided = split(now, "a1", "Alone, with")
    parts = done(now, divided)

    assert [turn.text for turn in parts.turns][1:3] == [
        "My father dug it. – Alone?",
        "Alone, with his spade.\n\n" + told.turns[1].segments[1].text,
    ]
    assert [part.printed for part in parts.turns[2].segments] == [
        "Alone, with a spade.",
        "",
    ]
    assert parts.rebuilt() == told.source.text
    assert undo(parts, divided, memory_of(now, parts, divided)) == now


def test_a_word_that_the_source_does_not_print_divides_no_turn(told):
    now = done(told, corrected(told))

    lost = correct(now, [split(now, "a1", "his spade")]).lost

    assert [each.complaint for each in lost] == [
        "These words were corrected. Choose a word that is printed so."
    ]


def test_corrected_turns_are_joined_and_told_apart_again(told):
    first = corrected(told, "q2", 0, "And the rivers?")
    now = done(told, first)
    merge = about(now, "q2", Act.MERGE)

    joined = done(now, merge)

    assert joined.turns[1].segments[-1].printed == "And the river?"
    assert undo(joined, merge, memory_of(now, joined, merge)) == now


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (ALONE, "These are the words that stand there"),
        (f"  {ALONE}\n", "These are the words that stand there"),
        ("", "A paragraph has words"),
        ("– …", "A paragraph has words"),
        ("a" * 20_001, "too many letters"),
        pytest.param("e" + "\u0301" * 3000, "too many letters", id="accents"),
        ("a\0b", "too many letters"),
    ],
)
def test_what_is_no_correction_of_words_is_said(told, words, complaint):
    with pytest.raises(AnchorLost, match=complaint):
        corrected(told, words=words)


def test_a_second_paragraph_that_reads_the_same_is_told_by_its_place():
    told = read(
        [
            *WELLS,
            (Kind.STATEMENT, "Water is life."),
            *[(Kind.STATEMENT, "Water is life.")],
        ]
    )
    correction = reword(told, 5, 0, "Water was life.")

    assert [turn.text for turn in done(told, correction).turns[4:]] == [
        "Water is life.",
        "Water was life.",
    ]


def test_a_paragraph_is_kept_as_one_line_composed():
    assert cleaned(" Cafe\u0301  noir,\n\nplease. ") == "Café noir, please."


@pytest.mark.parametrize(
    ("before", "wanted", "now", "merged"),
    [
        ("a b c", "a x c", "a b c d", "a x c d"),
        ("a b c", "a x c", "a x c d", "a x c d"),
        ("a b c", "a b c.", "z a b c", "z a b c."),
        ("井是誰挖", "井是我挖", "水井是誰挖", "水井是我挖"),
    ],
)
def test_the_changed_words_alone_are_put_into_another_wording(
    before, wanted, now, merged
):
    assert merged_words(before, wanted, now) == merged


@pytest.mark.parametrize(
    ("text", "printed", "told"),
    [
        ("with his spade.", "with a spade.", [("his", "a")]),
        ("with spade.", "with a spade.", [("with", "with a")]),
        ("with a spade.", "with spade.", [("with a", "with")]),
        ("A spade.", "spade.", [("A spade.", "spade.")]),
        ("one two", "one two", []),
    ],
)
def test_corrected_words_are_told_beside_what_is_printed(text, printed, told):
    found = [*emended_in(text, printed)]

    assert [(each.words, each.printed) for each in found] == told
    assert all(text[each.start : each.end] == each.words for each in found)


def test_a_letter_is_found_in_what_is_printed():
    part = Segment("a1p1", "his own spade.", Span(0, 8), printed="a spade.")

    assert place_in_print(part, part.text.index("spade")) == 2
    assert place_in_print(part, len(part.text)) == len(part.printed)
    assert place_in_print(part._replace(printed=""), 4) == 4


def test_a_correction_to_what_is_printed_breaks_a_law(told):
    turn = told.turns[0]
    same = turn.segments[0]._replace(printed=turn.segments[0].text)
    spoilt = dataclasses.replace(
        told, turns=(dataclasses.replace(turn, segments=(same,)), *told.turns[1:])
    )

    with pytest.raises(MalformedTranscript, match="to what the source prints"):
        check(spoilt)


def test_other_turns_are_as_they_were(told):
    now = done(told, corrected(told))

    assert spoken(now)[2:] == spoken(told)[2:]
