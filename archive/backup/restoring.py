"""A backup into the database, in one transaction: all of it, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from archive.backup.database import (
    empty,
    first_line,
    hold_writers,
    migrations,
    settle,
)
from archive.backup.reading import UNCHANGED, Backup, opened
from archive.backup.tables import (
    BATCH,
    Names,
    Row,
    Table,
    Watch,
    as_sums_file,
    batches,
    counts,
    digest_of,
    sums,
    tables,
)
from archive.backup.writing import SUMS, Contents
from archive.models import IndexTask, Interview, Scope, Trail

MADE = {"auth.group", "auth.group_permissions"}


class Restored(NamedTuple):
    contents: Contents
    before: Contents


def restore(path: Path, actor: str, watch: Watch) -> Restored:
    """Fill an empty database; BackupError when it holds anything."""
    return _restore(path, actor, watch, _require_empty)


def replace(path: Path, actor: str, watch: Watch) -> Restored:
    """Put a backup in the place of all that is kept."""
    return _restore(path, actor, watch, _make_empty)


MakeRoom = Callable[[Backup, Contents], None]


def _restore(path: Path, actor: str, watch: Watch, make_room: MakeRoom) -> Restored:
    with opened(path) as backup:
        _require_same_migrations(backup)
        with _in_one_act(backup):
            hold_writers()
            before, stale = _contents(), _interviews()
            make_room(backup, before)
            _fill(backup, watch)
            _link(backup)
            _compare(backup, watch)
            _leave_tasks(stale | _interviews())
            Trail.objects.record(actor, "restore", path.name, backup.contents.digest)
    return Restored(backup.contents, before)


@contextmanager
def _in_one_act(backup: Backup) -> Iterator[None]:
    try:
        with transaction.atomic(durable=True):
            yield
    except DatabaseError as error:
        raise backup.fault(
            f"the database cannot be written ({first_line(error)}). {UNCHANGED}"
        ) from error


def _require_same_migrations(backup: Backup) -> None:
    here, there = set(migrations()), set(backup.migrations)
    for name in sorted(there - here):
        raise backup.fault(
            f"a newer version of the program made it (migration {name}). {UNCHANGED} "
            "Upgrade the program, run manage.py migrate, and restore again."
        )
    for name in sorted(here - there):
        raise backup.fault(
            f"an older version of the program made it (before migration {name}). "
            f"{UNCHANGED} Restore it with that version, then upgrade and migrate."
        )


def _contents() -> Contents:
    """What is kept here, but for the groups that `migrate` makes."""
    rows = counts()
    return Contents({name: rows[name] for name in rows.keys() - MADE})


def _require_empty(backup: Backup, before: Contents) -> None:
    if before:
        raise backup.fault(
            f"the database is not empty, it holds {before}. {UNCHANGED} "
            "Back it up, then use --replace to put this backup in its place."
        )
    empty()


def _make_empty(backup: Backup, before: Contents) -> None:
    empty()


def _fill(backup: Backup, watch: Watch) -> None:
    names = Names()
    watch.begin(_("Restoring"), sum(backup.contents.rows.values()))
    for table in tables():
        for rows in batches(_rows(backup, table, names), table.batch):
            try:
                table.insert(rows)
            except (DatabaseError, ValueError, OverflowError) as error:
                raise backup.fault(
                    f"{table.member}: this database cannot keep one of its rows "
                    f"({first_line(error)}). {UNCHANGED}"
                ) from error
            watch.advance(len(rows))


def _rows(backup: Backup, table: Table, names: Names) -> Iterator[Row]:
    with backup.pack.open(table.member) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield table.row(line, names)
            except (TypeError, ValueError, ValidationError) as error:
                raise backup.fault(
                    f"{table.member}, line {number}: not a row of this table "
                    f"({first_line(error)}). {UNCHANGED}"
                ) from error


def _link(backup: Backup) -> None:
    try:
        settle()
    except DatabaseError as error:
        raise backup.fault(
            f"its rows do not fit together ({first_line(error)}). {UNCHANGED}"
        ) from error


def _compare(backup: Backup, watch: Watch) -> None:
    """Read everything back: what is kept now has the sums of the backup."""
    watch.begin(_("Checking"), sum(backup.contents.rows.values()))
    found = sums(watch)
    stated = backup.pack.read(SUMS).splitlines()
    if not {*as_sums_file(found).splitlines()} <= {*stated} or (
        digest_of(found) != backup.contents.digest
    ):
        raise backup.fault(
            "this database gives back other rows than those in the backup. "
            f"{UNCHANGED} Restore into the kind of database that it was made from."
        )


def _leave_tasks(keys: set[int]) -> None:
    """Search looks again at what was there and at what is there now."""
    IndexTask.objects.bulk_create(
        (IndexTask(scope=Scope.INTERVIEW, key=key) for key in sorted(keys)), BATCH
    )


def _interviews() -> set[int]:
    return set(Interview.objects.values_list("pk", flat=True))
