"""Triggers that count every change of what pages are made of.

A trigger hears of what no signal tells: bulk writes, a restore, another program. Each
`migrate` puts up those that are missing: SQLite forgets them when it alters a table.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection

from archive.models.generations import Generation

LEFT_OUT = {
    # What counts, and what search and quotations are looked up by.
    "archive.generation",
    "archive.indextask",
    "archive.paired",
    "archive.wordpair",
    # What editors alone see; readers write errata.
    "archive.sought",
    "archive.erratum",
    "archive.trail",
    "archive.upload",
}
PREFIX = "shows_"
# A step is of a length nobody can foretell: a database that was put back by copying
# its file comes to no number that it had before.
SQLITE_STEP = (
    "UPDATE archive_generation SET number = number + 1 + abs(random() % 99999)"
)
POSTGRESQL_STEP = """
CREATE OR REPLACE FUNCTION archive_generation_step() RETURNS trigger AS $$
BEGIN
    INSERT INTO archive_generation (number) VALUES (1 + floor(random() * 99999));
    RETURN NULL;
END
$$ LANGUAGE plpgsql
"""
SQLITE_HELD = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_HELD = """
SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal
"""


def watched() -> list[str]:
    """The tables that count. A new model counts unless it is left out."""
    models = apps.get_app_config("archive").get_models(include_auto_created=True)
    return sorted(
        model._meta.db_table
        for model in models
        if not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    )


def is_whole() -> bool:
    """Whether every change is counted, so that its number can be relied upon."""
    return not wanted(watched()).keys() - held().keys()


class Meter:
    """Tells how far the archive has moved. That all is counted is found out once."""

    def __init__(self) -> None:
        self._is_whole = False

    def read(self) -> int | None:
        """Return the number of now; None where it cannot be relied upon."""
        self._is_whole = self._is_whole or is_whole()
        return Generation.objects.current() if self._is_whole else None


def put_up(**signal: Any) -> None:
    """Put up the triggers that are missing, and take down those of what is gone."""
    tables = set(connection.introspection.table_names())
    if "archive_generation" not in tables:
        return
    needed, standing = wanted(tables.intersection(watched())), held()
    with connection.cursor() as cursor:
        if missing := [needed[name] for name in needed.keys() - standing.keys()]:
            if connection.vendor == "postgresql":
                cursor.execute(POSTGRESQL_STEP)
            for statement in missing:
                cursor.execute(statement)
        for name in standing.keys() - needed.keys():
            cursor.execute(taken_down(name, standing[name]))
        begin(cursor)


def begin(cursor: Any) -> None:
    """Count from the clock where nothing is counted yet: no number comes back."""
    cursor.execute(
        "INSERT INTO archive_generation (number) SELECT %s"
        " WHERE NOT EXISTS (SELECT 1 FROM archive_generation)",
        [time.time_ns() // 1000],
    )


def held() -> dict[str, str]:
    """The triggers that stand, with their tables."""
    with connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute(SQLITE_HELD if is_sqlite else POSTGRESQL_HELD)
        return {name: table for name, table in cursor if name.startswith(PREFIX)}


def wanted(tables: Iterable[str]) -> dict[str, str]:
    """The statements that make each trigger, by its name."""
    if connection.vendor == "postgresql":
        return {f"{PREFIX}{table}": _on_postgresql(table) for table in tables}
    acts = ("insert", "update", "delete")
    return {
        f"{PREFIX}{table}_{act}": _on_sqlite(table, act)
        for table in tables
        for act in acts
    }


def taken_down(name: str, table: str) -> str:
    """The statement that takes down a trigger."""
    of_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    return f'DROP TRIGGER "{name}"{of_table}'


def _on_sqlite(table: str, act: str) -> str:
    name = f"{PREFIX}{table}_{act}"
    return f'CREATE TRIGGER "{name}" AFTER {act} ON "{table}" BEGIN {SQLITE_STEP}; END'


def _on_postgresql(table: str) -> str:
    return (
        f'CREATE TRIGGER "{PREFIX}{table}" '
        f'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION archive_generation_step()"
    )
