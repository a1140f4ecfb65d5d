"""What a backup asks of either database: one state to read, one act of writing."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from archive.backup.tables import Table, tables
from archive.errors import BackupError


def snapshot() -> AbstractContextManager[None]:
    """One state of the database, however long it is read and whoever writes."""
    return {"sqlite": _sqlite_snapshot, "postgresql": _postgresql_snapshot}[
        connection.vendor
    ]()


@contextmanager
def _sqlite_snapshot() -> Iterator[None]:
    with connection.cursor() as cursor:
        # Not atomic(), which takes SQLite's one write lock (IMMEDIATE).
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _postgresql_snapshot() -> Iterator[None]:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def migrations() -> list[str]:
    """The migrations of what is kept; BackupError when some are still to be made."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError(
            "The tables of this database are missing or out of date. "
            "Run manage.py migrate first."
        )
    kept = {table.model._meta.app_label for table in tables()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{label}.{name}" for label, name in applied if label in kept)


def hold_writers() -> None:
    """Let nobody else write until the running transaction ends; all may read."""
    if connection.vendor == "postgresql":
        names = ", ".join(_quoted(table) for table in tables())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")


def empty() -> None:
    """Delete every row that is kept, the trail's too; links are checked later."""
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608


def settle() -> None:
    """Check every link between rows; number new rows after the restored ones."""
    connection.check_constraints()
    models = [table.model for table in tables()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def first_line(error: Exception) -> str:
    """What a database complains of, without its context."""
    return str(error).strip().partition("\n")[0]


def _quoted(table: Table) -> str:
    return connection.ops.quote_name(table.model._meta.db_table)
