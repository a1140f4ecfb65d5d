"""A request as bodies of searches, and what their answers say.

One search tells rows, totals and facets, all of one moment; one more for each wanted
part beside others counts what that part finds alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any as Json

from archive.search.engine import FACETS, Found, Order, Request
from archive.search.engines.opensearch.conditions import (
    every,
    holds,
    is_hidden,
    meets,
    tree_holds,
)
from archive.search.engines.opensearch.layout import WINDOW
from archive.search.engines.opensearch.ranking import ranked
from archive.search.engines.opensearch.words import Clause
from archive.search.terms import Best, wanted

Body = dict[str, Json]
Answer = dict[str, Json]

MOST_VALUES = 65_535 // len(FACETS)
"""Values of one facet in one answer; what has more is asked for page by page."""

ROW: Body = {"_source": False, "stored_fields": "_none_"}
ORDERS: dict[Order, list[Body]] = {
    "relevance": [{"_score": "desc"}],
    "date": [{"date": {"order": "desc", "missing": "_last"}}],
    "sequence": [{"date": {"order": "asc", "missing": "_last"}}],
}
AS_SPOKEN: list[Body] = [{"interview": "asc"}, {"sequence": "asc"}, {"turn": "asc"}]

OTHERS, WHOLE, EVERY = "others", "whole", "every"


class Statement:
    def __init__(self, request: Request) -> None:
        self._request = request
        self._wanted = wanted(request.tree)
        self._filters = meets(request.filters)
        self._hidden = is_hidden(request.hidden)

    @property
    def is_one_part(self) -> bool:
        """Whether one wanted part is the whole tree: its total is `unfiltered`."""
        return len(self._wanted) == len(self._request.tree.parts) == 1

    def bodies(self) -> list[Body]:
        """The search itself, then one for each part whose total it does not tell."""
        parts = () if self.is_one_part else self._wanted
        return [self._main(), *(self._count(holds(part)) for part in parts)]

    def rows(self) -> Body:
        """All rows in order, to be read on from one to the next."""
        return {
            **ROW,
            "query": self._public(self._query(), self._filters),
            "sort": self._sort(),
        }

    def values(self, facet: str) -> Body:
        """One facet alone, to be read on from one value to the next."""
        filters = meets(self._request.filters, without=facet)
        query = self._public(tree_holds(self._request.tree), filters)
        return {"size": 0, "query": query}

    def found(self, answers: list[Answer]) -> Found:
        main, *counts = answers
        total = _total(main)
        unfiltered = self._told(main, EVERY, total)
        return Found(
            total=total,
            whole=self._told(main, WHOLE, total),
            unfiltered=unfiltered,
            turns=tuple(row["sort"][-1] for row in main["hits"]["hits"]),
            facets={name: _counts(self._facet(main, name)) for name in FACETS},
            leaves=(unfiltered,) if self.is_one_part else tuple(map(_total, counts)),
        )

    def lacking(self, main: Answer) -> Iterator[str]:
        """Facets of which the answer does not tell all values, or not surely."""
        for name in FACETS:
            told = self._facet(main, name)
            if told["sum_other_doc_count"] or told["doc_count_error_upper_bound"]:
                yield name

    def _main(self) -> Body:
        request = self._request
        stop = min(request.stop, WINDOW)
        body = {
            **ROW,
            "track_total_hits": True,
            "query": self._public(self._query(), []),
            "sort": self._sort(),
            "from": min(request.start, stop),
            "size": max(0, stop - request.start),
            "aggs": self._aggregations(),
        }
        if self._filters:
            body["post_filter"] = every(self._filters)
        return body

    def _query(self) -> Clause:
        tree = self._request.tree
        if self._request.order == "relevance":
            return ranked(tree)
        return every([tree_holds(tree)])

    def _sort(self) -> list[Body]:
        return [*ORDERS[self._request.order], *AS_SPOKEN]

    def _count(self, clause: Clause) -> Body:
        query = self._public(every([clause]), [])
        return {"size": 0, "track_total_hits": True, "query": query}

    def _public(self, query: Clause, filters: list[Clause]) -> Clause:
        if not self._hidden and not filters:
            return query
        return {
            "bool": {"must": [query], "filter": filters, "must_not": self._hidden},
        }

    def _aggregations(self) -> Body:
        """Facets without a filter together, under all filters; others by themselves."""
        filters = self._request.filters
        free = {name: _terms(name) for name in FACETS if name not in filters}
        found = _under(self._filters, OTHERS, free)
        for name in filters:
            rest = meets(filters, without=name)
            found |= _under(rest, f"{OTHERS}.{name}", {name: _terms(name)})
        if filters:
            found[EVERY] = {"filter": {"match_all": {}}}
        if isinstance(self._request.tree, Best) and self._wanted:
            parts = [*self._filters, *map(holds, self._wanted)]
            found[WHOLE] = {"filter": every(parts)}
        return found

    def _told(self, main: Answer, name: str, otherwise: int) -> int:
        told = main["aggregations"].get(name)
        return told["doc_count"] if told else otherwise

    def _facet(self, main: Answer, name: str) -> Answer:
        found: Answer = main["aggregations"]
        for group in (f"{OTHERS}.{name}", OTHERS):
            if name in found.get(group, {}):
                return dict(found[group][name])
        return dict(found[name])


def _under(filters: list[Clause], name: str, facets: Body) -> Body:
    if not filters or not facets:
        return facets
    return {name: {"filter": every(filters), "aggs": facets}}


def _terms(facet: str) -> Body:
    return {
        "terms": {
            "field": f"facets.{facet}",
            "size": MOST_VALUES,
            "shard_size": MOST_VALUES,
        }
    }


def _total(answer: Answer) -> int:
    return int(answer["hits"]["total"]["value"])


def _counts(told: Answer) -> dict[int, int]:
    return {int(each["key"]): each["doc_count"] for each in told["buckets"]}


def counts(buckets: Iterable[Answer], facet: str) -> dict[int, int]:
    """The counts of a facet that was read value by value."""
    return {int(each["key"][facet]): each["doc_count"] for each in buckets}
