"""Blocks put together from pieces: every letter keeps its place in the source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.blocks import Block, BlockKind, Run
from archive.ingest.composing import Composer, OverloadedLetter, as_printed
from archive.transcript import Span

LETTERS = st.text(
    st.sampled_from('ab қй\u0306и\u0301\u1100\u1161 \t\n"&\xa0'), max_size=30
)


def composed(source, *pieces):
    """A block of stretches of `source`; a pair is a stretch and what it stands for."""
    composer = Composer()
    for piece in pieces:
        span, words = piece if isinstance(piece[1], str) else (piece, None)
        composer.add(source[slice(*span)] if words is None else words, Span(*span))
    return composer.block(1)


def test_white_space_of_a_layout_is_folded():
    block = composed("So  we\n\tdug. ", (0, 13))

    assert block.text == "So we dug."
    assert block.source == Span(0, 12)


def test_white_space_between_two_pieces_is_one():
    block = composed("a <b> b</b>", (0, 2), (5, 7))

    assert block.text == "a b"


def test_an_entity_stands_for_its_letters_as_a_whole():
    block = composed("Tom &amp; Ann", (0, 4), ((4, 9), "&"), (9, 13))

    assert block.text == "Tom & Ann"
    assert block.place(4, 5) == Span(4, 9)
    assert block.part(4).source == Span(4, 13)
    assert block.part(6).source == Span(10, 13)


def test_an_entity_for_nothing_adds_nothing():
    assert composed("&zwnj;", ((0, 6), "")) is None


def test_letters_are_composed_and_keep_their_places():
    source = "ай" + "и\u0306 x"

    block = composed(source, (0, len(source)))

    assert block.text == "айй x"
    assert block.place(2, 3) == Span(2, 4)
    assert block.place(4, 5) == Span(5, 6)


def test_jamo_are_composed_as_unicode_has_it():
    block = composed("\u1112\u1161\u11ab a", (0, 5))

    assert block.text == "한 a"
    assert block.place(0, 1) == Span(0, 3)


def test_a_word_whose_letters_cannot_be_told_apart_is_one_place():
    word = "\u0b47x\u0b3e\u0b47\u0b3e"

    block = as_printed(word, Span(10, 15), 3)

    assert block.text == unicodedata.normalize("NFC", word)
    assert block.source == Span(10, 15)


def test_bold_goes_on_over_white_space_and_stops_where_the_words_do():
    composer = Composer()
    composer.add("Who ", Span(0, 4), bold=True)
    composer.add("dug it?", Span(4, 11), bold=True, italic=True)
    composer.add("  ", Span(11, 13), bold=True)

    block = composer.block(2, kind=BlockKind.HEADING, level=3)

    assert block == Block(
        "Who dug it?",
        2,
        Span(0, 11),
        BlockKind.HEADING,
        bold=(Span(0, 11),),
        italic=(Span(4, 11),),
        level=3,
    )


def test_bold_and_plain_words_are_told_apart():
    composer = Composer()
    composer.add("Who? ", Span(0, 5), bold=True)
    composer.add("We.", Span(5, 8))
    composer.add("Ah", Span(8, 10), bold=True)

    block = composer.block(1)

    assert block.bold == (Span(0, 5), Span(8, 10))
    assert block.is_bold(0, 4)
    assert not block.is_bold()
    assert block.is_bold(8)
    assert not block.is_italic()


def test_a_marked_line_break_is_kept_and_trimmed_at_the_end():
    composer = Composer()
    composer.new_line(Span(0, 4))
    composer.add("Who? ", Span(4, 9))
    composer.new_line(Span(9, 13))
    composer.add(" We.", Span(13, 17))
    composer.new_line(Span(17, 21))

    block = composer.block(1)

    assert block.text == "Who?\nWe."
    assert block.place(4, 5) == Span(9, 13)
    assert block.source == Span(4, 17)


def test_white_space_of_an_entity_at_the_end_is_no_word():
    block = composed("a&#32;&#32;", (0, 1), ((1, 11), "b  "))

    assert block.text == "ab"
    assert block.source == Span(0, 11)


def test_nothing_visible_is_no_block():
    assert composed(" \n ", (0, 3)) is None


def test_words_as_printed_keep_their_white_space():
    assert as_printed("w?  a.", Span(2, 8), 1).text == "w?  a."
    assert as_printed("й  и\u0306", Span(0, 5), 1) == Block(
        "й  й", 1, Span(0, 5), runs=(Run(0, Span(0, 3)), Run(3, Span(3, 5)))
    )


@given(LETTERS)
def test_no_visible_letter_is_lost(source):
    block = composed(source, (0, len(source)))

    whole = unicodedata.normalize("NFC", source)
    assert (block.text if block else "").split() == whole.split()


@given(LETTERS, st.integers(0, 30), st.integers(0, 30))
def test_a_part_stands_where_its_words_stand(source, start, end):
    block = composed(source, (0, len(source)))
    if block is None:
        return

    part = block.part(min(start, end), max(start, end))

    said = unicodedata.normalize("NFC", source[part.source.start : part.source.end])
    assert part.text.split() == said.split()


@given(LETTERS, st.integers(0, 30), st.integers(1, 30))
def test_a_part_of_a_part_is_that_part_of_the_whole(source, start, skipped):
    block = composed(source, (0, len(source)))
    part = block.part(start) if block else None
    if part is None or len(part.text) <= skipped:
        return

    again = part.part(skipped)

    at = block.text.index(part.text, start) + skipped
    assert again == block.part(at)


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0316"])
def test_a_letter_under_more_marks_than_any_script_sets_is_refused(marks):
    words = f"a{marks * 200}"

    with pytest.raises(OverloadedLetter, match="more than 100 marks"):
        as_printed(words, Span(0, len(words)), 1)


def test_a_letter_with_a_few_marks_and_a_row_of_dashes_are_read():
    words = "a" + "\u0301" * 30 + "—" * 300

    assert as_printed(words, Span(0, len(words)), 1).text == "á" + words[2:]


def test_an_entity_for_a_letter_and_its_mark_is_one_letter():
    block = composed("&x;", ((0, 3), "e\u0301"))

    assert block.text == "é"
    assert block.place(0, 1) == Span(0, 3)
