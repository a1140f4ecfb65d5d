"""HTML inside Markdown: what its elements say of the words, open or closed later on."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.composing import Composer
from archive.ingest.readers.inline import BOLD, ENTITY, ITALIC, LIQUID, NAMED
from archive.transcript import Span

MARK = re.compile(
    rf"(?P<comment><!--)|<(?P<closes>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])"
    rf"(?P<traits>[^<>]*)>|(?P<entity>{ENTITY})|(?P<liquid>{LIQUID})"
)
CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*)")
QUOTING = re.compile(r"quote|\bpq\b|pull", re.IGNORECASE)
DEEPEST = 100
KINDS = {
    "blockquote": BlockKind.QUOTE,
    "aside": BlockKind.NOTE,
    "figure": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
UNSAID = (
    "script style iframe svg video audio object noscript template select "
    "textarea button nav head map"
)
FLOWING = (
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q "
    "s samp small span strike strong sub sup time tt u var wbr"
)
HOLLOW = "area br col embed hr img input link meta param source track wbr"
UNSPOKEN, INLINE = frozenset(UNSAID.split()), frozenset(FLOWING.split())
EMPTY = frozenset(HOLLOW.split())


class Elements:
    """Elements that are open at a place of a text; one that never closes is none."""

    def __init__(self, text: str, start: int) -> None:
        self.open: list[tuple[str, BlockKind | None]] = []
        self.last = {m[1].lower(): m.start() for m in CLOSING.finditer(text, start)}

    @property
    def kind(self) -> BlockKind:
        if not self.open:
            return BlockKind.PARAGRAPH
        kinds = (kind for _, kind in self.open if kind is not None)
        return next(kinds, BlockKind.PARAGRAPH)

    @property
    def is_unspoken(self) -> bool:
        return any(name in UNSPOKEN for name, _ in self.open)

    def within(self, names: frozenset[str]) -> bool:
        return any(name in names for name, _ in self.open)

    def note(self, match: re.Match[str]) -> None:
        """Take an opening or closing tag into account."""
        name = match["tag"].lower()
        if match["closes"]:
            self._close(name)
        elif self._opens(name, match):
            self.open.append((name, _kind(name, match["traits"])))

    def _opens(self, name: str, match: re.Match[str]) -> bool:
        closes_later = self.last.get(name, -1) > match.start()
        is_empty = name in EMPTY or match["traits"].endswith("/")
        return closes_later and not is_empty and len(self.open) < DEEPEST

    def _close(self, name: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == name:
                del self.open[place:]
                return


def _kind(name: str, traits: str) -> BlockKind | None:
    if name in {"aside", "div", "p", "span", "section"} and QUOTING.search(traits):
        return BlockKind.QUOTE
    return KINDS.get(name)


def read_html(
    text: str, within: Span, elements: Elements, line: Callable[[int], int]
) -> Iterator[Block]:
    """The blocks of a stretch of HTML; a tag that stands in no line begins another."""
    composer, at = Composer(), within.start
    while match := MARK.search(text, at, within.end):
        _print(composer, text, Span(at, match.start()), elements)
        at = match.end()
        if match["comment"]:
            closes = text.find("-->", at, within.end)
            at = within.end if closes < 0 else closes + 3
        elif match["entity"] and not elements.is_unspoken:
            place = Span(match.start(), match.end())
            _add(composer, unescape(match[0]), place, elements)
        elif match["tag"]:
            name = match["tag"].lower()
            if name not in NAMED:
                _print(composer, text, Span(match.start(), at), elements)
            elif name == "br":
                composer.new_line(Span(match.start(), at))
            else:
                if name not in INLINE:
                    yield from _finished(composer, elements, line)
                    composer = Composer()
                elements.note(match)
    _print(composer, text, Span(at, within.end), elements)
    yield from _finished(composer, elements, line)


def _print(composer: Composer, text: str, place: Span, elements: Elements) -> None:
    if place.start < place.end and not elements.is_unspoken:
        _add(composer, text[place.start : place.end], place, elements)


def _add(composer: Composer, words: str, place: Span, elements: Elements) -> None:
    bold, italic = elements.within(BOLD), elements.within(ITALIC)
    composer.add(words, place, bold=bold, italic=italic)


def _finished(
    composer: Composer, elements: Elements, line: Callable[[int], int]
) -> Iterator[Block]:
    if composer.runs:
        name, kind = elements.open[-1][0] if elements.open else "", elements.kind
        level = int(name[1]) if re.fullmatch("h[1-6]", name) else 0
        classes = (name,) if name else ()
        at = line(composer.runs[0].source.start)
        block = composer.block(at, kind=kind, level=level, classes=classes)
        if block:
            yield block
