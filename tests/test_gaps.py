"""What stands between named places can be told from the text, and is not kept."""

import dataclasses

from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.transcript import Skipped, SkippedKind, Span
from archive.transcript.gaps import gaps, to_keep

BLANK, MARKUP = SkippedKind.BLANK, SkippedKind.MARKUP
WELLS = "– Who dug it?\n\n– My father.\n"


def test_a_gap_is_blank_or_markup_as_it_looks():
    text = "Who?</p>\n\u200b We.\n"

    found = list(gaps([Span(11, 14), Span(0, 4)], text))

    assert found == [
        Skipped(MARKUP, Span(4, 11)),
        Skipped(BLANK, Span(14, 15)),
    ]


def test_what_the_text_shows_by_itself_is_not_kept():
    transcript = parse_content(WELLS.encode(), "wells.txt", Sidecar())

    kept = to_keep(transcript)

    assert [each.kind for each in transcript.skipped].count(BLANK) == 2
    assert {each.kind for each in kept} == {SkippedKind.MARK}


def test_gaps_told_otherwise_are_kept_as_told():
    transcript = parse_content(WELLS.encode(), "wells.txt", Sidecar())
    first, *others = (each for each in transcript.skipped if each.kind is BLANK)
    halves = (
        Skipped(BLANK, Span(first.source.start, first.source.start + 1)),
        Skipped(BLANK, Span(first.source.start + 1, first.source.end)),
    )
    marks = tuple(each for each in transcript.skipped if each.kind is not BLANK)
    skipped = sorted((*marks, *halves, *others), key=lambda each: each.source.start)

    parted = dataclasses.replace(transcript, skipped=tuple(skipped))

    assert to_keep(parted) == tuple(skipped)
