"""An engine of the test's own, in the place of the site's."""

import pytest
from haystack import connections

from archive.search import facets, names, suggestions
from archive.search.engines.opensearch.library import Library as OpenSearch
from archive.search.engines.opensearch.place import Place
from archive.search.engines.whoosh.library import Library
from tests import opensearch
from tests.conftest import miss

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
    names.forget()
    suggestions.forget()
    facets.forget()
    backend = connections["default"].get_backend()
    monkeypatch.setattr(backend, "engine", library)
    return library


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block whose end stands for a commit: what waits for one is done."""

    def block():
        return django_capture_on_commit_callbacks(execute=True)

    return block


@pytest.fixture(scope="session")
def cluster():
    """Three nodes of OpenSearch, the same ones for the whole run."""
    if not opensearch.is_possible():
        miss(opensearch.MISSING)
    with opensearch.started() as cluster:
        yield cluster


@pytest.fixture
def indexed(cluster):
    """An OpenSearch library with an index that holds nothing yet."""
    library = OpenSearch(Place(cluster.hosts, "contract", shards=1, replicas=0))
    library.rebuild([], lambda _turns, _interviews: [])
    return library
