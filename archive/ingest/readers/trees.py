"""XML → elements and words with their places, in one flat list.

Nothing outside the file is ever asked for: a document that declares entities or names
a DTD is refused. expat (of the standard library) says where each piece stands, which
lxml does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast
from xml.parsers import expat

from archive.errors import UnreadableSource
from archive.ingest.readers.html.encoding import decode
from archive.transcript import Span

# No speech of a parliament stands twenty deep; a long day of one, with an element
# for each word, has 200,000.
DEEPEST = 200
MOST_NODES = 300_000
# Words are looked for in so many nodes of an element: names and titles are short.
FAR = 5_000
ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?(?:[^?]|\?(?!>))*+\?>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+"
    rb"|<!DOCTYPE[^\[>]*+>\s*+)*+<(?:[\w.-]+:)?([\w.-]+)"
)
SNIFFED = 16_384
# The one character whose reference begins with itself.
AMPERSAND = re.compile(r"&(?:amp|#0*38|#[xX]0*26);")


@dataclass(slots=True)
class Element:
    """An element by its local name: `first` is its number, `last` that of the next."""

    name: str
    traits: dict[str, str]
    parent: int
    first: int
    start: int
    last: int = 0
    end: int = 0


class Phrase(NamedTuple):
    """Words at `source`: letter for letter, or an entity's."""

    words: str
    source: Span
    parent: int


@dataclass(slots=True)
class Tree:
    text: str
    encoding: str
    nodes: list[Element | Phrase] = field(default_factory=list)

    def element(self, number: int) -> Element:
        return cast("Element", self.nodes[number])

    def elements(self, *names: str, within: Element | None = None) -> list[Element]:
        """The elements of these names, in order."""
        part = self.nodes[within.first + 1 : within.last] if within else self.nodes
        return [
            node for node in part if isinstance(node, Element) and node.name in names
        ]

    def one(self, name: str, within: Element | None = None) -> Element | None:
        return next(iter(self.elements(name, within=within)), None)

    def children(self, element: Element) -> Iterator[Element]:
        """The elements that stand directly in this one."""
        number = element.first + 1
        while number < element.last:
            node = self.nodes[number]
            number += 1
            if isinstance(node, Element):
                number = node.last
                yield node

    def child(self, name: str, element: Element) -> Element | None:
        return next(
            (each for each in self.children(element) if each.name == name), None
        )

    def phrases(self, element: Element) -> list[Phrase]:
        within = self.nodes[element.first : element.last]
        return [node for node in within if isinstance(node, Phrase)]

    def words_of(self, element: Element | None) -> str:
        """The first words in an element, white space folded; none for no element."""
        if element is None:
            return ""
        within = self.nodes[element.first : min(element.last, element.first + FAR)]
        parts = (node.words if isinstance(node, Phrase) else " " for node in within)
        return " ".join("".join(parts).split())


def root_of(content: bytes) -> str:
    """The local name of the element that holds all, or nothing if this is no XML."""
    match = ROOT.match(content[:SNIFFED])
    return match[1].decode("ascii", "replace") if match else ""


def tree_of(content: bytes, name: str) -> Tree:
    """Return the tree; UnreadableSource for what is broken or reaches outside."""
    text, encoding = decode(content, name)
    builder = _Builder(text, name, Tree(text, encoding))
    try:
        builder.parse()
    except expat.ExpatError as error:
        raise UnreadableSource(
            name,
            f"it is no well-formed XML ({expat.ErrorString(error.code)}). "
            "Export it again from the program that wrote it.",
            error.lineno,
        ) from error
    return builder.tree


@dataclass(slots=True)
class _Builder:
    text: str
    name: str
    tree: Tree
    open: list[Element] = field(default_factory=list)
    content: bytes = b""
    byte: int = 0
    at: int = 0
    parser: expat.XMLParserType = field(init=False)

    def parse(self) -> None:
        self.content = self.text.encode("utf-8", "replace")
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._refuse_declarations
        self.parser.Parse(self.content, True)  # noqa: FBT003  expat has no keyword

    def _place(self) -> int:
        """Where the parser stands, in letters of the text."""
        byte = self.parser.CurrentByteIndex
        self.at += len(self.content[self.byte : byte].decode("utf-8", "replace"))
        self.byte = byte
        return self.at

    def _start(self, name: str, traits: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            self._refuse(f"its elements stand more than {DEEPEST} deep")
        parent = self.open[-1].first if self.open else -1
        bare = {_local(key): value for key, value in reversed(traits.items())}
        number = len(self.tree.nodes)
        element = Element(_local(name), bare, parent, number, self._place())
        self._add(element)
        self.open.append(element)

    def _end(self, _name: str) -> None:
        element = self.open.pop()
        element.last, element.end = len(self.tree.nodes), self._place()

    def _words(self, words: str) -> None:
        start = self._place()
        escaped = words == "&" and AMPERSAND.match(self.text, start)
        if not escaped and self.text.startswith(words, start):
            end = start + len(words)
        elif self.text.startswith("&", start):
            end = self.text.index(";", start) + 1
        else:
            end = start + 1 + self.text.startswith("\r\n", start)
        self._add(Phrase(words, Span(start, end), self.open[-1].first))

    def _add(self, node: Element | Phrase) -> None:
        if len(self.tree.nodes) >= MOST_NODES:
            self._refuse(f"it has more than {MOST_NODES:,} elements and words")
        self.tree.nodes.append(node)

    def _refuse_declarations(
        self, _name: str, system: str | None, _public: str | None, internal: int
    ) -> None:
        if system or internal:
            self._refuse(
                "it declares entities or asks for a DTD outside the file, which is "
                "not followed"
            )

    def _refuse(self, what: str) -> None:
        raise UnreadableSource(
            self.name,
            f"{what}. Export it without.",
            self.parser.CurrentLineNumber,
        )


def _local(name: str) -> str:
    return name.rpartition(":")[2]
