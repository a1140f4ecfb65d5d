"""The OpenSearch engine: the contract, and what only a cluster can do."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from socket import socket
from threading import Event
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings

from archive.errors import (
    EngineUnavailable,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    SearchTooLong,
)
from archive.search.engine import Request
from archive.search.engines.opensearch import (
    cluster as asked,
)
from archive.search.engines.opensearch import (
    conditions,
    layout,
    locks,
    shelf,
    statement,
)
from archive.search.engines.opensearch import library as opensearch_library
from archive.search.engines.opensearch.library import Library
from archive.search.engines.opensearch.place import Place
from archive.search.terms import All, Best, Near, Prefix, Sequence, Term
from tests.search import test_oracle as generated
from tests.search.contract import EngineContract, found_by, rows
from tests.search.documents import ask, make_document, put, read

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """On a busy machine an answer takes longer than a reader would wait."""
    monkeypatch.setattr(opensearch_library, "PROMPT", 30.0)


class TestOpenSearch(EngineContract):
    @pytest.fixture
    def engine(self, indexed):
        return indexed


@pytest.fixture(scope="module")
def all_turns(cluster):
    """Half of the turns built at once, half added later, some twice; three shards."""
    library = Library(Place(cluster.hosts, "all-turns", shards=3, replicas=1))
    turns, document = generated.TURNS, generated.document
    library.rebuild(map(document, turns[:60]), lambda *_: [])
    for start in range(50, 120, 14):
        part = turns[start : start + 14]
        numbers = {turn.number for turn in part}
        library.replace(numbers, (), lambda part=part: map(document, part))
    return library


@pytest.fixture(params=[{}, {"MOST_VALUES": 2}], ids=["all values", "by pages"])
def tight(request, monkeypatch):
    """A limit that ordinary facets meet, as very large ones do in earnest."""
    for name, limit in request.param.items():
        monkeypatch.setattr(statement, name, limit)


several = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@several
@given(text=generated.queries, filters=generated.filters, is_loose=...)
def test_hits_and_counts_equal_a_count_by_hand(
    all_turns, tight, text, filters, is_loose: bool
):
    tree = read(text, all_turns)

    generated.check(all_turns, Best(tree.parts) if is_loose else tree, filters)


@several
@given(parts=generated.trees, filters=generated.filters, is_loose=...)
def test_any_tree_finds_what_a_count_by_hand_finds(
    all_turns, tight, parts, filters, is_loose: bool
):
    generated.check(all_turns, Best(parts) if is_loose else All(parts), filters)


def test_pages_go_on_beyond_what_one_request_reaches(indexed, monkeypatch):
    put(indexed, *(make_document(turn, "water") for turn in range(1, 31)))
    whole = rows(indexed, "water", stop=100)
    for module in (opensearch_library, shelf, statement):
        monkeypatch.setattr(module, "WINDOW", 7)

    assert rows(indexed, "water", stop=100) == whole
    assert rows(indexed, "water", start=5, stop=9) == whole[5:9]
    assert rows(indexed, "water", start=9, stop=25) == whole[9:25]
    assert indexed.turns() == set(whole)


def test_a_query_of_very_many_forms_is_answered_without_a_rank(indexed, monkeypatch):
    put(indexed, make_document(1, "steppe"), make_document(2, "water"))
    forms = Term(frozenset({"water", *(f"form{number}" for number in range(1_500))}))
    few = Term(frozenset({"water", *(f"form{number}" for number in range(300))}))

    assert found_by(indexed, forms) == [2]
    assert found_by(indexed, Sequence(((0, few),))) == [2]
    with pytest.raises(SearchTooLong, match="narrow it"):
        found_by(indexed, Near((forms, few), 2))


def test_filters_of_very_many_values_are_split(indexed, monkeypatch):
    monkeypatch.setattr(conditions, "MOST", 2)
    put(indexed, *(make_document(turn, "water", speaker=turn) for turn in range(1, 8)))

    some = {"speaker": frozenset({1, 2, 3, 4, 5, 99, -1, 2**70})}

    assert rows(indexed, "water", filters=some) == [1, 2, 3, 4, 5]


def test_a_document_larger_than_a_chunk_is_sent(indexed, monkeypatch):
    monkeypatch.setattr(asked, "CHUNK", 200)

    put(indexed, *(make_document(turn, "water " * 50 * turn) for turn in range(1, 6)))

    assert set(rows(indexed, "water")) == {1, 2, 3, 4, 5}


def test_a_very_long_turn_is_found_by_its_last_words(indexed):
    put(indexed, make_document(1, f"{'x y ' * 60_000}water steppe"))

    assert rows(indexed, '"water steppe"') == [1]
    assert rows(indexed, '"steppe water"') == []


def test_a_very_long_beginning_is_found(indexed):
    put(indexed, make_document(1, "w" * 64))

    assert found_by(indexed, Prefix(f"={'w' * 64}")) == [1]
    assert found_by(indexed, Prefix(f"={'w' * 65}")) == []


# What is wrong is said, with what to do


@pytest.fixture
def fresh(cluster):
    """A library of an index that nobody built."""
    library = Library(Place(cluster.hosts, "fresh", replicas=0))
    yield library
    library._shelf.take_away(library._shelf._all())


def test_a_missing_index_says_how_to_build_it(fresh):
    assert not fresh.exists()
    for ask_of in (lambda: ask(fresh, "water"), fresh.turns, fresh.languages):
        with pytest.raises(IndexMissing, match=r"no search index .*rebuild_index"):
            ask_of()
    with pytest.raises(IndexMissing, match="no search index"):
        put(fresh, make_document(1, "water"))
    assert not fresh.exists()


def test_an_index_of_another_analysis_asks_for_a_rebuild(indexed, monkeypatch):
    put(indexed, make_document(1, "water"))
    monkeypatch.setattr(layout, "FINGERPRINT", "analysis 99")

    assert indexed.exists()
    with pytest.raises(IndexOutdated, match=r"another version .*rebuild_index"):
        ask(indexed, "water")
    with pytest.raises(IndexOutdated, match=r"this one is analysis 99"):
        put(indexed, make_document(1, "water"))
    indexed.rebuild([make_document(2, "water")], lambda *_: [])

    assert ask(indexed, "water").turns == (2,)


def test_a_closed_index_is_told_and_a_rebuild_mends_it(indexed):
    indexed._cluster.ask("POST", f"/{indexed._shelf.name}/_close")

    with pytest.raises(IndexDamaged, match=r"cannot be used .*closed.*rebuild_index"):
        indexed.verify()
    indexed.rebuild([make_document(2, "water")], lambda *_: [])

    indexed.verify()
    assert ask(indexed, "water").turns == (2,)


def test_another_archive_s_index_of_a_longer_name_is_left_alone(cluster, indexed):
    other = Library(Place(cluster.hosts, "contract-other", replicas=0))
    other.rebuild([make_document(7, "water")], lambda *_: [])

    indexed.rebuild([make_document(1, "water")], lambda *_: [])

    assert ask(other, "water").turns == (7,)
    other._shelf.take_away(other._shelf._all())


def test_the_fingerprint_names_analysis_and_layout(indexed):
    (known,) = indexed._shelf._all().values()

    assert known["mappings"]["_meta"]["fingerprint"] == layout.FINGERPRINT
    assert layout.FINGERPRINT.startswith("analysis ")
    assert layout.FINGERPRINT.endswith(f"opensearch layout {layout.LAYOUT}")


@contextmanager
def silent_host():
    """A host that takes a connection and never says a word."""
    with socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_cluster_that_is_down_is_told_without_the_password():
    with silent_host() as host:
        gone = host
    library = Library(Place((gone.replace("//", "//us:secret@"),), "suhbat"))

    for attempt in (library.exists, library.turns, lambda: ask(library, "water")):
        with pytest.raises(EngineUnavailable, match="cannot be reached") as told:
            attempt()
        assert "Start its cluster" in str(told.value)
        assert "secret" not in str(told.value)


def test_a_forked_process_has_connections_of_its_own(monkeypatch):
    made = []
    monkeypatch.setattr(
        asked, "OpenSearch", lambda *_, **__: made.append(Mock()) or made[-1]
    )
    cluster = asked.Cluster(Place(("http://127.0.0.1:9",), "any"))
    cluster.ask("GET", "/")
    cluster.ask("GET", "/")

    monkeypatch.setattr(asked.os, "getpid", lambda: 0)
    cluster.ask("GET", "/")

    assert [each.transport.perform_request.call_count for each in made] == [2, 1]


def test_a_host_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(opensearch_library, "PROMPT", 0.2)
    with silent_host() as host:
        library = Library(Place((host,), "suhbat"))

        with pytest.raises(EngineUnavailable, match="does not answer in time"):
            library.languages()


def test_a_search_past_its_deadline_is_told(indexed):
    with pytest.raises(SearchTooLong, match="narrow it"):
        indexed.find(Request(All(()), deadline=0))


def test_what_one_host_does_not_answer_another_does(cluster, indexed):
    with silent_host() as host:
        gone = host
    library = Library(Place((gone, *cluster.hosts), "contract", replicas=0))
    put(indexed, make_document(1, "water"))

    assert [ask(library, "water").turns for _ in range(8)] == [(1,)] * 8


# Several at once


@pytest.fixture
def elsewhere():
    """Runs what it is given on another thread."""
    with ThreadPoolExecutor() as threads:
        yield threads.submit


def test_writers_at_once_lose_nothing(indexed, elsewhere):
    def write(first):
        for turn in range(first, first + 10):
            put(indexed, make_document(turn, f"water saiga{turn}"))

    for each in [elsewhere(write, first) for first in (100, 200, 300)]:
        each.result()

    assert ask(indexed, "water").total == 30


def test_the_later_writer_writes_what_is_then_true(indexed, elsewhere):
    """What a writer puts in is read once its turn has come, not before."""
    truth = ["water"]

    def late():
        return [make_document(1, truth[0])]

    with locks.writing(indexed._place):
        waiting = elsewhere(indexed.replace, {1}, (), late)
        truth[0] = "steppe"
    waiting.result(20)

    assert rows(indexed, "steppe") == [1]


def test_a_writer_says_when_it_gives_up(indexed, elsewhere, monkeypatch):
    with locks.writing(indexed._place):
        monkeypatch.setattr(locks, "PATIENCE", 0.05)
        with pytest.raises(EngineUnavailable, match=r"is taken: .*update_index"):
            elsewhere(put, indexed, make_document(2, "water")).result(20)


def test_what_is_half_written_is_not_found(indexed, monkeypatch):
    put(indexed, make_document(1, "water"))

    def fail(_name):
        raise EngineUnavailable("no more")

    with monkeypatch.context() as broken:
        broken.setattr(indexed._shelf, "refresh", fail)
        with pytest.raises(EngineUnavailable, match="no more"):
            put(indexed, make_document(1, "steppe"), make_document(2, "water"))

    assert rows(indexed, "water") == [1]
    put(indexed, make_document(1, "steppe"))
    assert rows(indexed, "water") == [2]


def test_searches_and_changes_go_on_during_a_rebuild(indexed, elsewhere):
    put(indexed, *(make_document(turn, "water") for turn in range(1, 21)))
    begun, go_on = Event(), Event()

    def documents():
        yield from (make_document(turn, "water") for turn in range(1, 21))
        begun.set()
        assert go_on.wait(20)

    def again(turns, interviews):
        return [make_document(turn, "steppe") for turn in turns]

    def search_until_done(rebuilding):
        totals = set()
        while not rebuilding.done():
            totals.add(ask(indexed, "water").total)
        return totals

    rebuilding = elsewhere(indexed.rebuild, documents(), again)
    assert begun.wait(20)
    put(indexed, make_document(1, "steppe"))
    searching = elsewhere(search_until_done, rebuilding)
    with pytest.raises(EngineUnavailable, match="already being rebuilt"):
        indexed.rebuild([], lambda *_: [])
    go_on.set()

    assert rebuilding.result(60) == 20
    assert searching.result() == {19}
    assert rows(indexed, "steppe") == [1]


def test_what_a_killed_rebuild_left_is_taken_away_by_the_next(indexed):
    put(indexed, make_document(1, "water"))
    left = indexed._shelf.new()
    indexed._shelf.write(left, [make_document(9, "half")])

    put(indexed, make_document(2, "water"))
    assert indexed.turns() == {1, 2}
    indexed.rebuild([make_document(3, "water")], lambda *_: [])

    assert list(indexed._shelf._all()) != [left]
    assert len(indexed._shelf._all()) == 1


# Nodes that go away


def test_a_node_that_stops_loses_nothing(cluster, elsewhere):
    library = Library(Place(cluster.hosts, "safe", shards=3, replicas=1))
    library.rebuild(
        (make_document(turn, "water") for turn in range(1, 41)), lambda *_: []
    )
    ended = Event()

    def search_until_end():
        totals = []
        while not ended.is_set():
            totals.append(ask(library, "water").total)
        return totals

    def write(first):
        for turn in range(first, first + 10):
            put(library, make_document(turn, "water"))

    searching = elsewhere(search_until_end)
    try:
        writing = [elsewhere(write, first) for first in (100, 200)]
        cluster.stop(1)
        for each in writing:
            each.result(60)
        put(library, make_document(300, "water"))
    finally:
        ended.set()
        cluster.start(1)
    put(library, make_document(301, "water"))

    totals = searching.result(60)
    assert totals == sorted(totals)
    assert totals[0] >= 40
    assert ask(library, "water").total == 62
    assert library.turns() == {*range(1, 41), *range(100, 110), *range(200, 210)} | {
        300,
        301,
    }
    library._shelf.take_away(library._shelf._all())
