"""A snapshot as one request asks it: not past the deadline."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archive.search.engine import Request
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.terms import Leaf, Prefix, Term


class Lookup:
    def __init__(self, snapshot: Snapshot, request: Request) -> None:
        self.snapshot = snapshot
        self.request = request
        self.scores: dict[Leaf, dict[int, float]] = {}
        """Of each leaf met so far: one word may be asked for many times."""

    def check_time(self) -> None:
        self.request.seconds_left()

    def frequencies(self, field: str, term: str) -> dict[int, float]:
        return self.snapshot.frequencies(field, term, self.check_time)

    def places(
        self, field: str, term: str, among: Sequence[int] | None
    ) -> dict[int, bytes]:
        return self.snapshot.places(field, term, self.check_time, among)

    def forms(self, field: str, step: Term | Prefix) -> Collection[str]:
        """The terms that a step stands for."""
        if isinstance(step, Term):
            return sorted(step.forms)
        return sorted(self.snapshot.terms(field, step.start))

    def size(self, field: str, step: Term | Prefix) -> int:
        """How many documents hold a step, at most."""
        return sum(self.snapshot.count(field, form) for form in self.forms(field, step))
