"""Skipped spans: a name for every stretch of the source that no segment holds. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from archive.ingest.blocks import Reading
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.surroundings.imprint import Note
from archive.transcript import Skipped, SkippedKind, Span
from archive.transcript.gaps import gap, gaps

Notes = Iterable[tuple[Span, Note]]


def skipped(
    reading: Reading, conversation: Conversation, notes: Notes
) -> Iterator[Skipped]:
    """Return marks, what is noted, what the reader left out, and the gaps between.

    A gap that is white space is blank; any other is markup. What a reader left out
    gives way where something finer stands in it.
    """
    spoken = [block.source for turn in conversation.turns for block in turn.blocks]
    aside = [each.block.source for each in conversation.asides]
    named = [*_marks(conversation), *_noted(notes)]
    places = [*spoken, *aside, *(part.source for part in named)]
    yield from named
    coarse = _apart(reading.left_out)
    if not coarse:
        yield from gaps(places, reading.text)
        return
    ends = [part.source.end for part in coarse]
    for each in gaps(places, reading.text):
        first = bisect_right(ends, each.source.start)
        if first == len(coarse) or coarse[first].source.start >= each.source.end:
            yield each
        else:
            yield from _within(each.source, coarse, first, reading.text)


def _apart(left_out: Iterable[Skipped]) -> list[Skipped]:
    """In order, each cut where the one before it ends."""
    apart: list[Skipped] = []
    reached = 0
    for part in sorted(left_out, key=_place):
        start = max(part.source.start, reached)
        if start < part.source.end:
            apart.append(Skipped(part.kind, Span(start, part.source.end), part.note))
            reached = part.source.end
    return apart


def _place(part: Skipped) -> tuple[int, int]:
    return part.source.start, part.source.end


def _within(
    between: Span, coarse: list[Skipped], first: int, text: str
) -> Iterator[Skipped]:
    """The gap: left-out stretches by their names, and the rest as it looks."""
    reached = between.start
    for number in range(first, len(coarse)):
        part = coarse[number]
        if part.source.start >= between.end:
            break
        start, end = max(part.source.start, reached), min(part.source.end, between.end)
        yield from _plain(Span(reached, start), text)
        yield Skipped(part.kind, Span(start, end), part.note)
        reached = end
    yield from _plain(Span(reached, between.end), text)


def _plain(place: Span, text: str) -> Iterator[Skipped]:
    if place.start < place.end:
        yield gap(place, text)


def _marks(conversation: Conversation) -> Iterator[Skipped]:
    for turn in conversation.turns:
        for mark in turn.marks:
            yield Skipped(SkippedKind.MARK, mark)
    for mark in conversation.idle:
        yield Skipped(SkippedKind.MARK, mark, "a mark without words")


def _noted(notes: Notes) -> Iterator[Skipped]:
    for source, note in notes:
        yield Skipped(note.kind, source, note.words)
