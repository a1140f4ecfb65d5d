"""What an ingest tells: turns, people, doubts, and what was left out and why. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from textwrap import shorten
from typing import Any, Protocol

from archive.transcript import Basis, Claim, Kind, SkippedKind, Transcript

SHOWN = 60
SILENT = {SkippedKind.BLANK, SkippedKind.MARK}
LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at; `line` counts from one, 0 for the whole."""

    line: int
    anchor: str
    complaint: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the source that is in no turn."""

    line: int
    kind: str
    note: str
    words: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Another interview in which so many of the passages stand, too."""

    slug: str
    title: str
    shared: int
    of: int


class Titled(Protocol):
    """An interview that is kept."""

    slug: Any
    title: Any
    state: Any


@dataclass(frozen=True, slots=True)
class Report:
    """One source's account. Counts are of turns and, last, of paragraphs.

    `changed` says of a new edition what it changed, and how often.
    """

    source: str
    outcome: str
    slug: str
    title: str
    date: str
    convention: str
    evidence: str
    questions: int
    answers: int
    statements: int
    segments: int
    people: tuple[tuple[str, str, str], ...]
    doubts: tuple[Doubt, ...]
    left_out: tuple[LeftOut, ...]
    alike: tuple[Alike, ...] = ()
    state: str = ""
    changed: tuple[tuple[str, int], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report for programs."""
        return asdict(self)


class Kept(Protocol):
    """What became of a source."""

    @property
    def interview(self) -> Titled: ...

    @property
    def changed(self) -> tuple[tuple[str, int], ...]: ...

    @property
    def adrift(self) -> tuple[tuple[str, str, str], ...]: ...


class Sharing(Protocol):
    """How many of the passages another interview has."""

    @property
    def interview(self) -> Titled: ...

    @property
    def shared(self) -> int: ...

    @property
    def of(self) -> int: ...


def report(
    transcript: Transcript,
    outcome: str,
    waiting: Iterable[str] = (),
    alike: Iterable[Sharing] = (),
    kept: Kept | None = None,
) -> Report:
    """Return the account of a Transcript with this outcome.

    `waiting` says why corrections of editors found no place in it, `alike` are the
    interviews that share its passages, `kept` is what became of it.
    """
    lines = Lines(transcript.source.text)
    return Report(
        source=transcript.source.name,
        outcome=outcome,
        slug=kept.interview.slug if kept else transcript.slug,
        title=transcript.title,
        state=str(kept.interview.state) if kept else "",
        changed=kept.changed if kept else (),
        date=_date(transcript),
        convention=transcript.provenance.convention,
        evidence=transcript.provenance.evidence,
        questions=len(transcript.of_kind(Kind.QUESTION)),
        answers=len(transcript.of_kind(Kind.ANSWER)),
        statements=len(transcript.of_kind(Kind.STATEMENT)),
        segments=sum(len(turn.segments) for turn in transcript.turns),
        people=_people(transcript),
        doubts=(
            *_doubtful_turns(transcript, lines),
            *_doubts_of_the_whole(transcript),
            *(Doubt(0, "", f"a correction waits: {why}") for why in waiting),
            *_adrift(kept),
        ),
        left_out=_left_out(transcript, lines),
        alike=tuple(
            Alike(each.interview.slug, each.interview.title, each.shared, each.of)
            for each in alike
        ),
    )


def brief(source: str, interview: Titled, outcome: str) -> Report:
    """Return the account of a source that was known before it was read."""
    return Report(
        source=source,
        outcome=outcome,
        slug=interview.slug,
        title=interview.title,
        state=str(interview.state),
        date="",
        convention="",
        evidence="",
        questions=0,
        answers=0,
        statements=0,
        segments=0,
        people=(),
        doubts=(),
        left_out=(),
    )


ADRIFT = {
    "orphaned": "a note has lost its words “{}”: place it anew in the admin",
    "moved": "a note moved with its words “{}”: look at it in the admin",
}


def _adrift(kept: Kept | None) -> list[Doubt]:
    """The notes that moved with their words, or lost them and are listed near by."""
    return [
        Doubt(0, anchor, ADRIFT[hold].format(_shown(words)))
        for anchor, words, hold in (kept.adrift if kept else ())
    ]


def _date(transcript: Transcript) -> str:
    dating = transcript.dating
    if dating is None:
        return "unknown"
    return f"about {dating.label}" if dating.basis is Basis.INFERRED else dating.label


def _people(transcript: Transcript) -> tuple[tuple[str, str, str], ...]:
    names = {person.key: person.name for person in transcript.speakers}
    return tuple(
        (names[each.speaker], each.role, each.basis)
        for each in transcript.participations
    )


def _doubtful_turns(transcript: Transcript, lines: Lines) -> list[Doubt]:
    return [
        Doubt(lines.number(turn.segments[0].source.start), turn.anchor, turn.doubt)
        for turn in transcript.turns
        if turn.doubt
    ]


def _doubts_of_the_whole(transcript: Transcript) -> list[Doubt]:
    doubts = list(_contradictions(transcript))
    doubts += [claim.value for claim in transcript.claims if claim.field == "doubt"]
    if transcript.language == "und":
        doubts.append('nothing states the language: write language = "…" beside it')
    if any(not turn.speaker for turn in transcript.turns):
        doubts.append("not every turn has a speaker: name them in [[person]] beside it")
    return [Doubt(0, "", complaint) for complaint in doubts]


def _contradictions(transcript: Transcript) -> list[str]:
    """Where the sidecar says one thing and the text states another."""
    beside = {
        claim.field: claim
        for claim in transcript.claims
        if claim.basis is Basis.SIDECAR
    }
    return [
        f"{claim.field}: the text says “{claim.value}”, "
        f"{beside[claim.field].evidence or 'the sidecar'} says "
        f"“{beside[claim.field].value}”; the latter is kept"
        for claim in transcript.claims
        if _contradicts(claim, beside)
    ]


def _contradicts(claim: Claim, beside: dict[str, Claim]) -> bool:
    other = beside.get(claim.field)
    return (
        other is not None and claim.basis is Basis.TEXT and claim.value != other.value
    )


def _left_out(transcript: Transcript, lines: Lines) -> tuple[LeftOut, ...]:
    text = transcript.source.text
    return tuple(
        LeftOut(
            lines.number(part.source.start),
            part.kind,
            part.note,
            _shown(text[part.source.start : part.source.end]),
        )
        for part in transcript.skipped
        if part.kind not in SILENT
    )


class Lines:
    """Where the lines of a text begin; looked for when one is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def number(self, offset: int) -> int:
        """The line, counted from one, that holds this place of the text."""
        return bisect_right(self.starts, offset)


def _shown(words: str) -> str:
    """The beginning of these words, never a part of one."""
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else shorten(words, SHOWN, placeholder=" …")
