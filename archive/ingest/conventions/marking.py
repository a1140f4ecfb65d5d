"""A mark of who speaks: what it says, how it is printed, and the time in it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.conventions.senses import Sense
from archive.transcript import TimeSpan

# What no label holds: it ends a sentence, quotes, or opens another mark.
PLAIN = r"[^:：﹕\n?!;…\"“”„«»()\[\]{}<>=|/\\¿¡。？！；，]"
TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
STAMP = re.compile(
    rf"\\?[\[({{<]\s*{TIME}(?:\s*(?:-->|[-–—])\s*{TIME})?\s*\\?[\])}}>]|{TIME}(?!\d)"
)
FIGURES = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")


class Form(StrEnum):
    """How a mark is set apart from the words."""

    COLON = "colon"
    LINE = "line"
    DASH = "dash"
    STOP = "stop"
    BOLD = "bold"
    BRACKET = "bracket"
    TAB = "tab"
    AFTER = "after"
    BARE = "bare"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A place in a block that may open a turn; `style` is how it is printed.

    There are as many as paragraphs: two are equal only when they are the same.
    """

    block: int
    start: int
    words: int
    label: str
    key: str
    sense: Sense
    form: Form
    style: str = "plain"
    time: TimeSpan | None = None
    is_alone: bool = False


def stamp(text: str, at: int) -> tuple[TimeSpan | None, int]:
    """The time printed at a place, and where it ends with the space after it."""
    match = STAMP.match(text, at)
    if match is None:
        return None, at
    times = [_milliseconds(found) for found in FIGURES.finditer(match[0])]
    end = match.end()
    while end < len(text) and text[end] in " \t\xa0-–—|\n":
        end += 1
    return TimeSpan(times[0], max(times)), end


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds, parts = match.groups(default="0")
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(parts.ljust(3, "0"))


def style_of(block: Block, start: int, end: int) -> str:
    if block.kind is BlockKind.HEADING:
        return f"heading {block.level}"
    if block.bold and block.is_bold(start, end):
        return "bold"
    if block.italic and block.is_italic(start, end):
        return "italic"
    return "upper" if _is_upper(block.text[start:end]) else "plain"


def _is_upper(words: str) -> bool:
    return words.isupper() and sum(letter.isalpha() for letter in words) > 3
