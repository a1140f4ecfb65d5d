"""The engine that SEARCH_URL names."""

from __future__ import annotations

from haystack import connections

from archive.search.engine import Engine


def engine() -> Engine:
    found: Engine = connections["default"].get_backend().engine
    return found
