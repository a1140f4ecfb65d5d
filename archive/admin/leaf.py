"""The record on the desk: a turn as a reader sees it, and the notes upon it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from archive.models import Annotation, Interview, Segment, Turn
from archive.models.annotations import AnnotationQuerySet
from archive.transcript import Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment with its number, and the marked spans inside it."""

    number: int
    anchor: str
    start: int
    text: str
    marked: tuple[tuple[int, int], ...]


def paragraphs_of(turn: Turn, passage: Span | None = None) -> list[Paragraph]:
    return [
        Paragraph(
            number=segment.order,
            anchor=segment.anchor,
            start=segment.start,
            text=turn.text[segment.start : segment.end],
            marked=cut(passage, segment) if passage else (),
        )
        for segment in turn.segments.all()
    ]


def cut(passage: Span, segment: Segment) -> tuple[tuple[int, int], ...]:
    """The part of a passage that stands in a segment, counted from its start."""
    start = max(passage.start, segment.start) - segment.start
    end = min(passage.end, segment.end) - segment.start
    return ((start, end),) if start < end else ()


def notes_on(interview: Interview) -> AnnotationQuerySet:
    """Every note on an interview in its place, each with the `place` it stands at."""
    notes = Annotation.objects.filter(turn__interview=interview)
    return with_places(notes.select_related("turn", "turn__interview")).in_place()


def with_places(notes: AnnotationQuerySet) -> AnnotationQuerySet:
    before = Segment.objects.filter(
        turn=OuterRef("turn"), start__lte=OuterRef("start")
    ).order_by("-start")
    return notes.annotate(place=Subquery(before.values("anchor")[:1]))
