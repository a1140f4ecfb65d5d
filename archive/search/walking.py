"""From hit to hit inside one interview, in the order in which it was spoken."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Interview, Turn
from archive.search.asking import Answer, answer, understand
from archive.search.exporting import ALL
from archive.search.hits import hits
from archive.search.requests import SearchRequest
from archive.search.shapes import Hit


@dataclass(frozen=True, slots=True)
class Walk:
    """The hits of a search in one interview, seen from one of them."""

    request: SearchRequest
    """As the reader made it, for the way back."""
    total: int
    place: int
    """Which of the hits this is, from 1; 0 for what is none of them."""
    previous: Hit | None
    next: Hit | None
    turns: frozenset[str] = frozenset()
    """The anchors of all the hits."""


def walk(request: SearchRequest, interview: Interview, here: str) -> Walk | None:
    """The hits before and after the turn with this anchor; None where none is.

    From what is no hit the next one is the first. Raises as `search` does.
    """
    within = request.choosing("interview", interview.slug).sorted_by("sequence")
    asked = understand(within)
    if asked is None or not (asked.translation.tree.parts or request.chosen):
        return None
    found = answer(asked, 0, ALL)
    anchors = _anchors(found, interview)
    if not anchors:
        return None
    place = list(anchors.values()).index(here) + 1 if here in anchors.values() else 0
    beside = dict.fromkeys(list(anchors)[max(0, place - 2) : place + 1])
    shown = hits(list(beside), found.leaves, request.query_string)
    by_anchor = {hit.turn.anchor: hit for hit in shown}
    named = ["", *anchors.values(), ""]
    return Walk(
        request,
        len(anchors),
        place,
        by_anchor.get(named[place - 1]) if place else None,
        by_anchor.get(named[place + 1]),
        frozenset(anchors.values()),
    )


def _anchors(found: Answer, interview: Interview) -> dict[int, str]:
    """Of each hit that is public, its anchor, in the order of the hits."""
    turns = Turn.objects.public().filter(interview=interview)
    anchors = dict(turns.order_by().values_list("pk", "anchor"))
    return {key: anchors[key] for key in found.found.turns if key in anchors}
