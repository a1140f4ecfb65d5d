"""Where a quotation stands in a text word for word, but for what it declares. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from archive.quoting.quotation import Quotation
from archive.quoting.ties import agree
from archive.quoting.words import Words, words_of

# How much an ellipsis may leave out, how much a bracket may replace.
FARTHEST, REPLACED, ADDED = 400, 12, 0
MOST_PLACES = 50
LONG, KEPT = 2000, 96

Span = tuple[int, int]


@dataclass(frozen=True)
class Record:
    """A text of the record, to be searched many times."""

    words: Words

    @cached_property
    def line(self) -> str:
        return f" {' '.join(self.words.read)} "

    @cached_property
    def offsets(self) -> list[int]:
        found, at = [], 1
        for word in self.words.read:
            found.append(at)
            at += len(word) + 1
        return found

    def places(self, said: str, since: int = 0) -> Iterator[int]:
        """The words at which these words begin, from one word on."""
        if since >= len(self.words):
            return
        at = self.line.find(said, self.offsets[since] - 1 if since else 0)
        while at >= 0:
            yield self.line.count(" ", 0, at)
            at = self.line.find(said, at + 1)


def record_of(text: str) -> Record:
    """Return a text to be searched; long ones, which many quotations meet, are kept."""
    return _kept_record(text) if len(text) > LONG else Record(words_of(text))


@lru_cache(KEPT)
def _kept_record(text: str) -> Record:
    return Record(words_of(text))


def stand(quotation: Quotation, record: Record) -> list[tuple[Span, ...]]:
    """Return every place of the quotation: the spans of words it is made of.

    Several spans where it declares that words are left out or replaced.
    """
    found = _standing(quotation, record, quotation.pieces)
    if found or not quotation.round:
        return found
    return _standing(quotation, record, quotation.strict_pieces)


def _standing(
    quotation: Quotation, record: Record, pieces: Sequence[Span]
) -> list[tuple[Span, ...]]:
    if not pieces:
        return []
    said = [f" {' '.join(quotation.words.read[a:b])} " for a, b in pieces]
    reaches = [_reach(quotation, left, right) for left, right in pairwise(pieces)]
    found: list[tuple[Span, ...]] = []
    for start in record.places(said[0]):
        spans = _follow(record, pieces, said, reaches, start)
        if spans and _are_tied_alike(quotation, pieces, record, spans):
            found.append(spans)
        if len(found) >= MOST_PLACES:
            break
    return found


def _are_tied_alike(
    quotation: Quotation,
    pieces: Sequence[Span],
    record: Record,
    spans: Sequence[Span],
) -> bool:
    """Whether hyphens, and the signs of figures, make the same words of them."""
    if not (quotation.words.is_peculiar or record.words.is_peculiar):
        return True
    pairs = zip(pieces, spans, strict=True)
    return all(is_tied_alike(quotation, a, record, b) for a, b in pairs)


def is_tied_alike(
    quotation: Quotation, quoted: Span, record: Record, kept: Span
) -> bool:
    return all(
        agree(one, other)
        for at, place in zip(range(*quoted), range(*kept), strict=True)
        for one, other in zip(quotation.ties(at), record.words.ties(place), strict=True)
    )


def _reach(quotation: Quotation, left: Span, right: Span) -> int:
    """How many words of the record may stand between two pieces."""
    if any(at in quotation.gaps for at in range(left[1], right[0] + 1)):
        short = min(left[1] - left[0], right[1] - right[0]) < 2
        return FARTHEST // 8 if short else FARTHEST
    replaced = range(left[1], right[0])
    return REPLACED if any(at in quotation.square for at in replaced) else ADDED


def _follow(
    record: Record,
    pieces: Sequence[Span],
    said: Sequence[str],
    reaches: Sequence[int],
    start: int,
) -> tuple[Span, ...]:
    """The spans of all pieces, the first of which begins here; or nothing."""
    spans = [(start, start + pieces[0][1] - pieces[0][0])]
    for (first, last), words, reach in zip(pieces[1:], said[1:], reaches, strict=True):
        end = spans[-1][1]
        place = (
            next(record.places(words, end), None) if end < len(record.words) else None
        )
        if place is None or place - end > reach:
            return ()
        spans.append((place, place + last - first))
    return tuple(spans)
