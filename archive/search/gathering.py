"""What a search finds, for editors who choose among it: many at a time, or all keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.search.asking import Asked, answer, understand
from archive.search.exporting import ALL, PATIENCE
from archive.search.facets import active, stated
from archive.search.hits import hits
from archive.search.remarks import remarks
from archive.search.requests import SearchRequest
from archive.search.shapes import Filter, Hit


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some hits of all that were found, which `keys` names, in the search's order."""

    request: SearchRequest
    keys: tuple[int, ...] = ()
    hits: Sequence[Hit] = ()
    notes: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def total(self) -> int:
        return len(self.keys)


def gather(request: SearchRequest, start: int = 0, stop: int = 0) -> Gathered:
    """All public turns that are found, and those from `start` to `stop` as hits.

    The same turns as readers are shown by the same words; raises as `search` does.
    """
    asked = understand(request, PATIENCE)
    if asked is None or asked.is_empty:
        return Gathered(request)
    found = answer(asked, 0, ALL)
    keys = tuple(found.found.turns)
    shown = hits(keys[start:stop], found.leaves, request.query_string)
    return Gathered(
        request,
        keys,
        shown,
        tuple(remarks(asked.reading, asked.translation, asked.known)),
        tuple(_filters(asked)),
    )


def _filters(asked: Asked) -> Iterator[Filter]:
    yield from stated(asked.request, asked.reading.query, asked.known.known)
    yield from active(asked.request, asked.chosen)
