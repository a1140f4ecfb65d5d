"""A conversation laid out for reading: exchanges, speeches, passages, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from archive.ingest.correction.rewording import Emended, emended_in
from archive.models import (
    Annotation,
    Correction,
    Interlude,
    Kind,
    Segment,
    SegmentKind,
    Tagging,
    Turn,
)
from archive.templatetags.record import Underline
from archive.templatetags.wording import shorten
from archive.views.beside import Beside
from archive.views.graves import Grave, Graves
from archive.views.marked import NOTHING_MARKED, Marked
from archive.views.marks import Span, pin
from archive.views.wordings import Former

FARTHEST = 6
LEMMA = 80
HEAD, TAIL = 44, 30
MINUTE = 60_000
NO_GRAVES = Graves()
NOTHING_BESIDE = Beside()
NOTHING_GONE = Grave()


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with the letter that ties it to its words, on paper its number."""

    annotation: Annotation
    letter: str
    number: int

    @property
    def lemma(self) -> str:
        """The words, or where they are many their head."""
        words = self.annotation.exact.strip()
        return words if len(words) <= LEMMA else shorten(words, HEAD)

    @property
    def lemma_end(self) -> str:
        """The last words of many."""
        words = self.annotation.exact.strip()
        cut = words[-TAIL:]
        return "" if len(words) <= LEMMA else (cut.partition(" ")[2] or cut)

    def stands_in(self, segment: Segment) -> bool:
        about = self.annotation
        return about.start < segment.end and segment.start < about.end

    def underline(self, segment: Segment, *, opens: bool, closes: bool) -> Underline:
        """The note's words as far as they stand in `segment`."""
        return Underline(
            start=max(self.annotation.start, segment.start) - segment.start,
            end=min(self.annotation.end, segment.end) - segment.start,
            note=self.annotation.pk,
            letter=self.letter,
            number=self.number,
            opens=opens,
            closes=closes,
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment: its words, what is marked in them, the notes that begin in it.

    `asides` stand between it and the turn's next segment; `minute` is the time at
    which a cue begins another minute of a recording. `reach` is how many
    passages the notes may stand beside before the next ones, for browsers that
    cannot place notes outside the flow. `formers` are wordings it had before, to
    which a link is pinned; `is_missed` where a link could mark nothing in it.
    """

    segment: Segment
    text: str
    found: tuple[Span, ...]
    noted: tuple[Underline, ...]
    notes: tuple[Note, ...]
    asides: tuple[Interlude, ...] = ()
    reach: int = 1
    minute: str = ""
    formers: tuple[Former, ...] = ()
    is_missed: bool = False

    @property
    def last_letter(self) -> str:
        return self.notes[-1].letter if self.notes else ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands beside it."""
        is_as_printed = not self.segment.printed
        return is_as_printed and not (self.notes or self.formers or self.is_missed)

    @property
    def emended(self) -> tuple[Emended, ...]:
        """What the editors corrected, beside what the source prints."""
        printed = self.segment.printed
        return tuple(emended_in(self.text, printed)) if printed else ()

    @property
    def emended_spans(self) -> tuple[Span, ...]:
        return tuple((each.start, each.end) for each in self.emended)

    @property
    def reasons(self) -> list[Correction]:
        """The corrections of these words, the first one first."""
        corrected = self.segment.turn.interview.word_corrections
        name = self.segment.anchor
        return [each for each in corrected if each.memory.get("segment") == name]


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
    notes = _lettered(turns, by)
    exchanges: list[tuple[Turn, list[Speech | Interlude]]] = []
    for turn in turns:
        if turn.kind != Kind.ANSWER or not exchanges:
            exchanges.append((turn, []))
        asides = by.asides_of(turn)
        passages = _passages(turn, notes.get(turn.pk, []), asides, marked)
        speech = Speech(turn, passages, by.topics_of(turn), graves.of(turn))
        inside = {aside for passage in speech.passages for aside in passage.asides}
        after = [each for each in asides if each not in inside]
        exchanges[-1][1].extend([speech, *after])
    return [Exchange(opening, tuple(parts)) for opening, parts in exchanges]


def found_in(segment: Segment, spans: Iterable[Span]) -> tuple[Span, ...]:
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


def letter(position: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    times, rest = divmod(position, len(ascii_lowercase))
    return (letter(times - 1) if times else "") + ascii_lowercase[rest]


def _lettered(turns: Iterable[Turn], by: Beside) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = {}
    annotations = (about for turn in turns for about in by.notes_of(turn))
    for at, about in enumerate(annotations):
        notes.setdefault(about.turn_id, []).append(Note(about, letter(at), at + 1))
    return notes


def _passages(
    turn: Turn, notes: Sequence[Note], asides: Sequence[Interlude], marked: Marked
) -> tuple[Passage, ...]:
    segments = list(turn.segments.all())
    places = [(note, [*filter(note.stands_in, segments)]) for note in notes]
    begun = [[note for note, parts in places if parts[:1] == [at]] for at in segments]
    return tuple(
        Passage(
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
        )
        for at, segment in enumerate(segments)
    )


def _minute(before: Segment | None, segment: Segment) -> str:
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
    asides: Sequence[Interlude], pair: Sequence[Segment]
) -> tuple[Interlude, ...]:
    """What the source has between a segment and the next one of its turn."""
    if len(pair) < 2:
        return ()
    first, second = (segment.source_start for segment in pair)
    return tuple(each for each in asides if first < each.source_start < second)


def _noted(
    segment: Segment, places: Iterable[tuple[Note, list[Segment]]]
) -> tuple[Underline, ...]:
    return tuple(
        note.underline(segment, opens=parts[0] == segment, closes=parts[-1] == segment)
        for note, parts in places
        if segment in parts
    )


def _reach(later: Sequence[Sequence[Note]]) -> int:
    free = next((at for at, notes in enumerate(later) if notes), len(later))
    return min(free + 1, FARTHEST)
