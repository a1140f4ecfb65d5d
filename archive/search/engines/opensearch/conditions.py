"""A tree of terms as clauses of OpenSearch: what a turn must be, without a score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from archive.search.engine import Filters, Hidden
from archive.search.engines.opensearch.layout import IS, WEIGHTS
from archive.search.engines.opensearch.words import NOTHING, Clause, stands
from archive.search.terms import (
    All,
    Any,
    Best,
    Filter,
    Leaf,
    Node,
    Not,
    Noted,
    Period,
    Tree,
    unwanted,
    wanted,
)

NOTES = "notes"
EVERY_TURN: Clause = {"exists": {"field": "turn"}}
"""An index holds documents of other kinds too."""

MOST = 50_000
"""Values of one clause; OpenSearch takes 65,536."""

LARGEST = 2**63


def tree_holds(tree: Tree) -> Clause:
    if isinstance(tree, Best) and wanted(tree):
        some = either(map(holds, wanted(tree)))
        return every([some, *map(holds, unwanted(tree))])
    return every(map(holds, tree.parts))


def holds(node: Node) -> Clause:
    if isinstance(node, All):
        return every(map(holds, node.parts))
    if isinstance(node, Any):
        return either(map(holds, node.parts))
    if isinstance(node, Not):
        return but_not(holds(node.part))
    if isinstance(node, Filter):
        return has_value(node.facet, node.values)
    if isinstance(node, Period):
        return _is_within(node)
    return _says(node)


def every(clauses: Iterable[Clause]) -> Clause:
    parts = list(clauses)
    return {"bool": {"filter": parts}} if parts else EVERY_TURN


def either(clauses: Iterable[Clause]) -> Clause:
    parts = list(clauses)
    if not parts:
        return NOTHING
    return {"bool": {"should": parts, "minimum_should_match": 1}}


def but_not(clause: Clause) -> Clause:
    return {"bool": {"filter": [EVERY_TURN], "must_not": [clause]}}


def meets(filters: Filters, without: str = "") -> list[Clause]:
    return [
        has_value(facet, values)
        for facet, values in filters.items()
        if facet != without
    ]


def has_value(facet: str, values: Collection[int]) -> Clause:
    return either(_among(f"facets.{facet}{IS}", map(str, sorted(values))))


def is_hidden(hidden: Hidden) -> list[Clause]:
    """What leaves turns out, in as many clauses as it takes."""
    turns = (turn for turn in sorted(hidden.turns) if abs(turn) < LARGEST)
    return [
        *_among("turn", turns),
        *_among(f"facets.interview{IS}", map(str, sorted(hidden.interviews))),
    ]


def is_of(turns: Collection[int], interviews: Collection[int]) -> Clause:
    return either(is_hidden(Hidden(frozenset(turns), frozenset(interviews))))


def _says(leaf: Leaf) -> Clause:
    if isinstance(leaf, Noted):
        return stands(leaf.leaf, NOTES)
    return either(stands(leaf, field) for field in WEIGHTS)


def _is_within(period: Period) -> Clause:
    """Turns without a date have neither day."""
    return every(
        [
            {"range": {"date": {"lte": _bounded(period.end)}}},
            {"range": {"until": {"gte": _bounded(period.start)}}},
        ]
    )


def _bounded(day: int) -> int:
    return max(-LARGEST, min(LARGEST - 1, day))


def _among(field: str, values: Iterable[int | str]) -> Iterator[Clause]:
    known = list(values)
    for start in range(0, len(known), MOST):
        yield {"terms": {field: known[start : start + MOST]}}
