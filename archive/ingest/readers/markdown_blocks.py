"""Where the blocks of a Markdown text stand: paragraphs, headings, quotes, lists.

markdown-it finds them; stretches that are plainly headings and paragraphs, nearly
all of an interview, are found without it, and as it would find them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.errors import UnreadableSource
from archive.ingest.readers.lines import Lines
from archive.transcript import Span

DEEPEST = 20
# What markdown-it reads line by line takes time: an interview has little of it.
MOST_LINES = 25_000
# Indented text is speech, not code; definitions are found elsewhere, with places.
PARSER = (
    MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    .disable(["code", "reference"])
    .enable("table")
)
# A line that begins no list, quote, rule, table, code or element.
PLAIN = re.compile(
    r"[^\s#>*+\-_=~`<|:\d]|\*{1,3}[^\s*]|_{1,3}[^\s_]|-[^\s\-:|]|\d{1,12}(?:[^\d.)]|\Z)"
)
HEADING = re.compile(r"(#{1,6}) ([^\s#][^#]*)")
# What may go on after a blank line; a text with it is left to markdown-it whole.
OPEN_ENDED = re.compile(r"```|~~~|<(?:[!?]|script|pre|style|textarea)", re.IGNORECASE)
CONTAINERS = re.compile(r"[ \t>]*")


class Sort(Enum):
    """What is in a part."""

    WORDS = auto()
    NUMBER = auto()
    HTML = auto()
    CODE = auto()
    TABLE = auto()


@dataclass(slots=True)
class Within:
    """The quotes and lists that are open around a part."""

    quotes: int = 0
    marks: list[str] = field(default_factory=list)
    is_fresh: bool = False

    def enter(self, token: Token) -> None:
        """Take account of what opens or closes here."""
        if token.type.startswith("blockquote"):
            self.quotes += token.nesting
        elif token.type == "list_item_open":
            self.marks.append(token.markup)
            self.is_fresh = True
        elif token.type == "list_item_close":
            self.marks.pop()

    def part(self, sort: Sort, first: int, last: int, places: list[Span]) -> "Part":
        """A part that stands within these."""
        mark, is_dashed = self.marks[-1] if self.marks else "", "-" in self.marks
        traits = (self.quotes, mark, is_dashed, self.is_fresh)
        return Part(sort, first, last, places, "", *traits)


@dataclass(slots=True)
class Part:
    """Lines that make one block; words stand at `places`, a line at each.

    `mark` is that of the innermost list, `is_dashed` says that some list around
    has dashes, `is_first` that nothing stands before it in its point. `number` is a
    point's, in the list that `list` counts.
    """

    sort: Sort
    first: int
    last: int
    places: list[Span]
    tag: str = ""
    quotes: int = 0
    mark: str = ""
    is_dashed: bool = False
    is_first: bool = False
    number: int = -1
    list: int = 0


def parts(lines: Lines, name: str) -> list[Part]:
    """Return what stands in these lines, in order.

    Raises UnreadableSource for more lists and quotes, or deeper ones, than any
    interview has.
    """
    if OPEN_ENDED.search(lines.text):
        return _Parser(lines, name).parsed(0, len(lines))
    found: list[Part] = []
    parser, waiting = _Parser(lines, name), -1
    for first, last in _stretches(lines):
        plain = _plain(lines, first, last)
        if plain is None:
            waiting = first if waiting < 0 else waiting
            continue
        if waiting >= 0:
            found += parser.parsed(waiting, first)
            waiting = -1
        found += plain
    return found if waiting < 0 else found + parser.parsed(waiting, len(lines))


def _stretches(lines: Lines) -> Iterator[tuple[int, int]]:
    """The lines between blank ones."""
    first = -1
    for number, words in enumerate(lines.words):
        if words.strip(" \t"):
            first = number if first < 0 else first
        elif first >= 0:
            yield first, number
            first = -1
    if first >= 0:
        yield first, len(lines)


def _plain(lines: Lines, first: int, last: int) -> list[Part] | None:
    """Headings and paragraphs, when these lines are plainly nothing else."""
    found: list[Part] = []
    held: list[Span] = []
    for number in range(first, last):
        words = lines.words[number]
        start = lines.starts[number]
        if PLAIN.match(words):
            held.append(_place(words, start, 0))
            continue
        heading = HEADING.fullmatch(words)
        if heading is None:
            return None
        if held:
            found.append(Part(Sort.WORDS, number - len(held), number, held))
            held = []
        place = _place(words, start, heading.start(2))
        tag = f"h{heading.end(1)}"
        found.append(Part(Sort.WORDS, number, number + 1, [place], tag))
    if held:
        found.append(Part(Sort.WORDS, last - len(held), last, held))
    return found


def _place(words: str, start: int, at: int) -> Span:
    """Where a line's words stand from `at` on; two spaces that break it stay."""
    if words[-1] not in " \t":
        return Span(start + at, start + len(words))
    end = len(words.rstrip(" \t"))
    margin = words[end:]
    breaks = margin.startswith("  ") and not margin.strip(" ")
    return Span(start + at, start + (len(words) if breaks else end))


class _Parser:
    """markdown-it asked for stretches of a text, within limits."""

    def __init__(self, lines: Lines, name: str) -> None:
        self.lines, self.name = lines, name
        self.taken = self.numbered = self.lists = 0

    def parsed(self, first: int, last: int) -> list[Part]:
        """The parts that markdown-it finds from the first line to before the last."""
        written = self.lines.words[first:last]
        self._count(written)
        tokens: list[Token] = []
        PARSER.block.parse("\n".join(written), PARSER, {}, tokens)
        if any(token.level >= DEEPEST - 1 and token.type in HOLD for token in tokens):
            raise self._refused(f"quotes and lists deeper than {DEEPEST}")
        return list(self._parts(tokens, first))

    def _count(self, written: list[str]) -> None:
        for words in written:
            lead = CONTAINERS.match(words)
            self.taken += bool(words) + words.count(">", 0, lead.end() if lead else 0)
        if self.taken > MOST_LINES:
            raise self._refused(f"more than {MOST_LINES:,} lines of lists and quotes")

    def _refused(self, what: str) -> UnreadableSource:
        return UnreadableSource(
            self.name, f"it has {what}, as no interview has. Give its text plainly."
        )

    def _parts(self, tokens: list[Token], first: int) -> Iterator[Part]:
        within, tables = Within(), 0
        for place, token in enumerate(tokens):
            sort = SORTS.get(token.type)
            self.lists += token.type == "ordered_list_open"
            if sort is Sort.NUMBER and token.info:
                yield self._number(token, first, within)
            within.enter(token)
            tables -= token.type == "table_close"
            if sort is None or sort is Sort.NUMBER or tables:
                continue
            part = self._part(token, sort, first, within)
            if sort is Sort.WORDS:
                opened = tokens[place - 1]
                part.tag = opened.tag if opened.type == "heading_open" else ""
                within.is_fresh = False
            yield part
            tables += sort is Sort.TABLE

    def _part(self, token: Token, sort: Sort, first: int, within: Within) -> Part:
        begins, ends = token.map or (0, 0)
        places = self._places(token, first) if sort is Sort.WORDS else []
        return within.part(sort, first + begins, first + ends, places)

    def _number(self, token: Token, first: int, within: Within) -> Part:
        """The number that opens a point; before it stand those of points around it."""
        line = first + (token.map or (0, 0))[0]
        start, printed = self.lines.starts[line], token.info + token.markup
        at = self.lines.text.index(printed, max(start, self.numbered))
        self.numbered = at + len(printed)
        place = Span(at, self.numbered)
        part = within.part(Sort.NUMBER, line, line + 1, [place])
        part.number, part.list = int(token.info), self.lists
        return part

    def _places(self, token: Token, first: int) -> list[Span]:
        """Where each line of words stands, its marks and margins left out."""
        begins, ends = token.map or (0, 0)
        places = []
        for number, content in enumerate(token.content.split("\n"), first + begins):
            said = content.strip(" \t")
            written = self.lines.words[number] if number < first + ends else ""
            at = written.rfind(said) if said else -1
            if at >= 0:
                end = at + len(said)
                tail = _place(written, self.lines.starts[number], at)
                is_whole = not written[end:].strip(" \t")
                start = self.lines.starts[number]
                places.append(tail if is_whole else Span(start + at, start + end))
        return places


HOLD = {"blockquote_open", "list_item_open"}
SORTS = {
    "list_item_open": Sort.NUMBER,
    "inline": Sort.WORDS,
    "html_block": Sort.HTML,
    "fence": Sort.CODE,
    "table_open": Sort.TABLE,
}
