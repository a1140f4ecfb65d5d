"""A tree of terms to the documents that hold it, with scores, rows and counts.

BM25. A turn that lacks a word, but whose question or notes hold it, gets less for it
than any turn that says it, however long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import nsmallest
from itertools import chain
from math import log

from archive.search.engine import FACETS, Filters, Found, Hidden, Order, Request
from archive.search.engines.whoosh.layout import WEIGHTS, decode
from archive.search.engines.whoosh.snapshot import K1, Snapshot
from archive.search.terms import (
    Best,
    Leaf,
    Prefix,
    Sequence,
    Term,
    Tree,
    unwanted,
    wanted,
)

NEARLY = 0.95
"""Of the least that own words give: what the same words elsewhere give at most."""

FEW = 4
"""Words of which more always come before fewer, as who typed them expects.

The words of a sentence tell better by their weights: on Cranfield's questions nDCG@10
is 0.37 so, and 0.30 when turns with more words come first however many are asked for.
"""

UNDATED = 10**7
"""After the ordinal of every date there is."""

Scores = dict[int, float]
Encoded = dict[int, list[bytes]]


def evaluate(snapshot: Snapshot, request: Request) -> Found:
    """Total, facets and one page of rows, from one pass over the hits."""
    leaves = [_leaf_scores(snapshot, leaf) for leaf in wanted(request.tree)]
    hidden = _hidden(snapshot, request.hidden)
    for each in leaves:
        _leave_out(each, hidden)
    scores = _score(snapshot, request.tree, leaves)
    _leave_out(scores, hidden)
    hits = _filtered(snapshot, scores, request.filters)
    key = _key(snapshot, scores, request.order)
    rows = nsmallest(request.stop, hits, key=key)[request.start :]
    turn = snapshot.numbers["turn"]
    return Found(
        total=len(hits),
        whole=len(set(hits).intersection(*leaves)),
        unfiltered=len(scores),
        turns=tuple(turn[each] for each in rows),
        facets=_facets(snapshot, scores, hits, request.filters),
        leaves=tuple(map(len, leaves)),
    )


def _score(snapshot: Snapshot, tree: Tree, leaves: list[Scores]) -> Scores:
    """Every document the tree finds, given those that each wanted leaf finds."""
    if not leaves:
        found = dict.fromkeys(snapshot.documents, 0.0)
    elif isinstance(tree, Best):
        found = _best(leaves)
    else:
        found = _all(leaves)
    for leaf in unwanted(tree):
        without = _leaf_scores(snapshot, leaf)
        found = {each: score for each, score in found.items() if each not in without}
    return found


def _leave_out(scores: Scores, documents: Iterable[int]) -> None:
    for document in documents:
        scores.pop(document, None)


def _all(leaves: list[Scores]) -> Scores:
    first, *others = sorted(leaves, key=len)
    for other in others:
        first = {
            each: score + other[each] for each, score in first.items() if each in other
        }
    return first


def _best(leaves: list[Scores]) -> Scores:
    found = _sum(leaves)
    ahead = max(found.values(), default=0.0)
    for document, number in _held(leaves).items():
        found[document] += ahead * number
    return found


def _held(leaves: list[Scores]) -> Mapping[int, int]:
    """By how many leaves each document is ahead: of many, by all of them or none."""
    if len(leaves) > FEW:
        return dict.fromkeys(_all(leaves), 1)
    return Counter(chain.from_iterable(leaves))


def _sum(parts: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for document, score in part.items():
            total[document] = total.get(document, 0.0) + score
    return total


def _leaf_scores(snapshot: Snapshot, leaf: Leaf) -> Scores:
    own, *others = (_field_scores(snapshot, field, leaf) for field in WEIGHTS)
    beside = _sum(others)
    share = _share(own, beside)
    found = {document: score * share for document, score in beside.items()}
    for document, score in own.items():
        found[document] = score + beside.get(document, 0.0)
    rarity = log(1 + (len(snapshot.documents) - len(found) + 0.5) / (len(found) + 0.5))
    return {document: score * rarity for document, score in found.items()}


def _share(own: Scores, beside: Scores) -> float:
    """How much of their score is left to turns that lack the words themselves."""
    lacking = [score for document, score in beside.items() if document not in own]
    if not own or not lacking:
        return 1.0
    return min(1.0, NEARLY * min(own.values()) / max(lacking))


def _field_scores(snapshot: Snapshot, field: str, leaf: Leaf) -> Scores:
    """What BM25 gives each document for one field, before the leaf's rarity."""
    norms, weight = snapshot.norms[field], WEIGHTS[field] * (K1 + 1)
    return {
        document: weight * frequency / (frequency + norms[document])
        for document, frequency in _frequencies(snapshot, field, leaf).items()
    }


def _frequencies(snapshot: Snapshot, field: str, leaf: Leaf) -> dict[int, float]:
    if isinstance(leaf, Sequence):
        return _phrase(snapshot, field, leaf)
    forms = _forms(snapshot, field, leaf)
    if len(forms) == 1:
        return snapshot.frequencies(field, *forms)
    found: Counter[int] = Counter()
    for form in forms:
        found.update(snapshot.frequencies(field, form))
    return dict(found)


def _forms(snapshot: Snapshot, field: str, step: Term | Prefix) -> Collection[str]:
    if isinstance(step, Term):
        return sorted(step.forms)
    return sorted(snapshot.terms(field, step.start))


def _phrase(snapshot: Snapshot, field: str, phrase: Sequence) -> dict[int, float]:
    """How often the steps stand at their distances, in documents that hold them all."""
    steps = [
        (distance, _places(snapshot, field, step)) for distance, step in phrase.steps
    ]
    common = set.intersection(*(set(places) for _, places in steps))
    counts = {document: _starts(document, steps) for document in common}
    return {document: float(count) for document, count in counts.items() if count}


def _places(snapshot: Snapshot, field: str, step: Term | Prefix) -> Encoded:
    found: Encoded = {}
    for form in _forms(snapshot, field, step):
        for document, encoded in snapshot.places(field, form).items():
            found.setdefault(document, []).append(encoded)
    return found


def _starts(document: int, steps: Iterable[tuple[int, Encoded]]) -> int:
    """The number of places where the phrase begins."""
    starts: set[int] | None = None
    for distance, places in steps:
        here = {place - distance for place in _decoded(places[document])}
        starts = here if starts is None else starts & here
        if not starts:
            return 0
    return len(starts or ())


def _decoded(encoded: Iterable[bytes]) -> Iterable[int]:
    return chain.from_iterable(map(decode, encoded))


def _hidden(snapshot: Snapshot, hidden: Hidden) -> Collection[int]:
    if not hidden.turns and not hidden.interviews:
        return ()
    return snapshot.holding(hidden.turns, hidden.interviews)


def _filtered(
    snapshot: Snapshot, documents: Iterable[int], filters: Filters
) -> Collection[int]:
    kept = list(documents)
    for facet, values in filters.items():
        of = _values(snapshot, facet)
        kept = [each for each in kept if not values.isdisjoint(of(each))]
    return kept


def _values(snapshot: Snapshot, facet: str) -> Callable[[int], tuple[int, ...]]:
    if facet == "topic":
        return snapshot.topics.__getitem__
    column = snapshot.numbers[facet]
    return lambda document: (column[document],)


def _facets(
    snapshot: Snapshot, scores: Scores, hits: Collection[int], filters: Filters
) -> dict[str, Counter[int]]:
    counts = {}
    for facet in FACETS:
        others = {name: values for name, values in filters.items() if name != facet}
        is_filtered = len(others) < len(filters)
        counted = _filtered(snapshot, scores, others) if is_filtered else hits
        counts[facet] = _count(snapshot, facet, counted)
    return counts


def _count(snapshot: Snapshot, facet: str, documents: Iterable[int]) -> Counter[int]:
    if facet == "topic":
        return Counter(chain.from_iterable(map(snapshot.topics.__getitem__, documents)))
    return Counter(map(snapshot.numbers[facet].__getitem__, documents))


def _key(
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
