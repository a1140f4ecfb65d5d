"""Plain text: a line is a paragraph, or a part of one where all of it is wrapped."""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, Reading
from archive.ingest.composing import as_printed
from archive.ingest.readers import wrapped
from archive.ingest.readers.decoding import decoded
from archive.ingest.readers.lines import refuse_endless
from archive.ingest.readers.numbered import unnumbered
from archive.ingest.readers.wrapped import Line
from archive.transcript import Skipped, SkippedKind, Span
from archive.transcript.gaps import INVISIBLE

LINE = re.compile(r"[^\r\n\f]+|\r\n?|[\n\f]")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A row of one sign parts a text and says nothing.
RULE = re.compile(r"([-*=_~#+•·–—])(?:[ \t]*\1){2,}")
# Mail quotes so; two such signs say in captions that another speaks.
QUOTED = re.compile(r">(?!>)")
FEWEST_QUOTED = 2
PAGE = re.compile(
    r"[-–—\[( ]*(?:(?:page|p\.|стр\.|seite|página)[ ]*)?\d{1,4}[-–—\]) ]*",
    re.IGNORECASE,
)


def read(content: bytes, name: str) -> Reading:
    """Return the text and its paragraphs; rules and page numbers are left out.

    Raises UnreadableSource for what is empty or no text.
    """
    found = decoded(content, name)
    refuse_endless(found.text, name)
    numbered, numbers = unnumbered(list(_lines(found.text)))
    lines, left_out = _told_apart(numbered, found.text)
    if not lines:
        raise UnreadableSource(name, "it is empty. Give a file with the interview.")
    lines, quoted = _unquoted(lines)
    told = tuple(
        block._replace(classes=("blockquote",)) if block.line in quoted else block
        for block in _blocks(lines, is_numbered=bool(numbers))
    )
    chrome = (*_outside(numbers, told), *left_out)
    return Reading(found.text, found.encoding, told, chrome, found.claims)


def _blocks(lines: list[Line], *, is_numbered: bool) -> Iterator[Block]:
    """A paragraph of a numbered page begins farther in than it goes on."""
    if is_numbered:
        margin = min(line.indent for line in lines)
        yield from wrapped.paragraphs(lines, wrapped.reach_of(lines), margin)
    elif width := wrapped.width_of(lines):
        yield from wrapped.paragraphs(lines, width)
    else:
        yield from (as_printed(each.words, each.place, each.number) for each in lines)


def _outside(numbers: list[Skipped], blocks: tuple[Block, ...]) -> Iterator[Skipped]:
    """The numbers of lines that begin a paragraph: others stand in its midst."""
    starts = [block.source.start for block in blocks]
    for each in numbers:
        before = bisect_right(starts, each.source.start) - 1
        if before < 0 or blocks[before].source.end <= each.source.start:
            yield each


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text of bytes that are in UTF-8, or in UTF-16 that says so."""
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


def visible(words: str, start: int) -> Span:
    """The span of `words`, which begin at `start`, without their margins."""
    if words and words[0] not in INVISIBLE and words[-1] not in INVISIBLE:
        return Span(start, start + len(words))
    begin = len(words) - len(words.lstrip(INVISIBLE))
    return Span(start + begin, start + begin + len(words.strip(INVISIBLE)))


def _lines(text: str) -> Iterator[Line]:
    number, follows = 1, False
    ended = True
    for match in LINE.finditer(text):
        if match[0][0] in "\r\n\f":
            number += match[0] != "\f"
            follows = follows and not ended
            ended = True
            continue
        place = visible(match[0], match.start())
        ended = place.start == place.end
        if not ended:
            words = text[place.start : place.end]
            indent = len(match[0][: place.start - match.start()].expandtabs())
            yield Line(number, place, indent, words, follows)
            follows = True


def _told_apart(lines: list[Line], text: str) -> tuple[list[Line], tuple[Skipped, ...]]:
    """Lines of speech; and the page numbers and rules, which are none."""
    kept: list[Line] = []
    left_out: list[Skipped] = []
    for line in lines:
        if RULE.fullmatch(line.words):
            left_out.append(Skipped(SkippedKind.CHROME, line.place, "a row of marks"))
        elif PAGE.fullmatch(line.words) and _ends_page(line.place, text):
            left_out.append(Skipped(SkippedKind.CHROME, line.place, "a page number"))
        else:
            goes_on = not _is_last(left_out, kept)
            kept.append(replace(line, follows=line.follows and goes_on))
    return kept, tuple(left_out)


def _unquoted(lines: list[Line]) -> tuple[list[Line], set[int]]:
    """Lines without the marks of a mail's quotations, and the numbers of those.

    Where nothing answers what is quoted, the signs are something else.
    """
    quoted = {line.number for line in lines if QUOTED.match(line.words)}
    others = len(lines) - len(quoted)
    if min(len(quoted), others) < FEWEST_QUOTED:
        return lines, set()
    bare = [_bare(line) if line.number in quoted else line for line in lines]
    told = [
        replace(line, follows=line.follows and before.number not in quoted)
        for before, line in pairwise([bare[0], *bare])
    ]
    return [line for line in told if line.words], quoted


def _bare(line: Line) -> Line:
    words = line.words[1:].lstrip(INVISIBLE)
    place = Span(line.place.end - len(words), line.place.end)
    return replace(line, words=words, place=place, follows=False)


def _is_last(left_out: list[Skipped], kept: list[Line]) -> bool:
    """Whether the last line so far was left out: no paragraph goes on over it."""
    reached = kept[-1].place.end if kept else 0
    return bool(left_out) and left_out[-1].source.start >= reached


def _ends_page(place: Span, text: str) -> bool:
    """Whether a form feed stands just before or after."""
    near = 20
    before = text[max(0, place.start - near) : place.start]
    after = text[place.end : place.end + near]
    is_after = after.lstrip(" \t\r\n").startswith("\f")
    return is_after or before.rstrip(" \t\r\n").endswith("\f")
