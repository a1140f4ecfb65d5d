"""Markdown: its paragraphs, headings, quotes and lists, without the marks of it.

    ---
    title: About wells
    ---
    **Who dug it?**

    My *father*, in [1931](https://example.org).

markdown-it finds the blocks; it gives no places for what stands inside them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.composing import Composer, as_printed
from archive.ingest.readers import front_matter
from archive.ingest.readers.decoding import decoded
from archive.ingest.readers.inline import SPECIAL, compose, folded, stretch
from archive.ingest.readers.plain_text import visible
from archive.ingest.readers.raw_html import Elements, read_html
from archive.ingest.readers.wrapping import begins_anew
from archive.transcript import Skipped, SkippedKind, Span

# Indented text is speech, not code; definitions are found here, with their places.
PARSER = MarkdownIt("commonmark").disable(["code", "reference"])
LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
DEFINED = re.compile(r"\[([^\^\[\]][^\[\]]*)\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
EMPHASIS = re.compile(r"[*_]{1,3}")
ASIDE = re.compile(r"[(（\[][^\n]*[)）\]]")
ASKS = re.compile(r"[?？؟]")
LONGEST_HEADING = 200


@dataclass(slots=True)
class _Page:
    """A Markdown text in the course of being read, its quotes and lists open."""

    text: str
    lines: list[Span]
    first: int
    references: set[str]
    elements: Elements
    dashes_speak: bool
    quotes_speak: bool
    blocks: list[Block] = field(default_factory=list)
    quotes: int = 0
    marks: list[str] = field(default_factory=list)
    is_fresh: bool = False

    def line(self, offset: int) -> int:
        number = bisect_right(self.lines, offset, key=lambda line: line.start)
        return number + self.first

    def classes(self, name: str) -> tuple[str, ...]:
        within = ("blockquote",) * bool(self.quotes) + ("li",) * bool(self.marks)
        return (*within, *((name,) if name else ()))


def read(content: bytes, name: str) -> Reading:
    """Return the text, its blocks, and what its front matter states."""
    found = decoded(content, name)
    text = found.text
    start, stated = front_matter.found(text)
    blocks = _blocks(text, start or int(text.startswith("\ufeff")))
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


def _blocks(text: str, start: int) -> list[Block]:
    lines = [
        Span(match.start(1), match.end(1))
        for match in LINE.finditer(text, start)
        if match.start() < len(text)
    ]
    first = len(re.findall(r"\r\n?|\n", text[:start]))
    tokens: list[Token] = []
    source = "\n".join(text[line.start : line.end] for line in lines)
    PARSER.block.parse(source, PARSER, {}, tokens)
    page = _Page(
        text,
        lines,
        first,
        {label for token in tokens for label in _definitions(token)},
        Elements(text, start),
        _dashes_speak(tokens),
        _quotes_speak(tokens),
    )
    for place, token in enumerate(tokens):
        _take(page, tokens, place, token)
    return page.blocks


def _definitions(token: Token) -> Iterator[str]:
    if token.type == "inline" and token.content.startswith("["):
        for line in token.content.split("\n"):
            if match := DEFINED.fullmatch(line.strip()):
                yield folded(match[1])


def _dashes_speak(tokens: list[Token]) -> bool:
    """Whether most of the words stand in lists of dashes: then it is a dialogue."""
    depth = said = every = 0
    for token in tokens:
        if token.type.startswith("list_item"):
            depth += token.nesting * (token.markup == "-")
        elif token.type == "inline":
            every += len(token.content)
            said += len(token.content) * (depth > 0)
    return said * 2 > every


def _quotes_speak(tokens: list[Token]) -> bool:
    """Whether so much is quoted, or so many questions are, that it is speech."""
    depth, every, quoted = 0, 0, []
    for token in tokens:
        if token.type.startswith("blockquote"):
            depth += token.nesting
        elif token.type == "inline":
            every += len(token.content)
            if depth and not ASIDE.fullmatch(token.content):
                quoted.append(token.content)
    asked = sum(ASKS.search(words) is not None for words in quoted)
    return sum(map(len, quoted)) > every * 0.3 or (
        asked > 3 and asked * 2 > len(quoted)
    )


def _take(page: _Page, tokens: list[Token], place: int, token: Token) -> None:
    if token.type == "inline":
        _take_inline(page, token, tokens[place - 1])
    elif token.type.startswith("blockquote"):
        page.quotes += token.nesting
    elif token.type == "list_item_open":
        page.marks.append(token.markup)
        page.is_fresh = True
    elif token.type == "list_item_close":
        page.marks.pop()
    elif token.type == "html_block":
        _take_html(page, token)
    elif token.type == "fence":
        _take_code(page, token)


def _take_inline(page: _Page, token: Token, opened: Token) -> None:
    kept = [
        line
        for line in _places(page, token)
        if not DEFINED.fullmatch(page.text, line.start, line.end)
    ]
    if page.is_fresh and page.dashes_speak and kept and page.marks[-1] == "-":
        mark = page.text.rfind("-", 0, kept[0].start)
        kept[0] = Span(mark, kept[0].end)
    page.is_fresh = False
    if opened.type == "heading_open" and len(token.content) <= LONGEST_HEADING:
        _add(page, kept, BlockKind.HEADING, opened.tag)
        return
    for lines in _parted(page.text, kept):
        _add(page, lines, BlockKind.PARAGRAPH, "")


def _places(page: _Page, token: Token) -> list[Span]:
    """Where each line of an inline token stands, its marks and margins left out."""
    first, last = token.map or (0, 0)
    places = []
    for line, words in zip(
        page.lines[first:last], token.content.split("\n"), strict=False
    ):
        at = page.text.rfind(words.strip(" \t"), line.start, line.end)
        if words.strip(" \t") and at >= 0:
            end = at + len(words.strip(" \t"))
            places.append(
                Span(at, line.end if _breaks(page.text, end, line.end) else end)
            )
    return places


def _breaks(text: str, end: int, line_end: int) -> bool:
    return text[end:line_end].startswith("  ") and not text[end:line_end].strip(" ")


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


def _add(page: _Page, lines: list[Span], kind: BlockKind, tag: str) -> None:
    if not lines:
        return
    note = FOOTNOTE.match(page.text, lines[0].start, lines[0].end)
    if note:
        lines = [Span(note.end(), lines[0].end), *lines[1:]]
    if len(lines) == 1 and not SPECIAL.search(page.text, lines[0].start, lines[0].end):
        _add_plain(page, lines[0], kind, tag, is_note=bool(note))
        return
    composer, is_picture = compose(stretch(page.text, lines), page.references)
    block = composer.block(
        page.line(lines[0].start),
        kind=_kind(page, kind, is_note=bool(note), is_picture=is_picture),
        classes=page.classes(tag),
        level=int(tag[1]) if tag else 0,
    )
    if block:
        page.blocks.append(block)


def _add_plain(
    page: _Page, line: Span, kind: BlockKind, tag: str, *, is_note: bool
) -> None:
    """One line without marks, the case of nearly every paragraph."""
    place = visible(page.text[line.start : line.end], line.start)
    if place.start < place.end:
        words = page.text[place.start : place.end]
        block = as_printed(words, place, page.line(place.start))
        page.blocks.append(
            replace(
                block,
                kind=_kind(page, kind, is_note=is_note, is_picture=False),
                classes=page.classes(tag),
                level=int(tag[1]) if tag else 0,
            )
        )


def _kind(
    page: _Page, kind: BlockKind, *, is_note: bool, is_picture: bool
) -> BlockKind:
    if is_picture:
        return BlockKind.CAPTION
    if is_note:
        return BlockKind.NOTE
    if kind is BlockKind.PARAGRAPH:
        is_quote = page.quotes and not page.quotes_speak
        return BlockKind.QUOTE if is_quote else page.elements.kind
    return kind


def _take_html(page: _Page, token: Token) -> None:
    first, last = token.map or (0, 0)
    within = Span(page.lines[first].start, page.lines[last - 1].end)
    page.blocks += read_html(page.text, within, page.elements, page.line)


def _take_code(page: _Page, token: Token) -> None:
    """Lines of code as they stand, in one block."""
    first, last = token.map or (0, 0)
    composer = Composer()
    for line in page.lines[first + 1 : last - 1]:
        composer.new_line(Span(line.start, line.start))
        composer.add(page.text[line.start : line.end], line)
    at = page.first + first + 2
    if block := composer.block(at, classes=page.classes("pre")):
        page.blocks.append(block)
