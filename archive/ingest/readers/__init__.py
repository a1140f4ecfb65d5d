"""Bytes → blocks, one module a format. A reader knows nothing of speakers."""

from collections.abc import Callable
from pathlib import PurePath

from archive.errors import UnknownFormat
from archive.ingest.blocks import Reading
from archive.ingest.readers import plain_text

Reader = Callable[[bytes, str], Reading]

READERS: dict[str, tuple[str, Reader]] = {
    "text/plain": ("plain text", plain_text.read),
}
MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", "": "text/plain"}


def media_type_of(name: str) -> str:
    """Return the media type a file's name stands for; UnknownFormat when none."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise UnknownFormat(
            name,
            f"no reader knows files that end in {suffix}. "
            "Save the interview as plain text (.txt, UTF-8).",
        )
    return MEDIA_TYPES[suffix]


def says_it_is_readable(name: str) -> bool:
    """Whether a file's name promises something a reader knows; a bare name does not."""
    return bool(PurePath(name).suffix) and PurePath(name).suffix.lower() in MEDIA_TYPES
