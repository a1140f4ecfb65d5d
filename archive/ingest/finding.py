"""Which files a path stands for: itself, or what a folder holds that we can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.errors import UnreadableSource
from archive.ingest.readers import says_it_is_readable
from archive.ingest.sidecar import beside


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, in order, and the ones a folder holds besides."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]


def sources(paths: Iterable[Path]) -> Sources:
    """Return the sources under these paths; folders are walked, links not followed.

    A named file is always a source, so that one we cannot read is an error and
    not passed over. Raises UnreadableSource for a folder without any source.
    """
    files: dict[Path, None] = {}
    left_out: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        inside = sorted(each for each in path.rglob("*") if _is_plain(each, path))
        readable = [each for each in inside if _is_source(each)]
        if not readable:
            complaint = "the folder holds no source. Put a text (.txt) into it."
            raise UnreadableSource(str(path), complaint)
        files.update(dict.fromkeys(readable))
        sidecars = {beside(each) for each in readable}
        left_out += [each for each in inside if each not in {*readable, *sidecars}]
    return Sources(tuple(files), tuple(left_out))


def _is_source(path: Path) -> bool:
    return path.suffix.lower() == ".json" or says_it_is_readable(path.name)


def _is_plain(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not path.is_symlink() and not hidden
