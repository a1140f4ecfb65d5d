"""The archive's own PostgreSQL as haystack knows it."""

from __future__ import annotations

from haystack.backends import BaseEngine

from archive.search.engines.backend import Backend, Query
from archive.search.engines.postgres.library import Library


class PostgresBackend(Backend):
    engine = Library()


class PostgresEngine(BaseEngine):
    backend = PostgresBackend
    query = Query
