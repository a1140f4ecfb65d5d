"""Whoosh's files, mapped into memory and never copied into it.

Whoosh copies a whole segment whenever it opens one: at 100,000 turns half a gigabyte
a process. Segments are therefore kept as plain files, and mapped here.
"""

from __future__ import annotations

from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


class MappedFile(StructFile):
    """A file of Whoosh's that is read where it lies."""

    def get(self, position: int, length: int) -> bytes:
        found: bytes = self.file[position : position + length]
        return found


class MappedStorage(FileStorage):
    def open_file(self, name: str, **_: object) -> StructFile:
        path = Path(self.folder) / name
        with path.open("rb") as file:
            if not path.stat().st_size:
                return StructFile(BytesIO(), name=name)
            return MappedFile(mmap(file.fileno(), 0, access=ACCESS_READ), name=name)
