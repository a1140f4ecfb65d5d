"""What a reader asks of a search, as an address says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from archive.search import bounds
from archive.search.engine import FACETS, Order

PAGE_SIZE = 20
MOST_VALUES = 20
"""Values of one facet that a request may choose."""

ORDERS: tuple[Order, ...] = ("relevance", "date", "sequence")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks. `facets` maps a facet's name to the slugs chosen in it.

    Several values of one facet widen it (either will do); different facets narrow
    each other. Unknown values are no error: they find nothing and are named.
    """

    q: str = ""
    facets: Mapping[str, tuple[str, ...]] | None = None
    order: Order = "relevance"
    page: int = 1

    @classmethod
    def read(cls, parameters: Mapping[str, list[str]]) -> SearchRequest:
        """Read an address's parameters (`dict(request.GET.lists())`); never raises."""
        chosen = {name: _values(parameters.get(name, ())) for name in FACETS}
        return cls(
            q=_last(parameters, "q"),
            facets={name: values for name, values in chosen.items() if values},
            order=_order(_last(parameters, "sort")),
            page=_page(_last(parameters, "page")),
        )

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...]]:
        return self.facets or {}

    @property
    def query_string(self) -> str:
        """The address's parameters for this request, without defaults."""
        pairs = [("q", self.q), *self._chosen_in(FACETS), *self._sorted()]
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return _written(pairs)

    def values(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())

    def choosing(self, facet: str, *values: str) -> SearchRequest:
        """The same request with only these values of one facet, at its first page."""
        others = {name: kept for name, kept in self.chosen.items() if name != facet}
        facets = {**others, facet: values} if values else others
        return replace(self, facets=facets, page=1)

    def chooser(self, facet: str) -> Callable[..., str]:
        """Return what tells `choosing(facet, *values).query_string`, for many values.

        What does not change from one to the next is written once.
        """
        place = FACETS.index(facet)
        before = _written([("q", self.q), *self._chosen_in(FACETS[:place])])
        after = _written([*self._chosen_in(FACETS[place + 1 :]), *self._sorted()])

        def choose(*values: str) -> str:
            written = _written((facet, value) for value in values)
            return "&".join(filter(None, (before, written, after)))

        return choose

    def asking(self, q: str) -> SearchRequest:
        return replace(self, q=q, page=1)

    def sorted_by(self, order: Order) -> SearchRequest:
        return replace(self, order=order, page=1)

    def at_page(self, page: int) -> SearchRequest:
        return replace(self, page=page)

    def _chosen_in(self, facets: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, value) for name in facets for value in self.values(name)]

    def _sorted(self) -> list[tuple[str, str]]:
        return [("sort", self.order)] if self.order != "relevance" else []


def last_page(total: int) -> int:
    """The number of the last page of so many turns that is shown."""
    return max(1, -(-min(total, bounds.ROWS) // PAGE_SIZE))


def _written(pairs: Iterable[tuple[str, str]]) -> str:
    return urlencode(list(pairs), errors="replace")


def _last(parameters: Mapping[str, list[str]], name: str) -> str:
    values = parameters.get(name) or [""]
    return values[-1]


def _order(value: str) -> Order:
    return next((order for order in ORDERS if order == value), "relevance")


def _page(value: str) -> int:
    """From 1; the last page there is stands for any number too high."""
    return max(1, int(value[:6])) if value.isascii() and value.isdigit() else 1


def _values(values: Iterable[str]) -> tuple[str, ...]:
    seen = dict.fromkeys(value for value in values if value and value.isprintable())
    return tuple(seen)[:MOST_VALUES]
