"""Skipped spans: a name for every stretch of the source that no segment holds. Pure."""

from collections.abc import Iterator

from archive.ingest.blocks import Reading
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.imprint import Imprint
from archive.transcript import Skipped, SkippedKind, Span


def skipped(
    reading: Reading, conversation: Conversation, found: Imprint
) -> Iterator[Skipped]:
    """Return marks, front matter and credit, and the blanks between all places."""
    named = [*_marks(conversation), *_surroundings(found)]
    spoken = [block.source for turn in conversation.turns for block in turn.blocks]
    yield from named
    for gap in _gaps([*spoken, *(part.source for part in named)], len(reading.text)):
        yield Skipped(SkippedKind.BLANK, gap)


def _gaps(places: list[Span], length: int) -> Iterator[Span]:
    reached = 0
    for place in [*sorted(places), Span(length, length)]:
        if place.start > reached:
            yield Span(reached, place.start)
        reached = place.end


def _marks(conversation: Conversation) -> Iterator[Skipped]:
    for turn in conversation.turns:
        if turn.mark:
            yield Skipped(SkippedKind.MARK, turn.mark)


def _surroundings(found: Imprint) -> Iterator[Skipped]:
    for block, note in found.notes.items():
        yield Skipped(note.kind, block.source, note.words)
