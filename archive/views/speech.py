"""A conversation laid out for reading: exchanges, speeches, passages, notes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.ingest.correction.rewording import Emended, emended_in
from archive.models import (
    Annotation,
    Correction,
    Interlude,
    Kind,
    Part,
    SegmentKind,
    Tagging,
    Turn,
)
from archive.templatetags.record import Underline
from archive.views.beside import Beside
from archive.views.graves import Grave, Graves
from archive.views.lettered import Note, lettered
from archive.views.marked import NOTHING_MARKED, Marked
from archive.views.marks import Span, pin
from archive.views.wordings import Former

FARTHEST = 6
MINUTE = 60_000
NO_GRAVES = Graves()
NOTHING_BESIDE = Beside()
NOTHING_GONE = Grave()


class Passage(NamedTuple):
    """One segment: its words, what is marked in them, the notes that begin in it.

    `asides` stand between it and the turn's next segment; `minute` is the time at
    which a cue begins another minute of a recording. `reach` is how many
    passages the notes may stand beside before the next ones, for browsers that
    cannot place notes outside the flow. `formers` are wordings it had before, to
    which a link is pinned; `is_missed` where a link could mark nothing in it.
    `reasons` are the corrections of its words, the first one first.
    """

    segment: Part
    text: str
    found: tuple[Span, ...] = ()
    noted: tuple[Underline, ...] = ()
    notes: tuple[Note, ...] = ()
    asides: tuple[Interlude, ...] = ()
    reach: int = 1
    minute: str = ""
    formers: tuple[Former, ...] = ()
    is_missed: bool = False
    reasons: tuple[Correction, ...] = ()

    @property
    def last_letter(self) -> str:
        return self.notes[-1].letter if self.notes else ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands beside it."""
        is_as_printed = not self.segment.printed
        return is_as_printed and not (self.notes or self.formers or self.is_missed)

    @property
    def is_bare(self) -> bool:
        """Whether there are its words, and nothing in, before or after them."""
        has_more = self.found or self.noted or self.minute or self.asides
        return self.is_plain and not has_more

    @property
    def emended(self) -> tuple[Emended, ...]:
        """What the editors corrected, beside what the source prints."""
        printed = self.segment.printed
        return tuple(emended_in(self.text, printed)) if printed else ()

    @property
    def emended_spans(self) -> tuple[Span, ...]:
        return tuple((each.start, each.end) for each in self.emended)


@dataclass(frozen=True, slots=True)
class Speech:
    """A turn as it is read."""

    turn: Turn
    passages: tuple[Passage, ...]
    topics: Sequence[Tagging] = ()
    grave: Grave = NOTHING_GONE

    @property
    def is_cued(self) -> bool:
        """Whether its segments are cues: pieces of a sentence, and no paragraphs."""
        return self.passages[0].segment.kind == SegmentKind.CUE

    @property
    def pin(self) -> str:
        """What pins a link to these words."""
        return pin(self.turn)

    @property
    def is_annotated(self) -> bool:
        return any(passage.notes for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question or statement, and all that follows before the next one."""

    opening: Turn
    parts: tuple[Speech | Interlude, ...]

    @property
    def words(self) -> str:
        """What opens it, cues run together."""
        speech = self.parts[0]
        is_cued = isinstance(speech, Speech) and speech.is_cued
        return " ".join(self.opening.text.split()) if is_cued else self.opening.text

    @property
    def turns(self) -> list[Turn]:
        return [part.turn for part in self.parts if isinstance(part, Speech)]

    @property
    def annotations(self) -> list[Annotation]:
        """Those that begin in it, in their places."""
        return [note.annotation for each in self.passages for note in each.notes]

    @property
    def passages(self) -> list[Passage]:
        speeches = (part for part in self.parts if isinstance(part, Speech))
        return [passage for speech in speeches for passage in speech.passages]

    @property
    def topics(self) -> Sequence[Tagging]:
        """Those of its opening, which stand for the whole."""
        speech = self.parts[0]
        return speech.topics if isinstance(speech, Speech) else ()

    @property
    def notes(self) -> int:
        """How many notes stand beside it."""
        return len(self.annotations)

    @property
    def source_span(self) -> Span:
        """From its first to its last character in the source."""
        segments = [passage.segment for passage in self.passages]
        starts = [segment.source_start for segment in segments]
        return min(starts, default=0), max((s.source_end for s in segments), default=0)


def arrange(
    turns: Sequence[Turn],
    by: Beside = NOTHING_BESIDE,
    marked: Marked = NOTHING_MARKED,
    graves: Graves = NO_GRAVES,
) -> list[Exchange]:
    """Lay out turns in sequence, with what follows each and what is gone there."""
    notes = lettered(turns, by)
    exchanges: list[tuple[Turn, list[Speech | Interlude]]] = []
    for turn in turns:
        if turn.kind != Kind.ANSWER or not exchanges:
            exchanges.append((turn, []))
        asides = by.asides_of(turn)
        passages = tuple(_passages(turn, notes.get(turn.pk, []), asides, marked))
        speech = Speech(turn, passages, by.topics_of(turn), graves.of(turn))
        inside = {aside for passage in passages for aside in passage.asides}
        after = [each for each in asides if each not in inside] if asides else ()
        exchanges[-1][1].extend([speech, *after])
    return [Exchange(opening, tuple(parts)) for opening, parts in exchanges]


def found_in(segment: Part, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of a turn's spans that stand in one segment, counted in it."""
    cut = (
        (max(start, segment.start) - segment.start, min(end, segment.end))
        for start, end in spans
    )
    return tuple(
        (start, end - segment.start)
        for start, end in cut
        if start < end - segment.start
    )


def _passages(
    turn: Turn, notes: Sequence[Note], asides: Sequence[Interlude], marked: Marked
) -> Iterator[Passage]:
    """Most turns are as printed, with nothing beside them: those are told at once."""
    parts, text = turn.parts, turn.text
    if notes or asides or marked is not NOTHING_MARKED or any(p.printed for p in parts):
        yield from _rich_passages(turn, notes, asides, marked)
        return
    before = None
    for part in parts:
        minute = _minute(before, part) if part.time_start is not None else ""
        yield Passage(part, text[part.start : part.end], minute=minute)
        before = part


def _rich_passages(
    turn: Turn, notes: Sequence[Note], asides: Sequence[Interlude], marked: Marked
) -> Iterator[Passage]:
    segments = turn.parts
    places = [(note, [*filter(note.stands_in, segments)]) for note in notes]
    begun = [[note for note, parts in places if parts[:1] == [at]] for at in segments]
    for at, segment in enumerate(segments):
        yield Passage(
            segment=segment,
            text=turn.text[segment.start : segment.end],
            found=found_in(segment, marked.found.get(turn.anchor, ())),
            noted=_noted(segment, places),
            notes=tuple(begun[at]),
            asides=_between(asides, segments[at : at + 2]),
            reach=_reach(begun[at + 1 :]),
            minute=_minute(segments[at - 1] if at else None, segment),
            formers=marked.formers_beside(segment.anchor),
            is_missed=marked.is_missed_in(segment.anchor),
            reasons=_reasons(turn, segment) if segment.printed else (),
        )


def _reasons(turn: Turn, part: Part) -> tuple[Correction, ...]:
    corrected = turn.interview.word_corrections
    return tuple(c for c in corrected if c.memory.get("segment") == part.anchor)


def _minute(before: Part | None, segment: Part) -> str:
    """When the segment begins, where that is another minute than the one before."""
    start, earlier = segment.time_start, before.time_start if before else None
    if start is None or (earlier is not None and earlier // MINUTE == start // MINUTE):
        return ""
    minutes, seconds = divmod(start // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def _between(
    asides: Sequence[Interlude], pair: Sequence[Part]
) -> tuple[Interlude, ...]:
    """What the source has between a segment and the next one of its turn."""
    if len(pair) < 2:
        return ()
    first, second = (segment.source_start for segment in pair)
    return tuple(each for each in asides if first < each.source_start < second)


def _noted(
    segment: Part, places: Iterable[tuple[Note, list[Part]]]
) -> tuple[Underline, ...]:
    return tuple(
        note.underline(segment, opens=parts[0] == segment, closes=parts[-1] == segment)
        for note, parts in places
        if segment in parts
    )


def _reach(later: Sequence[Sequence[Note]]) -> int:
    free = next((at for at, notes in enumerate(later) if notes), len(later))
    return min(free + 1, FARTHEST)
