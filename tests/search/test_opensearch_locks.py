"""The locks of the OpenSearch engine's writers, which need no cluster."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from archive.errors import EngineUnavailable
from archive.search.engines.opensearch import locks
from archive.search.engines.opensearch.place import Place

PLACE = Place(("http://us:secret@one:9200", "https://two"), "talks")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def elsewhere():
    """Runs what it is given on another thread, which has its own connection."""

    def close_after(work):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads:
        yield lambda work: threads.submit(close_after, work).result(20)


def take(lock, place=PLACE):
    with lock(place):
        return "held"


def test_one_writer_at_a_time(elsewhere, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0.05)

    with locks.writing(PLACE):
        with pytest.raises(EngineUnavailable, match=r"is taken: another program"):
            elsewhere(lambda: take(locks.writing))
        assert elsewhere(lambda: take(locks.rebuilding)) == "held"
        assert elsewhere(lambda: take(locks.writing, Place((), "other"))) == "held"

    assert elsewhere(lambda: take(locks.writing)) == "held"


def test_one_rebuild_at_a_time(elsewhere):
    with locks.rebuilding(PLACE):
        with pytest.raises(EngineUnavailable, match="already being rebuilt"):
            elsewhere(lambda: take(locks.rebuilding))
        assert take(locks.writing) == "held"

    assert elsewhere(lambda: take(locks.rebuilding)) == "held"


def test_a_writer_that_fails_lets_go(elsewhere):
    with pytest.raises(ZeroDivisionError), locks.writing(PLACE):
        raise ZeroDivisionError

    assert elsewhere(lambda: take(locks.writing)) == "held"


def test_a_lock_that_cannot_be_kept_is_told(tmp_path, settings):
    if connection.vendor == "postgresql":
        pytest.skip("The lock is kept in the database.")
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file"

    with pytest.raises(EngineUnavailable, match=r"cannot be written .*update_index"):
        take(locks.writing)


def test_a_place_is_told_without_its_password():
    assert str(PLACE) == "'talks' at http://one:9200, https://two"
