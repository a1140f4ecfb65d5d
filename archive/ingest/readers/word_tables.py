"""Which columns of a table say who speaks, when, and what."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.ingest.blocks import Voice
from archive.transcript import TimeSpan

Cells = Sequence[Sequence[str]]

CLOCK = re.compile(r"[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?[\])]?")
LONGEST_LABEL = 60
LONGEST_HEAD = 20
FEWEST_ROWS = 3
WIDEST = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """The number of the column with the words, and each row's voice and time.

    `heads` is how many rows at the top name the columns.
    """

    words: int
    heads: int
    voices: Sequence[str]
    times: Sequence[int | None] = field(default_factory=tuple)

    def traits(self, row: int) -> dict[str, Any]:
        """What a block in this row is told by the other columns."""
        label = self.voices[row]
        name = label.rstrip(" :.").strip() or label
        voice = Voice(name, label) if label else None
        return {"voice": voice, "time": self._time(row)}

    def _time(self, row: int) -> TimeSpan | None:
        start = self.times[row]
        if start is None:
            return None
        later = (time for time in self.times[row + 1 :] if time is not None)
        return TimeSpan(start, max(start, next(later, start)))


def columns_of(rows: Cells) -> Columns | None:
    """Return the columns of a table that is a conversation; None for any other.

    One column has the words; one has short labels that come again; a third may
    have the time.
    """
    width = len(rows[0]) if rows else 0
    if len(rows) < FEWEST_ROWS or not 2 <= width <= WIDEST:
        return None
    if any(len(row) != width for row in rows):
        return None
    columns = [[row[place] for row in rows] for place in range(width)]
    words = max(range(width), key=lambda place: sum(map(len, columns[place])))
    labels = [
        place for place in range(width) if place != words and _names(columns[place])
    ]
    if len(labels) != 1:
        return None
    heads = _heads(columns[labels[0]], columns[words])
    clock = next((place for place in range(width) if _is_clock(columns[place])), None)
    times = [None if clock is None else milliseconds(row[clock]) for row in rows]
    return Columns(words, heads, columns[labels[0]], times)


def milliseconds(words: str) -> int | None:
    """The place in a recording that `00:01:23.5` or `[1:23]` tells."""
    match = CLOCK.fullmatch(words.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups("0")
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _names(column: Sequence[str]) -> bool:
    """Whether these are short labels, most of them more than once."""
    told = Counter(filter(None, column))
    again = sum(times for times in told.values() if times > 1)
    short = all(len(label) <= LONGEST_LABEL for label in told)
    return short and 2 * again > told.total() > 0 and not _is_clock(column)


def _heads(labels: Sequence[str], words: Sequence[str]) -> int:
    """A first label that never comes again, beside a word or two, names a column."""
    alone = labels[0] and labels[0] not in labels[1:]
    return 1 if alone and len(words[0]) <= LONGEST_HEAD else 0


def _is_clock(column: Sequence[str]) -> bool:
    told = [words for words in column[1:] if words]
    return bool(told) and all(milliseconds(words) is not None for words in told)
