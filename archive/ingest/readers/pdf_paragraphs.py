"""Lines of columns put together into paragraphs, as their setting tells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from statistics import median

from archive.ingest.readers.pdf_hyphens import HYPHENS
from archive.ingest.readers.pdf_pages import Column, Line

HEADING = "larger"
LARGER = 1.15
OTHER_SIZE = 0.08
# How much wider than usual the space is that parts paragraphs.
PARTING = 1.25
# Set double-spaced, lines are this many letters apart at most.
WIDEST = 2.6
INDENT = 0.6
# A line ends early when the next word would have fitted with this much to spare.
SPARE = 0.5
ENDS = re.compile(r"[.!?…:;؟。！？][\"'”»’)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*\s*$")
# What typographers put at a paragraph's beginning: a dash, a name and a colon.
LEAD = re.compile(r"[-–—―−]\s|(?:[^\W\d_][\w.'’-]*\s?){1,4}:")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its lines, and a heading's level by its size; 0 when it is none."""

    lines: tuple[Line, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How this text is set: its size, its leading, its width, and its indents.

    `hangs` when lines that go on are indented and those that begin are not.
    """

    size: float
    leading: float
    width: float
    hangs: bool
    sizes: tuple[float, ...]


def paragraphs(columns: Sequence[Column], size: float) -> Iterator[Paragraph]:
    """Return the paragraphs of columns in order, also across columns and pages."""
    if not columns:
        return
    columns = _aligned(columns)
    setting = _setting(columns, size)
    placed = [(line, column) for column in columns for line in column.lines]
    lines = [placed[0][0]]
    for (before, here), (line, there) in pairwise(placed):
        if _begins(before, here, line, there, setting):
            yield _paragraph(lines, setting)
            lines = []
        lines.append(line)
    yield _paragraph(lines, setting)


def _aligned(columns: Sequence[Column]) -> list[Column]:
    """Columns that hold only indented lines, with the margin that others show."""
    margins = {
        round(median(line.left for line in column.lines)): column.left
        for column in sorted(columns, key=lambda each: -each.left)
    }
    return [
        replace(column, left=min(column.left, margins.get(round(column.left), inf)))
        for column in columns
    ]


def _setting(columns: Sequence[Column], size: float) -> Setting:
    pairs = [pair for column in columns for pair in pairwise(column.lines)]
    steps = Counter(
        round(before.bottom - line.bottom, 1)
        for before, line in pairs
        if before.size == line.size == size and before.bottom > line.bottom
    )
    leading = _usual(steps, size) or 1.2 * size
    larger = {
        line.size
        for column in columns
        for line in column.lines
        if line.size >= LARGER * size
    }
    flat = Setting(size, leading, _width(columns), hangs=False, sizes=())
    return Setting(
        size,
        leading,
        flat.width,
        hangs=_hangs(columns, flat),
        sizes=tuple(sorted(larger, reverse=True)),
    )


def _usual(steps: Counter[float], size: float) -> float:
    """The smallest step between lines that is not rare."""
    often = [step for step, times in steps.items() if times * 8 >= steps.total()]
    return min((step for step in often if step < WIDEST * size), default=0.0)


def _width(columns: Sequence[Column]) -> float:
    """The width of the column that most lines stand in."""
    return median(
        column.right - column.left for column in columns for _ in column.lines
    )


def _hangs(columns: Iterable[Column], setting: Setting) -> bool:
    """Whether full lines are followed by indented ones rather than by others."""
    goes_on: Counter[bool] = Counter()
    for column in columns:
        for before, line in pairwise(column.lines):
            same = before.size == line.size == setting.size
            if same and not _ends_early(before, column, line, setting):
                goes_on[_is_indented(line, column, setting)] += 1
    return goes_on[True] > goes_on[False]


def _begins(
    before: Line, here: Column, line: Line, there: Column, setting: Setting
) -> bool:
    """Whether a paragraph begins with this line."""
    step = before.bottom - line.bottom
    usual = PARTING * _leading(line, setting)
    is_below = here is there or (before.page == line.page and step > 0)
    parted = is_below and step > usual
    resized = abs(before.size - line.size) > OTHER_SIZE * before.size
    if line.label or parted or resized:
        return True
    if line.size >= LARGER * setting.size:
        return before.page != line.page or not 0 < step <= usual
    return (
        _changes(before, line)
        or _ends_early(before, here, line, setting)
        or _stands_out(before, here, line, there, setting)
        or bool(ENDS.search(before.text) and LEAD.match(line.text))
    )


def _stands_out(
    before: Line, here: Column, line: Line, there: Column, setting: Setting
) -> bool:
    """Whether its indent, or where lines hang its lack of one, begins a paragraph."""
    indented = _is_indented(line, there, setting)
    if setting.hangs:
        return not indented
    return indented and not _is_indented(before, here, setting)


def _leading(line: Line, setting: Setting) -> float:
    return setting.leading * max(1.0, line.size / setting.size)


def _changes(before: Line, line: Line) -> bool:
    """Whether one of two lines is all bold and the other plain where they meet."""
    if before.is_bold:
        return not line.pieces[0][1]
    return line.is_bold and not before.pieces[-1][1]


def _ends_early(before: Line, column: Column, line: Line, setting: Setting) -> bool:
    right = max(column.right, column.left + setting.width)
    if before.text.rstrip()[-1:] in HYPHENS and line.text[:1].islower():
        return False
    return before.right + line.first + SPARE * before.size < right


def _is_indented(line: Line, column: Column, setting: Setting) -> bool:
    return line.left - column.left > INDENT * setting.size


def _paragraph(lines: Sequence[Line], setting: Setting) -> Paragraph:
    size = lines[0].size
    level = setting.sizes.index(size) + 1 if size in setting.sizes else 0
    return Paragraph(tuple(lines), level)
