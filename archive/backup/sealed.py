"""A zip whose last 64 characters are the SHA-256 of every byte before them.

Any cut and any changed bit shows: `head -c -64 FILE | sha256sum`.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from archive.errors import BackupError

MARK = b"suhbat backup; SHA-256 of all before this: "
BLANK = b"0" * 64
PIECE = 1 << 20


@contextmanager
def written_aside(path: Path) -> Iterator[IO[bytes]]:
    """A new file for its owner alone, which gets its name when it is whole."""
    with NamedTemporaryFile(
        "w+b", dir=path.parent, prefix=".backup-", suffix=".part", delete=False
    ) as stream:
        part = Path(stream.name)
        try:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _keep_name(path.parent)


@contextmanager
def sealed(stream: IO[bytes]) -> Iterator[ZipFile]:
    """A zip to write into; sealed when all went well."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as pack:
        yield pack
        pack.comment = MARK + BLANK
    end = stream.seek(-len(BLANK), os.SEEK_END)
    stream.seek(0)
    seal = _sha256(stream, end)
    stream.seek(end)
    stream.write(seal)


def check_seal(stream: BinaryIO, name: str) -> None:
    """Raise BackupError unless every byte is as it was written."""
    size = stream.seek(0, os.SEEK_END)
    end = max(size - len(MARK) - len(BLANK), 0)
    stream.seek(end)
    tail = stream.read()
    if not tail.startswith(MARK):
        raise BackupError(
            f"{name}: it is cut short, or not a backup of this program. "
            "Nothing was changed. Use another copy."
        )
    stream.seek(0)
    if _sha256(stream, size - len(BLANK)) != tail[len(MARK) :]:
        raise BackupError(
            f"{name}: it was altered after it was written, by a person or by a "
            "failing disk. Nothing was changed. Use another copy."
        )


def _sha256(stream: IO[bytes], length: int) -> bytes:
    sha256 = hashlib.sha256()
    while length > 0 and (piece := stream.read(min(PIECE, length))):
        sha256.update(piece)
        length -= len(piece)
    return sha256.hexdigest().encode()


def _keep_name(folder: Path) -> None:
    """A name survives a power cut once its folder is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
