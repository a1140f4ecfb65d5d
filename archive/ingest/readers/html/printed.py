"""The elements of a page → blocks: paragraphs, headings, quotes, captions."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive.ingest.blocks import Block, BlockKind, Voice
from archive.ingest.composing import Composer
from archive.ingest.readers.html.styles import HEADINGS
from archive.ingest.readers.html.tree import Element, Page, Phrase
from archive.transcript import Span, TimeSpan

KINDS = {
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "aside": BlockKind.QUOTE,
}
QUOTING = {"pullquote", "pull-quote", "pull_quote", "wp-block-pullquote", "quote"}
QUOTING |= {"cita", "zitat", "citation", "citazione", "citat", "citaat"}
CAPTIONS = {
    "caption",
    "wp-caption-text",
    "image-caption",
    "bildunterschrift",
    "legende",
}
FAR = 4


@dataclass(slots=True)
class Lines:
    """The number of the line that each offset of a text stands in."""

    text: str
    breaks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        at = self.text.find("\n")
        while at >= 0:
            self.breaks.append(at)
            at = self.text.find("\n", at + 1)

    def at(self, offset: int) -> int:
        return bisect_right(self.breaks, offset - 1) + 1


@dataclass(slots=True)
class Printer:
    """Goes through a page in order and gives a block for each piece of it.

    `skip` are elements that are left out, `voices` and `times` those that say who
    speaks next and when. `quoted` says that quotations are speech here.
    """

    page: Page
    skip: Container[int]
    voices: Mapping[int, Voice] = field(default_factory=dict)
    times: Mapping[int, int] = field(default_factory=dict)
    quoted: bool = False
    lines: Lines = field(init=False)
    composer: Composer = field(default_factory=Composer)
    top: int = 0
    block: int = -1
    parents: set[int] = field(default_factory=set)
    breaks: int = 0
    start: int = -1
    voice: Voice | None = None
    time: int | None = None

    def __post_init__(self) -> None:
        self.lines = Lines(self.page.text)

    def blocks(self, start: int, stop: int) -> Iterator[Block]:
        """Return the blocks of the nodes from one number to another."""
        self.top, number = start, start
        while number < stop:
            node = self.page.nodes[number]
            number += 1
            if isinstance(node, Phrase):
                yield from self._phrase(node)
            elif self._is_left_out(node):
                yield from self._turn_to(self.block if _is_inline(node) else -1)
                self._hear(node)
                number = node.last
            elif node.name == "br":
                yield from self._break(node)
            elif not _is_inline(node):
                yield from self._turn_to(-1)
        yield from self._turn_to(-1)

    def _is_left_out(self, node: Element) -> bool:
        return (
            node.first in self.skip
            or node.first in self.voices
            or node.first in self.times
            or node.content is not None
        )

    def _hear(self, node: Element) -> None:
        self.voice = self.voices.get(node.first, self.voice)
        self.time = self.times.get(node.first, self.time)

    def _phrase(self, phrase: Phrase) -> Iterator[Block]:
        parent = self.page.element(phrase.parent)
        words, place = phrase.words.text, phrase.words.source
        if parent.block != self.block:
            yield from self._turn_to(parent.block)
        if words.strip():
            if parent.linked and not any(map(str.isalnum, words)):
                return  # a sign to click on
            self.breaks = 0
            self.parents.add(phrase.parent)
            self.start = place.start if self.start < 0 else self.start
        self.composer.add(words, place, bold=phrase.bold, italic=phrase.italic)

    def _break(self, node: Element) -> Iterator[Block]:
        self.breaks += 1
        if self.breaks > 1:
            yield from self._turn_to(self.block)
        else:
            self.composer.new_line(Span(node.start, node.end))

    def _turn_to(self, block: int) -> Iterator[Block]:
        """Give what was collected, and collect for another element."""
        if self.start >= 0 and (made := self._made()):
            yield made
        self.composer, self.parents = Composer(), set()
        self.block, self.breaks, self.start = block, 0, -1

    def _made(self) -> Block | None:
        within = self._within()
        kind, level = self._kind(within)
        voice = self.voice if kind is BlockKind.PARAGRAPH else None
        time = None if self.time is None else TimeSpan(self.time, self.time)
        self.time = None
        return self.composer.block(
            self.lines.at(self.start),
            kind=kind,
            level=level,
            classes=_classes(within),
            language=_language(within),
            voice=voice,
            time=time,
        )

    def _within(self) -> list[Element]:
        """The elements around all of the block, innermost first, up to the top."""
        inner = self.parents.pop() if len(self.parents) == 1 else self.block
        around: list[Element] = []
        element = self.page.element(inner)
        while element.first > self.top and len(around) < FAR + 4:
            around.append(element)
            element = self.page.element(element.parent)
        return around or [element]

    def _kind(self, within: list[Element]) -> tuple[BlockKind, int]:
        for element in within:
            if element.name in HEADINGS:
                return BlockKind.HEADING, int(element.name[1])
            if element.traits.get("role") == "heading":
                level = element.traits.get("aria-level", "2")
                return BlockKind.HEADING, int(level) if level in set("123456") else 2
        for element in within:
            if kind := self._kind_of(element):
                return kind, 0
        return BlockKind.PARAGRAPH, 0

    def _kind_of(self, element: Element) -> BlockKind | None:
        names = set(element.traits.get("class", "").lower().split())
        if element.name in KINDS or names & QUOTING:
            kind = KINDS.get(element.name, BlockKind.QUOTE)
            quoted = kind is BlockKind.QUOTE and not names & (QUOTING - {"quote"})
            return None if quoted and self.quoted else kind
        return BlockKind.CAPTION if names & CAPTIONS else None


def timed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Return the blocks, each that has a time lasting to the next that has one."""
    end: int | None = None
    made = []
    for block in reversed(blocks):
        if not block.time:
            made.append(block)
            continue
        start = block.time.start
        later = max(start, start if end is None else end)
        made.append(block._replace(time=TimeSpan(start, later)))
        end = start
    return reversed(made)


def _is_inline(node: Element) -> bool:
    return node.block != node.first


def _classes(within: list[Element]) -> tuple[str, ...]:
    """Names and classes of the elements around, innermost first."""
    names = []
    for element in within[:FAR]:
        names += [element.name, *element.traits.get("class", "").split()[:8]]
    return tuple(dict.fromkeys(names))


def _language(within: list[Element]) -> str:
    return next((each.traits["lang"] for each in within if each.traits.get("lang")), "")
