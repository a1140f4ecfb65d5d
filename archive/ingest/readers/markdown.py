"""Markdown: its paragraphs, headings, quotes and lists, without the marks of it.

    ---
    title: About wells
    ---
    **Who dug it?**

    My *father*, in [1931](https://example.org).

What stands inside a block, `inline` finds: markdown-it gives no places there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.composing import Composer, as_printed
from archive.ingest.readers import front_matter
from archive.ingest.readers.decoding import decoded
from archive.ingest.readers.inline import SPECIAL, compose, folded, stretch
from archive.ingest.readers.lines import Lines, lines_of, refuse_endless, refuse_many
from archive.ingest.readers.markdown_blocks import Part, Sort, parts
from archive.ingest.readers.markdown_numbers import with_numbers
from archive.ingest.readers.markdown_tables import cells_of, speaks
from archive.ingest.readers.plain_text import visible
from archive.ingest.readers.raw_html import Elements, read_html
from archive.ingest.readers.word_tables import columns_of
from archive.ingest.readers.wrapping import begins_anew
from archive.transcript import Skipped, SkippedKind, Span

DEFINED = re.compile(r"\[([^\^\[\]][^\[\]]*)\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
EMPHASIS = re.compile(r"[*_]{1,3}")
ASIDE = re.compile(r"[(（\[][^\n]*[)）\]]")
ASKS = re.compile(r"[?？؟]")
LONGEST_HEADING = 200
# Signs that may be marks take time each; a text has a few thousand.
SIGNS, MOST_SIGNS = "\\`*_~<&[]{", 150_000


@dataclass(slots=True)
class _Page:
    """A Markdown text in the course of being read."""

    text: str
    lines: Lines
    references: set[str]
    elements: Elements
    dashes_speak: bool
    quotes_speak: bool
    blocks: list[Block] = field(default_factory=list)


def read(content: bytes, name: str) -> Reading:
    """Return the text, its blocks, and what its front matter states."""
    found = decoded(content, name)
    text = found.text
    refuse_endless(text, name)
    refuse_many(text, name, SIGNS, MOST_SIGNS)
    start, stated = front_matter.found(text)
    blocks = _blocks(text, start or int(text.startswith("\ufeff")), name)
    if not blocks:
        raise UnreadableSource(name, "it is empty. Give a file with the interview.")
    before = Skipped(SkippedKind.FRONT_MATTER, Span(0, start), "front matter")
    return Reading(
        text,
        found.encoding,
        tuple(blocks),
        (before,) if start else (),
        (*found.claims, *front_matter.claims(stated)),
        tuple(front_matter.people(stated)),
    )


def has_front_matter(content: bytes) -> bool:
    """Whether these bytes open with front matter that names a field."""
    head = content[: front_matter.LONGEST].decode("utf-8", "replace")
    return bool(front_matter.found(head)[1])


def _blocks(text: str, start: int, name: str) -> list[Block]:
    lines = lines_of(text, start)
    found = list(with_numbers(parts(lines, name), text))
    page = _Page(
        text,
        lines,
        {
            label
            for part in found
            if part.places and text[part.places[0].start] == "["
            for label in _definitions(text, part)
        },
        Elements(text, start),
        _dashes_speak(found),
        _quotes_speak(text, found),
    )
    for part in found:
        # Nearly all are words, and an enumeration is slow to look up by.
        take = _take_words if part.sort is Sort.WORDS else TAKE[part.sort]
        take(page, part)
    return page.blocks


def _definitions(text: str, part: Part) -> Iterator[str]:
    for line in part.places:
        if match := DEFINED.fullmatch(text, line.start, line.end):
            yield folded(match[1])


def _length(part: Part) -> int:
    return sum(line.end - line.start for line in part.places)


def _dashes_speak(found: Sequence[Part]) -> bool:
    """Whether most of the words stand in lists of dashes: then it is a dialogue."""
    said = sum(_length(part) for part in found if part.is_dashed)
    return said * 2 > sum(map(_length, found)) if said else False


def _quotes_speak(text: str, found: Sequence[Part]) -> bool:
    """Whether so much is quoted, or so many questions are, that it is speech."""
    within = [part.places for part in found if part.quotes and part.places]
    quoted = [text[each[0].start : each[-1].end] for each in within]
    quoted = [words for words in quoted if not ASIDE.fullmatch(words)]
    asked = sum(ASKS.search(words) is not None for words in quoted)
    if not quoted:
        return False
    return sum(map(len, quoted)) > sum(map(_length, found)) * 0.3 or (
        asked > 3 and asked * 2 > len(quoted)
    )


def _take_words(page: _Page, part: Part) -> None:
    kept = part.places
    if len(kept) == 1 and not part.mark and page.text[kept[0].start] != "[":
        is_heading = part.tag and _length(part) <= LONGEST_HEADING
        _add(page, kept, part, part.tag if is_heading else "")
        return
    if kept and page.text[kept[0].start] == "[":
        kept = [
            line
            for line in kept
            if not DEFINED.fullmatch(page.text, line.start, line.end)
        ]
    if part.is_first and page.dashes_speak and kept and part.mark == "-":
        mark = page.text.rfind("-", 0, kept[0].start)
        kept = [Span(mark, kept[0].end), *kept[1:]]
    if part.tag and _length(part) <= LONGEST_HEADING:
        _add(page, kept, part, part.tag)
    elif len(kept) == 1:
        _add(page, kept, part, "")
    else:
        for lines in _parted(page.text, kept):
            _add(page, lines, part, "")


def _parted(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The lines in paragraphs: one that opens with a label is its own."""
    start, before = 0, ""
    for number, line in enumerate(lines):
        words = EMPHASIS.sub("", text[line.start : min(line.end, line.start + 100)])
        if number > start and begins_anew(words, before):
            yield lines[start:number]
            start = number
        before = EMPHASIS.sub(
            "", text[max(line.start, line.end - 20) : line.end]
        ).rstrip()
    if lines:
        yield lines[start:]


def _add(page: _Page, lines: list[Span], part: Part, tag: str) -> None:
    if not lines:
        return
    if len(lines) == 1 and not SPECIAL.search(page.text, lines[0].start, lines[0].end):
        _add_plain(page, lines[0], _traits(page, part, tag))
        return
    note = FOOTNOTE.match(page.text, lines[0].start, lines[0].end)
    if note:
        lines = [Span(note.end(), lines[0].end), *lines[1:]]
    composer, is_picture = compose(stretch(page.text, lines), page.references)
    traits = _traits(page, part, tag, is_note=bool(note), is_picture=is_picture)
    if block := composer.block(page.lines.number(lines[0].start), **traits):
        page.blocks.append(block)


def _add_plain(page: _Page, line: Span, traits: dict[str, Any]) -> None:
    """One line without marks, the case of nearly every paragraph."""
    words = page.text[line.start : line.end]
    place = visible(words, line.start)
    if place.start < place.end:
        if place != line:
            words = page.text[place.start : place.end]
        number = page.lines.number(place.start)
        page.blocks.append(as_printed(words, place, number, **traits))


def _traits(
    page: _Page,
    part: Part,
    tag: str,
    *,
    is_note: bool = False,
    is_picture: bool = False,
) -> dict[str, Any]:
    """What its part tells of a block: its kind, classes and level."""
    if is_picture:
        kind = BlockKind.CAPTION
    elif is_note:
        kind = BlockKind.NOTE
    elif tag:
        kind = BlockKind.HEADING
    else:
        is_quote = part.quotes and not page.quotes_speak
        kind = BlockKind.QUOTE if is_quote else page.elements.kind
    classes = _classes(part, tag)
    return {"kind": kind, "classes": classes, "level": int(tag[1]) if tag else 0}


def _classes(part: Part, tag: str) -> tuple[str, ...]:
    if not part.quotes and not part.mark:
        return (tag,) if tag else ()
    within = ("blockquote",) * bool(part.quotes) + ("li",) * bool(part.mark)
    return (*within, *((tag,) if tag else ()))


def _take_html(page: _Page, part: Part) -> None:
    within = Span(page.lines.starts[part.first], page.lines.end(part.last - 1))
    page.blocks += read_html(page.text, within, page.elements, page.lines.number)


def _take_code(page: _Page, part: Part) -> None:
    """Lines of code as they stand, in one block."""
    composer = Composer()
    for number in range(part.first + 1, part.last - 1):
        start = page.lines.starts[number]
        composer.new_line(Span(start, start))
        composer.add(page.lines.words[number], Span(start, page.lines.end(number)))
    at = page.lines.before + part.first + 2
    if block := composer.block(at, classes=_classes(part, "pre")):
        page.blocks.append(block)


def _take_table(page: _Page, part: Part) -> None:
    """A block for each cell, or for each row where a column says who speaks."""
    rows = [
        cells_of(page.text, page.lines.starts[number], page.lines.end(number))
        for number in range(part.first, part.last)
        if number != part.first + 1
    ]
    said = [[page.text[cell.start : cell.end] for cell in row] for row in rows]
    columns = columns_of(said)
    if columns is None or not speaks(said, columns.words):
        for cell in (cell for row in rows for cell in row):
            _add_cell(page, part, cell, {"kind": BlockKind.NOTE})
        return
    for number in range(columns.heads, len(rows)):
        _add_cell(page, part, rows[number][columns.words], columns.traits(number))


def _add_cell(page: _Page, part: Part, cell: Span, told: dict[str, Any]) -> None:
    if cell.start < cell.end:
        composer, _ = compose(stretch(page.text, [cell]), page.references)
        line = page.lines.number(cell.start)
        if block := composer.block(line, classes=_classes(part, "td"), **told):
            page.blocks.append(block)


TAKE = {
    Sort.WORDS: _take_words,
    Sort.HTML: _take_html,
    Sort.CODE: _take_code,
    Sort.TABLE: _take_table,
}
