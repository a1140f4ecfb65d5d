"""One writer at a time, and one rebuild: whoever is killed lets go.

Programs that share an archive on PostgreSQL may run on several machines and take the
locks there; those of an archive on SQLite run on one, and lock files in DATA_DIR.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from django.conf import settings
from django.core.files import locks
from django.db import DatabaseError, connection

from archive.errors import EngineUnavailable
from archive.search.engines.opensearch.place import Place

PATIENCE = 60.0
"""Seconds a writer waits for its turn."""

PAUSE = 0.02
LOCKS = 0x7375


@contextmanager
def writing(place: Place) -> Iterator[None]:
    """Wait for the writers' lock."""
    with _held(place, "write", PATIENCE, "another program is writing to it"):
        yield


@contextmanager
def rebuilding(place: Place) -> Iterator[None]:
    with _held(place, "rebuild", 0, "it is already being rebuilt"):
        yield


@contextmanager
def _held(place: Place, name: str, patience: float, reason: str) -> Iterator[None]:
    hold = _in_database if connection.vendor == "postgresql" else _in_files
    with hold(f"{name} {place.index}") as take:
        if not _try_for(take, patience):
            raise EngineUnavailable(
                f"The search index {place} is taken: {reason}. "
                "Nothing is lost: try again with manage.py update_index"
            )
        yield


def _try_for(take: Callable[[], bool], patience: float) -> bool:
    last = monotonic() + patience
    while not take():
        if monotonic() >= last:
            return False
        sleep(PAUSE)
    return True


@contextmanager
def _in_files(name: str) -> Iterator[Callable[[], bool]]:
    path = Path(settings.DATA_DIR) / f"opensearch {name}.lock".replace(" ", "-")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file: IO[bytes] = path.open("ab")
    except OSError as error:
        raise EngineUnavailable(
            f"{path} cannot be written ({error.strerror}). "
            "Mend that folder or its disk, then: manage.py update_index"
        ) from error
    with file:
        yield lambda: bool(locks.lock(file, locks.LOCK_EX | locks.LOCK_NB))


@contextmanager
def _in_database(name: str) -> Iterator[Callable[[], bool]]:
    """A lock of the connection, not of a transaction: none stays open for it."""
    key = f"({LOCKS}, {zlib.crc32(name.encode()) - 2**31})"
    taken = []

    def take() -> bool:
        if _tells(f"SELECT pg_try_advisory_lock{key}"):
            taken.append(True)
        return bool(taken)

    try:
        yield take
    finally:
        if taken:
            # A connection that broke has let the lock go.
            with suppress(DatabaseError):
                _tells(f"SELECT pg_advisory_unlock{key}")


def _tells(statement: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        (told,) = cursor.fetchone()
    return bool(told)
