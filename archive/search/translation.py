"""A query to the tree that engines are asked by, by our own analysis. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.search import analysis
from archive.search.analysis import Token
from archive.search.query import Phrase, Query, Without, Word
from archive.search.stopwords import is_common
from archive.search.terms import All, Leaf, Not, Prefix, Sequence, Term


@dataclass(frozen=True, slots=True)
class Translation:
    """What the engine is asked, and the words it is not asked for."""

    tree: All
    common: tuple[str, ...] = ()
    """Left out for being too common."""
    unspoken: tuple[str, ...] = ()
    """Left out for holding no letter or figure."""
    wanted: tuple[Word | Phrase, ...] = ()
    """What each wanted part of the tree was typed as."""


def translate(query: Query, languages: frozenset[str]) -> Translation:
    """The query's terms in an archive of these languages (`en`, `ru` …)."""
    leaves = [(part, _part(part, languages)) for part in query.parts]
    spoken = [(part, leaf) for part, leaf in leaves if leaf is not None]
    common = [part for part, leaf in spoken if _says_nothing(part, leaf, languages)]
    wanted = [part for part, leaf in spoken if not isinstance(leaf, Not)]
    if len(common) == len(wanted):
        common = []
    asked = [(part, leaf) for part, leaf in spoken if part not in common]
    return Translation(
        All(tuple(leaf for _, leaf in asked)),
        tuple(dict.fromkeys(part.text for part in common if isinstance(part, Word))),
        tuple(_text(part) for part, leaf in leaves if leaf is None),
        tuple(part for part, _ in asked if not isinstance(part, Without)),
    )


def leaf(text: str, languages: frozenset[str]) -> Leaf | None:
    """The terms of one word or phrase; None when there is no letter in it."""
    steps = list(_steps(text, languages))
    if not steps:
        return None
    return steps[0][1] if len(steps) == 1 else Sequence(tuple(steps))


def _part(
    part: Word | Phrase | Without, languages: frozenset[str]
) -> Leaf | Not | None:
    if isinstance(part, Without):
        inner = leaf(part.part.text, languages)
        return Not(inner) if inner else None
    return leaf(part.text, languages)


def _steps(text: str, languages: frozenset[str]) -> Iterator[tuple[int, Term | Prefix]]:
    readings = [analysis.tokens(text, each) for each in languages or {""}]
    previous: Token | None = None
    for place, token in enumerate(readings[0]):
        if not analysis.is_gram(token):
            yield place, Term(frozenset(reading[place][0] for reading in readings))
        elif len(token[0]) > 1:
            yield place, Term(frozenset({token[0]}))
        elif previous is None or previous[3] != token[3]:
            yield place, Prefix(token[0])
        previous = token


def _says_nothing(
    part: Word | Phrase | Without, leaf: Leaf | Not, languages: frozenset[str]
) -> bool:
    if not isinstance(part, Word) or not isinstance(leaf, Term):
        return False
    return all(
        is_common(exact, languages) for _, exact, _, _ in analysis.tokens(part.text, "")
    )


def _text(part: Word | Phrase | Without) -> str:
    return part.part.text if isinstance(part, Without) else part.text
