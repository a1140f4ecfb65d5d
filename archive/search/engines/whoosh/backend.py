"""The embedded engine as haystack knows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine

from archive.search.engines.backend import Backend, Query
from archive.search.engines.whoosh.library import library


class WhooshBackend(Backend):
    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.engine = library(Path(options["PATH"]))


class WhooshEngine(BaseEngine):
    backend = WhooshBackend
    query = Query
