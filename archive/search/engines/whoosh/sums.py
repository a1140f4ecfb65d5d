"""What the files of each segment should hold, noted when they are written.

A file cut short is noticed when it is opened, changed bytes when all are read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

ENDING = ".sums"
"""Whoosh takes a segment's files away by its name: this one with them."""

POSTINGS = ".pst"
MAPPED = (".trm", POSTINGS)
"""The endings of what is read as long as a segment is open."""


def write(folder: Path, segment: str) -> None:
    """Note the sizes and digests of a segment's files, all of them on the disk."""
    told = {}
    for path in _files(folder, segment):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "blake2b").hexdigest()
        told[path.name] = [path.stat().st_size, digest]
    with _note(folder, segment).open("w", encoding="ascii") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())


def check_opened(folder: Path, segment: str) -> None:
    """Raise ValueError when a file is not as it was written, as far as one sees soon.

    Postings are many, and Whoosh's own sums are in them: of those the size is enough.
    """
    for path, size, digest in _told(folder, segment):
        if path.stat().st_size != size:
            raise ValueError(f"{path.name} has {path.stat().st_size} bytes, not {size}")
        if path.suffix != POSTINGS:
            _check_bytes(path, digest)


def check_bytes(folder: Path, segment: str) -> None:
    """Raise ValueError when any byte is not as it was written."""
    check_opened(folder, segment)
    for path, _, digest in _told(folder, segment):
        _check_bytes(path, digest)


def _check_bytes(path: Path, digest: str) -> None:
    with path.open("rb") as file:
        if hashlib.file_digest(file, "blake2b").hexdigest() != digest:
            raise ValueError(f"{path.name} has bytes that were not written to it")


def _told(folder: Path, segment: str) -> Iterator[tuple[Path, int, str]]:
    told = json.loads(_note(folder, segment).read_bytes())
    for name, (size, digest) in told.items():
        yield folder / name, size, digest


def _files(folder: Path, segment: str) -> list[Path]:
    found = sorted(folder.glob(f"{segment}.*"))
    return [path for path in found if path.suffix != ENDING]


def _note(folder: Path, segment: str) -> Path:
    return folder / f"{segment}{ENDING}"
