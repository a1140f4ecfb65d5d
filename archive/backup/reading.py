"""A backup opened and believed: its seal, its manifest and every sum are right."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from archive.backup.sealed import PIECE, check_seal
from archive.backup.tables import as_sums_file, tables
from archive.backup.writing import FORM, MANIFEST, SUMS, Contents
from archive.errors import BackupError

UNCHANGED = "Nothing was changed."


@dataclass(frozen=True)
class Backup:
    """An open backup: what it says of itself, and its files."""

    name: str
    pack: ZipFile
    form: int
    contents: Contents
    migrations: list[str]

    def fault(self, complaint: str) -> BackupError:
        return BackupError(f"{self.name}: {complaint}")


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The backup in that file; BackupError when it cannot be trusted."""
    try:
        with path.open("rb") as stream:
            check_seal(stream, path.name)
            with ZipFile(stream) as pack:
                yield _checked(_introduced(pack, path.name))
    except OSError as error:
        raise BackupError(f"{path}: {error.strerror or error}. {UNCHANGED}") from error
    except (BadZipFile, EOFError, zlib.error) as error:
        raise BackupError(f"{path.name}: {error}. {UNCHANGED}") from error


def _introduced(pack: ZipFile, name: str) -> Backup:
    try:
        told: dict[str, Any] = json.loads(pack.read(MANIFEST))
        return Backup(
            name,
            pack,
            form=told["suhbat_backup"],
            contents=Contents(dict(told["rows"]), told["digest"]),
            migrations=list(told["migrations"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError(
            f"{name}: no {MANIFEST} in it that this program can read. {UNCHANGED} "
            "Restore it with the version of the program that made it."
        ) from error


def _checked(backup: Backup) -> Backup:
    if backup.form != FORM:
        raise backup.fault(
            f"it has form {backup.form}, and this program reads form {FORM}. "
            f"{UNCHANGED} Restore it with the version of the program that made it."
        )
    if {*backup.contents.rows} != {table.name for table in tables()}:
        raise backup.fault(
            f"it does not hold the tables of this program. {UNCHANGED} "
            "Restore it with the version of the program that made it."
        )
    members = [name for name in backup.pack.namelist() if name != SUMS]
    sums = as_sums_file({name: _sum(backup.pack, name) for name in members})
    if SUMS not in backup.pack.namelist() or sums != backup.pack.read(SUMS):
        raise backup.fault(
            f"the files in it do not have the sums stated in {SUMS}. {UNCHANGED} "
            "Use another copy."
        )
    return backup


def _sum(pack: ZipFile, name: str) -> str:
    sha256 = hashlib.sha256()
    with pack.open(name) as member:
        while piece := member.read(PIECE):
            sha256.update(piece)
    return sha256.hexdigest()
