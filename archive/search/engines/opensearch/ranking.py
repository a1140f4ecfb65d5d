"""A tree of terms as a query of OpenSearch that also ranks: BM25, fields weighted.

A turn that lacks a word, but whose question or notes hold it, comes after those that
say it; of few wanted parts, more held ones come before fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.search.engines.opensearch.conditions import (
    NOTES,
    every,
    holds,
    tree_holds,
)
from archive.search.engines.opensearch.layout import WEIGHTS
from archive.search.engines.opensearch.words import NOTHING, Clause, Said, Step, weighed
from archive.search.terms import (
    All,
    Any,
    Best,
    Filter,
    Leaf,
    Near,
    Node,
    Not,
    Noted,
    Period,
    Term,
    Tree,
    holds_words,
    leaves,
    unwanted,
    wanted,
)
from archive.search.terms import Sequence as Phrase

FEW = 4
"""Words of which more always come before fewer, as who typed them expects."""

SAID = 8.0
"""What a turn's own words give beyond BM25: more than the same words elsewhere give."""

HELD = 1024.0
"""What a held part gives beyond its score: more than all scores together."""

MOST = 1_000
"""Forms of words that a query may name; OpenSearch takes 1,024 clauses."""


def ranked(tree: Tree) -> Clause:
    if not wanted(tree) or _count(tree) > MOST:
        return every([tree_holds(tree)])
    if isinstance(tree, Best):
        return _best(wanted(tree), unwanted(tree))
    return _all(tree.parts, said=SAID)


def _best(parts: Sequence[Node], others: Iterable[Node]) -> Clause:
    if len(parts) <= FEW:
        scores = [_more(_score(part, SAID), HELD) for part in parts]
    else:
        whole = _more(every(map(holds, parts)), HELD)
        scores = [*(_score(part, 0) for part in parts), whole]
    return {
        "bool": {
            "should": scores,
            "minimum_should_match": 1,
            "filter": list(map(holds, others)),
        }
    }


def _all(parts: Sequence[Node], said: float) -> Clause:
    return {
        "bool": {
            "must": [_score(part, said) for part in parts if holds_words(part)],
            "filter": [holds(part) for part in parts if not holds_words(part)],
        }
    }


def _score(node: Node, said: float) -> Clause:
    if isinstance(node, Filter | Period | Not) or not holds_words(node):
        return every([holds(node)])
    if isinstance(node, All):
        return _all(node.parts, said)
    if isinstance(node, Any):
        scores = [_score(part, said) for part in node.parts]
        return {"bool": {"should": scores, "minimum_should_match": 1}}
    return _score_of(node, said)


def _score_of(leaf: Leaf, said: float) -> Clause:
    if isinstance(leaf, Noted):
        return weighed(leaf.leaf, NOTES, 1)
    own, *beside = (weighed(leaf, field, WEIGHTS[field]) for field in WEIGHTS)
    if own == NOTHING:
        return NOTHING
    own = _more(own, said) if said else own
    return {"bool": {"should": [own, *beside], "minimum_should_match": 1}}


def _more(clause: Clause, weight: float) -> Clause:
    """The clause, worth so much more."""
    functions = [{"weight": weight}]
    return {
        "function_score": {
            "query": clause,
            "functions": functions,
            "boost_mode": "sum",
        }
    }


def _count(tree: Tree) -> int:
    """Forms of words, in all fields, that the ranked tree would name."""
    said = [leaf.leaf if isinstance(leaf, Noted) else leaf for leaf in leaves(tree)]
    named = sum(_forms(each) for each in said)
    if isinstance(tree, Best) and len(wanted(tree)) > FEW:
        named += sum(1 if isinstance(each, Term) else _forms(each) for each in said)
    return named * len(WEIGHTS)


def _forms(said: Said) -> int:
    return sum(
        len(step.forms) if isinstance(step, Term) else 1 for step in _steps(said)
    )


def _steps(said: Said) -> Iterable[Step]:
    if isinstance(said, Phrase):
        return [step for _, step in said.steps]
    return said.parts if isinstance(said, Near) else [said]
