"""All that a search finds, one turn after the other, in little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from archive.models import Segment, Turn
from archive.search.analysis import Span
from archive.search.asking import answer, understand
from archive.search.indexes import language_of
from archive.search.marking import marks, merge
from archive.search.remarks import remarks
from archive.search.requests import SearchRequest
from archive.search.terms import Leaf

ALL = 10_000_000
"""More turns than an archive has."""

BLOCK = 200
"""Turns read from the database at once."""

PATIENCE = 10
"""How many times longer than a page all turns are waited for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A public turn that was found, and where the words stand in its text.

    No spans: the words stand in its question or in notes on it.
    """

    turn: Turn
    """With `interview`, its outlet, `speaker` and paragraphs at hand."""
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """`total` counts what the engine found; what was hidden since is left out."""

    request: SearchRequest
    total: int
    notes: tuple[str, ...]
    matches: Iterator[Match]


def export(request: SearchRequest) -> Export:
    """Every turn that is found, in the request's order.

    The engine has answered when this returns; it raises as `search` does. Turns are
    read while the matches are.
    """
    asked = understand(request, PATIENCE)
    if asked is None or asked.is_empty:
        return Export(request, 0, (), iter(()))
    found = answer(asked, 0, ALL)
    read = remarks(asked.reading, asked.translation, asked.known)
    matches = _matches(found.found.turns, found.leaves)
    return Export(request, found.found.total, tuple(read), matches)


def _matches(turns: Sequence[int], leaves: Sequence[Leaf]) -> Iterator[Match]:
    whole = Turn.objects.public().select_related("interview__outlet", "speaker")
    parts = Segment.objects.order_by("order").defer("source_start", "source_end")
    whole = whole.prefetch_related(Prefetch("segments", parts))
    for start in range(0, len(turns), BLOCK):
        keys = turns[start : start + BLOCK]
        found = whole.in_bulk(keys)
        yield from (_match(found[key], leaves) for key in keys if key in found)


def _match(turn: Turn, leaves: Sequence[Leaf]) -> Match:
    found = marks(leaves, turn.text, language_of(turn, turn.interview))
    return Match(turn, merge((mark.start, mark.end) for mark in found))
