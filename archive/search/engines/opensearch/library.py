"""The index as it is asked: searches in one round trip, one writer at a time."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import islice
from time import sleep
from typing import TypeVar

from archive.errors import EngineUnavailable, IndexMissing, SearchTooLong
from archive.search.engine import Document, Found, Request
from archive.search.engines.opensearch import locks, statement
from archive.search.engines.opensearch.cluster import (
    PROMPT,
    SEARCH,
    Answer,
    Cluster,
    NotReady,
)
from archive.search.engines.opensearch.conditions import EVERY_TURN, is_of
from archive.search.engines.opensearch.layout import WINDOW
from archive.search.engines.opensearch.place import Place
from archive.search.engines.opensearch.shelf import Shelf
from archive.search.engines.opensearch.statement import Body, Statement
from archive.search.languages import code
from archive.search.terms import All

Told = TypeVar("Told")

ATTEMPTS, PAUSE = 5, 0.05
"""Questions to an index that is just being replaced, and seconds between them."""

SLACK = 0.5
"""Seconds between the end of a search and that of our waiting for its answer."""

LANGUAGES: Body = {
    "size": 0,
    "aggs": {"spoken": {"terms": {"field": "facets.language", "size": 10_000}}},
}


class Library:
    """An Engine over the indexes of a Shelf."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._cluster = Cluster(place)
        self._shelf = Shelf(self._cluster)

    def exists(self) -> bool:
        return self._shelf.exists()

    def languages(self) -> frozenset[str]:
        (answer,) = self._asked(lambda: self._search([LANGUAGES], wait=PROMPT))
        spoken = answer["aggregations"]["spoken"]["buckets"]
        return frozenset(code(int(each["key"])) for each in spoken)

    def turns(self) -> frozenset[int]:
        return self._asked(
            lambda: frozenset(self._shelf.turns(self._shelf.name, EVERY_TURN))
        )

    def words(self, start: str) -> Collection[str]:
        body = {
            **statement.ROW,
            "query": {"prefix": {"word": {"value": start}}},
            "sort": [{"word": "asc"}],
        }
        walk = self._shelf.walk
        return self._asked(lambda: {word for (word,) in walk(self._shelf.name, body)})

    def find(self, request: Request) -> Found:
        return self._asked(lambda: self._find(request))

    def verify(self) -> None:
        """Have every shard read all it holds of turns, and count it."""
        self._shelf.check()
        self.turns()
        self.words("")
        self.find(Request(All(()), stop=0))

    def replace(
        self,
        turns: Collection[int],
        interviews: Collection[int],
        documents: Callable[[], Iterable[Document]],
    ) -> None:
        with locks.writing(self._place):
            self._shelf.check()
            fresh = list(documents())
            self._shelf.note(turns, interviews)
            self._exchange(self._shelf.name, turns, interviews, fresh)

    def rebuild(
        self,
        documents: Iterable[Document],
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> int:
        with locks.rebuilding(self._place):
            with locks.writing(self._place):
                self._shelf.clear_away()
                name = self._shelf.new()
            try:
                self._shelf.write(name, documents)
                self._shelf.make_copies(name)
                with locks.writing(self._place):
                    self._catch_up(name, again)
                    self._shelf.put_in_use(name)
            finally:
                # Else the next rebuild clears away.
                with suppress(EngineUnavailable):
                    self._shelf.clear_away()
        body = {"query": EVERY_TURN}
        return int(self._cluster.ask("POST", f"/{name}/_count", body)["count"])

    def _catch_up(
        self,
        name: str,
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> None:
        """Bring what was replaced during the rebuild into the new index."""
        turns, interviews = self._shelf.changed(name)
        if turns or interviews:
            fresh = list(again(turns, interviews))
            self._exchange(name, turns, interviews, fresh)

    def _exchange(
        self,
        name: str,
        turns: Collection[int],
        interviews: Collection[int],
        fresh: Collection[Document],
    ) -> None:
        of_these = is_of(turns, interviews)
        stale = self._asked(lambda: set(self._shelf.turns(name, of_these)))
        stale.difference_update(document.turn for document in fresh)
        if stale or fresh:
            self._shelf.write(name, fresh, stale)
            self._asked(lambda: self._shelf.refresh(name))

    def _asked(self, ask: Callable[[], Told]) -> Told:
        """The answer; when the index or a node goes away meanwhile, another's."""
        for _ in range(ATTEMPTS):
            with suppress(IndexMissing, NotReady):
                return ask()
            self._shelf.check()
            sleep(PAUSE)
        return ask()

    def _find(self, request: Request) -> Found:
        asked = Statement(request)
        answers = self._search(asked.bodies(), request.seconds_left())
        found = asked.found(answers)
        if lacking := list(asked.lacking(answers[0])):
            facets = {name: self._facet(asked, name) for name in lacking}
            found = replace(found, facets={**found.facets, **facets})
        if request.stop > WINDOW:
            rows = self._shelf.walk(self._shelf.name, asked.rows())
            shown = islice(rows, request.start, request.stop)
            found = replace(found, turns=tuple(row[-1] for row in shown))
        return found

    def _facet(self, asked: Statement, name: str) -> dict[int, int]:
        return statement.counts(self._buckets(asked.values(name), name), name)

    def _buckets(self, body: Body, name: str) -> Iterator[Answer]:
        """The values of a facet of very many, page by page."""
        source = {name: {"terms": {"field": f"facets.{name}"}}}
        composite: Body = {"size": WINDOW, "sources": [source]}
        while True:
            aggregations = {name: {"composite": composite}}
            (answer,) = self._search([{**body, "aggs": aggregations}])
            told = answer["aggregations"][name]
            yield from told["buckets"]
            if "after_key" not in told:
                return
            composite = {**composite, "after": told["after_key"]}

    def _search(
        self, bodies: list[Body], seconds: float = math.inf, wait: float = SEARCH
    ) -> list[Answer]:
        """Ask all at once. Raises SearchTooLong: never tells a part of the answer."""
        limit = {}
        if seconds < math.inf:
            limit = {"timeout": f"{math.ceil(seconds * 1000)}ms"}
            wait = seconds + SLACK
        head = {
            "index": self._shelf.name,
            "preference": _preference(bodies[0]),
            "search_type": "dfs_query_then_fetch",
            "allow_partial_search_results": False,
        }
        lines = (line for body in bodies for line in (head, {**body, **limit}))
        text = "".join(f"{json.dumps(line)}\n" for line in lines)
        answers = self._cluster.ask("POST", "/_msearch", text, seconds=wait)
        return [self._sound(each) for each in answers["responses"]]

    def _sound(self, answer: Answer) -> Answer:
        if "error" in answer:
            raise self._cluster.complained(answer)
        if answer["timed_out"]:
            raise SearchTooLong("The search took too long and was stopped: narrow it.")
        return answer


def _preference(body: Body) -> str:
    """The same copies for all pages of a search, so that its order stays the same."""
    asked = json.dumps([body.get("query"), body.get("sort")])
    return f"{zlib.crc32(asked.encode()):08x}"


@cache
def library(place: Place) -> Library:
    """The one library of a place in this process, whatever the thread."""
    return Library(place)
