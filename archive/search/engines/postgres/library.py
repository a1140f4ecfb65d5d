"""The index as it is asked: a few tables in the archive's own PostgreSQL database.

It lives in the transaction: what is written is found once that is committed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache

from django.db import DatabaseError, connection, transaction
from psycopg.sql import SQL, Literal

from archive.search.engine import Document, Found, Request
from archive.search.engines.postgres import crowded, tables, writing
from archive.search.engines.postgres.conditions import (
    Conditions,
    either,
    holds_words,
    is_placed,
)
from archive.search.engines.postgres.layout import CROWDED, OVERFULL, ROOMY
from archive.search.engines.postgres.statement import Statement, found
from archive.search.languages import code
from archive.search.terms import All, Any, Best, Filter, Leaf, Node, Not, Period, Tree

KEPT = 16
"""Turns whose places are kept in memory, once they were read."""


class Library:
    """An Engine over tables of the default database."""

    def exists(self) -> bool:
        return tables.exists()

    def languages(self) -> frozenset[str]:
        return frozenset(map(code, tables.languages()))

    def turns(self) -> frozenset[int]:
        with _reading():
            rows = tables.execute(SQL("SELECT turn FROM search_entry"))
        return frozenset(turn for (turn,) in rows)

    def words(self, start: str) -> Collection[str]:
        with _reading():
            rows = tables.execute(_WORDS.format(Literal(start)))
        return {word for (word,) in rows}

    def find(self, request: Request) -> Found:
        with _reading(request.seconds_left()) as crowdedness:
            conditions = Conditions(_read_crowded(request.tree, crowdedness))
            return found(tables.execute(Statement(request, conditions).text()))

    def verify(self) -> None:
        with _reading():
            tables.execute(_EVERYTHING)

    def replace(
        self,
        turns: Collection[int],
        interviews: Collection[int],
        documents: Callable[[], Iterable[Document]],
    ) -> None:
        with transaction.atomic():
            with tables.told():
                tables.wait_for_turn()
                tables.check()
            fresh = list(documents())
            with tables.told():
                tables.note(turns, interviews)
                tables.remove(turns, interviews)
            writing.write(fresh)

    def rebuild(
        self,
        documents: Iterable[Document],
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> int:
        with tables.rebuilding():
            try:
                self._begin()
                with transaction.atomic():
                    writing.write(documents, tables.ASIDE)
                with tables.told(), transaction.atomic():
                    tables.make_indexes()
                with tables.told():
                    tables.clear_up()
                self._end(again)
            finally:
                # Else the next rebuild clears away.
                with suppress(DatabaseError):
                    tables.clear_away()
        return len(self.turns())

    def _begin(self) -> None:
        with tables.told(), transaction.atomic():
            tables.wait_for_turn()
            tables.make_aside()

    def _end(
        self,
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> None:
        """Take in what was replaced during the rebuild, and put it in place."""
        with tables.told(), transaction.atomic():
            tables.wait_for_turn()
            turns, interviews = tables.changed()
            if turns or interviews:
                tables.remove(turns, interviews, tables.ASIDE)
                writing.write(again(turns, interviews), tables.ASIDE)
            tables.put_in_place()


@contextmanager
def _reading(seconds: float = math.inf) -> Iterator[int]:
    """Ask within so many seconds. Yields how crowded the most crowded vector is."""
    is_inner = connection.in_atomic_block
    with tables.told(), transaction.atomic():
        yield tables.check(seconds)
        if is_inner:
            tables.go_on()


def _read_crowded(tree: Tree, crowdedness: int) -> dict[Leaf, list[int]]:
    """The turns whose places are kept aside, by the leaves they hold."""
    leaves = tuple(dict.fromkeys(_leaves(tree)))
    words = [holds_words(leaf) for leaf in leaves if is_placed(leaf)]
    if crowdedness == ROOMY or (crowdedness == CROWDED and not words):
        return {}
    rows = tables.execute(
        _CROWDED.format(Literal(OVERFULL), either(words), version=_VERSION)
    )
    turns = {turn: _places(turn, version) for turn, version in rows}
    if not turns:
        return {}
    return {
        leaf: [turn for turn, fields in turns.items() if crowded.holds(fields, leaf)]
        for leaf in leaves
    }


@lru_cache(KEPT)
def _places(turn: int, _version: str) -> dict[str, dict[str, list[int]]]:
    """Of each field the terms and their places; these are long, and seldom change."""
    ((places,),) = tables.execute(_PLACES.format(Literal(turn)))
    fields: dict[str, dict[str, list[int]]] = json.loads(places)
    return fields


def _leaves(node: Node | Tree) -> Iterator[Leaf]:
    """Every leaf, also of what is to be left out."""
    if isinstance(node, All | Any | Best):
        for part in node.parts:
            yield from _leaves(part)
    elif isinstance(node, Not):
        yield from _leaves(node.part)
    elif not isinstance(node, Filter | Period):
        yield node


_WORDS = SQL("SELECT word FROM search_word WHERE starts_with(word, {})")
# Of a row: any change makes a new one, of a new number or in a new table.
_VERSION = SQL("tableoid || ' ' || ctid || ' ' || xmin")
_CROWDED = SQL(
    "SELECT turn, {version} FROM search_entry"
    " WHERE crowded > 0 AND (crowded = {} OR {})"
)
_PLACES = SQL("SELECT places FROM search_entry WHERE turn = {}")
_EVERYTHING = SQL(
    "SELECT sum(length(vector)), (SELECT count(*) FROM search_word WHERE word <> ''),"
    " (SELECT sum(cardinality(topics)) FROM search_filing) FROM search_entry"
)
