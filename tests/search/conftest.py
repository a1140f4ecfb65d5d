"""An engine of the test's own, in the place of the site's."""

import pytest
from haystack import connections

from archive.search import suggestions
from archive.search.engines.whoosh.library import Library

pytest.register_assert_rewrite("tests.search.contract", "tests.search.documents")


@pytest.fixture
def library(tmp_path):
    """A Whoosh library with an index that holds nothing yet."""
    library = Library(tmp_path / "index")
    library.rebuild([], lambda _turns, _interviews: [])
    return library


@pytest.fixture
def engine(library, monkeypatch):
    """The engine that the site asks."""
    suggestions.forget()
    backend = connections["default"].get_backend()
    monkeypatch.setattr(backend, "engine", library)
    return library


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block whose end stands for a commit: what waits for one is done."""

    def block():
        return django_capture_on_commit_callbacks(execute=True)

    return block
