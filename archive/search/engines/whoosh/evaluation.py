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

from archive.search.engine import Found, Hidden, Request
from archive.search.engines.whoosh.counting import (
    Scores,
    count,
    filtered,
    has_value,
    is_within,
    order_of,
)
from archive.search.engines.whoosh.layout import WEIGHTS
from archive.search.engines.whoosh.lookup import Lookup
from archive.search.engines.whoosh.places import Said, frequencies
from archive.search.engines.whoosh.snapshot import K1, Snapshot
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

NEARLY = 0.95
"""Of the least that own words give: what the same words elsewhere give at most."""

FEW = 4
"""Words of which more always come before fewer, as who typed them expects.

The words of a sentence tell better by their weights: on Cranfield's questions nDCG@10
is 0.37 so, and 0.30 when turns with more words come first however many are asked for.
"""

NOTES = "notes"


def evaluate(snapshot: Snapshot, request: Request) -> Found:
    """Total, facets and one page of rows, from one pass over the hits."""
    lookup = Lookup(snapshot, request)
    parts = [_scores(lookup, part) for part in wanted(request.tree)]
    hidden = _hidden(snapshot, request.hidden)
    for each in parts:
        _leave_out(each, hidden)
    scores = _score(lookup, request.tree, parts)
    _leave_out(scores, hidden)
    hits = filtered(snapshot, scores, request.filters)
    lookup.check_time()
    key = order_of(snapshot, scores, request.order)
    rows = nsmallest(request.stop, hits, key=key)[request.start :]
    turn = snapshot.numbers["turn"]
    return Found(
        total=len(hits),
        whole=len(set(hits).intersection(*parts)),
        unfiltered=len(scores),
        turns=tuple(turn[each] for each in rows),
        facets=count(snapshot, scores, hits, request.filters),
        leaves=tuple(map(len, parts)),
    )


def _score(lookup: Lookup, tree: Tree, parts: list[Scores]) -> Scores:
    """Every document the tree finds, given those that each wanted part finds."""
    if not parts:
        found = dict.fromkeys(lookup.snapshot.documents, 0.0)
    elif isinstance(tree, Best):
        found = _best(parts)
    else:
        found = _all(parts)
    return _meeting(lookup, found, unwanted(tree))


def _scores(lookup: Lookup, node: Node) -> Scores:
    """Every document a node finds, with what its words give."""
    if isinstance(node, All):
        parts = [_scores(lookup, part) for part in wanted(node)]
        return _score(lookup, node, parts)
    if isinstance(node, Any):
        return _sum(_scores(lookup, part) for part in node.parts)
    if isinstance(node, Filter | Period | Not):
        return _meeting(lookup, dict.fromkeys(lookup.snapshot.documents, 0.0), (node,))
    return _leaf_scores(lookup, node)


def _meeting(lookup: Lookup, found: Scores, nodes: Iterable[Node]) -> Scores:
    for node in nodes:
        meets = _test(lookup, node)
        found = {each: score for each, score in found.items() if meets(each)}
    return found


def _test(lookup: Lookup, node: Node) -> Callable[[int], bool]:
    """Whether a document meets a node that gives it no score."""
    if isinstance(node, Not):
        without = _scores(lookup, node.part)
        return lambda document: document not in without
    if isinstance(node, Filter):
        return has_value(lookup.snapshot, node.facet, node.values)
    if isinstance(node, Period):
        return is_within(lookup.snapshot, node)
    return _scores(lookup, node).__contains__


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


def _leaf_scores(lookup: Lookup, leaf: Leaf) -> Scores:
    if leaf not in lookup.scores:
        lookup.check_time()
        lookup.scores[leaf] = _rated(lookup, leaf)
    return lookup.scores[leaf]


def _rated(lookup: Lookup, leaf: Leaf) -> Scores:
    found = _weighed(lookup, leaf)
    size = len(lookup.snapshot.documents)
    rarity = log(1 + (size - len(found) + 0.5) / (len(found) + 0.5))
    return {document: score * rarity for document, score in found.items()}


def _weighed(lookup: Lookup, leaf: Leaf) -> Scores:
    if isinstance(leaf, Noted):
        return _field_scores(lookup, NOTES, leaf.leaf)
    own, *others = (_field_scores(lookup, field, leaf) for field in WEIGHTS)
    beside = _sum(others)
    if not beside:
        return own
    share = _share(own, beside)
    found = {document: score * share for document, score in beside.items()}
    for document, score in own.items():
        found[document] = score + beside.get(document, 0.0)
    return found


def _share(own: Scores, beside: Scores) -> float:
    """How much of their score is left to turns that lack the words themselves."""
    lacking = [score for document, score in beside.items() if document not in own]
    if not own or not lacking:
        return 1.0
    return min(1.0, NEARLY * min(own.values()) / max(lacking))


def _field_scores(lookup: Lookup, field: str, leaf: Said) -> Scores:
    """What BM25 gives each document for one field, before the leaf's rarity."""
    norms, weight = lookup.snapshot.norms[field], WEIGHTS[field] * (K1 + 1)
    return {
        document: weight * frequency / (frequency + norms[document])
        for document, frequency in frequencies(lookup, field, leaf).items()
    }


def _hidden(snapshot: Snapshot, hidden: Hidden) -> Collection[int]:
    if not hidden.turns and not hidden.interviews:
        return ()
    return snapshot.holding(hidden.turns, hidden.interviews)
