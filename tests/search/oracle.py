"""What a search must find, counted word by word through every text. Slow and plain.

It shares the analysis with the engines, and nothing else: no postings, no index.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from archive.search import analysis
from archive.search.terms import (
    All,
    Any,
    Best,
    Filter,
    Near,
    Not,
    Noted,
    Period,
    Prefix,
    Sequence,
    Term,
    wanted,
)


@dataclass(frozen=True)
class Turn:
    number: int
    texts: tuple[str, ...]
    """Its own words, its question's and those of notes."""
    language: str
    facets: dict[str, tuple[int, ...]]
    days: range = range(0)
    """Every day its interview may have been held on."""


def find(turns, tree, filters):
    """The numbers of the turns that are found."""
    return {
        turn.number for turn in turns if _holds(turn, tree) and _passes(turn, filters)
    }


def count(turns, tree, filters):
    """The counts of every facet, each with its own filter left aside."""
    counts = {}
    for facet in turns[0].facets:
        others = {name: kept for name, kept in filters.items() if name != facet}
        found = find(turns, tree, others)
        values = [turn.facets[facet] for turn in turns if turn.number in found]
        counts[facet] = Counter(value for each in values for value in each)
    return counts


def _passes(turn, filters):
    return all(_has(turn, facet, values) for facet, values in filters.items())


def _has(turn, facet, values):
    return any(value in values for value in turn.facets[facet])


def _holds(turn, tree):
    """Whether the turn is found, told from every part of the tree by itself."""
    if isinstance(tree, Best):
        others = [part for part in tree.parts if part not in wanted(tree)]
        any_wanted = [_is(turn, part) for part in wanted(tree)] or [True]
        return any(any_wanted) and all(_is(turn, part) for part in others)
    return _is(turn, tree)


def _is(turn, node):
    if isinstance(node, Filter):
        return _has(turn, node.facet, node.values)
    if isinstance(node, Period):
        return any(node.start <= day <= node.end for day in turn.days)
    if isinstance(node, Not):
        return not _is(turn, node.part)
    if isinstance(node, All | Any):
        rule = all if isinstance(node, All) else any
        return rule(_is(turn, part) for part in node.parts)
    if isinstance(node, Noted):
        return _stands(turn.texts[2:], turn.language, node.leaf)
    return _stands(turn.texts, turn.language, node)


def _stands(texts, language, leaf):
    return any(
        _stands_in(_tokens(paragraph, language), leaf)
        for text in texts
        for paragraph in text.split("\n\n")
    )


@cache
def _tokens(paragraph, language):
    return tuple(analysis.tokens(paragraph, language))


def _stands_in(tokens, leaf):
    if isinstance(leaf, Near):
        return any(
            all(
                any(
                    _matches(token, part)
                    for token in tokens[first:][: leaf.distance + 1]
                )
                for part in leaf.parts
            )
            for first in range(len(tokens))
        )
    steps = leaf.steps if isinstance(leaf, Sequence) else ((0, leaf),)
    return any(
        all(
            place + distance < len(tokens) and _matches(tokens[place + distance], step)
            for distance, step in steps
        )
        for place in range(len(tokens))
    )


def _matches(token, step):
    stem, exact, _, _ = token
    terms = {stem, f"={exact}"} if exact else {stem}
    if isinstance(step, Prefix):
        return any(term.startswith(step.start) for term in terms)
    assert isinstance(step, Term)
    return not terms.isdisjoint(step.forms)
