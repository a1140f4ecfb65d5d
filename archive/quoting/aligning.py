"""What a quotation has otherwise than the text that is most like it. Pure.

Words are compared; what the quotation declares is no change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from archive.quoting.matching import FARTHEST, REPLACED, Record, Span, is_tied_alike
from archive.quoting.quotation import Quotation
from archive.quoting.ties import BROKEN, DASH, END, FREE, NO_TIES, NOTHING, Ties, agree

MOST_WORDS, MOST_TRIED = 2000, 80
SLACK = 4

Block = tuple[int, int, int]
"""Words of quotation and record that are the same: where in each, how many."""


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


def align(quotation: Quotation, record: Record) -> Alignment | None:
    """Return the alignment with the part of the text that is most like it."""
    window = _window(quotation, record) if len(quotation) <= MOST_WORDS else None
    if window is None:
        return None
    first, last = window
    read, tied = record.words.read[first:last], map(record.words.ties, range(*window))
    kept = _keys(read, [*tied])
    asked = _keys(quotation.words.read, [*map(quotation.ties, range(len(quotation)))])
    matcher = SequenceMatcher(None, asked, kept, autojunk=False)
    blocks = _trimmed(
        [(a, b + first, size) for a, b, size in matcher.get_matching_blocks() if size]
    )
    return Alignment(tuple(_steps(quotation, record, blocks))) if blocks else None


def _keys(read: Sequence[str], ties: Sequence[Ties]) -> list[str]:
    """Words as they are aligned: tied otherwise, they are others."""
    return [
        word if tied == NO_TIES else f"{_key(tied[0])} {word} {_key(tied[1])}".strip()
        for word, tied in zip(read, ties, strict=True)
    ]


def _key(tie: str) -> str:
    is_loose = tie in (NOTHING, DASH, BROKEN, END, FREE)
    return "" if is_loose else f"<{tie}>"


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


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without words at either end that only chance put there."""
    while len(blocks) > 1 and _is_stray(blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _is_stray(blocks[-1], blocks[-2]):
        blocks = blocks[:-1]
    return blocks


def _is_stray(end: Block, inner: Block) -> bool:
    """Whether far more of the record lies between than of the quotation."""
    left, right = sorted((end, inner))
    between = right[1] - left[1] - left[2]
    quoted = right[0] - left[0] - left[2]
    return between - quoted > end[2] + 1


def _steps(quotation: Quotation, record: Record, blocks: list[Block]) -> Iterator[Step]:
    """The blocks that are the same, and what stands before, between and behind."""
    length = len(quotation)
    head = _head(quotation, record, blocks[0])
    at, place = 0, blocks[0][1] - head
    for first, start, many in blocks:
        yield from _differing(quotation, record, (at, first), (place, start))
        yield Step("same", (first, first + many), (start, start + many))
        at, place = first + many, start + many
    tail = _tail(quotation, record, at, place)
    yield from _differing(quotation, record, (at, length), (place, place + tail))


def _head(quotation: Quotation, record: Record, block: Block) -> int:
    """How many words of the record stand for those before the first that is same."""
    first, start, _ = block
    read, kept = quotation.words.read, record.words.read
    for many in range(1, min(start, first + 1) + 1):
        if first and _joined(read[:first]) == _joined(kept[start - many : start]):
            return many
    many = 0
    while many < min(first, start) and not (
        record.words.pauses(start - many) and not quotation.words.pauses(first - many)
    ):
        many += 1
    return many


def _tail(quotation: Quotation, record: Record, at: int, place: int) -> int:
    """How many words of the record stand for those behind the last that is same."""
    left, rest = len(quotation) - at, len(record.words) - place
    read, kept = quotation.words.read, record.words.read
    for many in range(1, min(rest, left + 1) + 1):
        if left and _joined(read[at:]) == _joined(kept[place : place + many]):
            return many
    many = 0
    while many < min(left, rest) and not (
        record.words.pauses(place + many) and not quotation.words.pauses(at + many)
    ):
        many += 1
    return many


def _joined(read: Sequence[str]) -> str:
    return "".join(read)


def _differing(
    quotation: Quotation, record: Record, quoted: Span, kept: Span
) -> Iterator[Step]:
    if quoted[0] == quoted[1] and kept[0] == kept[1]:
        return
    if _reads_the_same(quotation, quoted, record, kept):
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


def _reads_the_same(quotation: Quotation, a: Span, record: Record, b: Span) -> bool:
    """Whether the end of a line, or the comma of thousands, sets the words apart."""
    left, right = quotation.words, record.words
    if left.read[slice(*a)] == right.read[slice(*b)]:
        return is_tied_alike(quotation, a, record, b)
    one, other = _joined(left.read[slice(*a)]), _joined(right.read[slice(*b)])
    if one != other or not one:
        return False
    first, last = quotation.ties(a[0])[0], quotation.ties(a[1] - 1)[1]
    are_tied_alike = agree(first, right.ties(b[0])[0]) and agree(
        last, right.ties(b[1] - 1)[1]
    )
    return are_tied_alike and left.is_joined(*a) and right.is_joined(*b)
