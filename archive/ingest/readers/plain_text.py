"""Plain text: a line is a paragraph; a line without a visible character is none."""

import codecs
import re

from archive.errors import UnreadableSource
from archive.ingest.blocks import INVISIBLE, Block, Reading
from archive.ingest.composing import as_printed
from archive.transcript import Span

LINE = re.compile(r"[^\r\n]+|\r\n?|\n")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(content: bytes, name: str) -> Reading:
    """Return the text and its paragraphs.

    Raises UnreadableSource for what is empty, no text, or in an encoding that
    does not say what it is: only UTF-8, and UTF-16 with a byte order mark, do.
    """
    text, encoding = decode(content, name)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableSource(
            name, "a NUL character: this is not text. Give the text itself.", line
        )
    blocks = tuple(paragraphs(text))
    if not blocks:
        raise UnreadableSource(name, "it is empty. Give a file with the interview.")
    return Reading(text, encoding, blocks)


def decode(content: bytes, name: str) -> tuple[str, str]:
    encoding = "utf-16" if content.startswith(UTF_16) else "utf-8"
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableSource(
            name,
            f"byte {content[error.start]:#04x} is not {encoding.upper()} text. "
            "Save the file as UTF-8 and try again.",
            line,
        ) from error


def paragraphs(text: str) -> list[Block]:
    """Return the lines that hold words, each with its place."""
    blocks, line = [], 1
    for match in LINE.finditer(text):
        if match[0][0] in "\r\n":
            line += 1
            continue
        span = visible(match[0], match.start())
        if span.start < span.end:
            words = text[span.start : span.end]
            blocks.append(as_printed(words, span, line))
    return blocks


def visible(words: str, start: int) -> Span:
    """The span of `words`, which begin at `start`, without their margins."""
    begin = len(words) - len(words.lstrip(INVISIBLE))
    return Span(start + begin, start + begin + len(words.strip(INVISIBLE)))
