"""Documents by what they are: filters, the counts of facets, the order of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet
from itertools import chain

from archive.search.engine import FACETS, Filters, Order
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.terms import Period

UNDATED = 10**7
"""After the ordinal of every date there is."""

Scores = dict[int, float]


def filtered(
    snapshot: Snapshot, documents: Iterable[int], filters: Filters
) -> Collection[int]:
    kept = list(documents)
    for facet, values in filters.items():
        kept = list(filter(has_value(snapshot, facet, values), kept))
    return kept


def has_value(
    snapshot: Snapshot, facet: str, values: AbstractSet[int]
) -> Callable[[int], bool]:
    if facet == "topic":
        topics = snapshot.topics
        return lambda document: not values.isdisjoint(topics[document])
    column = snapshot.numbers[facet]
    return lambda document: column[document] in values


def is_within(snapshot: Snapshot, period: Period) -> Callable[[int], bool]:
    date, until = snapshot.numbers["date"], snapshot.numbers["until"]
    return lambda each: 0 < date[each] <= period.end and until[each] >= period.start


def count(
    snapshot: Snapshot, scores: Scores, hits: Collection[int], filters: Filters
) -> dict[str, Counter[int]]:
    counts = {}
    for facet in FACETS:
        others = {name: values for name, values in filters.items() if name != facet}
        is_filtered = len(others) < len(filters)
        counted = filtered(snapshot, scores, others) if is_filtered else hits
        counts[facet] = _count_of(snapshot, facet, counted)
    return counts


def _count_of(snapshot: Snapshot, facet: str, documents: Iterable[int]) -> Counter[int]:
    if facet == "topic":
        return Counter(chain.from_iterable(map(snapshot.topics.__getitem__, documents)))
    return Counter(map(snapshot.numbers[facet].__getitem__, documents))


def order_of(
    snapshot: Snapshot, scores: Scores, order: Order
) -> Callable[[int], tuple[float, int, int]]:
    """How rows are ordered. Equals stand as spoken, whichever way they were written."""
    date, sequence = snapshot.numbers["date"], snapshot.numbers["sequence"]
    interview = snapshot.numbers["interview"]
    first: dict[Order, Callable[[int], float]] = {
        "relevance": lambda each: -scores[each],
        "date": lambda each: -date[each],
        "sequence": lambda each: date[each] or UNDATED,
    }
    by = first[order]
    return lambda each: (by(each), interview[each], sequence[each])
