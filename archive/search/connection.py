"""The engine that SEARCH_URL names."""

from __future__ import annotations

from typing import Protocol, cast

from haystack import connections

from archive.search.engine import Engine


class Backend(Protocol):
    """A haystack backend of ours: it brings its engine along."""

    engine: Engine


def engine() -> Engine:
    return cast(Backend, connections["default"].get_backend()).engine
