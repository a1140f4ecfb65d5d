"""What a query may ask for at most, whatever the engine: counts stay equal. Pure.

Time bounds the rest: `engine.Request.deadline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from archive.search import analysis
from archive.search.parts import (
    Beginning,
    Either,
    Exact,
    Field,
    Group,
    Near,
    Part,
    Phrase,
    Query,
    Single,
    Without,
    Word,
    singles,
)

Cut = TypeVar("Cut", bound=Word | Phrase | Beginning | Near)

WORDS = 64
"""In all parts of a query; of signs written without spaces each one counts."""

ROWS = 10_000
"""Turns that pages lead down to."""


def words(query: Query) -> int:
    return sum(len(_tokens(each)) for each in singles(query))


def within(query: Query) -> Query:
    """As much of the query as has no more than WORDS words, in order."""
    if words(query) <= WORDS:
        return query
    return Query(tuple(_Room(WORDS).fitting(query.parts)))


class _Room:
    """How many more words there is room for."""

    def __init__(self, left: int) -> None:
        self.left = left

    def fitting(self, parts: Iterable[Part]) -> Iterator[Part]:
        for part in parts:
            if kept := self._fitted(part):
                yield kept

    def _fitted(self, part: Part) -> Part | None:
        if isinstance(part, Either | Group):
            kept = tuple(self.fitting(part.parts))
            return (
                replace(part, parts=kept) if len(kept) > 1 else next(iter(kept), None)
            )
        if isinstance(part, Without):
            inner = self._fitted(part.part)
            return Without(inner) if inner else None
        return self._cut(part)

    def _cut(self, single: Single) -> Single | None:
        found = _tokens(single)
        room, self.left = self.left, max(0, self.left - len(found))
        if isinstance(single, Field) or len(found) <= room:
            return single
        if not room:
            return None
        # Of a pair of signs, or of ½, the next word begins before this one ends.
        end = min(found[room - 1][3], found[room][2])
        if isinstance(single, Exact):
            inner = self._shortened(single.part, end, room)
            return Exact(inner) if inner else None
        return self._shortened(single, end, room)

    def _shortened(self, said: Cut, end: int, room: int) -> Cut | None:
        """Its beginning; of a lone word only where it cannot turn into a sign."""
        if isinstance(said, Word | Beginning) and room < WORDS:
            return None
        return replace(said, text=said.text[:end])


def _tokens(single: Single) -> list[analysis.Token]:
    return [] if isinstance(single, Field) else analysis.tokens(single.text, "")
