"""Bytes → blocks, one module a format. A reader knows nothing of speakers.

Which reader is asked is told by the bytes; a file's name decides only where they
could be several things.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from archive.errors import UnknownFormat
from archive.ingest.blocks import Reading
from archive.ingest.readers import (
    akoma_ntoso,
    docx,
    html,
    json_turns,
    markdown,
    ohms,
    pdf,
    plain_text,
    subtitles,
    tables,
    tei,
)

Read = Callable[[bytes, str], Reading]


def never(_content: bytes) -> bool:
    """No bytes are certainly of this format; its file name must say so."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its reader, how its names end, what its bytes give away.

    `is_certain` looks at bytes alone and says yes only when no other format can
    be meant. `read` gets the bytes and the file's name, for errors.
    """

    name: str
    read: Read
    suffixes: tuple[str, ...]
    is_certain: Callable[[bytes], bool] = never


READERS: dict[str, Format] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Format(
        "DOCX", docx.read, (".docx", ".docm"), docx.is_certain
    ),
    "application/pdf": Format("PDF", pdf.read, (".pdf",), pdf.is_certain),
    "text/markdown": Format(
        "Markdown",
        markdown.read,
        (".md", ".markdown", ".mdown", ".mkd"),
        markdown.has_front_matter,
    ),
    "text/html": Format(
        "HTML", html.read, (".html", ".htm", ".xhtml"), html.is_certain
    ),
    "application/tei+xml": Format("TEI", tei.read, (".tei", ".xml"), tei.is_certain),
    "application/akn+xml": Format(
        "Akoma Ntoso", akoma_ntoso.read, (".akn", ".an"), akoma_ntoso.is_certain
    ),
    "application/ohms+xml": Format("OHMS", ohms.read, (".ohms",), ohms.is_certain),
    "text/vtt": Format(
        "WebVTT", subtitles.read, (".vtt", ".webvtt"), subtitles.is_webvtt
    ),
    "application/x-subrip": Format(
        "SubRip", subtitles.read, (".srt",), subtitles.is_subrip
    ),
    "application/json": Format(
        "JSON turns", json_turns.read, (".json",), json_turns.is_certain
    ),
    "text/csv": Format("table", tables.read, (".csv", ".tsv"), tables.is_certain),
    "text/plain": Format("plain text", plain_text.read, (".txt", ".text")),
}
PLAIN = "text/plain"


def media_type_of(content: bytes, name: str) -> str:
    """Return the media type of these bytes; UnknownFormat when no reader has it."""
    for media_type, known in READERS.items():
        if known.is_certain(content):
            return media_type
    suffix = PurePath(name).suffix.lower()
    for media_type, known in READERS.items():
        if suffix in known.suffixes:
            return media_type
    if not suffix:
        return PLAIN
    raise UnknownFormat(
        name,
        f"no reader knows files that end in {suffix}. "
        f"Save the interview as one of these: {', '.join(known_suffixes())}.",
    )


def known_suffixes() -> list[str]:
    """Every ending of a file name that a reader knows."""
    return [suffix for known in READERS.values() for suffix in known.suffixes]


def says_it_is_readable(name: str) -> bool:
    """Whether a file's name promises something a reader knows; a bare name does not."""
    return PurePath(name).suffix.lower() in known_suffixes()
