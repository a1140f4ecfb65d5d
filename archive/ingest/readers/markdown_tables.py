"""The cells of a row in a Markdown table.

| Speaker | Text           |
|---------|----------------|
| Kim     | Who dug it?    |
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from archive.ingest.readers.columns import TEXT, folded
from archive.transcript import Span

# A bar that no backslash escapes parts two cells.
BAR = re.compile(r"(?:\\.|[^|\\])+|\\|\|")
# Names and places fill a table too; what is said is longer.
SHORTEST_SPEECH = 30


def speaks(rows: Sequence[Sequence[str]], words: int) -> bool:
    """Whether this column holds speech: it says so, or its cells are that long."""
    said = [row[words] for row in rows]
    is_long = sum(map(len, said)) > SHORTEST_SPEECH * len(said)
    return is_long or folded(said[0]) in TEXT


def cells_of(text: str, start: int, end: int) -> list[Span]:
    """Where the cells of one row stand, without the bars and margins."""
    cuts = [
        match.start() for match in BAR.finditer(text, start, end) if match[0] == "|"
    ]
    edges = [start - 1, *cuts, end]
    cells = [_stripped(text, before + 1, after) for before, after in pairwise(edges)]
    first = 1 if cells[0].start == cells[0].end else 0
    last = len(cells) - (cells[-1].start == cells[-1].end)
    return cells[first:last]


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    lead = len(words) - len(words.lstrip(" \t>"))
    return Span(start + lead, start + max(lead, len(words.rstrip(" \t"))))
