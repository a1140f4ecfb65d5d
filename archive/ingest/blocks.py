"""A piece of a source before anyone is recognised in it, and how it is cut."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from archive.ingest.casting.persons import Person
from archive.transcript import Claim, Kind, Skipped, Span, TimeSpan
from archive.transcript.gaps import INVISIBLE


class BlockKind(StrEnum):
    """What the format says a block is; only paragraphs and cues are speech."""

    PARAGRAPH = "paragraph"
    CUE = "cue"
    HEADING = "heading"
    QUOTE = "quote"
    CAPTION = "caption"
    DIRECTION = "direction"
    ADVERT = "advert"
    NOTE = "note"


SPOKEN = {BlockKind.PARAGRAPH, BlockKind.CUE}


class Run(NamedTuple):
    """From `start` of a block's text on, the words stand at `source`.

    As long as the source they are the same letter for letter; otherwise, as with
    `&amp;`, they stand for the whole of it.
    """

    start: int
    source: Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as the format itself states it: `<v Kim>`, `<u who>`, a column.

    `kind` is set where the format says what is done, as Akoma Ntoso does; `doubt`
    says why the name may be none.
    """

    name: str
    label: str = ""
    kind: Kind | None = None
    doubt: str = ""


class Block(NamedTuple):
    """One paragraph or cue: its words in NFC, its line, its place in the source's text.

    `line` counts from one. `source` covers the words without white space around
    them. `bold` and `italic` count in `text`; without `runs` the text stands at
    `source` letter for letter. `level` is a heading's, `classes` what the format
    calls the block (an element's name and classes, a paragraph style).
    """

    text: str
    line: int
    source: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    runs: tuple[Run, ...] = ()
    bold: tuple[Span, ...] = ()
    italic: tuple[Span, ...] = ()
    level: int = 0
    classes: tuple[str, ...] = ()
    voice: Voice | None = None
    time: TimeSpan | None = None
    language: str = ""

    def part(self, start: int, end: int | None = None) -> "Block":
        """The words from `start` to `end`, without white space around, in their place.

        Its text is empty when there are none.
        """
        start, end = self._visible(start, len(self.text) if end is None else end)
        if (start, end) == (0, len(self.text)):
            return self
        return Block(
            self.text[start:end],
            self.line,
            self.place(start, end),
            self.kind,
            self._runs_within(start, end),
            _within(self.bold, start, end),
            _within(self.italic, start, end),
            self.level,
            self.classes,
            self.voice,
            self.time,
            self.language,
        )

    def place(self, start: int, end: int) -> Span:
        """Where in the source the words from `start` to `end` stand."""
        if start >= end:
            at = (
                self._run(start)[1].start if start < len(self.text) else self.source.end
            )
            return Span(at, at)
        if not self.runs and len(self.text) == self.source.end - self.source.start:
            return Span(self.source.start + start, self.source.start + end)
        return Span(self._run(start)[1].start, self._run(end - 1)[1].end)

    def is_bold(self, start: int = 0, end: int | None = None) -> bool:
        """Whether every visible letter from `start` to `end` is bold."""
        return _covers(self.bold, self.text, start, end)

    def is_italic(self, start: int = 0, end: int | None = None) -> bool:
        """Whether every visible letter from `start` to `end` is italic."""
        return _covers(self.italic, self.text, start, end)

    def _visible(self, start: int, end: int) -> tuple[int, int]:
        words = self.text[start:end]
        lead = len(words) - len(words.lstrip(INVISIBLE))
        return start + lead, max(start + lead, start + len(words.rstrip(INVISIBLE)))

    def _run(self, offset: int) -> tuple[int, Span]:
        """The place of one letter: its run's number, and its span in the source."""
        number = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        start, source = (
            (self.runs[number].start, self.runs[number].source)
            if self.runs
            else (0, self.source)
        )
        later = number + 1
        end = self.runs[later].start if later < len(self.runs) else len(self.text)
        if source.end - source.start != end - start:
            return number, source
        at = source.start + offset - start
        return number, Span(at, at + 1)

    def _runs_within(self, start: int, end: int) -> tuple[Run, ...]:
        if not self.runs or start >= end:
            return ()
        first, last = self._run(start)[0], self._run(end - 1)[0]
        cut = []
        for number in range(first, last + 1):
            begins = max(start, self.runs[number].start)
            later = number + 1
            limit = self.runs[later].start if later < len(self.runs) else len(self.text)
            cut.append(Run(begins - start, self.place(begins, min(end, limit))))
        return tuple(cut)


def _within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    if not spans:
        return ()
    cut = (Span(max(one.start, start), min(one.end, end)) for one in spans)
    return tuple(
        Span(one.start - start, one.end - start) for one in cut if one.start < one.end
    )


def _covers(spans: Sequence[Span], text: str, start: int, end: int | None) -> bool:
    end = len(text) if end is None else end
    reached = start
    for span in spans:
        if span.start > reached and text[reached : span.start].strip():
            break
        reached = max(reached, span.end)
    return bool(text[start:end].strip()) and not text[reached:end].strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of bytes: the text they hold, and its blocks in order.

    `left_out` names stretches that are no part of the interview (navigation, front
    matter), `claims` and `people` what the format states about it.
    """

    text: str
    encoding: str
    blocks: tuple[Block, ...]
    left_out: tuple[Skipped, ...] = ()
    claims: tuple[Claim, ...] = ()
    people: tuple[Person, ...] = ()
