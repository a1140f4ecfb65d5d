"""The PostgreSQL engine: the contract, and what only a database can do."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from operator import attrgetter
from threading import Event
from unittest.mock import patch

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import EngineUnavailable
from archive.search import crew, indexes
from archive.search.engine import Request
from archive.search.engines.postgres import layout, statement, tables
from archive.search.engines.postgres.library import Library
from archive.search.indexes import documents, every_document
from archive.search.terms import All, Best, Near, Term
from tests import factories
from tests.search import test_oracle as generated
from tests.search.contract import EngineContract, found_by, rows
from tests.search.documents import ask, make_document, put, read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="The archive is not on PostgreSQL."
    ),
]


@pytest.fixture
def library():
    """The tables of an index that holds nothing yet."""
    library = Library()
    library.rebuild([], lambda _turns, _interviews: [])
    return library


class TestPostgres(EngineContract):
    @pytest.fixture
    def engine(self, library):
        return library


@pytest.fixture(
    params=[{}, {"MOST_PLACES": 1}, {"MOST_BYTES": 150}, {"LAST_PLACE": 8}],
    ids=["roomy", "few places", "few bytes", "short"],
)
def tight(request, monkeypatch):
    """Limits that ordinary turns meet, as very long ones do in earnest."""
    for name, limit in request.param.items():
        monkeypatch.setattr(layout, name, limit)


@pytest.fixture
def all_turns(tight, library):
    """Half of the turns built at once, half added later, some of them twice."""
    turns, document = generated.TURNS, generated.document
    library.rebuild(map(document, turns[:60]), lambda *_: [])
    for start in range(50, 120, 14):
        part = turns[start : start + 14]
        numbers = {turn.number for turn in part}
        library.replace(numbers, (), lambda part=part: map(document, part))
    return library


several = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@several
@given(text=generated.queries, filters=generated.filters, is_loose=st.booleans())
def test_hits_and_counts_equal_a_count_by_hand(all_turns, text, filters, is_loose):
    tree = read(text, all_turns)

    generated.check(all_turns, Best(tree.parts) if is_loose else tree, filters)


@several
@given(parts=generated.trees, filters=generated.filters, is_loose=st.booleans())
def test_any_tree_finds_what_a_count_by_hand_finds(all_turns, parts, filters, is_loose):
    generated.check(all_turns, Best(parts) if is_loose else All(parts), filters)


@several
@given(parts=generated.trees, is_loose=st.booleans(), stop=st.integers(1, 30))
def test_few_rows_are_the_first_of_all(all_turns, parts, is_loose, stop):
    tree = Best(parts) if is_loose else All(parts)

    whole = all_turns.find(Request(tree, stop=1000)).turns
    with patch.object(statement, "ENOUGH", 1):
        assert all_turns.find(Request(tree, stop=stop)).turns == whole[:stop]


# Turns of more words than a vector holds


@pytest.mark.parametrize(
    "text",
    [
        "x " * 20_000,
        "a x " * 300,
        " ".join(f"word{number}" for number in range(60_000)),
    ],
    ids=["too long", "too often", "too many"],
)
def test_a_turn_too_long_for_a_vector_is_found_all_the_same(library, text):
    put(
        library,
        make_document(1, f"{text} water steppe", question="A sea?", notes="river"),
        make_document(2, f"{text} steppe water"),
        make_document(3, "water steppe"),
    )

    assert set(rows(library, '"water steppe"')) == {1, 3}
    assert set(rows(library, "water steppe")) == {1, 2, 3}
    assert rows(library, "river sea") == [1]
    assert rows(library, 'water -"water steppe"') == [2]
    near = Near((Term(frozenset({"water"})), Term(frozenset({"stepp"}))), 1)
    assert set(found_by(library, near)) == {1, 2, 3}
    library.replace({1, 2}, (), tuple)
    assert rows(library, "steppe") == [3]


# What is wrong is said, with what to do


def test_a_missing_index_says_how_to_build_it():
    library = Library()

    assert not library.exists()
    with pytest.raises(EngineUnavailable, match=r"no search index .*rebuild_index"):
        ask(library, "water")
    with pytest.raises(EngineUnavailable, match="no search index"):
        put(library, make_document(1, "water"))


def test_an_index_of_another_analysis_asks_for_a_rebuild(library, monkeypatch):
    put(library, make_document(1, "water"))
    monkeypatch.setattr(tables, "FINGERPRINT", "analysis 99")

    with pytest.raises(EngineUnavailable, match=r"another version .*rebuild_index"):
        ask(library, "water")
    library.rebuild([make_document(2, "water")], lambda *_: [])

    assert ask(library, "water").turns == (2,)


def test_a_damaged_index_is_told_and_a_rebuild_mends_it(library):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_entry DROP COLUMN vector")

    with pytest.raises(EngineUnavailable, match=r"cannot be used .*rebuild_index"):
        ask(library, "water")
    library.rebuild([make_document(2, "water")], lambda *_: [])

    assert ask(library, "water").turns == (2,)


def test_the_fingerprint_names_analysis_and_layout():
    assert layout.FINGERPRINT.startswith("analysis ")
    assert layout.FINGERPRINT.endswith(f"postgresql layout {layout.LAYOUT}")


def test_a_rebuild_leaves_no_other_tables(library):
    library.rebuild([make_document(1, "water")], lambda *_: [])

    assert [
        name
        for name in connection.introspection.table_names()
        if name.startswith("search_")
    ] == ["search_entry", "search_filing", "search_word"]


def test_signs_of_the_language_of_queries_are_only_words(library):
    put(library, make_document(1, r"It's a \ 'b' & c | !d <-> e:* C++ %s {} water"))

    assert rows(library, r"c++ \ 'b' & | ! <-> :* %s {} water") == [1]


# Several processes


@pytest.fixture
def crew_for_any(monkeypatch):
    """Few turns are worth other processes, and two cores are here."""
    monkeypatch.setattr(crew, "MANY", 1)
    monkeypatch.setattr(crew, "TOGETHER", 3)
    monkeypatch.setattr(crew.os, "sched_getaffinity", lambda _: {0, 1})


@pytest.fixture
def eight_turns(transactional_db):
    interview = factories.make_interview()
    for number in range(4):
        factories.make_exchange(interview, f"Water {number}?")


def test_other_processes_make_what_this_one_would(
    crew_for_any, eight_turns, monkeypatch
):
    expected = list(map(layout.Encoder(), every_document()))
    monkeypatch.setattr(indexes, "every_document", pytest.fail)

    made = list(crew.encoded(crew.Everything(iter), layout.Encoder))

    assert [row.values for row in made] == [row.values for row in expected]
    for told in attrgetter("words"), attrgetter("filings"):
        assert set(chain.from_iterable(map(told, made))) == set(
            chain.from_iterable(map(told, expected))
        )


def test_a_process_that_ends_is_told_of(crew_for_any, eight_turns):
    with pytest.raises(EngineUnavailable, match=r"was ended\. The old index stays"):
        list(crew.encoded(crew.Everything(iter), sys.exit))


def test_what_fails_in_another_process_is_told_here(crew_for_any, eight_turns):
    with pytest.raises(EngineUnavailable, match=r"Turns \d+ to \d+ cannot be made"):
        list(crew.encoded(crew.Everything(iter), int))


def test_what_is_not_committed_is_made_here(crew_for_any):
    factories.make_exchange(factories.make_interview(), "Water?")

    with patch.object(crew, "_made") as made:
        rows = list(crew.encoded(crew.Everything(iter), layout.Encoder))

    assert len(rows) == 2
    made.assert_not_called()


# Several at once


@pytest.fixture
def shared(transactional_db):
    """An index that other connections see too."""
    library = Library()
    library.rebuild([], lambda *_: [])
    yield library
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS search_entry, search_word, search_filing")
    tables.clear_away()


@pytest.fixture
def elsewhere():
    """Runs what it is given on another thread, which has its own connection."""

    def close_after(work, *arguments):
        try:
            return work(*arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        yield lambda work, *arguments: pool.submit(close_after, work, *arguments)


def test_a_rebuild_reads_the_archive_while_it_writes(shared):
    interview = factories.make_interview()
    for number in range(3):
        factories.make_exchange(interview, f"Water {number}?")

    assert shared.rebuild(every_document(), documents) == 6
    assert ask(shared, "water").total == 6


def test_writers_at_once_lose_nothing(shared, elsewhere):
    def write(first):
        for turn in range(first, first + 20):
            put(shared, make_document(turn, f"water saiga{turn}"))

    for each in [elsewhere(write, first) for first in (100, 200, 300)]:
        each.result()

    assert ask(shared, "water").total == 60


def test_a_writer_waits_for_its_turn_and_says_when_it_gives_up(
    shared, elsewhere, monkeypatch
):
    held, done = Event(), Event()

    def documents():
        held.set()
        assert done.wait(20)
        return [make_document(1, "water")]

    first = elsewhere(shared.replace, {1}, (), documents)
    assert held.wait(20)
    monkeypatch.setattr(tables, "PATIENCE", "50ms")
    with pytest.raises(EngineUnavailable, match=r"is taken: .*update_index"):
        put(shared, make_document(2, "water"))
    done.set()
    first.result()

    put(shared, make_document(3, "water"))
    assert shared.turns() == {1, 3}


def test_searches_and_changes_go_on_during_a_rebuild(shared, elsewhere):
    put(shared, make_document(1, "water"))
    begun, go_on = Event(), Event()

    def documents():
        yield make_document(1, "water")
        begun.set()
        assert go_on.wait(20)

    def again(turns, interviews):
        return [make_document(turn, "steppe") for turn in turns]

    rebuilt = elsewhere(shared.rebuild, documents(), again)
    assert begun.wait(20)
    assert rows(shared, "water") == [1]
    put(shared, make_document(1, "steppe"), make_document(2, "steppe"))
    assert rows(shared, "steppe") == [1, 2]
    with pytest.raises(EngineUnavailable, match="already being rebuilt"):
        shared.rebuild([], lambda *_: [])
    go_on.set()

    assert rebuilt.result() == 2
    assert rows(shared, "steppe") == [1, 2]
    assert rows(shared, "water") == []


def test_a_rebuild_that_is_killed_leaves_the_index_whole(shared, elsewhere):
    put(shared, make_document(1, "water"))

    def documents():
        yield from (make_document(turn, "half") for turn in range(600))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    killed = elsewhere(shared.rebuild, documents(), lambda *_: [])
    assert killed.exception()

    assert shared.turns() == {1}
    put(shared, make_document(2, "water"))
    assert shared.rebuild([make_document(3, "water")], lambda *_: []) == 1
    assert rows(shared, "water") == [3]


def test_what_is_not_committed_is_not_found(shared, elsewhere):
    put(shared, make_document(1, "water"))
    wrote, done = Event(), Event()

    def documents():
        yield make_document(2, "water")
        wrote.set()
        assert done.wait(20)

    writer = elsewhere(shared.replace, {2}, (), documents)
    assert wrote.wait(20)
    assert rows(shared, "water") == [1]
    done.set()
    writer.result()

    assert rows(shared, "water") == [1, 2]
