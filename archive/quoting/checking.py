"""A whole text checked: each quotation in it found, looked up, judged, attributed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from archive.quoting import people
from archive.quoting.candidates import Lookup
from archive.quoting.finding import Quoted, find_quoted
from archive.quoting.judging import (
    Found,
    Judgement,
    Passage,
    Verdict,
    judge_exact,
    judge_unlike,
)
from archive.quoting.matching import Alignment, Record, align
from archive.quoting.naming import fits, parts_of
from archive.quoting.placing import Place, Placing, Voice, voices_of
from archive.quoting.quotation import Quotation, read_quotation
from archive.quoting.saying import who_says
from archive.quoting.words import UNSEEN, words_of

MOST_LETTERS = 200_000
MOST_QUOTATIONS = 200
MOST_SHOWN = 20
SHORT = 400


class Given(StrEnum):
    """What is known of the name a text gives a quotation to."""

    NOBODY = "nobody"
    TRUE = "true"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether record and quotation both have them."""

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

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None


def cleaned(text: str) -> str:
    """A pasted text in the archive's own form, without what cannot be seen or kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(
        sign
        for sign in lines
        if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", seen.translate(INVISIBLE))


INVISIBLE = dict.fromkeys(
    ord(sign) for sign in UNSEEN if sign not in "\u00ad\u200c\u200d"
)


def check(text: str, speaker: str = "") -> Iterator[Checked]:
    """Judge the quotations of a cleaned text one by one, in order.

    `speaker` is who said those for which the text names nobody.
    """
    quoted = find_quoted(text)
    if whole := _check_whole(text, quoted, speaker):
        yield whole
        return
    for at, each in enumerate(quoted):
        begins = quoted[at - 1].closes if at else 0
        ends = quoted[at + 1].opens if at + 1 < len(quoted) else len(text)
        named = who_says(text[begins : each.opens], text[each.closes : ends])
        yield check_one(text, each, named or speaker)


def _check_whole(text: str, quoted: Sequence[Quoted], speaker: str) -> Checked | None:
    """A short text as one quotation, where the record itself quotes in it.

    Only if the record has all of it, or nearly: most texts are about quotations.
    """
    inside = sum(each.closes - each.opens for each in quoted)
    if not quoted or len(text) > SHORT or inside * 2 > len(text.strip()):
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    checked = check_one(text, Quoted(start, end, start, end), speaker)
    changed = sum(
        len(each.words.split()) for each in checked.diff if each.kind != "same"
    )
    is_found = checked.verdict in (
        Verdict.EXACT,
        Verdict.MISATTRIBUTED,
        Verdict.ALTERED,
    )
    return checked if is_found and changed <= 2 else None


def check_one(text: str, quoted: Quoted, said_by: str = "") -> Checked:
    """Judge one quotation of a text."""
    words = text[quoted.start : quoted.end]
    quotation = read_quotation(words)
    judgement = _judge(quotation)
    checked = Checked(
        quoted,
        " ".join(words.split()),
        judgement.verdict,
        said_by=said_by,
        is_earlier=judgement.is_earlier,
    )
    attributed, found = _attribute(checked, judgement)
    return _placed(attributed, quotation, found)


def _judge(quotation: Quotation) -> Judgement[Passage]:
    """The verdict, with no more looked up than it takes."""
    lookup = Lookup(quotation)
    exact = judge_exact(quotation, lookup.whole())
    if exact:
        return exact
    judgement = judge_unlike(quotation, lookup.alike())
    if judgement.is_near:
        return judgement
    return judge_unlike(quotation, lookup.further())


def _attribute(
    checked: Checked, judgement: Judgement[Passage]
) -> tuple[Checked, Sequence[Found[Passage]]]:
    """Compare who is said to say it with who says it; keep the places that are told."""
    found = judgement.found
    if not checked.said_by or not found:
        return checked, found
    voices = voices_of(each.passage.key for each in found)
    said = parts_of(checked.said_by)
    theirs = [
        each for each in found if fits(said, parts_of(voices[each.passage.key].name))
    ]
    if theirs:
        rest = [each for each in found if each not in theirs]
        is_spliced = judgement.verdict is Verdict.SPLICED
        told = found if is_spliced else (*theirs, *rest)
        return replace(checked, given=Given.TRUE), told
    return _elsewhere(checked, voices.values()), found


def _elsewhere(checked: Checked, voices: Iterable[Voice]) -> Checked:
    """Nobody of that name says it here: whether that can be claimed."""
    meant = people.named(checked.said_by)
    speakers = {voice.key for voice in voices}
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
) -> Checked:
    placing = Placing(each.passage.key for each in found[:MOST_SHOWN])
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
    elif found[0].alignment and found[0].alignment.changes:
        yield from pieces_of(quotation, found[0].passage.record, found[0].alignment)


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
        if step.kind in ("same", "declared"):
            yield Piece("same", quoted or "[…]")
            continue
        if kept:
            yield Piece("gone", kept)
        if quoted:
            yield Piece("new", quoted)
