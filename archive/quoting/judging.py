"""What an editor would say of a quotation, given the passages it may be from. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from archive.quoting.aligning import Alignment, Step, align
from archive.quoting.matching import Record, Span, stand
from archive.quoting.quotation import Quotation
from archive.quoting.splicing import SEAM, SENTENCE, Splice, splice, weigh
from archive.quoting.words import Words, is_sign

# How many of its words a quotation must share with a passage to be told of it.
ALIKE = 0.6
FEWEST_TOGETHER = 2
FEW = 3
LIGHT = 3
LONG = 200
MOST_ALIGNED, MOST_SPLICED, MOST_ALTERED = 16, 40, 3


class Verdict(StrEnum):
    EXACT = "exact"
    ALTERED = "altered"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not_found"


class Passage:
    """A text that a quotation may be from. `is_earlier` is wording given up since.

    `is_printed` is what the source prints where editors corrected it: given up, too.
    """

    __slots__ = ("is_earlier", "is_printed", "key", "record")

    def __init__(
        self,
        key: int,
        record: Record,
        *,
        is_earlier: bool = False,
        is_printed: bool = False,
    ) -> None:
        self.key = key
        self.record = record
        self.is_earlier = is_earlier or is_printed
        self.is_printed = is_printed


P = TypeVar("P", bound=Passage)


@dataclass(frozen=True, slots=True)
class Found(Generic[P]):
    """A passage, and the stretches of its words that the quotation is made of."""

    passage: P
    spans: tuple[Span, ...]
    alignment: Alignment | None = None


@dataclass(frozen=True, slots=True)
class Judgement(Generic[P]):
    """A verdict, and where the words are; nowhere when they are not found."""

    verdict: Verdict
    found: tuple[Found[P], ...] = ()
    is_earlier: bool = False

    @property
    def is_near(self) -> bool:
        """Whether it is no use to look for passages that are more alike."""
        alignment = self.found[0].alignment if self.found else None
        is_spliced = self.verdict is Verdict.SPLICED
        return is_spliced or (alignment is not None and alignment.cost <= 1)


def judge(quotation: Quotation, passages: Sequence[P]) -> Judgement[P]:
    """Return the verdict on a quotation, without regard to who is said to say it."""
    if not len(quotation):
        return Judgement(Verdict.NOT_FOUND)
    return judge_exact(quotation, passages) or judge_unlike(quotation, passages)


def judge_exact(quotation: Quotation, passages: Sequence[P]) -> Judgement[P] | None:
    """Return the verdict where a passage has the words as they are quoted."""
    exact = _exact(quotation, passages)
    if current := [each for each in exact if not each.passage.is_earlier]:
        return Judgement(Verdict.EXACT, tuple(current))
    if exact:
        printed = [each for each in exact if each.passage.is_printed]
        return Judgement(Verdict.EXACT, tuple(printed or exact), is_earlier=True)
    return None


def _exact(quotation: Quotation, passages: Iterable[P]) -> list[Found[P]]:
    return [
        Found(passage, spans)
        for passage in passages
        for spans in stand(quotation, passage.record)
    ]


def judge_unlike(quotation: Quotation, passages: Sequence[P]) -> Judgement[P]:
    """Return the verdict where no passage has the words as they are quoted."""
    most = MOST_ALIGNED if len(quotation) <= LONG else 2
    aligned = _aligned(quotation, passages[:most])
    if aligned and not aligned[0][1].changes:
        faultless = [(p, each) for p, each in aligned if not each.changes]
        now = [pair for pair in faultless if not pair[0].is_earlier]
        printed = [pair for pair in faultless if pair[0].is_printed]
        return _of(Verdict.EXACT, now or printed or faultless, is_earlier=not now)
    near = [pair for pair in aligned if _is_alike(quotation, pair[0].record, pair[1])]
    least = near[0][1].cost if near else float("inf")
    skipped = (
        any(_skips(near[0][0], step) for step in near[0][1].changes) if near else 0
    )
    if skipped or least > SEAM:
        spliced = _spliced(quotation, passages[:MOST_SPLICED])
        if spliced and (skipped or spliced[0].cost < least):
            return Judgement(Verdict.SPLICED, spliced[1])
    best = _current([pair for pair in near if pair[1].cost == least])[:MOST_ALTERED]
    return _of(Verdict.ALTERED, best) if best else Judgement(Verdict.NOT_FOUND)


def _of(
    verdict: Verdict, pairs: Iterable[tuple[P, Alignment]], *, is_earlier: bool = False
) -> Judgement[P]:
    found = tuple(Found(p, (each.span,), each) for p, each in pairs)
    return Judgement(verdict, found, is_earlier)


def _current(pairs: Sequence[tuple[P, Alignment]]) -> Sequence[tuple[P, Alignment]]:
    """Leave out wording given up where words of today are as like."""
    return [pair for pair in pairs if not pair[0].is_earlier] or pairs


def _aligned(quotation: Quotation, passages: Iterable[P]) -> list[tuple[P, Alignment]]:
    """Each passage with its alignment, the fewest changes first."""
    pairs = ((passage, align(quotation, passage.record)) for passage in passages)
    found = [(passage, each) for passage, each in pairs if each is not None]
    return sorted(found, key=lambda pair: (pair[1].cost, pair[0].is_earlier))


def _spliced(
    quotation: Quotation, passages: Sequence[P]
) -> tuple[Splice, tuple[Found[P], ...]] | None:
    current = [passage for passage in passages if not passage.is_earlier]
    made = splice(quotation, [passage.record for passage in current])
    if made is None:
        return None
    found = [Found(current[run.record], (run.kept,)) for run in made.runs]
    return made, tuple(found)


def _is_alike(quotation: Quotation, record: Record, alignment: Alignment) -> bool:
    """Whether so much is the same that the rest must be a change of it."""
    words = quotation.words
    total = sum(_weight(read) for read in words.read)
    alike = [*_alike(quotation, record, alignment)]
    same = sum(_weight(read) for span in alike for read in words.read[slice(*span)])
    declared = sum(
        _weight(read)
        for step in alignment.steps
        if step.kind == "declared"
        for read in words.read[slice(*step.quoted)]
    )
    together = max(weigh(words, span) for span in alike)
    dropped = sum(
        step.kept[1] - step.kept[0]
        for step in alignment.changes
        if step.kind == "dropped"
    )
    enough = same >= ALIKE * (total - declared) and not _is_common(words, same)
    return enough and together >= FEWEST_TOGETHER and dropped <= max(2, len(words) / 2)


def _is_common(words: Words, same: float) -> bool:
    """Whether two of three words, one of them light, are the same in any text.

    “War and Peace” is no alteration of “harmony and peace”; a figure always tells.
    """
    tells = any(is_sign(read) or any(map(str.isdigit, read)) for read in words.read)
    return len(words) == FEW and not tells and same < FEWEST_TOGETHER


def _alike(
    quotation: Quotation, record: Record, alignment: Alignment
) -> Iterator[Span]:
    """The words in a row that are the same, or but for a hyphen or a sign are."""
    first = last = 0
    for step in alignment.steps:
        one = "".join(quotation.words.read[slice(*step.quoted)])
        other = "".join(record.words.read[slice(*step.kept)])
        if step.kind == "same" or one == other:
            last = step.quoted[1]
            continue
        if first < last:
            yield first, last
        first = last = step.quoted[1]
    if first < last:
        yield first, last


def _skips(passage: Passage, step: Step) -> bool:
    """Whether whole sentences are left out: their neighbours were joined."""
    words, (first, last) = passage.record.words, step.kept
    is_whole = words.opens_sentence(first) and words.opens_sentence(last)
    return step.kind == "dropped" and is_whole and weigh(words, step.kept) >= SENTENCE


def _weight(read: str) -> float:
    """Short words are in every sentence."""
    return 0.5 if len(read) <= LIGHT else 1.0
