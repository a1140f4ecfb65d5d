"""Many rows at once, as tuples: what `bulk_create` does, without a model for each.

The database still checks every constraint. Signals are not sent; who writes here
tells the trail and the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

Row = tuple[Any, ...]
# In KiB of cache, and in pages before a journal is worked into the database: an
# index is written once in so many interviews, and not in each.
CACHE, JOURNAL = 16_000, 4_000


def make_room() -> None:
    """Let SQLite hold more of its pages at once, as long as much is written."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE}")
            cursor.execute(f"PRAGMA wal_autocheckpoint = {JOURNAL}")


def reserve(model: type[Model], count: int) -> Sequence[int]:
    """Return so many primary keys that nobody else will be given.

    On SQLite they are ours because the running transaction is the only writer.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NEXT, [table, count])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = last[0] + 1 if last else 1
    return range(first, first + count)


NEXT = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


def select(statement: str, values: Sequence[Any]) -> list[Row]:
    """Return what a statement written out finds.

    For what every source is asked: Django takes longer to write such a question than
    the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    named = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    _run(f"INSERT INTO {_table(model)} ({named}) VALUES ({places})", rows)  # noqa: S608


def update(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Set the columns of each row; its primary key comes last."""
    quote = connection.ops.quote_name
    told = ", ".join(f"{quote(column)} = %s" for column in columns)
    _run(f"UPDATE {_table(model)} SET {told} WHERE id = %s", rows)  # noqa: S608


def delete(model: type[Model], keys: Iterable[int]) -> None:
    rows = [(key,) for key in keys]
    _run(f"DELETE FROM {_table(model)} WHERE id = %s", rows)  # noqa: S608


def _table(model: type[Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _run(statement: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
