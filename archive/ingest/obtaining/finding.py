"""What the words after `ingest` stand for: files, what a folder or a zip holds, a page.

A source found is only named here; its bytes are had one at a time.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from pathlib import Path, PurePath, PurePosixPath
from typing import Protocol

from archive.errors import UnreadableSource
from archive.ingest import sidecar
from archive.ingest.hints import charset_in
from archive.ingest.obtaining.archives import SIGNATURE, Archive
from archive.ingest.obtaining.fetching import Obtained, is_address, name_of, obtain
from archive.ingest.pipeline import LARGEST, contents, parse_bytes
from archive.ingest.readers import docx, says_it_is_readable
from archive.ingest.sidecar import Sidecar, beside
from archive.transcript import Transcript

HIDDEN = (".", "__MACOSX")
ABOUT = {"readme", "license", "licence", "changelog", "contributing", "copying"}
HEAD = 4


@dataclass(frozen=True, slots=True)
class Received:
    """A source's bytes, and what stands beside them or was told with them."""

    content: bytes
    name: str
    stated: bytes = b""
    origin: str = ""
    obtained: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sidecar(self) -> str:
        """The digest of what stands beside it; empty when nothing does."""
        return hashlib.sha256(self.stated).hexdigest() if self.stated else ""

    def parsed(self) -> Transcript:
        """The interview in it. What the sidecar says of its origin is believed."""
        stated = Sidecar()
        if self.stated:
            name = PurePath(self.name).with_suffix(".toml").name
            stated = sidecar.read_bytes(self.stated, name)
        charset = charset_in(self.headers.get("Content-Type", ""))
        told = parse_bytes(self.content, self.name, stated, charset)
        if not self.origin:
            return told
        source = replace(
            told.source,
            origin=told.source.origin or self.origin,
            obtained=told.source.obtained or self.obtained,
        )
        return replace(told, source=source)


class Found(Protocol):
    """Where a source is; `name` is its file's, `folder` what that stands in."""

    @property
    def name(self) -> str: ...

    @property
    def folder(self) -> PurePath: ...

    def received(self) -> Received:
        """Have its bytes; raises SourceError, which names the file alone."""


@dataclass(frozen=True, slots=True)
class File:
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def folder(self) -> PurePath:
        return self.path.parent

    def received(self) -> Received:
        stated = beside(self.path)
        told = contents(stated) if stated.is_file() else b""
        return Received(contents(self.path), self.name, told)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file inside a zip, which stays open while its entries are read."""

    zip: Archive
    path: PurePosixPath

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def folder(self) -> PurePath:
        return PurePath(self.zip.name) / self.path.parent

    def received(self) -> Received:
        content = self.zip.read(str(self.path), LARGEST)
        if content.startswith(SIGNATURE) and not docx.is_certain(content):
            complaint = "it is a zip inside a zip. Unpack it and give it by itself."
            raise UnreadableSource(self.name, complaint)
        stated = str(self.path.with_suffix(".toml"))
        told = self.zip.read(stated) if stated in self.zip.names() else b""
        return Received(content, self.name, told)


@dataclass(frozen=True, slots=True)
class Page:
    address: str

    @property
    def name(self) -> str:
        return name_of(self.address)

    @property
    def folder(self) -> PurePath:
        return PurePath()

    def received(self) -> Received:
        return received_from(obtain(self.address))


def received_from(had: Obtained) -> Received:
    return Received(
        had.content,
        had.name,
        origin=had.origin,
        obtained=had.obtained,
        headers=had.headers,
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources to read, in order, and what a folder or a zip holds besides."""

    found: tuple[Found, ...]
    left_out: tuple[PurePath, ...]


def sources(words: Iterable[str | Path]) -> Sources:
    """Return the sources that these words stand for; links are not followed.

    A named file is always a source, so that one we cannot read is an error and
    not passed over. Raises UnreadableSource for a folder, a zip or a pattern
    without any source, and for a zip that is not what it should be.
    """
    found: dict[Found, None] = {}
    left_out: list[PurePath] = []
    for word in words:
        if is_address(str(word)):
            found[Page(str(word))] = None
            continue
        for path in _paths(Path(word)):
            inside = _inside(path)
            found.update(dict.fromkeys(inside.found))
            left_out += inside.left_out
    return Sources(tuple(found), tuple(left_out))


def _paths(path: Path) -> Iterator[Path]:
    """The path itself, or the files that a pattern the shell left alone names."""
    if path.exists() or path.is_symlink() or not has_magic(str(path)):
        yield path
        return
    # A pattern may be absolute, which Path.glob refuses.
    told = sorted(glob(str(path), recursive=True))  # noqa: PTH207
    named = [Path(each) for each in told]
    if not named:
        raise UnreadableSource(str(path), "no file has such a name. Is it spelt right?")
    yield from (each for each in named if not each.is_symlink())


def _inside(path: Path) -> Sources:
    if path.is_dir():
        return _folder(path)
    if _is_zip(path):
        return _zip(path)
    return Sources((File(path),), ())


def _folder(path: Path) -> Sources:
    inside = sorted(each for each in path.rglob("*") if _is_plain(each, path))
    readable = [each for each in inside if _is_source(each)]
    if not readable:
        complaint = "the folder holds no source. Put a text (.txt) into it."
        raise UnreadableSource(str(path), complaint)
    apart = {*readable, *(beside(each) for each in readable)}
    left_out = tuple(each for each in inside if each not in apart)
    return Sources(tuple(map(File, readable)), left_out)


def _zip(path: Path) -> Sources:
    archive = Archive(path, str(path))
    plain = [PurePosixPath(entry.filename) for entry in archive.files()]
    inside = sorted(each for each in plain if not _is_hidden(each))
    readable = [each for each in inside if _is_source(each) or _says_zip(each)]
    if not readable:
        complaint = "the zip holds no source. Put a text (.txt) into it."
        raise UnreadableSource(str(path), complaint)
    apart = {*readable, *(each.with_suffix(".toml") for each in readable)}
    links = map(PurePosixPath, archive.links())
    left_out = [*(each for each in inside if each not in apart), *links]
    entries = tuple(Entry(archive, each) for each in readable)
    return Sources(entries, tuple(path / each for each in left_out))


def _is_zip(path: Path) -> bool:
    """Whether a file is a zip of sources; a DOCX is one too, and is none."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        begins = file.read(HEAD) == SIGNATURE
    return _says_zip(path) or (begins and not says_it_is_readable(path.name))


def _says_zip(path: PurePath) -> bool:
    return path.suffix.lower() == ".zip"


def _is_source(path: PurePath) -> bool:
    """Whether a name promises an interview; what tells of a folder holds none."""
    known = path.suffix.lower() == ".json" or says_it_is_readable(path.name)
    return known and path.stem.lower() not in ABOUT


def _is_plain(path: Path, folder: Path) -> bool:
    hidden = _is_hidden(path.relative_to(folder))
    return path.is_file() and not path.is_symlink() and not hidden


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(HIDDEN) for part in path.parts)
