"""Correcting words on the desk: the paragraph to correct, and what it would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from archive.admin.deciding import DecisionForm
from archive.admin.history import Piece, compare
from archive.ingest.correction.standing import Foreseen
from archive.models import Annotation, Segment, Turn

AROUND = 120


@dataclass(frozen=True, slots=True)
class Worded:
    """The paragraph that is looked at, among those of its turn.

    `printed` are the pieces that tell its words from those the source prints.
    """

    place: int
    segment: Segment
    words: str
    paragraphs: Sequence[Segment]
    printed: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One turn as it would be."""

    anchor: str
    name: str
    pieces: Sequence[Piece]
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a correction would change, and the notes that it would move or orphan."""

    outcomes: Sequence[Outcome]
    notes: Sequence[Annotation]


def worded(request: HttpRequest, turn: Turn, form: DecisionForm) -> Worded:
    """The paragraph that the form or the address names; the first one otherwise."""
    paragraphs = list(turn.segments.order_by("order"))
    asked = form.data.get("paragraph") or request.GET.get("paragraph", "")
    is_there = asked.isdecimal() and len(asked) < 7 and int(asked) < len(paragraphs)
    place = int(asked) if is_there else 0
    segment = paragraphs[place]
    words = turn.text[segment.start : segment.end]
    printed = tuple(compare(segment.printed, words)) if segment.printed else ()
    typed = form.data.get("words", words)
    return Worded(place, segment, typed, paragraphs, printed)


def foreseen_in(form: DecisionForm) -> Ahead | None:
    if form.foreseen is None:
        return None
    return Ahead(tuple(outcomes_of(form.foreseen)), form.foreseen.notes)


def around(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Leave out what stays, but for some words beside each change."""
    told = list(pieces)
    if len(told) == 1:
        return tuple(told)
    last = len(told) - 1
    return tuple(
        piece if piece.change else Piece("", _beside(piece.words, at, last))
        for at, piece in enumerate(told)
    )


def _beside(words: str, at: int, last: int) -> str:
    if len(words) <= 2 * AROUND:
        return words
    head, tail = words[:AROUND].rsplit(" ", 1)[0], words[-AROUND:].split(" ", 1)[-1]
    return " […] ".join([head if at else "", tail if at < last else ""])


def outcomes_of(foreseen: Foreseen) -> list[Outcome]:
    return [
        Outcome(
            change.anchor,
            change.get_kind_display(),
            around(compare(change.text, foreseen.now.get(change.anchor, ""))),
            change.evidence,
        )
        for change in foreseen.changes
    ]
