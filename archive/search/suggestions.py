"""What a reader may be typing: people, topics, interviews and questions that begin so.

Names are kept in memory for a minute, each word where its letters put it, also as it
sounds; whether those that fit are public is asked of the database each time. Questions
are asked of the engine. So no key that is pressed reads a table.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from django.db.models import Model, QuerySet

from archive.errors import SearchError
from archive.models import Interview, Kind, Speaker, Topic, Turn
from archive.search import engine as asked
from archive.search import names
from archive.search.connection import engine
from archive.search.engine import KINDS
from archive.search.facets import choices, filters
from archive.search.indexing import hidden
from archive.search.parts import Beginning, Query
from archive.search.parts import Word as Typed
from archive.search.requests import SearchRequest
from archive.search.rolls import HEARD, Row, Word, following, words_of
from archive.search.terms import All, Filter
from archive.search.translation import Known, translate

MOST = 4
"""Suggestions of one kind."""

TRIED = 12
"""Names that fit and may turn out to be hidden."""

LONGEST = 100
LEAST = 2
BEGUN = 3
"""Letters of a last word from which questions are found by its beginning."""

KEPT = 60.0
"""Seconds for which names are kept."""

PATIENCE = 0.25
"""Seconds that questions are waited for."""

QUESTIONS = Filter("kind", frozenset({KINDS.index(Kind.QUESTION)}))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Public ones alone, those that fit best first."""

    speakers: tuple[Speaker, ...] = ()
    topics: tuple[Topic, ...] = ()
    interviews: tuple[Interview, ...] = ()
    questions: tuple[Turn, ...] = ()


def suggest(request: SearchRequest) -> Suggestions:
    """What begins with the words; within a facet's values, questions alone."""
    typed = request.q[:LONGEST]
    if len(typed.strip()) < LEAST and typed.isascii():
        return Suggestions()
    if request.chosen:
        return Suggestions(questions=_questions(typed, request))
    return Suggestions(
        tuple(_named("speaker", typed)),
        tuple(_named("topic", typed)),
        tuple(_named("interview", typed)),
        _questions(typed, request),
    )


@dataclass(frozen=True, slots=True)
class Register:
    """Words of names in order, each with whose it is; and names by whose they are."""

    words: list[tuple[str, int]]
    labels: dict[int, str]

    def beginning(self, typed: str) -> list[int]:
        """Whose name has a word for each that was typed, which begins so.

        First those whose name begins so as a whole; the first ones of many.
        """
        wanted = [self._begun(word) for word in words_of(typed, frozenset())]
        found = set.intersection(*wanted) if wanted else set()
        start = typed.strip().casefold()
        return nsmallest(TRIED, found, key=lambda key: self._place(key, start))

    def _place(self, key: int, start: str) -> tuple[bool, str]:
        label = self.labels[key]
        return not label.startswith(start), label

    def _begun(self, word: Word) -> set[int]:
        return {key for each in _starts(word) for key in following(self.words, each)}


def _starts(word: Word) -> set[str]:
    """A word as its letters stand, and as it sounds in any script."""
    return {word.folded, HEARD + word.sound} if word.sound else {word.folded}


def register(rows: Iterable[Row]) -> Register:
    words: set[tuple[str, int]] = set()
    labels: dict[int, str] = {}
    for key, label, other in rows:
        labels[key] = label.casefold()
        for name in filter(None, (label, other)):
            for word in words_of(name, frozenset()):
                words.update((start, key) for start in _starts(word))
    return Register(sorted(words), labels)


def forget() -> None:
    """Read all names again."""
    _register.cache_clear()


@lru_cache(8)
def _register(kind: str, _minute: int) -> Register:
    return register(ROWS[kind]())


def _named(kind: str, typed: str) -> list[Any]:
    known = _register(kind, int(time.monotonic() // KEPT))
    keys = known.beginning(typed)
    if not keys:
        return []
    found: dict[int, Model] = PUBLIC[kind](keys).in_bulk()
    return [found[key] for key in keys if key in found][:MOST]


def _questions(typed: str, request: SearchRequest) -> tuple[Turn, ...]:
    """The best of the engine's; none when it cannot answer at once."""
    with suppress(SearchError):
        known = Known(engine().languages())
        tree = translate(_begun(typed), known).tree
        if tree.parts:
            keys = _found(All((*tree.parts, QUESTIONS)), request)
            turns = Turn.objects.public().select_related("interview")
            found = turns.in_bulk(keys)
            return tuple(found[key] for key in keys if key in found)
    return ()


def _found(tree: All, request: SearchRequest) -> tuple[int, ...]:
    question = asked.Request(
        tree,
        filters(choices(request)),
        stop=MOST,
        hidden=hidden(),
        deadline=time.monotonic() + PATIENCE,
    )
    return engine().find(question).turns


def _begun(typed: str) -> Query:
    """The words as typed, the last one perhaps not to its end."""
    words = [word.folded for word in words_of(typed, frozenset())]
    if not words or typed[-1].isspace():
        return Query(tuple(map(Typed, words)))
    *whole, last = words
    is_begun = len(last) >= BEGUN or not last.isascii()
    tail = (Beginning(last),) if is_begun else ()
    return Query((*map(Typed, whole), *tail))


def _people() -> Iterator[Row]:
    yield from Speaker.objects.order_by().values_list("pk", "name", "aliases__name")


def _subjects() -> Iterator[Row]:
    yield from Topic.objects.order_by().values_list("pk", "name", "labels__name")


def _titles() -> Iterator[Row]:
    titles = Interview.objects.public().order_by().values_list("pk", "title")
    yield from ((key, title, None) for key, title in titles)


ROWS: dict[str, Callable[[], Iterator[Row]]] = {
    "speaker": _people,
    "topic": _subjects,
    "interview": _titles,
}
PUBLIC: dict[str, Callable[[Collection[int]], QuerySet[Any]]] = {
    "speaker": names.public_speakers,
    "topic": names.public_topics,
    "interview": lambda keys: Interview.objects.public().filter(pk__in=keys),
}
