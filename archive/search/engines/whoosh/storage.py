"""Whoosh's files, mapped into memory and never copied into it.

Whoosh copies a whole segment whenever it opens one: at 100,000 turns half a gigabyte
a process. Segments are therefore kept as plain files, and mapped here.
"""

from __future__ import annotations

from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from archive.search.engines.whoosh import sums

INDEX = "MAIN"


class MappedFile(StructFile):
    """A file of Whoosh's that is read where it lies."""

    def get(self, position: int, length: int) -> bytes:
        found: bytes = self.file[position : position + length]
        return found


class MappedStorage(FileStorage):
    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._mapped: dict[str, mmap] = {}

    def open_file(self, name: str, **_: object) -> StructFile:
        path = Path(self.folder) / name
        with path.open("rb") as file:
            if not path.stat().st_size:
                return StructFile(BytesIO(), name=name)
            self._mapped[name] = mmap(file.fileno(), 0, access=ACCESS_READ)
            return MappedFile(self._mapped[name], name=name)

    def mapped(self, *endings: str) -> tuple[mmap, ...]:
        """The files that were opened and end so."""
        return tuple(
            each for name, each in self._mapped.items() if name.endswith(endings)
        )


class MappedWriter(SegmentWriter):
    """Whoosh's writer, made for files that are mapped; a segment knows its sums."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        index = FileIndex(MappedStorage(str(folder)), indexname=INDEX)
        # The shelf's lock is held: Whoosh's own would not wait.
        super().__init__(index, compound=False, _lk=False)
        # Lengths are columns of ours. Whoosh would look for a file of its own at each
        # posting: half a million looks at 10,000 turns, and a third of the time.
        self.codec.length_stats = False

    def _finalize_segment(self) -> Segment:
        segment = super()._finalize_segment()
        sums.write(self._folder, segment.segment_id())
        return segment
