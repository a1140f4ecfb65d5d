"""A parse beside its source: row by row, with what was left out in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive import models
from archive.admin.beside import Line, SourceText, Stretch
from archive.transcript import (
    Interlude,
    Segment,
    Skipped,
    SkippedKind,
    Span,
    Transcript,
    Turn,
)

SILENT = {SkippedKind.MARK, SkippedKind.BLANK, SkippedKind.MARKUP}


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the source, and what was made of it.

    `turn`, `aside` or `left` is set. Of a turn that goes on after an aside `is_more`
    is said, and `segments` are those of this part alone.
    """

    lines: list[Line]
    turn: Turn | None = None
    speaker: str = ""
    segments: tuple[Segment, ...] = ()
    is_more: bool = False
    aside: Interlude | None = None
    left: Skipped | None = None

    @property
    def line(self) -> int:
        return self.lines[0].number if self.lines else 0

    @property
    def name(self) -> str:
        """What its owner is, in the editor's language."""
        if self.turn:
            return str(models.Kind(self.turn.kind).label)
        if self.aside:
            return str(models.InterludeKind(self.aside.kind).label)
        return str(models.SkippedKind(self.left.kind).label) if self.left else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source with its owner: a turn, an interlude, what is skipped."""

    source: Span
    owner: Turn | Interlude | Skipped
    segment: Segment | None = None

    @property
    def key(self) -> object:
        """What one row holds: the same turn, or things left out for the same reason."""
        if isinstance(self.owner, Skipped):
            return self.owner.kind, self.owner.note
        return id(self.owner)

    @property
    def is_silent(self) -> bool:
        return isinstance(self.owner, Skipped) and self.owner.kind in SILENT


def rows_of(told: Transcript) -> list[Row]:
    """Return the whole source in rows, in its order."""
    text = SourceText(told.source.text)
    seen: set[str] = set()
    rows = []
    for group in _groups(_parts(told)):
        row = _row(told, text, group)
        if row.turn:
            is_more = row.turn.anchor in seen
            seen.add(row.turn.anchor)
            row = _again(row) if is_more else row
        rows.append(row)
    return rows


def _parts(told: Transcript) -> list[Part]:
    spoken = [
        Part(segment.source, turn, segment)
        for turn in told.turns
        for segment in turn.segments
    ]
    aside = [Part(each.source, each) for each in told.interludes]
    skipped = [Part(each.source, each) for each in told.skipped]
    return sorted([*spoken, *aside, *skipped], key=lambda part: part.source)


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts of one owner together; what is silent goes with what follows it."""
    group: list[Part] = []
    waiting: list[Part] = []
    owner: object = None
    for part in parts:
        if part.is_silent:
            waiting.append(part)
            continue
        if group and part.key != owner:
            yield group
            group = []
        group += [*waiting, part]
        waiting, owner = [], part.key
    if group or waiting:
        yield [*group, *waiting]


def _row(told: Transcript, text: SourceText, group: list[Part]) -> Row:
    loud = [part for part in group if not part.is_silent]
    span = _visible(text.text, Span(group[0].source.start, group[-1].source.end))
    lines = text.lines(span, [_stretch(part) for part in group])
    owner = loud[0].owner if loud else group[-1].owner
    if isinstance(owner, Turn):
        person = told.speaker(owner.speaker)
        segments = tuple(part.segment for part in loud if part.segment)
        name = person.name if person else ""
        return Row(lines, turn=owner, speaker=name, segments=segments)
    if isinstance(owner, Interlude):
        return Row(lines, aside=owner)
    return Row(lines, left=owner)


def _again(row: Row) -> Row:
    return Row(row.lines, row.turn, row.speaker, row.segments, is_more=True)


def _visible(text: str, span: Span) -> Span:
    """Without the blank lines before it."""
    shown = text[span.start : span.end]
    return Span(span.end - len(shown.lstrip()), span.end) if shown.strip() else span


def _stretch(part: Part) -> Stretch:
    if isinstance(part.owner, Turn):
        name = "words"
    elif isinstance(part.owner, Interlude):
        name = "aside"
    else:
        name = {SkippedKind.MARK: "mark", SkippedKind.BLANK: ""}.get(
            part.owner.kind, "left"
        )
    return Stretch(part.source.start, part.source.end, name)
