"""The lines of a text, with where each begins, and no more of them than can be."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from archive.errors import UnreadableSource

BREAK = re.compile(r"\r\n?|\n")
MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of `text` from some offset on, without what ends them.

    `before` is how many lines stand before the first.
    """

    text: str
    words: list[str]
    starts: list[int]
    before: int

    def __len__(self) -> int:
        return len(self.words)

    def number(self, offset: int) -> int:
        """The number of the line that holds an offset, from one."""
        return bisect_right(self.starts, offset) + self.before

    def end(self, line: int) -> int:
        """Where the words of the line at this place end."""
        return self.starts[line] + len(self.words[line])


def lines_of(text: str, start: int = 0) -> Lines:
    """Return the lines of a text from `start` on."""
    before = len(BREAK.findall(text, 0, start))
    if "\r" not in text:
        return _lines_of(text, start, before)
    words, starts, at = [], [], start
    for found in BREAK.finditer(text, start):
        words.append(text[at : found.start()])
        starts.append(at)
        at = found.end()
    if at < len(text):
        words.append(text[at:])
        starts.append(at)
    return Lines(text, words, starts, before)


def _lines_of(text: str, start: int, before: int) -> Lines:
    """The lines of a text whose lines all end as Unix ends them, as nearly all do."""
    words = text[start:].split("\n")
    if not words[-1]:
        words.pop()
    lengths = (len(line) + 1 for line in words[:-1])
    starts = list(accumulate(lengths, initial=start)) if words else []
    return Lines(text, words, starts, before)


def refuse_many(text: str, name: str, signs: Iterable[str], most: int) -> None:
    """Raise UnreadableSource where there are more of these signs than `most`."""
    if sum(map(text.count, signs)) > most:
        complaint = f"it has more than {most:,} marks. Give its text plainly."
        raise UnreadableSource(name, complaint)


def refuse_endless(text: str, name: str) -> None:
    """Raise UnreadableSource for a text of more lines than any interview has."""
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MOST_LINES:
        complaint = f"it has more than {MOST_LINES:,} lines. Split it."
        raise UnreadableSource(name, complaint)
