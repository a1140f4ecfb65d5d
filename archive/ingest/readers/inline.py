"""Markdown within a paragraph: emphasis, links, escapes; letters keep their places."""

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from html import unescape

from archive.ingest.composing import Composer
from archive.ingest.readers.emphasis import Emphasis, Piece
from archive.ingest.readers.wrapping import joint
from archive.transcript import Span

ENTITY = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
LIQUID = r"\{%(?:[^%{]|%(?!\}))*%\}|\{\{[^{}]*\}\}|\{[:.\#][^{}\n]*\}"
SPECIAL = re.compile(r"[\\`*_~<&\[\]{\n\t]|  ")
MARK = re.compile(
    rf"""
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<ticks>`+)
    | <(?P<address>[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>
    | (?P<comment><!--)
    | <(?P<closes>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>
    | (?P<entity>{ENTITY})
    | (?P<liquid>{LIQUID})
    | (?P<footnote>\[\^[^\]\s]+\])
    | (?P<opens>!?\[)
    | (?P<shuts>\])
    | (?P<run>\*+|_+|~~)
    | (?P<line>[ \t]*\\?\n[ \t]*)
    """,
    re.VERBOSE,
)
ADDRESS = re.compile(
    r"""
    \(\s*(?:<[^<>\n]*>|(?:[^\s()\\{]|\\.|\{\{[^{}]*\}\}|\{|\([^\s()]*\)){0,4000})
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)
    """,
    re.VERBOSE,
)
REFERENCE = re.compile(r"[ ]?\[([^\[\]]*)\]")
# What HTML names; other words in angle brackets, as <laughs>, are printed.
HTML = (
    "a abbr address article aside audio b bdi bdo big blockquote br button caption "
    "center cite code col colgroup data dd del details dfn dialog div dl dt em embed "
    "fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr "
    "html i iframe img input ins kbd label legend li link main map mark menu meta nav "
    "noscript object ol optgroup option output p param picture pre progress q rp rt "
    "ruby s samp script section select small source span strike strong style sub "
    "summary sup svg table tbody td template textarea tfoot th thead time title tr "
    "track tt u ul var video wbr"
)
NAMED = frozenset(HTML.split())
BOLD, ITALIC = frozenset({"b", "strong"}), frozenset({"cite", "em", "i"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one paragraph without the marks before them, and their places."""

    words: str
    starts: Sequence[int]
    places: Sequence[int]

    def place(self, start: int, end: int) -> Span:
        """Where in the source these words stand."""
        return Span(self._source(start), self._source(end - 1) + 1)

    def _source(self, at: int) -> int:
        number = bisect_right(self.starts, at) - 1
        return self.places[number] + at - self.starts[number]


def stretch(text: str, lines: Sequence[Span]) -> Stretch:
    """Return the stretch that these lines of a text make."""
    starts, reached = [], 0
    for line in lines:
        starts.append(reached)
        reached += line.end - line.start + 1
    words = "\n".join(text[line.start : line.end] for line in lines)
    return Stretch(words, starts, [line.start for line in lines])


def compose(within: Stretch, references: Container[str]) -> tuple[Composer, bool]:
    """Return the words with their emphasis, and whether they are a picture's alone."""
    scan = _Scan(within.words, references)
    scan.run()
    shown = [piece for piece in scan.pieces if piece.words.strip()]
    is_picture = not shown and bool(scan.pictured)
    composer = Composer()
    for piece in scan.pictured if is_picture else scan.pieces:
        scan.weigh(piece.bold_before, piece.italic_before)
        if piece.breaks:
            composer.new_line(within.place(piece.start, piece.end))
        elif piece.words:
            composer.add(
                piece.words,
                within.place(piece.start, piece.end),
                bold=scan.bold > 0,
                italic=scan.italic > 0,
            )
        scan.weigh(piece.bold_after, piece.italic_after)
    return composer, is_picture


def folded(label: str) -> str:
    """A reference's label as its definition is looked up by."""
    return " ".join(label.split()).casefold()


class _Scan:
    """One pass over a paragraph; brackets and runs of emphasis wait for their pair."""

    def __init__(self, words: str, references: Container[str]) -> None:
        self.words = words
        self.references = references
        self.pieces: list[Piece] = []
        self.pictured: list[Piece] = []
        self.brackets: list[int] = []
        self.open = Emphasis(words, self.pieces)
        self.fences: dict[int, list[int]] | None = None
        self.last_comment = words.rfind("-->")
        self.bold = self.italic = 0

    def weigh(self, bold: int, italic: int) -> None:
        self.bold += bold
        self.italic += italic

    def run(self) -> None:
        at = 0
        while match := MARK.search(self.words, at):
            self._print(at, match.start())
            at = SCANS[match.lastgroup or ""](self, match)
        self._print(at, len(self.words))

    def _print(self, start: int, end: int) -> None:
        if start < end:
            self.pieces.append(Piece(self.words[start:end], start, end))

    def _hide(self, start: int, end: int) -> Piece:
        self.pieces.append(Piece("", start, end))
        return self.pieces[-1]

    def escaped(self, match: re.Match[str]) -> int:
        self._print(match.end() - 1, match.end())
        return match.end()

    def ticks(self, match: re.Match[str]) -> int:
        """Code, its first and last space dropped where both are there."""
        width, start = len(match[0]), match.end()
        closes = self._closing_ticks(width, start)
        if closes is None:
            self._print(match.start(), start)
            return start
        for part in re.finditer(r"[^\n]+|\n", self.words[start:closes]):
            self._print(start + part.start(), start + part.end())
        return closes + width

    def _closing_ticks(self, width: int, start: int) -> int | None:
        if self.fences is None:
            self.fences = {}
            for each in re.finditer("`+", self.words):
                self.fences.setdefault(len(each[0]), []).append(each.start())
        places = self.fences.get(width, [])
        number = bisect_right(places, start - 1)
        return places[number] if number < len(places) else None

    def address(self, match: re.Match[str]) -> int:
        self._print(match.start() + 1, match.end() - 1)
        return match.end()

    def comment(self, match: re.Match[str]) -> int:
        if self.last_comment < match.end():
            self._print(match.start(), match.end())
            return match.end()
        return self.words.index("-->", match.end()) + 3

    def tag(self, match: re.Match[str]) -> int:
        name, step = match["tag"].lower(), -1 if match["closes"] else 1
        if name not in NAMED:
            self._print(match.start(), match.end())
            return match.end()
        piece = self._hide(match.start(), match.end())
        piece.breaks = name == "br"
        piece.bold_after = step * (name in BOLD)
        piece.italic_after = step * (name in ITALIC)
        return match.end()

    def entity(self, match: re.Match[str]) -> int:
        words = unescape(match[0])
        self.pieces.append(Piece(words, match.start(), match.end()))
        return match.end()

    def liquid(self, match: re.Match[str]) -> int:
        return match.end()

    def line(self, match: re.Match[str]) -> int:
        """A line's end: a break after two spaces or a backslash, else a space."""
        mark = match[0].partition("\n")[0]
        piece = self._hide(match.start(), match.end())
        piece.breaks = mark.endswith(("\\", "  "))
        around = (
            self.words[match.start() - 1],
            self.words[match.end() : match.end() + 1],
        )
        piece.words = joint(around[0], around[1] or " ")
        return match.end()

    def opens(self, match: re.Match[str]) -> int:
        self.brackets.append(len(self.pieces))
        self._print(match.start(), match.end())
        return match.end()

    def shuts(self, match: re.Match[str]) -> int:
        if not self.brackets:
            self._print(match.start(), match.end())
            return match.end()
        opened = self.brackets.pop()
        end = self._end_of_link(opened, match)
        if end is None:
            self._print(match.start(), match.end())
            return match.end()
        is_picture = self.pieces[opened].words == "!["
        self.pieces[opened].words = ""
        if is_picture:
            self._take_picture(opened)
        return end

    def _take_picture(self, opened: int) -> None:
        self.pictured += self.pieces[opened + 1 :]
        del self.pieces[opened + 1 :]
        self.open.forget_after(opened)

    def _end_of_link(self, opened: int, match: re.Match[str]) -> int | None:
        """Where the link's address or reference ends; None when it is no link."""
        if address := ADDRESS.match(self.words, match.end()):
            return address.end()
        label = self.words[self.pieces[opened].end : match.start()]
        named = REFERENCE.match(self.words, match.end())
        if named and folded(named[1] or label) in self.references:
            return named.end()
        known = len(label) < 1000 and folded(label) in self.references
        return match.end() if known else None

    def emphasis(self, match: re.Match[str]) -> int:
        place = len(self.pieces)
        self._print(match.start(), match.end())
        self.open.take(match, place)
        return match.end()


SCANS: dict[str, Callable[[_Scan, re.Match[str]], int]] = {
    "escaped": _Scan.escaped,
    "ticks": _Scan.ticks,
    "address": _Scan.address,
    "comment": _Scan.comment,
    "tag": _Scan.tag,
    "entity": _Scan.entity,
    "liquid": _Scan.liquid,
    "footnote": _Scan.liquid,
    "opens": _Scan.opens,
    "shuts": _Scan.shuts,
    "run": _Scan.emphasis,
    "line": _Scan.line,
}
