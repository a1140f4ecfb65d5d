"""Tags and words → the elements of a page, as a browser nests them, in one flat list.

Only what bears on where words belong is followed of the standard: elements without
content, end tags that may be left out, formatting that overlaps paragraphs.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, NoReturn, cast

from archive.errors import UnreadableSource
from archive.ingest.readers.html import styles
from archive.ingest.readers.html.names import (
    BLOCKS,
    CLOSED_BY,
    ENDS_PARAGRAPH,
    FENCES,
    HEAD,
    RAW,
    TABLE,
    VOID,
)
from archive.ingest.readers.html.tokens import Tag, Words, tokens
from archive.transcript import Span

# Saved pages reach some thirty deep; an hour that is timed word by word has 30,000
# elements and words.
DEEPEST = 300
MOST_NODES = 150_000


@dataclass(slots=True)
class Element:
    """An element: `first` is its number in the page, `last` that of what follows it.

    `block` is the number of the nearest element that stands on lines of its own.
    """

    name: str
    traits: dict[str, str]
    parent: int
    block: int
    first: int
    start: int
    depth: int = 0
    last: int = 0
    end: int = 0
    bold: bool = False
    italic: bool = False
    linked: bool = False
    content: Span | None = None


class Phrase(NamedTuple):
    """Words of the page and the number of the element they stand in."""

    words: Words
    parent: int
    bold: bool
    italic: bool


Node = Element | Phrase


@dataclass(slots=True)
class Page:
    """All elements and phrases in order; the first is the root."""

    text: str
    nodes: list[Node]
    named: dict[str, list[Element]] = field(init=False)

    def __post_init__(self) -> None:
        self.named = defaultdict(list)
        for node in self.nodes:
            if isinstance(node, Element):
                self.named[node.name].append(node)

    def element(self, number: int) -> Element:
        return cast("Element", self.nodes[number])

    def elements(self, *names: str) -> list[Element]:
        """The elements of these names, or all, in order."""
        found = [self.named.get(name, []) for name in names or self.named]
        return sorted(chain.from_iterable(found), key=attrgetter("first"))

    def words_of(self, element: Element) -> str:
        """The words in an element, white space folded."""
        within = self.nodes[element.first : element.last]
        parts = (
            node.words.text if isinstance(node, Phrase) else _gap(node)
            for node in within
        )
        return " ".join("".join(parts).split())


def page_of(text: str, name: str) -> Page:
    """Return the page; UnreadableSource when its elements stand too deep."""
    builder = _Builder(text, name)
    for token in tokens(text):
        builder.add(token)
        if len(builder.nodes) > MOST_NODES:
            builder.refuse(f"it has more than {MOST_NODES:,} elements and words", token)
    return builder.page()


def _gap(node: Element) -> str:
    return " " if node.name in BLOCKS or node.name == "br" else ""


@dataclass(slots=True)
class _Builder:
    text: str
    name: str
    nodes: list[Node] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    bold_classes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._open(Tag("", Span(0, 0), {}))

    def add(self, token: Tag | Words) -> None:
        if isinstance(token, Words):
            self._phrase(token)
        elif token.closes:
            self._end(token)
        else:
            self._start(token)

    def refuse(self, what: str, token: Tag | Words) -> NoReturn:
        raise UnreadableSource(
            self.name,
            f"{what}, as no page of a publisher does. Save the page again.",
            self.text.count("\n", 0, token.source.start) + 1,
        )

    def page(self) -> Page:
        while self.open:
            self._pop(len(self.text))
        return Page(self.text, self.nodes)

    def _phrase(self, words: Words) -> None:
        if self.places["head"] and self.open[-1].name == "head" and words.text.strip():
            self._close({"head"}, set(), words.source.start)
        within = self.open[-1]
        self.nodes.append(Phrase(words, within.first, within.bold, within.italic))

    def _start(self, tag: Tag) -> None:
        at = tag.source.start
        if self.places["head"] and tag.name not in HEAD:
            self._close({"head"}, set(), at)
        if tag.name in ENDS_PARAGRAPH:
            self._close({"p"}, FENCES, at)
        if tag.name in CLOSED_BY:
            self._close(*CLOSED_BY[tag.name], at)
        if tag.name == "style" and tag.content:
            found = styles.bold_classes(self.text[tag.content.start : tag.content.end])
            self.bold_classes |= found
        self._open(tag)
        if tag.name in VOID:
            self._pop(tag.source.end)
        elif len(self.open) > DEEPEST:
            self.refuse(f"its elements stand more than {DEEPEST} deep", tag)

    def _open(self, tag: Tag) -> None:
        number = len(self.nodes)
        above = self.open[-1] if self.open else None
        is_block = tag.name in BLOCKS or above is None
        element = Element(
            tag.name,
            tag.traits,
            parent=above.first if above else -1,
            block=number if is_block or above is None else above.block,
            first=number,
            start=tag.source.start,
            depth=len(self.open),
            content=tag.content,
            linked=(tag.name == "a" and "href" in tag.traits)
            or (above is not None and above.linked),
        )
        was_bold, was_italic = (above.bold, above.italic) if above else (False, False)
        element.bold = styles.is_bold(tag, self.bold_classes, before=was_bold)
        element.italic = styles.is_italic(tag, before=was_italic)
        self.nodes.append(element)
        self.open.append(element)
        self.places[tag.name].append(element.depth)

    def _end(self, tag: Tag) -> None:
        if not self.places[tag.name] or tag.name in VOID:
            return
        if tag.name in TABLE:
            self._close({tag.name}, set(), tag.source.end, tag.source)
        elif tag.name in BLOCKS or tag.name in RAW:
            self._close({tag.name}, {"table"}, tag.source.end, tag.source)
        elif self.places[tag.name][-1] > self._element(self.open[-1].block).depth:
            self._close({tag.name}, set(), tag.source.end, tag.source)

    def _close(
        self, names: set[str], fences: set[str], at: int, tag: Span | None = None
    ) -> None:
        """Close the innermost element of these names that no fence is around."""
        place = self._innermost(names)
        if place <= self._innermost(fences):
            return
        while len(self.open) > place + 1:
            self._pop(tag.start if tag else at)
        self._pop(at)

    def _innermost(self, names: set[str]) -> int:
        """The depth of the innermost open element of these names, 0 if none is."""
        return max(
            (self.places[name][-1] for name in names if self.places[name]), default=0
        )

    def _element(self, number: int) -> Element:
        return cast("Element", self.nodes[number])

    def _pop(self, at: int) -> None:
        element = self.open.pop()
        self.places[element.name].pop()
        element.last, element.end = len(self.nodes), at
