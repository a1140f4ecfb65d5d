"""What a search must find, counted word by word through every text. Slow and plain.

It shares the analysis with the engines, and nothing else: no postings, no index.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from archive.search import analysis
from archive.search.terms import Best, Not, Prefix, Sequence, Term


@dataclass(frozen=True)
class Turn:
    number: int
    texts: tuple[str, ...]
    """Its own words, its question's and those of notes."""
    language: str
    facets: dict[str, tuple[int, ...]]


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
    return all(
        any(value in values for value in turn.facets[facet])
        for facet, values in filters.items()
    )


def _holds(turn, tree):
    wanted = [_stands(turn, part) for part in tree.parts if not isinstance(part, Not)]
    is_wanted = any(wanted) if isinstance(tree, Best) and wanted else all(wanted)
    without = [part.part for part in tree.parts if isinstance(part, Not)]
    return is_wanted and not any(_stands(turn, part) for part in without)


def _stands(turn, leaf):
    return any(
        _stands_in(_tokens(paragraph, turn.language), leaf)
        for text in turn.texts
        for paragraph in text.split("\n\n")
    )


@cache
def _tokens(paragraph, language):
    return tuple(analysis.tokens(paragraph, language))


def _stands_in(tokens, leaf):
    steps = leaf.steps if isinstance(leaf, Sequence) else ((0, leaf),)
    return any(
        all(_is(tokens, place + distance, step) for distance, step in steps)
        for place in range(len(tokens))
    )


def _is(tokens, place, step):
    if place >= len(tokens):
        return False
    stem, exact, _, _ = tokens[place]
    if isinstance(step, Prefix):
        return exact == "" and stem.startswith(step.start)
    assert isinstance(step, Term)
    return stem in step.forms
