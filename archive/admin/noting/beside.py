"""What stands beside a note at the desk: its neighbours, and what refers to it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from archive.admin.leaf import with_places
from archive.models import Annotation, Interview, State, Tombstone, Turn
from archive.models.annotations import AnnotationQuerySet
from archive.templatetags.notes import references_in

MOST = 500
"""Notes read to find those that refer to a turn."""


def neighbours_of(note: Annotation) -> dict[str, Annotation | None]:
    """The notes before and after one in its interview, and the next one in review.

    That is the one that has waited longest since this, or else longest of all.
    """
    notes = Annotation.objects.filter(turn__interview=note.turn.interview_id)
    place = note.turn.sequence
    here = Q(turn__sequence=place)
    earlier = Q(start__lt=note.start) | Q(start=note.start, end__lt=note.end)
    earlier |= Q(start=note.start, end=note.end, pk__lt=note.pk)
    others = notes.exclude(pk=note.pk)
    before = others.filter(Q(turn__sequence__lt=place) | (here & earlier))
    after = others.filter(Q(turn__sequence__gt=place) | (here & ~earlier))
    return {
        "note_before": before.in_place().reverse().first(),
        "note_after": after.in_place().first(),
        "note_waiting": _next_in_review(note),
    }


def _next_in_review(note: Annotation) -> Annotation | None:
    waiting = Annotation.objects.filter(state=State.IN_REVIEW).exclude(pk=note.pk)
    waiting = waiting.order_by("updated_at", "pk")
    since = Q(updated_at__gt=note.updated_at)
    since |= Q(updated_at=note.updated_at, pk__gt=note.pk)
    return waiting.filter(since).first() or waiting.first()


def referring_to(turn: Turn) -> list[Any]:
    """Return the notes whose body refers to a turn or a paragraph of it.

    By its name or one that was retired for it, in its interview or from another.
    """
    retired = Tombstone.objects.filter(interview=turn.interview_id)
    heirs = Q(successor=turn.anchor) | Q(successor__startswith=f"{turn.anchor}p")
    names = {turn.anchor, *retired.filter(heirs).values_list("anchor", flat=True)}
    slugs = {"", turn.interview.slug, *_old_slugs(turn.interview)}
    found = with_places(_naming(turn, names, slugs).select_related("turn__interview"))
    return [note for note in found[:MOST] if _refers(note, turn, names, slugs)]


def _naming(turn: Turn, names: set[str], slugs: set[str]) -> AnnotationQuerySet:
    """Notes in whose body such a reference may stand."""
    own, any_of = Q(), Q()
    for name in names:
        own |= Q(body__contains=f"[[{name}")
        for slug in slugs - {""}:
            any_of |= Q(body__contains=f"[[{slug}/{name}")
    own &= Q(turn__interview=turn.interview_id)
    return Annotation.objects.filter(own | any_of).in_place()


def _refers(note: Any, turn: Turn, names: set[str], slugs: set[str]) -> bool:
    is_here = note.turn.interview_id == turn.interview_id
    return any(
        (reference.slug in slugs if reference.slug else is_here)
        and (reference.anchor in names or reference.anchor.split("p")[0] in names)
        for reference in references_in(note.body)
    )


def _old_slugs(interview: Interview) -> list[str]:
    return list(interview.aliases.values_list("slug", flat=True))
