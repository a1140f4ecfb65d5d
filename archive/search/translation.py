"""A query to the tree that engines are asked by, by our own analysis. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from archive.search import analysis, fields, languages
from archive.search.analysis import EXACT, Token
from archive.search.dates import days, years
from archive.search.engine import KINDS
from archive.search.parts import (
    Beginning,
    Either,
    Exact,
    Field,
    Group,
    Near,
    Part,
    Query,
    Said,
    Without,
    Word,
    singles,
    typed,
)
from archive.search.stopwords import is_common
from archive.search.terms import (
    All,
    Any,
    Condition,
    Filter,
    Leaf,
    Node,
    Not,
    Noted,
    Period,
    Prefix,
    Sequence,
    Term,
    holds_words,
)
from archive.search.terms import Near as Together

BEGUN = 2
"""Letters that a beginning has at least; a shorter one is read as a word."""

FACETS = {"lang": "language"}
"""Facets that a field names otherwise."""

Codes = frozenset[str]
Spellings = Mapping[str, frozenset[str]]
"""Of words of names, how the same names are spelled in other scripts."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive says of a query: its languages, and whom its fields mean."""

    languages: Codes = frozenset()
    conditions: Mapping[Field, Filter] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Translation:
    """What the engine is asked, and the words it is not asked for."""

    tree: All
    common: tuple[str, ...] = ()
    """Left out for being too common."""
    unspoken: tuple[str, ...] = ()
    """Left out for holding no letter or figure."""
    wanted: tuple[Part, ...] = ()
    """What each wanted part of the tree was typed as."""
    asked: tuple[Part, ...] = ()
    """What each part of the tree was typed as."""


def translate(query: Query, known: Known) -> Translation:
    """The query's terms and conditions in an archive of which so much is known."""
    nodes = list(_scoped(query.parts, known))
    spoken = [(part, node) for part, node in nodes if node is not None]
    common = [part for part, node in spoken if _says_nothing(part, node, known)]
    wanted = [part for part, node in spoken if holds_words(node)]
    if len(common) == len(wanted):
        common = []
    asked = [(part, node) for part, node in spoken if part not in common]
    return Translation(
        All(tuple(node for _, node in asked)),
        tuple(dict.fromkeys(part.text for part in common if isinstance(part, Word))),
        tuple(_text(part) for part, node in nodes if node is None),
        tuple(part for part, node in asked if holds_words(node)),
        tuple(part for part, _ in asked),
    )


def leaf(said: Said, known: Known) -> Leaf | None:
    """The terms of words that belong together; None when there is no letter in them."""
    steps = list(_steps(said, known))
    if not steps:
        return None
    terms = tuple(dict.fromkeys(step for _, step in steps))
    if len(steps) == 1:
        return terms[0]
    if isinstance(said, Near):
        return Together(terms, said.distance)
    return Sequence(tuple(steps))


def condition(asked: Field) -> Condition:
    """What a field asks whose value needs no looking up; else what nobody meets."""
    if asked.name == "year":
        return Filter("year", frozenset(years(asked.value) or ()))
    if asked.name == "in" and (kind := fields.part(asked.value)) in KINDS:
        return Filter("kind", frozenset({KINDS.index(kind)}))
    if asked.name == "lang" and asked.value.isascii() and len(asked.value) <= 3:
        return Filter("language", frozenset({languages.number(asked.value)}))
    if asked.name in {"before", "after"} and (meant := days(asked.value)):
        return _period(asked.name, meant.first, meant.last)
    return Filter(FACETS.get(asked.name, asked.name), frozenset())


def _period(name: str, first: date, last: date) -> Period:
    one = timedelta(days=1)
    if name == "before":
        return Period(1, max(1, (first.toordinal() - one.days)))
    return Period(
        min(last, date.max - one).toordinal() + one.days, date.max.toordinal()
    )


def is_in_notes(part: Part) -> bool:
    return (
        isinstance(part, Field)
        and part.name == "in"
        and fields.part(part.value) == "note"
    )


def _scoped(parts: Iterable[Part], known: Known) -> Iterator[tuple[Part, Node | None]]:
    """The nodes of parts that must all hold; beside `in:note` their words are noted."""
    others = [part for part in parts if not is_in_notes(part)]
    notes = [part for part in parts if is_in_notes(part)]
    nodes = [(part, _node(part, known)) for part in others]
    has_words = any(node and holds_words(node) for _, node in nodes)
    for part, node in nodes:
        yield part, _noted(node) if notes and node else node
    if notes and not has_words:
        yield notes[0], Noted(Prefix(EXACT))


def _node(part: Part, known: Known) -> Node | None:
    if isinstance(part, Field):
        if is_in_notes(part):
            return Noted(Prefix(EXACT))
        return known.conditions.get(part) or condition(part)
    if isinstance(part, Without):
        inner = _node(part.part, known)
        return Not(inner) if inner else None
    if isinstance(part, Either):
        found = tuple(node for each in part.parts if (node := _node(each, known)))
        return Any(found) if found else None
    if isinstance(part, Group):
        nodes = tuple(node for _, node in _scoped(part.parts, known) if node)
        return All(nodes) if nodes else None
    return leaf(part, known)


def _noted(node: Node) -> Node:
    """The same node, its words to be found in editors' notes."""
    if isinstance(node, All):
        return All(tuple(map(_noted, node.parts)))
    if isinstance(node, Any):
        return Any(tuple(map(_noted, node.parts)))
    if isinstance(node, Not):
        return Not(_noted(node.part))
    if isinstance(node, Filter | Period | Noted):
        return node
    return Noted(node)


def _steps(said: Said, known: Known) -> Iterator[tuple[int, Term | Prefix]]:
    readings = [
        analysis.tokens(said.text, each) for each in sorted(known.languages) or [""]
    ]
    last = len(readings[0]) - 1
    previous: Token | None = None
    for place, token in enumerate(readings[0]):
        if not analysis.is_gram(token):
            stems = {reading[place][0] for reading in readings}
            is_begun = isinstance(said, Beginning) and place == last
            yield place, _word(said, token[1], stems, known, is_begun=is_begun)
        elif len(token[0]) > 1:
            yield place, Term(frozenset({token[0]}))
        elif previous is None or previous[3] != token[3]:
            yield place, Prefix(token[0])
        previous = token


def _word(
    said: Said, exact: str, stems: set[str], known: Known, *, is_begun: bool
) -> Term | Prefix:
    if is_begun and len(exact) >= BEGUN:
        return Prefix(EXACT + exact)
    if isinstance(said, Exact):
        return Term(frozenset({EXACT + exact}))
    return Term(frozenset(stems | _elsewhere(exact, known)))


def _elsewhere(exact: str, known: Known) -> set[str]:
    """The stems of a name's word in other scripts."""
    return {
        stem
        for spelling in known.spellings.get(exact, ())
        for language in known.languages or {""}
        for stem, _, _, _ in analysis.tokens(spelling, language)[:1]
    }


def _says_nothing(part: Part, node: Node, known: Known) -> bool:
    if not isinstance(part, Word) or not isinstance(node, Term):
        return False
    words = analysis.tokens(part.text, "")
    return all(is_common(exact, known.languages) for _, exact, _, _ in words)


def _text(part: Part) -> str:
    return typed(part.part if isinstance(part, Without) else part)


def said(part: Part) -> str:
    """The words of a part, without signs, as they were typed."""
    return " ".join(each.text for each in singles(part) if not isinstance(each, Field))
