"""Did you mean: words of the archive and of its names near those no turn holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.scripts import is_cyrillic, latin, sound
from archive.search import analysis, parts
from archive.search.analysis import EXACT
from archive.search.asking import Asked
from archive.search.connection import engine
from archive.search.engine import Request
from archive.search.names import Names
from archive.search.parts import Part, Query, Word
from archive.search.shapes import Meant
from archive.search.terms import All, Term

LEAST = 3
"""Letters of a word that another may be meant by."""

MOST = 3
"""Words looked up, and candidates counted for each."""

FAR = 3
"""More than any candidate's distance."""


def meant(asked: Asked, missing: Sequence[Part]) -> Meant | None:
    """The query with words that the archive has; None when it has none near them."""
    lost = [part for part in missing if isinstance(part, Word)][:MOST]
    instead = {
        part: _nearest(part.text, asked.question, asked.known.names) for part in lost
    }
    if not any(instead.values()):
        return None
    kept = tuple(
        Word(instead.get(part) or part.text) if isinstance(part, Word) else part
        for part in asked.reading.query.parts
    )
    q = parts.unparse(Query(kept))
    return Meant(q, asked.request.asking(q).query_string)


def _nearest(text: str, question: Request, known: Names) -> str:
    """The word of the archive nearest to this one: of equals, the most frequent."""
    tokens = analysis.tokens(text, "")
    word = tokens[0][1] if len(tokens) == 1 else ""
    if len(word) < LEAST:
        return ""
    ranked = sorted(set(_candidates(word, known)))[:MOST]
    totals = [(away, -_total(each, question), each) for away, each in ranked]
    told = (each for _, total, each in sorted(totals) if total or known.is_public(each))
    return next(told, "")


def _candidates(word: str, known: Names) -> Iterator[tuple[int, str]]:
    heard = sound(word)
    limit = 1 if len(word) < 5 else 2
    for other in _vocabulary(word, known):
        if other != word and heard and heard == sound(other):
            yield 0, other
        elif _may_be_near(word, other, limit):
            away = distance(word, other, limit)
            if 0 < away <= limit:
                yield away, other


def _vocabulary(word: str, known: Names) -> set[str]:
    """Words that begin alike, also in the other script or with two letters swapped."""
    starts = {word[:2], word[1::-1]}
    if is_cyrillic(word):
        starts.add(latin(word)[:2])
    said = {found for start in starts for found in engine().words(start)}
    return said | known.alike(word, starts)


def _may_be_near(one: str, other: str, limit: int) -> bool:
    """A letter changed is one letter less and one more: a quick look before a slow one.

    https://en.wikipedia.org/wiki/Levenshtein_distance, bounds.
    """
    return (
        abs(len(one) - len(other)) <= limit
        and len(set(one).symmetric_difference(other)) <= 2 * limit
    )


def distance(one: str, other: str, limit: int) -> int:
    """Letters changed, left out, put in or swapped; FAR beyond a limit."""
    if abs(len(one) - len(other)) > limit:
        return FAR
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row, above = row, [place], before
        for at, sign in enumerate(other, 1):
            cost = min(
                before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != sign)
            )
            if _is_swapped(one, other, place, at):
                cost = min(cost, above[at - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return FAR
    return row[-1]


def _is_swapped(one: str, other: str, place: int, at: int) -> bool:
    return place > 1 and at > 1 and one[place - 2 : place] == other[at - 2 : at][::-1]


def _total(word: str, question: Request) -> int:
    tree = All((Term(frozenset({EXACT + word})),))
    return (
        engine().find(replace(question, tree=tree, filters={}, start=0, stop=0)).total
    )
