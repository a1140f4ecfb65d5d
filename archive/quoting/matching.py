"""Where a quotation stands in a text, and what was changed in it. Pure.

Words are compared; what a quotation declares is no change. `stand` finds it word for
word, `align` with the fewest changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from archive.quoting.quotation import Quotation
from archive.quoting.words import Words, words_of

# How much an ellipsis may leave out, how much a bracket may replace.
FARTHEST, REPLACED, ADDED = 400, 12, 0
MOST_PLACES = 50
LONG, KEPT = 2000, 96
MOST_WORDS, MOST_TRIED = 2000, 80
SLACK = 4
AKIN = 0.6

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


@dataclass(frozen=True, slots=True)
class Step:
    """Words of the quotation and of the record that belong together.

    `kind` is same, declared, reworded, dropped or added.
    """

    kind: str
    quoted: Span
    kept: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quotation is made of one stretch of a text, step by step."""

    steps: tuple[Step, ...]

    @property
    def span(self) -> Span:
        return self.steps[0].kept[0], self.steps[-1].kept[1]

    @property
    def same(self) -> list[Step]:
        return [step for step in self.steps if step.kind == "same"]

    @property
    def changes(self) -> list[Step]:
        return [step for step in self.steps if step.kind not in ("same", "declared")]

    @property
    def cost(self) -> float:
        return sum(map(_cost, self.changes))


def _cost(step: Step) -> float:
    """A changed word is one; words dropped in a row count less and less."""
    quoted = step.quoted[1] - step.quoted[0]
    kept = step.kept[1] - step.kept[0]
    if step.kind == "dropped":
        return 1 + (kept - 1) / 4
    return quoted + max(0, kept - quoted) / 4


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
        if spans:
            found.append(spans)
        if len(found) >= MOST_PLACES:
            break
    return found


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


def align(quotation: Quotation, record: Record) -> Alignment | None:
    """Return the alignment with the part of the text that is most like it."""
    window = _window(quotation, record) if len(quotation) <= MOST_WORDS else None
    if window is None:
        return None
    first, last = window
    kept = record.words.read[first:last]
    matcher = SequenceMatcher(None, quotation.words.read, kept, autojunk=False)
    blocks = _trimmed(
        [(a, b + first, size) for a, b, size in matcher.get_matching_blocks() if size]
    )
    return Alignment(tuple(_steps(quotation, record, blocks)))


def _window(quotation: Quotation, record: Record) -> Span | None:
    """The words of the record between which the quotation lies, if any do."""
    read, length = quotation.words.read, len(quotation)
    shifts: list[int] = []
    for size in (2, 1):
        for at in range(0, length - size + 1, 1 + length // MOST_TRIED):
            said = f" {' '.join(read[at : at + size])} "
            shifts += [place - at for place in islice(record.places(said), 12)]
        if shifts:
            break
    if not shifts:
        return None
    shifts.sort()
    wide = SLACK + length // 4 + (FARTHEST // 8 if quotation.gaps else 0)
    ends = [bisect_right(shifts, shift + wide) for shift in shifts]
    best = max(range(len(shifts)), key=lambda at: ends[at] - at)
    low, high = shifts[best], shifts[ends[best] - 1]
    return max(0, low - SLACK), min(len(record.words), high + length + SLACK)


def _trimmed(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without words at either end that only chance put there."""
    while len(blocks) > 1 and _is_stray(blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _is_stray(blocks[-1], blocks[-2]):
        blocks = blocks[:-1]
    return blocks


def _is_stray(end: tuple[int, int, int], inner: tuple[int, int, int]) -> bool:
    """Whether far more of the record lies between than of the quotation."""
    left, right = sorted((end, inner))
    between = right[1] - left[1] - left[2]
    quoted = right[0] - left[0] - left[2]
    return between - quoted > end[2] + 1


def _steps(
    quotation: Quotation, record: Record, blocks: list[tuple[int, int, int]]
) -> Iterator[Step]:
    """The blocks that are the same, and what stands before, between and behind."""
    length, size = len(quotation), len(record.words)
    head = min(blocks[0][0], blocks[0][1])
    at, place = 0, blocks[0][1] - head
    for first, start, many in blocks:
        yield from _differing(quotation, record, (at, first), (place, start))
        yield Step("same", (first, first + many), (start, start + many))
        at, place = first + many, start + many
    tail = min(length - at, size - place)
    yield from _differing(quotation, record, (at, length), (place, place + tail))


def _differing(
    quotation: Quotation, record: Record, quoted: Span, kept: Span
) -> Iterator[Step]:
    if quoted[0] == quoted[1] and kept[0] == kept[1]:
        return
    if _reads_the_same(quotation.words, quoted, record.words, kept):
        yield Step("same", quoted, kept)
    elif _is_declared(quotation, quoted, kept):
        yield Step("declared", quoted, kept)
    else:
        yield Step(_kind(quoted, kept), quoted, kept)


def _kind(quoted: Span, kept: Span) -> str:
    if quoted[0] == quoted[1]:
        return "dropped"
    return "added" if kept[0] == kept[1] else "reworded"


def _is_declared(quotation: Quotation, quoted: Span, kept: Span) -> bool:
    """Whether brackets or an ellipsis own up to the difference."""
    words = range(*quoted)
    if any(at in quotation.gaps for at in range(quoted[0], quoted[1] + 1)):
        return all(at in quotation.square | quotation.round for at in words)
    if words and all(at in quotation.square for at in words):
        return kept[1] - kept[0] <= REPLACED
    is_added = kept[0] == kept[1]
    own = quotation.square | quotation.round
    return bool(words) and is_added and all(at in own for at in words)


def _reads_the_same(left: Words, a: Span, right: Words, b: Span) -> bool:
    """Whether only a hyphen, or the comma of thousands, sets the words apart."""
    one, other = "".join(left.read[slice(*a)]), "".join(right.read[slice(*b)])
    if one != other or not one:
        return False
    return all(words.is_joined(*span) for words, span in ((left, a), (right, b)))
