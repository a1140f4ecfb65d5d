"""What every engine is given and gives back: speeds differ, counts never do."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from archive.errors import SearchTooLong
from archive.search.terms import Tree

Order = Literal["relevance", "date", "sequence"]
FACETS = ("topic", "speaker", "kind", "interview", "outlet", "year", "language")

KINDS = ("question", "answer", "statement")

Postings = Mapping[str, list[int]]
"""The terms of a text, each with its places in ascending order."""


@dataclass(frozen=True, slots=True)
class Document:
    """A public turn as engines keep it. Names are looked up when results are shown.

    `context` holds the opening of its question, `notes` the editors' words about it:
    both count for less than the turn's `own` words.
    """

    turn: int
    interview: int
    speaker: int
    """0 when nobody is named."""
    kind: int
    """Its place among KINDS."""
    outlet: int
    """0 when none is named."""
    year: int
    """0 when unknown."""
    language: int
    """The number of its language, without a region (`languages.number`)."""
    date: int
    """The interview's first possible day, as an ordinal; 0 when unknown."""
    until: int
    """Its last possible day: the same one when the day is known."""
    sequence: int
    topics: tuple[int, ...]
    own: Postings
    context: Postings
    notes: Postings


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the index may still hold and no reader may find."""

    turns: frozenset[int] = frozenset()
    interviews: frozenset[int] = frozenset()


Filters = Mapping[str, frozenset[int]]
"""Of each facet named here, turns with one of these values."""

Counts = Mapping[str, Mapping[int, int]]
"""Of each facet, its values and their turns."""


@dataclass(frozen=True, slots=True)
class Request:
    tree: Tree
    filters: Filters = field(default_factory=dict)
    order: Order = "relevance"
    start: int = 0
    stop: int = 20
    hidden: Hidden = Hidden()
    deadline: float = math.inf
    """When, by `time.monotonic()`, the answer is waited for no longer."""

    def seconds_left(self) -> float:
        """How long the answer may still take. Raises SearchTooLong when no longer."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise SearchTooLong("The search took too long and was stopped: narrow it.")
        return left


@dataclass(frozen=True, slots=True)
class Found:
    """`turns` are the rows from `start` to `stop`; `total` counts all.

    The counts of a facet leave its own filter aside: each is the total that choosing
    the value instead would give. `unfiltered` is the total without any filter.
    """

    total: int
    whole: int
    """How many of them hold every wanted part of the tree."""
    unfiltered: int
    turns: tuple[int, ...]
    facets: Counts
    leaves: tuple[int, ...]
    """Of each wanted part, in order, its total were it the whole of the tree."""


class Engine(Protocol):
    """Every method may raise EngineUnavailable, saying what to do.

    IndexMissing, IndexOutdated and IndexDamaged tell what is wrong with an index that
    can be reached; a bare EngineUnavailable that nothing can, or that another program
    holds it. An engine that does not answer is given up within a second.
    """

    def exists(self) -> bool:
        """Whether an index was ever built, sound or not."""

    def languages(self) -> frozenset[str]:
        """The languages of the turns in the index, without regions."""

    def turns(self) -> frozenset[int]:
        """The turns in the index."""

    def words(self, start: str) -> Collection[str]:
        """The words of the index that begin so: folded as spelled, not stemmed.

        What its last turn lost may still be among them.
        """

    def find(self, request: Request) -> Found:
        """Count and rank. Raises SearchTooLong once the request's deadline has passed.

        Never a part of the answer: all of it, or the error.
        """

    def verify(self) -> None:
        """Read every part of the index, however long that takes.

        Raises IndexMissing, IndexOutdated or IndexDamaged, saying what cannot be used.
        """

    def replace(
        self,
        turns: Collection[int],
        interviews: Collection[int],
        documents: Callable[[], Iterable[Document]],
    ) -> None:
        """Put documents in the place of all that is known of turns and interviews.

        `documents` is called once the writer's turn has come, so that of two writers
        the later one never writes what the earlier one read.
        """

    def rebuild(
        self,
        documents: Iterable[Document],
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> int:
        """Build a new index aside and put it in the old one's place; count it.

        What was replaced in the meantime is asked for `again`.
        """
