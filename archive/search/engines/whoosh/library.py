"""The index as it is asked: one open snapshot a process, one writer at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import TIMEOUT_MAX, RLock
from time import sleep

from whoosh.index import TOC, EmptyIndexError, FileIndex

from archive.errors import SearchError
from archive.search.analysis import EXACT
from archive.search.engine import Document, Found, Request
from archive.search.engines.whoosh.evaluation import evaluate
from archive.search.engines.whoosh.layout import FINGERPRINT, row, schema
from archive.search.engines.whoosh.shelf import Shelf
from archive.search.engines.whoosh.snapshot import Snapshot
from archive.search.engines.whoosh.storage import INDEX, MappedStorage, MappedWriter

ATTEMPTS = 10
"""Openings of an index that writers and rebuilds keep replacing."""


class Library:
    """An Engine over the folder of a Shelf. Threads take turns: reading is CPU work."""

    def __init__(self, path: Path) -> None:
        self._shelf = Shelf(path)
        self._snapshot: Snapshot | None = None
        self._turn = RLock()

    def exists(self) -> bool:
        return self._shelf.in_use() is not None

    def languages(self) -> frozenset[str]:
        with self._reading() as snapshot:
            return snapshot.languages

    def turns(self) -> frozenset[int]:
        with self._reading() as snapshot:
            column = snapshot.numbers["turn"]
            return frozenset(column[each] for each in snapshot.documents)

    def words(self, start: str) -> Collection[str]:
        with self._reading() as snapshot:
            found = snapshot.terms("own", EXACT + start)
        return {term.removeprefix(EXACT) for term in found}

    def find(self, request: Request) -> Found:
        # Whose turn never came has asked for nothing too wide.
        patience = min(request.seconds_left(), TIMEOUT_MAX)
        if not self._turn.acquire(timeout=patience):
            raise self._shelf.busy()
        try:
            with self._reading() as snapshot:
                return evaluate(snapshot, request)
        finally:
            self._turn.release()

    def verify(self) -> None:
        with self._reading() as snapshot:
            snapshot.verify()

    def replace(
        self,
        turns: Collection[int],
        interviews: Collection[int],
        documents: Callable[[], Iterable[Document]],
    ) -> None:
        with self._shelf.writing():
            fresh = list(documents())
            with self._reading() as snapshot:
                stale = snapshot.holding(turns, interviews)
                folder = snapshot.folder
            self._shelf.note(turns, interviews)
            if stale or fresh:
                self._write(folder, stale, fresh)

    def rebuild(
        self,
        documents: Iterable[Document],
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> int:
        with self._shelf.rebuilding():
            self._shelf.clear_away()
            folder = self._new_folder()
            self._write(folder, (), documents)
            with self._shelf.writing():
                self._catch_up(folder, again)
                self._shelf.put_in_use(folder, FINGERPRINT)
            self._shelf.clear_away()
        return len(self.turns())

    def _catch_up(
        self,
        folder: Path,
        again: Callable[[Collection[int], Collection[int]], Iterable[Document]],
    ) -> None:
        """Bring what was replaced during the rebuild into the new index."""
        changed = self._shelf.changed()
        if changed.turns or changed.interviews:
            stale = Snapshot(folder).holding(changed.turns, changed.interviews)
            self._write(folder, stale, again(changed.turns, changed.interviews))

    def _new_folder(self) -> Path:
        with self._writing_files():
            folder = self._shelf.new_folder()
            FileIndex.create(MappedStorage(str(folder)), schema(), INDEX)
        return folder

    def _write(
        self, folder: Path, stale: Iterable[int], fresh: Iterable[Document]
    ) -> None:
        with self._writing_files():
            writer = MappedWriter(folder)
        try:
            for document in stale:
                writer.delete_document(document)
            for each in fresh:
                writer.add_document(**row(each))
            with self._writing_files():
                writer.commit()
        finally:
            if not writer.is_closed:
                writer.cancel()

    @contextmanager
    def _writing_files(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._shelf.unwritable(error) from error

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        """The latest snapshot. Whatever Whoosh stumbles over is a damaged index."""
        with self._turn:
            try:
                yield self._latest()
            except SearchError:
                raise
            except Exception as error:
                self._snapshot = None
                raise self._shelf.damaged(error) from error

    def _latest(self) -> Snapshot:
        for _ in range(ATTEMPTS):
            # Replaced, and the old one cleared away, between two looks: look again.
            with suppress(FileNotFoundError, EmptyIndexError):
                return self._opened(self._folder())
            sleep(0.02)
        return self._opened(self._folder())

    def _folder(self) -> Path:
        in_use = self._shelf.in_use()
        if in_use is None:
            raise self._shelf.missing()
        if in_use.fingerprint != FINGERPRINT:
            raise self._shelf.outdated(in_use.fingerprint, FINGERPRINT)
        return in_use.folder

    def _opened(self, folder: Path) -> Snapshot:
        known = self._snapshot
        if known is not None and known.folder == folder:
            latest = TOC._latest_generation(MappedStorage(str(folder)), INDEX)  # noqa: SLF001
            if known.generation == latest:
                known.check_mapped()
                return known
        self._snapshot = Snapshot(folder, known)
        return self._snapshot


@cache
def library(path: Path) -> Library:
    """The one library of a path in this process, whatever the thread."""
    return Library(path)
