"""The tables of an index: made aside, filled by COPY, put in place by their names.

search_entry   the turns; its comment tells how their words were analysed
search_word    the words as they are spelled
search_filing  the topics that turns are filed under together
*_new          what a rebuild is making; search_changed: what writers replaced meanwhile

No migration makes them: a site has them when it asks PostgreSQL, and a rebuild made it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction
from psycopg.sql import SQL, Composable, Identifier, Literal

from archive.errors import (
    EngineUnavailable,
    IndexMissing,
    IndexOutdated,
    SearchTooLong,
)
from archive.search.engines.postgres.conditions import either, is_among
from archive.search.engines.postgres.layout import (
    COLUMNS,
    FINGERPRINT,
)

ENTRIES, WORDS, FILINGS = "search_entry", "search_word", "search_filing"
TABLES = ENTRIES, WORDS, FILINGS
CHANGED = "search_changed"
ASIDE = "_new"

WRITING, REBUILDING = 0x73756862, 0x73756863
"""Numbers of locks that nothing else takes."""

PATIENCE = "60s"
"""How long a writer waits for its turn."""


def execute(statement: Composable) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def exists(name: str = ENTRIES) -> bool:
    (found,) = execute(SQL("SELECT to_regclass({}) IS NOT NULL").format(Literal(name)))
    return bool(found[0])


def check(seconds: float = math.inf) -> int:
    """How crowded the most crowded vector is; EngineUnavailable without an index.

    Until the transaction ends statements are quick, and stopped after so many seconds:
    `told` then says so.
    """
    limit = 0 if seconds == math.inf else max(1, round(seconds * 1000))
    ((fingerprint, crowdedness, *_),) = _ask_index(_STATE.format(Literal(str(limit))))
    _check(fingerprint)
    return int(crowdedness or 0)


def go_on() -> None:
    """Let statements take their time again, in a transaction around the search's."""
    execute(SQL("SELECT set_config('statement_timeout', '0', true)"))


def languages() -> list[int]:
    """The numbers of the languages spoken. Raises EngineUnavailable like `check`."""
    with told(), transaction.atomic() if connection.in_atomic_block else nullcontext():
        ((fingerprint, found),) = _ask_index(_LANGUAGES)
    _check(fingerprint)
    return list(found)


def _ask_index(statement: Composable) -> list[tuple[Any, ...]]:
    try:
        return execute(statement)
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.UndefinedTable):
            raise _missing() from error
        raise


def _check(fingerprint: str | None) -> None:
    if fingerprint != FINGERPRINT:
        raise _outdated(fingerprint or "none")


def wait_for_turn() -> None:
    """Hold the writers' lock until the transaction ends."""
    wait = SQL("SELECT set_config('lock_timeout', {}, true), pg_advisory_xact_lock({})")
    execute(wait.format(Literal(PATIENCE), Literal(WRITING)))


@contextmanager
def rebuilding() -> Iterator[None]:
    """Hold the rebuild; a program killed with it lets it go."""
    lock = Literal(REBUILDING)
    ((is_held,),) = execute(SQL("SELECT pg_try_advisory_lock({})").format(lock))
    if not is_held:
        raise EngineUnavailable(
            "The search index in the database is already being rebuilt. "
            "Nothing is lost: wait for that to end."
        )
    try:
        yield
    finally:
        # A connection that broke has let the lock go.
        with suppress(DatabaseError):
            execute(SQL("SELECT pg_advisory_unlock({})").format(lock))


def make_aside() -> None:
    """Empty tables for a rebuild; from now on writers note down what they replace."""
    clear_away()
    columns = SQL(", ").join(
        SQL("{} {}{}").format(
            Identifier(name), SQL(kind), SQL("" if name == "places" else " NOT NULL")
        )
        for name, kind in COLUMNS.items()
    )
    execute(
        SQL("CREATE TABLE {} ({}) WITH (toast_tuple_target = 8160)").format(
            Identifier(ENTRIES + ASIDE), columns
        )
    )
    execute(
        SQL('CREATE TABLE {} (word text COLLATE "C" PRIMARY KEY)').format(
            Identifier(WORDS + ASIDE)
        )
    )
    execute(
        SQL("CREATE TABLE {} (filing int8 PRIMARY KEY, topics int8[] NOT NULL)").format(
            Identifier(FILINGS + ASIDE)
        )
    )
    execute(SQL("CREATE TABLE search_changed (turns int8[], interviews int8[])"))


def clear_away() -> None:
    aside = (name + ASIDE for name in TABLES)
    names = SQL(", ").join(map(Identifier, (*aside, CHANGED)))
    execute(SQL("DROP TABLE IF EXISTS {}").format(names))


def make_indexes() -> None:
    entries = Identifier(ENTRIES + ASIDE)
    execute(SQL("SELECT set_config('maintenance_work_mem', '512MB', true)"))
    for statement in _INDEXES:
        execute(statement.format(entries))


def put_in_place() -> None:
    """The tables aside become the index. Readers see the old one or the new one."""
    for name in TABLES:
        here, aside = Identifier(name), Identifier(name + ASIDE)
        execute(SQL("DROP TABLE IF EXISTS {}").format(here))
        execute(SQL("ALTER TABLE {} RENAME TO {}").format(aside, here))
    execute(SQL("COMMENT ON TABLE search_entry IS {}").format(Literal(FINGERPRINT)))
    clear_away()


def clear_up() -> None:
    """Note which rows all can see: their number is then had without a look at them."""
    if not connection.in_atomic_block:
        execute(SQL("VACUUM (ANALYZE) {}").format(Identifier(ENTRIES + ASIDE)))


def remove(
    turns: Collection[int], interviews: Collection[int], suffix: str = ""
) -> None:
    meant = either([is_among("turn", turns), is_among("interview", interviews)])
    entries = Identifier(ENTRIES + suffix)
    execute(SQL("DELETE FROM {} WHERE {}").format(entries, meant))


def note(turns: Collection[int], interviews: Collection[int]) -> None:
    """Tell a running rebuild what is replaced."""
    if exists(CHANGED):
        insert = SQL("INSERT INTO search_changed VALUES ({}::int8[], {}::int8[])")
        execute(insert.format(Literal(sorted(turns)), Literal(sorted(interviews))))


def changed() -> tuple[frozenset[int], frozenset[int]]:
    rows = execute(SQL("SELECT turns, interviews FROM search_changed"))
    return (
        frozenset(turn for turns, _ in rows for turn in turns),
        frozenset(each for _, interviews in rows for each in interviews),
    )


@contextmanager
def told() -> Iterator[None]:
    """What the database complains of, told with what to do."""
    try:
        yield
    except (DatabaseError, psycopg.Error) as error:
        cause = error.__cause__ or error
        line = str(error).strip().partition("\n")[0]
        if isinstance(cause, psycopg.errors.QueryCanceled):
            raise SearchTooLong(
                "The search took too long and was stopped: narrow it."
            ) from error
        if isinstance(cause, psycopg.errors.LockNotAvailable):
            raise EngineUnavailable(
                "The search index in the database is taken: another program is writing "
                "to it. Nothing is lost: try again with manage.py update_index"
            ) from error
        raise EngineUnavailable(
            f"The search index in the database cannot be used ({line}). "
            "Rebuild it with: manage.py rebuild_index"
        ) from error


def _missing() -> IndexMissing:
    said = "There is no search index in the database. "
    return IndexMissing(f"{said}Build it with: manage.py rebuild_index")


def _outdated(found: str) -> IndexOutdated:
    return IndexOutdated(
        f"The search index in the database was made by another version ({found}; "
        f"this one is {FINGERPRINT}). Rebuild it with: manage.py rebuild_index"
    )


_STATE = SQL(
    "SELECT obj_description('search_entry'::regclass, 'pg_class'),"
    " (SELECT max(crowded) FROM search_entry WHERE crowded > 0),"
    " set_config('jit', 'off', true), set_config('work_mem', '64MB', true),"
    " set_config('random_page_cost', '1.1', true),"
    " set_config('enable_hashjoin', 'off', true),"
    " set_config('enable_mergejoin', 'off', true),"
    " set_config('statement_timeout', {}, true)"
)
# From one language to the next by the index, however many turns each has.
_LANGUAGES = SQL(
    "SELECT obj_description('search_entry'::regclass, 'pg_class'), ARRAY("
    "WITH RECURSIVE spoken AS ("
    " (SELECT min(language) AS language FROM search_entry)"
    " UNION ALL SELECT (SELECT min(language) FROM search_entry"
    " WHERE language > spoken.language)"
    " FROM spoken WHERE language IS NOT NULL"
    ") SELECT language FROM spoken WHERE language IS NOT NULL)"
)
_INDEXES = (
    SQL("ALTER TABLE {} ADD PRIMARY KEY (turn)"),
    SQL("CREATE INDEX ON {} (interview)"),
    SQL("CREATE INDEX ON {} (language)"),
    SQL("CREATE INDEX ON {} (turn) WHERE crowded > 0"),
    SQL("CREATE INDEX ON {} USING gin (vector)"),
    SQL("ANALYZE {}"),
)
