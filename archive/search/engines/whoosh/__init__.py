"""The embedded engine: Whoosh's files, our own fields, evaluation and locking."""

from archive.search.engines.whoosh.backend import WhooshEngine

__all__ = ["WhooshEngine"]
