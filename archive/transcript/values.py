"""What an interview is made of: plain immutable values. Standard library only."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

PARAGRAPH_BREAK = "\n\n"


class Kind(StrEnum):
    """What a turn does in the conversation."""

    QUESTION = "question"
    ANSWER = "answer"
    STATEMENT = "statement"


class Role(StrEnum):
    """What a person does in one interview."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    MODERATOR = "moderator"
    OTHER = "other"


class Basis(StrEnum):
    """Who says so: the source's own words, its sidecar, our inference, an editor."""

    TEXT = "text"
    SIDECAR = "sidecar"
    INFERRED = "inferred"
    EDITOR = "editor"


class State(StrEnum):
    """How far an interview or an annotation is on its way to readers."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class SegmentKind(StrEnum):
    PARAGRAPH = "paragraph"
    CUE = "cue"


class InterludeKind(StrEnum):
    """What stands between turns and is part of none; a quote is a pull quote."""

    HEADING = "heading"
    DIRECTION = "direction"
    CAPTION = "caption"
    QUOTE = "quote"
    ADVERT = "advert"
    NOTE = "note"


class SkippedKind(StrEnum):
    """Why a stretch of the source is in no segment."""

    FRONT_MATTER = "front_matter"
    MARK = "mark"
    BLANK = "blank"
    CREDIT = "credit"
    CHROME = "chrome"
    MARKUP = "markup"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Span(NamedTuple):
    """Half-open, in code points; of which text, the owner says.

    A tuple, as all values are of which an interview has thousands.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Milliseconds from the start of a recording."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said about the interview, by whom, and the words that carry it."""

    field: str
    value: str
    basis: Basis
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Dating:
    """When the interview was given: the first day it can mean, and how exactly."""

    start: str
    precision: Precision
    basis: Basis
    evidence: str = ""

    @property
    def label(self) -> str:
        """The date in ISO 8601, cut to its precision: 2024, 2024-01, 2024-01-03."""
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
        return self.start[: length[self.precision]]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person; `key` names them inside this Transcript."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participation:
    speaker: str
    role: Role
    basis: Basis
    evidence: str = ""


class Segment(NamedTuple):
    """An addressable part of a turn; `source` counts in the source's text.

    `printed` is what the source has there, where an editor corrected its words.
    """

    anchor: str
    text: str
    source: Span
    kind: SegmentKind = SegmentKind.PARAGRAPH
    time: TimeSpan | None = None
    printed: str = ""

    @property
    def as_printed(self) -> str:
        """The words of the source, whatever was corrected."""
        return self.printed or self.text


@dataclass(frozen=True, slots=True)
class Turn:
    """All that one speaker says until another speaks."""

    anchor: str
    kind: Kind
    segments: tuple[Segment, ...]
    speaker: str = ""
    label: str = ""
    question: str = ""
    language: str = ""
    rule: str = ""
    confidence: float = 1.0
    doubt: str = ""

    @property
    def text(self) -> str:
        """The words, paragraphs joined by a blank line."""
        return PARAGRAPH_BREAK.join(segment.text for segment in self.segments)

    def spans(self) -> Iterator[tuple[Segment, Span]]:
        """Each segment with its place in `text`."""
        start = 0
        for segment in self.segments:
            end = start + len(segment.text)
            yield segment, Span(start, end)
            start = end + len(PARAGRAPH_BREAK)


@dataclass(frozen=True, slots=True)
class Interlude:
    """A heading, direction or caption; `after` is a turn's anchor or empty."""

    after: str
    kind: InterludeKind
    text: str
    source: Span


class Skipped(NamedTuple):
    """A stretch of the source in no segment, and why."""

    kind: SkippedKind
    source: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject with the questions under it; `parent` is another topic's slug."""

    slug: str
    name: str
    parent: str = ""
    scope_note: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """The bytes as obtained, and the text read from them."""

    name: str
    content: bytes
    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    origin: str = ""
    obtained: str = ""

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Provenance:
    """By which steps the source became turns, and why these."""

    reader: str
    convention: str
    parser_version: str
    fit: float
    evidence: str = ""


@dataclass(frozen=True)
class Transcript:
    """An interview: what is known of it, its turns, and where each word stands."""

    slug: str
    title: str
    language: str
    source: Source
    provenance: Provenance
    turns: tuple[Turn, ...]
    skipped: tuple[Skipped, ...]
    interludes: tuple[Interlude, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    participations: tuple[Participation, ...] = ()
    topics: tuple[Topic, ...] = ()
    claims: tuple[Claim, ...] = ()
    standfirst: str = ""
    section: str = ""
    outlet: str = ""
    republisher: str = ""
    rights: str = ""
    licence: str = ""
    dating: Dating | None = None
    state: State = State.DRAFT

    def speaker(self, key: str) -> Speaker | None:
        """The speaker of that key, or None."""
        return next((person for person in self.speakers if person.key == key), None)

    def of_kind(self, kind: Kind) -> list[Turn]:
        """The turns of one kind, in order."""
        return [turn for turn in self.turns if turn.kind == kind]

    def rebuilt(self) -> str:
        """The source's text put together again from segments and skipped spans."""
        text = self.source.text
        return "".join(text[span.start : span.end] for span in self.places())

    def places(self) -> list[Span]:
        """Every stretch of the source that is accounted for, in order."""
        spoken = [part.source for turn in self.turns for part in turn.segments]
        aside = [each.source for each in self.interludes]
        places = [*spoken, *aside, *(each.source for each in self.skipped)]
        return sorted(places)
