"""Pages are searched with an engine of the test's own."""

from tests.search.conftest import committed, engine, library

__all__ = ["committed", "engine", "library"]
