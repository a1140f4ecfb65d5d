"""A parse in rows beside its source: all of it, in its order, long parts cut short."""

import unicodedata

from hypothesis import given

from archive.admin.beside import SourceText, Stretch
from archive.admin.parsing import rows_of
from archive.transcript import (
    Interlude,
    InterludeKind,
    Kind,
    Provenance,
    Segment,
    Skipped,
    SkippedKind,
    Source,
    Span,
    Transcript,
    Turn,
    numbered,
)
from tests.ingest.strategies import Composer, transcripts


def told_by(composer, turns, interludes=()):
    return Transcript(
        slug="wells",
        title="Wells",
        language="en",
        source=Source("wells.html", b"", composer.text, "text/html"),
        provenance=Provenance("HTML", "labels", "1", 1.0),
        turns=numbered(turns),
        skipped=tuple(composer.skipped),
        interludes=interludes,
    )


def shown(row):
    return [piece.text for line in row.lines for piece in line.pieces]


def test_what_was_left_out_is_one_row_for_one_reason():
    composer = Composer()
    for words in ("Home\n", "News\n"):
        composer.skipped.append(
            Skipped(SkippedKind.CHROME, composer.write(words), "navigation")
        )
    composer.skip("<p>", SkippedKind.MARKUP)
    words = Segment("", "Why?", composer.write("Why?"))
    composer.skip("</p>", SkippedKind.MARKUP)
    told = told_by(composer, (Turn("", Kind.QUESTION, (words,)),))

    rows = rows_of(told)

    assert [(row.line, row.left.note if row.left else row.turn.anchor) for row in rows]
    assert [(row.line, bool(row.left)) for row in rows] == [(1, True), (3, False)]
    assert shown(rows[0]) == ["Home", "News"]
    assert shown(rows[1]) == ["<p>", "Why?", "</p>"]


def test_a_turn_goes_on_after_what_stands_inside_it():
    composer = Composer()
    first = Segment("", "Why?", composer.write("Why?"))
    laughs = composer.write("(She laughs.)")
    second = Segment("", "How?", composer.write("How?"))
    turns = (Turn("", Kind.QUESTION, (first, second)),)
    aside = Interlude("q1", InterludeKind.DIRECTION, "(She laughs.)", laughs)

    rows = rows_of(told_by(composer, turns, (aside,)))

    assert [(bool(row.turn), row.is_more, len(row.segments)) for row in rows] == [
        (True, False, 1),
        (False, False, 0),
        (True, True, 1),
    ]


@given(transcripts())
def test_every_word_is_shown_once(told):
    rows = rows_of(told)

    beside = "".join("".join(shown(row)) for row in rows)
    assert bare(beside) == bare(told.source.text)
    segments = [part for row in rows for part in row.segments]
    assert segments == [part for turn in told.turns for part in turn.segments]


def bare(text):
    return unicodedata.normalize("NFD", "".join(text.split()))


def test_what_is_long_and_no_speech_is_cut_short():
    script = "x" * 5000
    text = SourceText(f"{script}\nWhy?")

    lines = text.lines(Span(0, 5005), [Stretch(0, 5000, "left")])

    assert lines[0].pieces[0].text == f"{'x' * 400} […] {'x' * 400}"
    assert lines[1].pieces[0].text == "Why?"


def test_the_lines_around_a_place_are_whole_where_they_are_near():
    text = SourceText(f"One.\nTwo.\n{'x' * 3000} Why? {'y' * 3000}\nLast.")

    near, far = text.around(Span(5, 9)), text.around(Span(3011, 3015))

    assert (near.start, near.end) == (0, 409)
    assert (far.start, far.end) == (2611, 3415)
