"""Whether a quotation is put together from several places of the record. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.quoting.matching import Record, Span
from archive.quoting.quotation import Quotation
from archive.quoting.words import Words, is_sign

# What a seam costs, in changed words: a few words dropped are a change, more a seam.
SEAM = 2.5
NEAR = 6
SENTENCE = 3
LEAST, LEAST_SENTENCE = 5, 3
LEFT_OVER = 0.15
LONGEST_STEP = 64
MOST_WORDS = 600


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the quotation that stand in one place, side by side."""

    quoted: Span
    record: int
    kept: Span


@dataclass(frozen=True, slots=True)
class Splice:
    """The runs a quotation is made of, and how many of its words are in none."""

    runs: tuple[Run, ...]
    left_over: int
    seams: int

    @property
    def cost(self) -> float:
        return self.left_over + SEAM * self.seams


def splice(quotation: Quotation, records: Sequence[Record]) -> Splice | None:
    """Return the pieces of the record that make up the quotation, if they do."""
    if len(quotation) > MOST_WORDS:
        return None
    runs = _runs(quotation, records)
    words = quotation.words
    taken = sum(last - first for first, last in (run.quoted for run in runs))
    left_over = len(words) - taken - len(quotation.square | quotation.round)
    seams = sum(_is_seam(records, left, right) for left, right in pairwise(runs))
    if not seams or left_over > max(1, LEFT_OVER * len(words)):
        return None
    return Splice(tuple(runs), max(0, left_over), seams)


def _runs(quotation: Quotation, records: Sequence[Record]) -> list[Run]:
    """The longest runs from left to right; one in the same place goes before others."""
    found: list[Run] = []
    for first, last in quotation.pieces:
        at = first
        while at < last:
            run = _longest(quotation.words, (at, last), records, found[-1:])
            if run and (
                _is_long(run, quotation.words, records)
                or _is_piece(run, (first, last), quotation)
            ):
                found.append(run)
                at = run.quoted[1]
            else:
                at += 1
    return found


def _longest(
    words: Words, piece: Span, records: Sequence[Record], before: Sequence[Run]
) -> Run | None:
    first, last = piece
    best: Run | None = None
    best_rank = (0, 0)
    for number, record in enumerate(records):
        many = _length(words, first, last, record)
        if many < best_rank[0] or not many:
            continue
        place = _place(words, (first, first + many), record, number, before)
        follows = bool(before) and before[0].record == number
        rank = (many, 2 * (follows and place >= before[0].kept[1]) + follows)
        if rank > best_rank:
            best_rank = rank
            best = Run((first, first + many), number, (place, place + many))
    return best


def _length(words: Words, first: int, last: int, record: Record) -> int:
    """How many words from here on stand side by side in the record."""
    low, high = 0, min(last, first + LONGEST_STEP) - first
    if f" {words.read[first]} " not in record.line:
        return 0
    if f" {' '.join(words.read[first : first + high])} " in record.line:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if f" {' '.join(words.read[first : first + middle])} " in record.line:
            low = middle
        else:
            high = middle - 1
    return low


def _place(
    words: Words, span: Span, record: Record, number: int, before: Sequence[Run]
) -> int:
    """Where they stand; behind the run before, if they stand there too."""
    said = f" {' '.join(words.read[slice(*span)])} "
    if before and before[0].record == number:
        for place in record.places(said, before[0].kept[1]):
            return place
    return next(record.places(said))


def _is_long(run: Run, words: Words, records: Sequence[Record]) -> bool:
    """Whether so many words in a row are no chance."""
    many = weigh(words, run.quoted)
    if not LEAST_SENTENCE <= many < LEAST:
        return many >= LEAST
    kept = records[run.record].words
    return kept.opens_sentence(run.kept[0]) and kept.opens_sentence(run.kept[1])


def _is_piece(run: Run, piece: Span, quotation: Quotation) -> bool:
    """Whether it is all that stands between two ellipses of the quotation."""
    words = quotation.words
    is_whole = run.quoted == piece and len(quotation.pieces) > 1
    return is_whole and weigh(words, piece) >= 2 and len(words) >= LEAST


def weigh(words: Words, span: Span) -> float:
    """How many words; a sign of a script without spaces is half of one."""
    return sum(0.5 if is_sign(read) else 1 for read in words.read[slice(*span)])


def _is_seam(records: Sequence[Record], left: Run, right: Run) -> bool:
    """Whether two runs are from two places, and no words merely left out."""
    between = right.kept[0] - left.kept[1]
    if left.record != right.record or between < 0:
        return True
    kept = records[left.record].words
    dropped = (left.kept[1], right.kept[0])
    is_sentence = kept.opens_sentence(dropped[0]) and kept.opens_sentence(dropped[1])
    many = weigh(kept, dropped) - (right.quoted[0] - left.quoted[1])
    return many > NEAR or (is_sentence and many >= SENTENCE)
