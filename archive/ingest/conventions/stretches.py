"""The parts of blocks that a format sets apart: bold, italic, headings, classes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.ingest.blocks import SPOKEN, Block, BlockKind
from archive.transcript import Span

# What may be printed before the first bold letter, and after the last.
MARK = re.compile(r"[-‐‑‒–—―−*•▪►\s]*")
AFTER = re.compile(r"[\"'”»’)\].,:;!?…\s]*")
# Names of elements and styles that say nothing of what a paragraph is.
ELEMENTS = {
    *("p", "div", "li", "ul", "ol", "span", "section", "article", "main", "body"),
    *(
        "strong",
        "b",
        "em",
        "i",
        "u",
        "cite",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "none",
    ),
    *("td", "tr", "table", "br", "dd", "center", "font", "a", "pre"),
    *("Normal", "normal", "Body Text", "Standard"),
}
NUMBER = re.compile(
    r"[(\[]?\d{1,3}\s?(?:[.)\]、．]|[.)]?\s?[-–—])\s*(?=[^\W\d]|[¿«“„\"])"
)
DASH = re.compile(r"[-‐‑‒–—―−]{1,2}+(?![-‐‑‒–—―−\s]*$)(?!\d)\s*|[•●▪*]\s*(?=[^\W\d])")
NUMBERS, DASHES = "numbered paragraphs", "dashed paragraphs"
LABEL = re.compile(r"(?:[^\s:：?!]{1,30}\s+){0,4}[^\s:：?!]{1,30}\s?[:：]\s*")


class Stretch(NamedTuple):
    """Words of one format that begin a block and reach to `end`, maybe the whole of it.

    `mark` letters before them are a dash or a number; `breaks` says that a line ends
    after them.
    """

    block: int
    end: int
    words: str
    mark: int = 0
    whole: bool = True
    breaks: bool = False
    is_italic: bool = False


def stretches(blocks: Sequence[Block]) -> dict[str, list[Stretch]]:
    """Return by the name of each format what it sets apart, if it does so twice."""
    found: dict[str, list[Stretch]] = {}
    spoken = 0
    for place, block in enumerate(blocks):
        spoken += block.kind in SPOKEN
        for style, stretch in _of(block, place):
            found.setdefault(style, []).append(stretch)
    return {
        style: each
        for style, each in found.items()
        if len(each) > 1
        and (not style.startswith("class ") or len(each) * 1.6 < spoken)
    }


def _before_label(text: str, end: int) -> int:
    """The end, or that of the line before when a bold name begins the answer."""
    head, line, tail = text[:end].rpartition("\n")
    return len(head) + 1 if line and LABEL.fullmatch(tail.strip()) else end


def marked(words: str) -> int:
    """How many letters at their beginning are a mark: a dash, a bullet."""
    match = MARK.match(words)
    width = match.end() if match else 0
    return width if width < len(words) else 0


def dash_before(words: str) -> int:
    """How many letters at their beginning are a dash and the space around it."""
    match = DASH.match(words.lstrip())
    return match.end() + len(words) - len(words.lstrip()) if match else 0


def is_labelled(words: str) -> bool:
    """Whether they begin with a few words and a colon."""
    return LABEL.match(words) is not None


def _of(block: Block, place: int) -> Iterator[tuple[str, Stretch]]:
    if block.voice is None and block.kind is BlockKind.HEADING:
        yield f"headings of level {block.level}", _whole(block, place)
    elif block.voice is None and block.kind is BlockKind.QUOTE:
        yield "block quotes", _whole(block, place)
    elif block.voice is None and block.kind is BlockKind.PARAGRAPH:
        yield from _set_apart(block, place)


def _set_apart(block: Block, place: int) -> Iterator[tuple[str, Stretch]]:
    if match := NUMBER.match(block.text):
        yield NUMBERS, _whole(block, place, match.end())
    elif match := DASH.match(block.text):
        yield DASHES, _whole(block, place, match.end())
    for name in block.classes:
        if name not in ELEMENTS:
            yield f"class {name}", _whole(block, place)
    if block.bold and (stretch := _lead(block, place, block.bold)):
        yield "bold", stretch
    if block.italic and (stretch := _lead(block, place, block.italic)):
        yield "italics", stretch


def _whole(block: Block, place: int, mark: int = 0) -> Stretch:
    mark = mark or marked(block.text)
    return Stretch(place, len(block.text), block.text[mark:], mark)


def _lead(block: Block, place: int, spans: Sequence[Span]) -> Stretch | None:
    """The format's words at the beginning of the block; a name and colon are none."""
    text, last = block.text, spans[0].end
    if MARK.sub("", text[: spans[0].start]):
        return None
    after = AFTER.match(text, last)
    end = _before_label(text, after.end() if after else last)
    mark = marked(text[:end])
    words = text[mark:end].strip()
    if not words or LABEL.fullmatch(words):
        return None
    breaks = "\n" in text[last:end] or text[:last].endswith("\n")
    whole = end == len(text)
    return Stretch(place, end, words, mark, whole, breaks, spans is block.italic)
