"""Where found words stand: the turn, the paragraph, who said them, the address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch

from archive.models import Change, Interview, Segment, Speaker, Turn, wording_of
from archive.models.publishing import is_public
from archive.quoting.judging import Found, Passage
from archive.quoting.matching import Span
from archive.quoting.printed import Part, joined, parts_of
from archive.transcript import PARAGRAPH_BREAK

PINNED = 8
BLANK = re.compile(r"\s+")
AROUND = 140
WITH = ("interview__outlet", "interview__republisher", "speaker")
"""What a place tells and a citation of it needs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the record that a quotation is made of.

    `anchor` is their paragraph, or their turn where they stand in several; `start` and
    `end` count code points of it. An earlier wording has the turn that has its words'
    place now, or none where that is gone. What `is_printed` counts in the paragraph as
    the source prints it; its mark is the whole of it, where both can be read.
    """

    interview: Interview
    turn: Turn | None
    speaker: Speaker | None
    anchor: str
    start: int
    end: int
    text: str
    before: str
    behind: str
    change: Change | None = None
    is_printed: bool = False

    @property
    def within(self) -> Span:
        """Where the words stand in the turn."""
        parts = self.turn.segments.all() if self.turn and self.is_of_now else ()
        start = next((each.start for each in parts if each.anchor == self.anchor), 0)
        return start + self.start, start + self.end

    def goes_on(self, other: Place) -> bool:
        """Whether another place is further on in the same words of the same turn."""
        is_same = self.turn == other.turn and self.anchor == other.anchor
        is_now = self.turn is not None and self.is_of_now and other.is_of_now
        return is_same and is_now and self.end <= other.start

    def until(self, other: Place) -> str:
        """The words between this place and one it goes on at."""
        text = self.turn.text if self.turn else ""
        return text[self.within[1] : other.within[0]]

    @property
    def is_earlier(self) -> bool:
        return self.change is not None

    @property
    def is_of_now(self) -> bool:
        return not (self.is_earlier or self.is_printed)

    @property
    def mark(self) -> str:
        if self.is_printed and self.turn:
            return f"{self.anchor}@{wording_of(self.turn.text)[:PINNED]}"
        pin = f"@{wording_of(self.change.text)[:PINNED]}" if self.change else ""
        return f"{self.anchor}.{self.start}-{self.end}{pin}"

    @property
    def url(self) -> str:
        path = self.interview.get_absolute_url()
        turn = self.anchor.partition("p")[0]
        where = self.anchor if not self.change else turn
        return f"{path}?mark={self.mark}#{where}"


class Voice(NamedTuple):
    """Who says something, if that is known."""

    key: int | None
    name: str


def voices_of(keys: Iterable[int]) -> dict[int, Voice]:
    """Return who says each passage; of an earlier wording, who says it now."""
    wanted = set(keys)
    if not wanted:
        return {}
    turns = Turn.objects.filter(pk__in=[key for key in wanted if key > 0]).order_by()
    told = turns.values_list("pk", "speaker", "speaker__name")
    voices = {key: Voice(speaker, name or "") for key, speaker, name in told}
    if wanted - voices.keys():
        placing = Placing(wanted - voices.keys())
        for key in wanted - voices.keys():
            speaker = placing.speaker_of(key)
            named = (speaker.pk, speaker.name) if speaker else (None, "")
            voices[key] = Voice(*named)
    return voices


class Placing:
    """The turns and changes that found words stand in, each asked for once."""

    def __init__(self, keys: Iterable[int]) -> None:
        wanted = set(keys)
        parts = Prefetch("segments", Segment.objects.order_by())
        turns = Turn.objects.public().select_related(*WITH).order_by()
        held = turns.prefetch_related(parts)
        self.turns = held.in_bulk([key for key in wanted if key > 0])
        self.changes = _changes([-key for key in wanted if key < 0])
        self.now = self._turns_now()

    def _turns_now(self) -> dict[tuple[int, str], Turn]:
        """The turns that have the names of those whose earlier wording was found."""
        changes = self.changes.values()
        if not changes:
            return {}
        named = (
            Turn.objects.public()
            .select_related("interview", "speaker")
            .order_by()
            .filter(
                interview__in={change.edition.interview_id for change in changes},
                anchor__in={change.anchor for change in changes},
            )
        )
        return {(turn.interview_id, turn.anchor): turn for turn in named}

    def speaker_of(self, key: int) -> Speaker | None:
        turn = self.turn_of(key)
        return turn.speaker if turn else None

    def turn_of(self, key: int) -> Turn | None:
        if key > 0:
            return self.turns.get(key)
        change = self.changes.get(-key)
        if change is None:
            return None
        return self.now.get((change.edition.interview_id, change.anchor))

    def places(self, found: Found[Passage]) -> list[Place]:
        """Each stretch of words of a found passage, as readers are shown it."""
        key, words = found.passage.key, found.passage.record.words
        spans = [words.span(*span) for span in found.spans]
        if found.passage.is_printed:
            return self._in_print(key, spans)
        if key > 0:
            return self._in_turn(key, spans)
        return self._in_change(-key, spans)

    def _in_turn(self, key: int, spans: Sequence[Span]) -> list[Place]:
        turn = self.turns.get(key)
        if turn is None:
            return []
        segments = [*turn.segments.all()]
        named = [(each.anchor, each.start, each.end) for each in segments]
        return [
            Place(
                turn.interview,
                turn,
                turn.speaker,
                *_named(named, turn.anchor, span),
                *_around(turn.text, span),
            )
            for span in spans
        ]

    def _in_print(self, key: int, spans: Sequence[Span]) -> list[Place]:
        turn = self.turns.get(key)
        if turn is None:
            return []
        parts = parts_of(turn)
        text = joined(parts)
        named = [*_in_a_row(parts)]
        return [
            Place(
                turn.interview,
                turn,
                turn.speaker,
                *_named(named, turn.anchor, span),
                *_around(text, span),
                is_printed=True,
            )
            for span in spans
        ]

    def _in_change(self, key: int, spans: Sequence[Span]) -> list[Place]:
        change = self.changes.get(key)
        if change is None:
            return []
        turn = self.turn_of(-key)
        named = [*_parts(change)]
        return [
            Place(
                change.edition.interview,
                turn,
                turn.speaker if turn else None,
                *_named(named, change.anchor, span),
                *_around(change.text, span),
                change,
            )
            for span in spans
        ]


def _changes(keys: Sequence[int]) -> dict[int, Change]:
    if not keys:
        return {}
    told = Change.objects.filter(is_public("edition__interview__")).order_by()
    kept = told.select_related(*(f"edition__{each}" for each in WITH[:-1]))
    return kept.defer("edition__told").in_bulk(keys)


def _parts(change: Change) -> Iterable[tuple[str, int, int]]:
    """The paragraphs of an earlier wording, by the names they had."""
    paragraphs = change.text.split(PARAGRAPH_BREAK)
    if len(paragraphs) == len(change.parts):
        yield from _in_a_row(zip(change.parts, paragraphs, strict=True))


def _in_a_row(parts: Iterable[Part]) -> Iterable[tuple[str, int, int]]:
    start = 0
    for anchor, words in parts:
        yield anchor, start, start + len(words)
        start += len(words) + len(PARAGRAPH_BREAK)


def _named(
    parts: Sequence[tuple[str, int, int]], turn: str, span: Span
) -> tuple[str, int, int]:
    """The paragraph that holds a span, and the span within it; else the turn."""
    for anchor, first, last in parts:
        if first <= span[0] and span[1] <= last:
            return anchor, span[0] - first, span[1] - first
    return turn, *span


def _around(text: str, span: Span) -> tuple[str, str, str]:
    """The words of a span, those before and those behind, whole words of each."""
    start, end = span
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    before, behind = BLANK.sub(" ", before), BLANK.sub(" ", behind)
    if start > AROUND:
        before = "… " + (before.partition(" ")[2] or before)
    if len(text) > end + AROUND:
        behind = (behind.rpartition(" ")[0] or behind) + " …"
    return text[start:end], before, behind
