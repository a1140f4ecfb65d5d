"""A block put together from pieces of a source: white space folded, letters in NFC.

For readers whose words do not stand in one stretch: markup, wrapped lines, entities.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from archive.ingest.blocks import Block, Run
from archive.transcript import Span
from archive.transcript.letters import MOST_MARKS, is_overloaded

# White space that a layout may fold; a no-break space is printed on purpose.
FOLDED = re.compile(r"[ \t\n\r\f\v]+")
RAGGED = re.compile(r"[\t\n\r\f\v]|  ")
PIECES = re.compile(r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+")
# Jamo that Unicode composes with the letter before, though they are no marks.
JOINING = re.compile("[\u1160-\u11ff]")


class OverloadedLetter(ValueError):
    """A letter bears more marks than any script sets on one."""


class Composer:
    """Collects pieces, then gives the block they make."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.runs: list[Run] = []
        self.bold: list[Span] = []
        self.italic: list[Span] = []

    @property
    def text(self) -> str:
        """The words so far."""
        self._pieces = ["".join(self._pieces)] if self._length else []
        return self._pieces[0] if self._pieces else ""

    def add(
        self, words: str, source: Span, *, bold: bool = False, italic: bool = False
    ) -> None:
        """Add words that stand at `source`, letter for letter or as a whole."""
        start = self._length
        for piece, place in _pieces(words, source):
            self._append(piece, place)
        written = Span(start, self._length)
        if bold and written.start < written.end:
            self.bold.append(written)
        if italic and written.start < written.end:
            self.italic.append(written)

    def new_line(self, source: Span) -> None:
        """Add a line break that the source marks, as `<br>` does."""
        self._trim()
        if self._length:
            self.write("\n", source)

    def block(self, line: int, **traits: Any) -> Block | None:
        """Return the block, or None when nothing visible was added."""
        self._trim()
        if not self.text:
            return None
        source = Span(self.runs[0].source.start, self.runs[-1].source.end)
        alone = len(self.runs) == 1 and source.end - source.start == len(self.text)
        return Block(
            self.text,
            line,
            source,
            runs=() if alone else tuple(self.runs),
            bold=_merged(self.bold, self.text),
            italic=_merged(self.italic, self.text),
            **traits,
        )

    def _append(self, piece: str, place: Span) -> None:
        if FOLDED.match(piece[0]):
            if not self._length or self._pieces[-1][-1] in " \n":
                return
            piece = " "
        self.write(piece, place)

    def write(self, piece: str, place: Span) -> None:
        """Add a piece as it is, its white space too."""
        start = self._length
        last = self.runs[-1] if self.runs else None
        self._pieces.append(piece)
        self._length += len(piece)
        if last and _goes_on(last, start, piece, place):
            joined = Span(last.source.start, place.end)
            self.runs[-1] = Run(last.start, joined)
        else:
            self.runs.append(Run(start, place))

    def _trim(self) -> None:
        while self._pieces and self._pieces[-1][-1].isspace():
            ended = self._pieces.pop()
            if len(ended) > 1:
                self._pieces.append(ended[:-1])
            self._length -= 1
            last = self.runs.pop()
            width = self._length - last.start
            if width:
                self.runs.append(_shortened(last, width))


def as_printed(words: str, source: Span, line: int, **traits: Any) -> Block:
    """Return the block of these words with their white space as it is.

    `words` are not empty and have no white space around them.
    """
    if _is_composed(words):
        return Block(words, line, source, **traits)
    composer = Composer()
    for match in PIECES.finditer(words):
        place = Span(source.start + match.start(), source.start + match.end())
        for piece, at in _composed(match[0], place):
            composer.write(piece, at)
    text, runs = composer.text, tuple(composer.runs)
    return Block(text, line, source, runs=runs, **traits)


def _is_composed(words: str) -> bool:
    """Whether they are in NFC; raises OverloadedLetter where that takes forever."""
    if words.isascii():
        return True
    if is_overloaded(words):
        complaint = f"a letter of it bears more than {MOST_MARKS} marks. Take them off."
        raise OverloadedLetter(complaint)
    return unicodedata.is_normalized("NFC", words)


def _shortened(run: Run, width: int) -> Run:
    """The run without its last letter; one that stands as a whole stays whole."""
    if run.source.end - run.source.start != width + 1:
        return run
    return Run(run.start, Span(run.source.start, run.source.start + width))


def _goes_on(last: Run, start: int, piece: str, place: Span) -> bool:
    return (
        last.source.end == place.start
        and last.source.end - last.source.start == start - last.start
        and place.end - place.start == len(piece)
    )


def _pieces(words: str, source: Span) -> Iterator[tuple[str, Span]]:
    exact = len(words) == source.end - source.start
    if not exact:
        # An entity stands for its letters as a whole; so does white space in it.
        yield from _whole(words, source)
        return
    if not RAGGED.search(words) and _is_composed(words):
        lead = words.startswith(" ")
        if lead:
            yield " ", Span(source.start, source.start + 1)
        if len(words) > lead:
            yield words[lead:], Span(source.start + lead, source.end)
        return
    for match in PIECES.finditer(words):
        place = Span(source.start + match.start(), source.start + match.end())
        if _is_composed(match[0]):
            yield match[0], place
        else:
            yield from _composed(match[0], place)


def _whole(words: str, source: Span) -> Iterator[tuple[str, Span]]:
    if not _is_composed(words):
        words = unicodedata.normalize("NFC", words)
    if words:
        yield FOLDED.sub(" ", words), source


def _composed(word: str, place: Span) -> Iterator[tuple[str, Span]]:
    """A word in NFC, in clusters of a letter and its marks; whole if they interact."""
    clusters: list[tuple[int, int]] = []
    for at, letter in enumerate(word):
        joins = unicodedata.combining(letter) or JOINING.match(letter)
        if joins and clusters:
            clusters[-1] = (clusters[-1][0], at + 1)
        else:
            clusters.append((at, at + 1))
    parts = [unicodedata.normalize("NFC", word[start:end]) for start, end in clusters]
    whole = unicodedata.normalize("NFC", word)
    if "".join(parts) != whole:
        yield whole, place
        return
    for part, (start, end) in zip(parts, clusters, strict=True):
        yield part, Span(place.start + start, place.start + end)


def _merged(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Spans that only white space parts are one; what was trimmed is cut off."""
    merged: list[Span] = []
    for span in spans:
        end = min(span.end, len(text))
        if span.start >= end:
            continue
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, end)
        else:
            merged.append(Span(span.start, end))
    return tuple(merged)
