"""Zip archives read where they are, within limits; nothing is unpacked to the disk.

Knows nothing of interviews: DOCX files are read through this, and zips of sources.
"""

import io
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from archive.errors import UnreadableSource

SIGNATURE = b"PK\x03\x04"
MOST_ENTRIES = 20_000
LARGEST_ENTRY = 32 * 1024 * 1024
LARGEST_WHOLE = 1024 * 1024 * 1024
# Text shrinks to a twentieth at best; zeros shrink to a thousandth.
HIGHEST_RATIO = 200
SMALL_ENOUGH = 1024 * 1024
ENCRYPTED = 0x1
# The end record of a zip: its signature, and where it counts the entries.
END = b"PK\x05\x06"
END_SIZE = 22
LONGEST_COMMENT = 65_535


class Archive:
    """A zip in memory or in a file; raises UnreadableSource, naming the zip."""

    def __init__(self, file: io.BytesIO | Path, name: str) -> None:
        self.name = name
        try:
            _refuse_crowds(file, name)
            self.zip = ZipFile(file)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableSource(name, f"it is no whole zip ({error}).") from error
        self._names = frozenset(self.zip.namelist())
        self._refuse_bombs()

    def names(self) -> frozenset[str]:
        return self._names

    def files(self) -> Iterator[ZipInfo]:
        """The plain files among its entries; a name that leads out is refused."""
        for entry in self.zip.infolist():
            self._refuse_ways_out(entry)
            if not entry.is_dir() and not _is_link(entry):
                yield entry

    def links(self) -> list[str]:
        """The names of symbolic links, which are not followed."""
        return [entry.filename for entry in self.zip.infolist() if _is_link(entry)]

    def read(self, entry_name: str, largest: int = LARGEST_ENTRY) -> bytes:
        """Return an entry's bytes, `largest` at most."""
        try:
            entry = self.zip.getinfo(entry_name)
            if entry.flag_bits & ENCRYPTED:
                complaint = f"{entry_name} is encrypted. Give the zip without password."
                raise UnreadableSource(self.name, complaint)
            with self.zip.open(entry) as stream:
                content = stream.read(largest + 1)
        except KeyError as error:
            complaint = f"there is no {entry_name} in it."
            raise UnreadableSource(self.name, complaint) from error
        except (
            BadZipFile,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
            zlib.error,
        ) as error:
            complaint = f"{entry_name} cannot be unpacked ({error})."
            raise UnreadableSource(self.name, complaint) from error
        if len(content) > largest:
            limit = f"{largest // 1024**2} MB"
            raise UnreadableSource(
                self.name, f"{entry_name} unpacks to more than {limit}. Split it."
            )
        return content

    def _refuse_bombs(self) -> None:
        unpacked = sum(entry.file_size for entry in self.zip.infolist())
        if unpacked > LARGEST_WHOLE:
            limit = f"{LARGEST_WHOLE // 1024**2} MB"
            raise UnreadableSource(
                self.name, f"it unpacks to more than {limit}. Split it."
            )
        for entry in self.zip.infolist():
            shrunk = entry.file_size > HIGHEST_RATIO * entry.compress_size
            if shrunk and entry.file_size > SMALL_ENOUGH:
                raise UnreadableSource(
                    self.name,
                    f"{entry.filename} is more than {HIGHEST_RATIO} times smaller "
                    "packed than unpacked, as no text is. Give the file itself.",
                )

    def _refuse_ways_out(self, entry: ZipInfo) -> None:
        inside = entry.filename.replace("\\", "/")
        absolute = inside.startswith("/") or PureWindowsPath(inside).drive
        if absolute or ".." in PurePosixPath(inside).parts:
            raise UnreadableSource(
                self.name,
                f"the name of its entry “{entry.filename}” leads out of it. "
                "Pack the folder again with names that stay inside.",
            )


def _is_link(entry: ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _refuse_crowds(file: io.BytesIO | Path, name: str) -> None:
    """Refuse a directory that is too long before it is read into memory."""
    tail = _tail(file)
    place = tail.rfind(END)
    if place < 0:
        raise UnreadableSource(name, "it is no whole zip (its end is missing).")
    entries = int.from_bytes(tail[place + 10 : place + 12], "little")
    directory = int.from_bytes(tail[place + 12 : place + 16], "little")
    # 65,535 says "more"; an entry of the directory takes 46 bytes and its name.
    if entries > MOST_ENTRIES or directory > MOST_ENTRIES * 512:
        raise UnreadableSource(
            name, f"it holds more than {MOST_ENTRIES:,} entries. Split it."
        )


def _tail(file: io.BytesIO | Path) -> bytes:
    if isinstance(file, io.BytesIO):
        return file.getvalue()[-END_SIZE - LONGEST_COMMENT :]
    with file.open("rb") as opened:
        size = opened.seek(0, io.SEEK_END)
        opened.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
        return opened.read()
