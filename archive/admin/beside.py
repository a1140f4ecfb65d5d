"""The source's text by lines, each stretch named for what became of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.report import LINE_END, Lines
from archive.transcript import Span

LONGEST = 1200
SHOWN = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the source and its name, such as "words", "mark" or "left"."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or what is shown of it; `number` counts from one."""

    number: int
    pieces: tuple[Piece, ...]


class SourceText:
    """A source's text, to be shown in parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = Lines(text)

    def number(self, offset: int) -> int:
        """The line, counted from one, that holds this place."""
        return self._lines.number(offset)

    def beginning(self, number: int) -> int:
        """Where a line begins, counted from one; the last one begins what is more."""
        return self._lines.starts[min(number, len(self._lines.starts)) - 1]

    def ending(self, number: int) -> int:
        """Where a line ends."""
        ends = self._lines.starts[number : number + 1]
        return ends[0] if ends else len(self.text)

    def lines(self, span: Span, stretches: Sequence[Stretch]) -> list[Line]:
        """The lines of a part, cut where one stretch ends and another begins."""
        return [
            Line(self.number(line.start), tuple(self._pieces(line, stretches)))
            for line in self._cut(span)
        ]

    def around(self, span: Span, letters: int = SHOWN) -> Span:
        """The part with so many letters on either side, to whole lines where near."""
        start, end = max(0, span.start - letters), span.end + letters
        number = self.number(start)
        begins = self._lines.starts[number - 1]
        if span.start - begins < 2 * letters:
            start = begins
        ends = self._lines.starts[self.number(min(end, len(self.text))) :]
        if ends and ends[0] - span.end < 2 * letters:
            end = ends[0]
        return Span(start, min(end, len(self.text)))

    def _cut(self, span: Span) -> Iterator[Span]:
        start = span.start
        for line_end in LINE_END.finditer(self.text, span.start, span.end):
            yield Span(start, line_end.start())
            start = line_end.end()
        if start < span.end:
            yield Span(start, span.end)

    def _pieces(self, line: Span, stretches: Iterable[Stretch]) -> Iterator[Piece]:
        reached = line.start
        for each in stretches:
            start, end = max(each.start, reached), min(each.end, line.end)
            if start >= end:
                continue
            if reached < start:
                yield Piece("", self.text[reached:start])
            yield Piece(each.name, shortened(self.text[start:end], each.name))
            reached = end
        if reached < line.end:
            yield Piece("", shortened(self.text[reached : line.end], ""))


def shortened(text: str, name: str) -> str:
    """Speech is shown whole; of anything else long, its two ends."""
    if name in {"words", "aside"} or len(text) <= LONGEST:
        return text
    return f"{text[:SHOWN]} […] {text[-SHOWN:]}"
