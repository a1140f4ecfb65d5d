"""What stands in one cue: its words without tags, parted where another speaks."""

import re
from collections.abc import Iterator
from html import unescape

from archive.ingest.blocks import Block, BlockKind, Voice
from archive.ingest.composing import Composer
from archive.ingest.readers.wrapping import begins_anew, joint
from archive.transcript import Span, TimeSpan

MARK = re.compile(
    r"<v(?:\.[^\s<>]*)?[ \t]+(?P<voice>[^<>]*)>|(?P<falls_silent></v>)"
    r"|<(?P<closes>/?)(?P<tag>[biucBIUC]|ruby|rt|lang|font|span|em|strong)"
    r"(?=[\s.>/])[^<>]*>"
    r"|(?P<skipped><[\d:.]+>|\{\\[^{}]*\})"
    r"|(?P<changes>(?:>|&gt;){2,})"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
DASH = re.compile(r"[-‐‑–—−][ \t]*\S")
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}


def blocks_of(
    text: str, lines: list[tuple[int, Span]], time: TimeSpan
) -> Iterator[Block]:
    """Yield the blocks of a cue: one for each voice, `>>`, dash or label in it."""
    cue = _Cue(text, time)
    before = Span(0, 0)
    for line, place in lines:
        cue.line = line
        cue.break_line(before, place)
        cue.read(place)
        before = place
    cue.part()
    yield from cue.blocks


class _Cue:
    """A cue in the course of being read: the words so far, and who says them."""

    def __init__(self, text: str, time: TimeSpan) -> None:
        self.text, self.time = text, time
        self.blocks: list[Block] = []
        self.composer = Composer()
        self.voice: Voice | None = None
        self.line = self.first = 0
        self.bold = self.italic = 0

    def break_line(self, before: Span, line: Span) -> None:
        words = self.text[line.start : min(line.end, line.start + 100)].lstrip()
        ended = self.text[max(before.start, before.end - 20) : before.end].rstrip()
        if not before.end or _speaks_anew(words, ended):
            self.part()
        else:
            start, after = self.text[before.end - 1 : before.end], words[:1]
            if joint(start or " ", after or " "):
                self.add(" ", Span(before.end, line.start))

    def read(self, line: Span) -> None:
        at = line.start
        while match := MARK.search(self.text, at, line.end):
            self._print(at, match.start())
            self._take(match)
            at = match.end()
        self._print(at, line.end)

    def part(self) -> None:
        """End a block; what follows is another's, or another line's."""
        block = self.composer.block(
            self.first, kind=BlockKind.CUE, voice=self.voice, time=self.time
        )
        if block:
            self.blocks.append(block)
        self.composer = Composer()

    def add(self, words: str, place: Span) -> None:
        if not self.composer.runs:
            self.first = self.line
        self.composer.add(words, place, bold=self.bold > 0, italic=self.italic > 0)

    def _print(self, start: int, end: int) -> None:
        if start < end:
            self.add(self.text[start:end], Span(start, end))

    def _take(self, match: re.Match[str]) -> None:
        place = Span(match.start(), match.end())
        if match["voice"] is not None or match["falls_silent"]:
            self.part()
            name = " ".join(unescape(match["voice"] or "").split())
            self.voice = Voice(name) if name else None
        elif match["changes"]:
            self.part()
            self.add(unescape(match[0]), place)
        elif match["entity"]:
            self.add(unescape(match[0]), place)
        elif match["tag"]:
            step, tag = -1 if match["closes"] else 1, match["tag"].lower()
            self.bold = max(0, self.bold + step * (tag in BOLD))
            self.italic = max(0, self.italic + step * (tag in ITALIC))


def _speaks_anew(words: str, before: str) -> bool:
    """In a cue a line that begins with a dash is another speaker's."""
    return bool(DASH.match(words)) or begins_anew(words, before)
