"""The archive's own PostgreSQL as an engine: our terms in its full-text index."""

from archive.search.engines.postgres.backend import PostgresEngine

__all__ = ["PostgresEngine"]
