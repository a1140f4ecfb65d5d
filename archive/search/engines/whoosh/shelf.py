"""Where indexes stand: one folder in use, a new one built aside, locks between writers.

PATH/in-use            names the folder in use and how its words were analysed
PATH/index-<time>/     Whoosh's files
PATH/changed           what writers replaced while a rebuild is running
PATH/*.lock            held by the one who writes, and by the one who rebuilds
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from whoosh.util.filelock import FileLock, try_for

from archive.errors import (
    EngineUnavailable,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
)

PATIENCE = 60
"""Seconds a writer waits for its turn."""


@dataclass(frozen=True, slots=True)
class InUse:
    folder: Path
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Changed:
    turns: frozenset[int] = frozenset()
    interviews: frozenset[int] = frozenset()


class Shelf:
    def __init__(self, path: Path) -> None:
        self.path = path

    def in_use(self) -> InUse | None:
        """Return the index in use, or None when none was ever built."""
        try:
            note = json.loads(self._in_use.read_bytes())
            return InUse(self.path / note["folder"], note["fingerprint"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self.damaged(error) from error

    def new_folder(self) -> Path:
        folder = self.path / f"index-{time_ns():x}"
        folder.mkdir(parents=True)
        return folder

    def put_in_use(self, folder: Path, fingerprint: str) -> None:
        """Swap at once: whoever opens the index finds the old one or the new one."""
        note = {"folder": folder.name, "fingerprint": fingerprint}
        aside = self._in_use.with_suffix(".new")
        with aside.open("w", encoding="ascii") as file:
            json.dump(note, file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._in_use)
        self._keep_names()

    def clear_away(self) -> None:
        """Remove all but the folder in use. Open readers keep their mapped files."""
        self._in_use.with_suffix(".new").unlink(missing_ok=True)
        for folder in self.path.glob("index-*"):
            if folder.name != self._name_in_use():
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for the writers' lock; a writer killed with it lets it go."""
        with self._locked("write", PATIENCE, "another program is writing to it"):
            yield

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the rebuild, and have writers note down what they replace."""
        with self._locked("rebuild", 1, "it is already being rebuilt"):
            with self.writing():
                self._changed.write_bytes(b"")
            try:
                yield
            finally:
                self._changed.unlink(missing_ok=True)

    def note(self, turns: Collection[int], interviews: Collection[int]) -> None:
        """Tell a running rebuild what is replaced. Call it while writing.

        What one that was killed has left is cleared away.
        """
        if not self._changed.exists():
            return
        if not self._is_rebuilding():
            self._changed.unlink(missing_ok=True)
            self.clear_away()
            return
        with self._changed.open("a", encoding="ascii") as file:
            json.dump([sorted(turns), sorted(interviews)], file)
            file.write("\n")

    def changed(self) -> Changed:
        notes = [json.loads(line) for line in self._changed.read_bytes().splitlines()]
        return Changed(
            frozenset(turn for turns, _ in notes for turn in turns),
            frozenset(each for _, interviews in notes for each in interviews),
        )

    def missing(self) -> IndexMissing:
        return IndexMissing(
            f"There is no search index in {self.path}. "
            "Build it with: manage.py rebuild_index"
        )

    def outdated(self, found: str, expected: str) -> IndexOutdated:
        return IndexOutdated(
            f"The search index in {self.path} was made by another version ({found}; "
            f"this one is {expected}). Rebuild it with: manage.py rebuild_index"
        )

    def damaged(self, error: Exception) -> IndexDamaged:
        return IndexDamaged(
            f"The search index in {self.path} cannot be read "
            f"({type(error).__name__}: {error}). "
            "Rebuild it with: manage.py rebuild_index"
        )

    def busy(self) -> EngineUnavailable:
        return EngineUnavailable(
            f"The search index in {self.path} is asked by many at once. "
            "Ask again in a moment; serve with more workers if this happens often."
        )

    def unwritable(self, error: OSError) -> EngineUnavailable:
        return EngineUnavailable(
            f"The search index in {self.path} cannot be written ({error.strerror}). "
            "Mend that folder or its disk, then: manage.py update_index"
        )

    def _name_in_use(self) -> str:
        try:
            in_use = self.in_use()
        except EngineUnavailable:
            return ""
        return in_use.folder.name if in_use else ""

    def _keep_names(self) -> None:
        """Have the disk know what the folder's files are called, before others go."""
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @property
    def _in_use(self) -> Path:
        return self.path / "in-use"

    @property
    def _changed(self) -> Path:
        return self.path / "changed"

    def _is_rebuilding(self) -> bool:
        """A rebuild that was killed leaves its notes, but not its lock."""
        lock = FileLock(str(self.path / "rebuild.lock"))
        if lock.acquire():
            lock.release()
            return False
        return True

    @contextmanager
    def _locked(self, name: str, patience: float, reason: str) -> Iterator[None]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / f"{name}.lock"))
            is_held = try_for(lock.acquire, timeout=patience, delay=0.02)
        except OSError as error:
            raise self.unwritable(error) from error
        if not is_held:
            raise EngineUnavailable(
                f"The search index in {self.path} is taken: {reason}. "
                "Nothing is lost: try again with manage.py update_index"
            )
        try:
            yield
        finally:
            lock.release()
