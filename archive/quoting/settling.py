"""A judged quotation as it is told: who said it, where it stands, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import compress
from operator import not_

from archive.quoting.aligning import Alignment, align
from archive.quoting.finding import Quoted
from archive.quoting.judging import Found, Judgement, Passage, Verdict
from archive.quoting.matching import Record, Span
from archive.quoting.naming import fits, parts_of
from archive.quoting.people import People
from archive.quoting.placing import Place, Placing, Voice, voices_of
from archive.quoting.quotation import Quotation
from archive.quoting.words import words_of

MOST_SHOWN = 20


class Given(StrEnum):
    """What is known of the name a text gives a quotation to."""

    NOBODY = "nobody"
    TRUE = "true"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether record and quotation both have them.

    `kind` is same, gone or new; left_out or put_in where the quotation says so itself.
    """

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation with its verdict, and the places where its words stand.

    `more` counts the places that are not shown. `said_by` is the name the text gives
    it to; `given` what came of that.
    """

    quoted: Quoted
    text: str
    verdict: Verdict
    places: tuple[Place, ...] = ()
    more: int = 0
    diff: tuple[Piece, ...] = ()
    said_by: str = ""
    given: Given = Given.NOBODY
    is_earlier: bool = False
    is_printed: bool = False

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation with its verdict, which nobody's name has changed yet."""

    quoted: Quoted
    text: str
    quotation: Quotation
    judgement: Judgement[Passage]
    said_by: str = ""


def settle(judged: Sequence[Judged]) -> list[Checked]:
    """Return each as readers are told of it; asks as much for many as for one."""
    named = (each for each in judged if each.said_by)
    voices = voices_of(f.passage.key for each in named for f in each.judgement.found)
    people = People()
    told = [_attribute(each, voices, people) for each in judged]
    placing = Placing(f.passage.key for _, found in told for f in found[:MOST_SHOWN])
    return [
        _placed(checked, each.quotation, found, placing)
        for each, (checked, found) in zip(judged, told, strict=True)
    ]


def _checked(judged: Judged) -> Checked:
    judgement = judged.judgement
    return Checked(
        judged.quoted,
        judged.text,
        judgement.verdict,
        said_by=judged.said_by,
        is_earlier=judgement.is_earlier,
        is_printed=judgement.is_earlier and judgement.found[0].passage.is_printed,
    )


def _attribute(
    judged: Judged, voices: Mapping[int, Voice], people: People
) -> tuple[Checked, Sequence[Found[Passage]]]:
    """Compare who is said to say it with who says it; keep the places that are told."""
    checked, judgement = _checked(judged), judged.judgement
    found = judgement.found
    if not checked.said_by or not found:
        return checked, found
    said = parts_of(checked.said_by)
    theirs = [fits(said, parts_of(voices[each.passage.key].name)) for each in found]
    if not any(theirs):
        speakers = {voices[each.passage.key].key for each in found}
        return _elsewhere(checked, people.named(checked.said_by), speakers), found
    if judgement.verdict is not Verdict.SPLICED:
        found = (*compress(found, theirs), *compress(found, map(not_, theirs)))
    return replace(checked, given=Given.TRUE), found


def _elsewhere(checked: Checked, meant: Set[int], speakers: Set[int | None]) -> Checked:
    """Nobody of that name says it here: whether that can be claimed."""
    if not meant:
        return replace(checked, given=Given.UNKNOWN)
    if not meant.isdisjoint(speakers):
        return replace(checked, given=Given.TRUE)
    if None in speakers:
        return replace(checked, given=Given.UNTOLD)
    verdict = checked.verdict
    if verdict is not Verdict.SPLICED:
        verdict = Verdict.MISATTRIBUTED
    return replace(checked, verdict=verdict, given=Given.ELSEWHERE)


def _placed(
    checked: Checked,
    quotation: Quotation,
    found: Sequence[Found[Passage]],
    placing: Placing,
) -> Checked:
    places = [place for each in found[:MOST_SHOWN] for place in placing.places(each)]
    return replace(
        checked,
        places=tuple(places[:MOST_SHOWN]),
        more=max(0, len(found) - MOST_SHOWN),
        diff=tuple(_diff(quotation, checked, found, placing)),
    )


def _diff(
    quotation: Quotation,
    checked: Checked,
    found: Sequence[Found[Passage]],
    placing: Placing,
) -> Iterator[Piece]:
    """Word by word what the record has otherwise; nothing where it has not."""
    if not found:
        return
    if checked.is_earlier:
        turn = placing.turn_of(found[0].passage.key)
        yield from _since(quotation, turn.text if turn else "")
        return
    record, alignment = found[0].passage.record, found[0].alignment
    is_spliced = checked.verdict is Verdict.SPLICED
    told = (
        pieces_of(quotation, record, alignment)
        if alignment
        else ()
        if is_spliced
        else _declared(quotation, record, found[0].spans)
    )
    pieces = [*told]
    if any(each.kind != "same" for each in pieces):
        yield from pieces


def _declared(
    quotation: Quotation, record: Record, spans: Sequence[Span]
) -> Iterator[Piece]:
    """The words as they stand, and what an ellipsis or brackets between them hide."""
    pieces = quotation.pieces
    if len(pieces) != len(spans):
        pieces = quotation.strict_pieces
    at, place = 0, spans[0][0]
    for quoted, kept in zip(pieces, spans, strict=True):
        yield from _hidden(quotation, (at, quoted[0]), record, (place, kept[0]))
        yield Piece("same", quotation.words.said(*quoted))
        at, place = quoted[1], kept[1]
    yield from _hidden(quotation, (at, len(quotation)), record, (place, place))


def _hidden(
    quotation: Quotation, quoted: Span, record: Record, kept: Span
) -> Iterator[Piece]:
    if kept[0] < kept[1]:
        yield Piece("left_out", record.words.said(*kept))
    if quoted[0] < quoted[1]:
        yield Piece("put_in", quotation.words.said(*quoted))


def _since(quotation: Quotation, text: str) -> Iterator[Piece]:
    """What the record says today where an earlier edition said this."""

    record = Record(words_of(text))
    alignment = align(quotation, record) if text else None
    if alignment:
        yield from pieces_of(quotation, record, alignment)


def pieces_of(
    quotation: Quotation, record: Record, alignment: Alignment
) -> Iterator[Piece]:
    """The words of both, those of the record alone as gone, of the quotation as new."""
    for step in alignment.steps:
        kept, quoted = record.words.said(*step.kept), quotation.words.said(*step.quoted)
        if step.kind == "reworded":
            kept = record.words.whole(*step.kept)
        if step.kind == "same":
            yield Piece("same", quoted)
            continue
        if step.kind == "declared":
            yield from _hidden(quotation, step.quoted, record, step.kept)
            continue
        if kept:
            yield Piece("gone", kept)
        if quoted:
            yield Piece("new", quoted)
