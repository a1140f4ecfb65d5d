"""Lines that a court's reporter numbers down the margin, page by page.

1        Q.   How deep is the well that
2   you dug in March?
3        A.   Twelve metres.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from archive.ingest.readers.wrapped import Line
from archive.transcript import Skipped, SkippedKind, Span

NUMBER = re.compile(r"(?P<number>\d{1,2})(?:[ \t]{2,}|\t|$)")
FEWEST, MOST, SHARE = 8, 60, 0.85


def unnumbered(lines: Sequence[Line]) -> tuple[list[Line], list[Skipped]]:
    """Return the lines without the numbers in their margin, and these.

    Where every line is numbered a blank one parts nothing, but a number alone does.
    """
    if not _are_numbered(lines):
        return list(lines), []
    kept: list[Line] = []
    left_out: list[Skipped] = []
    follows = False
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        match = NUMBER.match(line.words)
        if match is None or _is_page(line, after):
            if line.words.isdecimal():
                left_out.append(_skipped(line.place, "a page number"))
            else:
                kept.append(replace(line, follows=follows and line.follows))
                follows = True
            continue
        end = line.place.start + len(match["number"])
        left_out.append(_skipped(Span(line.place.start, end), "a line’s number"))
        bare = line.words[match.end() :]
        if bare:
            kept.append(_bare(line, match, bare, follows=follows))
        follows = bool(bare)
    return kept, left_out


def _are_numbered(lines: Sequence[Line]) -> bool:
    """Whether nearly all begin with a number, one more than the last or one again."""
    matches = [NUMBER.match(line.words) for line in lines]
    numbers = [int(match["number"]) for match in matches if match]
    if len(numbers) < max(FEWEST, SHARE * len(lines)):
        return False
    steps = sum(two in {one + 1, 1} for one, two in pairwise(numbers))
    return max(numbers) <= MOST and steps >= SHARE * (len(numbers) - 1)


def _is_page(line: Line, after: Line | None) -> bool:
    """Whether it is a number alone at the head of a page, before its first line."""
    first = NUMBER.match(after.words) if after else None
    return line.words.isdecimal() and first is not None and first["number"] == "1"


def _bare(line: Line, match: re.Match[str], words: str, *, follows: bool) -> Line:
    return replace(
        line,
        place=Span(line.place.end - len(words), line.place.end),
        indent=line.indent + len(match[0].expandtabs()),
        words=words,
        follows=follows,
    )


def _skipped(place: Span, why: str) -> Skipped:
    return Skipped(SkippedKind.CHROME, place, why)
