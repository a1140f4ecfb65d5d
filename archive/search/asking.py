"""A reader's request as the engine is asked, and the tree that answers it best."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from django.conf import settings

from archive.search import query
from archive.search.connection import engine
from archive.search.engine import Found, Request
from archive.search.facets import Choice, choices, filters
from archive.search.indexing import settle
from archive.search.knowledge import Knowledge, consult
from archive.search.parts import Part, Query
from archive.search.query import Reading
from archive.search.requests import SearchRequest
from archive.search.terms import All, Best, Leaf, Tree, leaves, wanted
from archive.search.translation import Translation, translate

LONG = 6
"""Words, common ones too, from which a query reads like a question."""

FEW = 10
"""Turns that answer a question, below which those with some of its words follow."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, what was understood of it, and the question put to the engine."""

    request: SearchRequest
    reading: Reading
    known: Knowledge
    translation: Translation
    chosen: list[Choice]
    question: Request

    @property
    def is_empty(self) -> bool:
        return not self.translation.tree.parts and not self.request.chosen

    @property
    def enough(self) -> int:
        """How many turns must hold all the words before some of them will not do."""
        if len(wanted(self.translation.tree)) < 2:
            return 0
        return 1 if len(self.reading.query.parts) < LONG else FEW

    def asking(self, query: Query, tree: All) -> Asked:
        """The same with other words."""
        return replace(
            self,
            reading=replace(self.reading, query=query),
            translation=replace(self.translation, tree=tree),
            question=replace(self.question, tree=tree),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine found, by which tree."""

    tree: Tree
    found: Found

    @property
    def is_partial(self) -> bool:
        return isinstance(self.tree, Best)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The words to mark."""
        return tuple(leaves(self.tree))

    def missing(self, translation: Translation) -> tuple[Part, ...]:
        """What was typed and stands in no turn."""
        totals = zip(translation.wanted, self.found.leaves, strict=True)
        return tuple(dict.fromkeys(part for part, total in totals if not total))


def understand(request: SearchRequest, patience: float = 1) -> Asked | None:
    """What a request asks; None when there is nothing in it.

    `patience` is how many times SEARCH_SECONDS its answer is waited for.
    """
    reading = query.read(request.q)
    if not reading.query.parts and not request.chosen:
        return None
    unsettled = settle()
    known = consult(reading.query, engine().languages())
    translation = translate(reading.query, known.known)
    chosen = choices(request)
    question = Request(
        translation.tree,
        filters(chosen),
        request.order,
        hidden=unsettled,
        deadline=time.monotonic() + settings.SEARCH_SECONDS * patience,
    )
    return Asked(request, reading, known, translation, chosen, question)


def answer(asked: Asked, start: int, stop: int) -> Answer:
    """Turns with all the words; where these are too few, turns with some of them."""
    question = replace(asked.question, start=start, stop=stop)
    strict = Answer(question.tree, engine().find(question))
    if strict.found.unfiltered >= asked.enough:
        return strict
    best = Best(question.tree.parts)
    loose = Answer(best, engine().find(replace(question, tree=best)))
    return loose if loose.found.unfiltered > strict.found.unfiltered else strict


def again(asked: Asked, known: Answer, start: int, stop: int) -> Answer:
    """Other rows of an answer that is known."""
    question = replace(asked.question, tree=known.tree, start=start, stop=stop)
    return Answer(known.tree, engine().find(question))
