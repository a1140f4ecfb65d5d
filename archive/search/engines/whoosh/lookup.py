"""A snapshot as one request asks it: each term read once, and not past the deadline."""

from __future__ import annotations

from functools import cache

from archive.search.engine import Request
from archive.search.engines.whoosh.snapshot import Snapshot


class Lookup:
    def __init__(self, snapshot: Snapshot, request: Request) -> None:
        self.snapshot = snapshot
        self.request = request
        # A phrase or a sentence may hold one word many times.
        self.frequencies = cache(self._frequencies)
        self.places = cache(self._places)
        self.terms = cache(self._terms)

    def check_time(self) -> None:
        self.request.seconds_left()

    def _frequencies(self, field: str, term: str) -> dict[int, float]:
        return self.snapshot.frequencies(field, term, self.check_time)

    def _places(self, field: str, term: str) -> dict[int, bytes]:
        return self.snapshot.places(field, term, self.check_time)

    def _terms(self, field: str, start: str) -> tuple[str, ...]:
        return tuple(sorted(self.snapshot.terms(field, start)))
