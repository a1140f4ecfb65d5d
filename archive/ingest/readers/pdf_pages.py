"""Lines of PDF pages told apart: running heads, page numbers, footnotes, columns."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

Piece = tuple[str, bool, bool]

FIGURES = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
FOOTNOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|[†‡§])[\s.)]*\S")
# A number alone, “– 3 –”, “3/10”, or with a word or two: “Page 3 of 10”, “3-бет”.
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:[^\W\d_]{1,8}\.?\s?)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s?(?:/|of|de|из|von|sur|di|/\s)\s?\d{1,4}|-?[^\W\d_]{3,4})?[-–—|\s]*",
    re.IGNORECASE,
)
EDGE_LINES = 3
EDGE = 0.14
SAME_HEIGHT = 4.0
SMALL = 0.92
FEWEST_IN_COLUMN = 4
# A gutter between columns is wider than a space between words.
GUTTER = 9.0
CROSSING = 0.35
# Names stand beside what is said; columns of text are wider.
LONGEST_LABEL = 24
IN_ROW = 0.3
IN_STEP = 5


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A printed line: its place on its page (y grows upward) and its letters' look.

    `label` is what is printed beside it in a narrow column of its own, and `beside`
    that line as long as it may be so.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    pieces: tuple[Piece, ...]
    first: float = 0.0
    label: str = ""
    beside: "Line | None" = None

    @property
    def text(self) -> str:
        return "".join(piece[0] for piece in self.pieces)

    @property
    def is_bold(self) -> bool:
        return all(bold for words, bold, _ in self.pieces if words.strip())


@dataclass(frozen=True, slots=True)
class Column:
    """Lines of one width, in order; `left` and `right` are where most of them end."""

    lines: tuple[Line, ...]
    left: float
    right: float


def running(pages: Sequence[Sequence[Line]], height: float) -> dict[Line, str]:
    """Return the lines that come again at the same place of the page, or count.

    They are looked for among the first and the last lines of pages.
    """
    edges = [line for page in pages for line in _edges(page, height)]
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in edges:
        alike[FIGURES.sub("#", line.text.casefold()).strip()].append(line)
    found: dict[Line, str] = {}
    for lines in alike.values():
        for level in _levels(lines):
            if _comes_again(level, len(pages)) and _counts(level):
                note = "page number" if _is_number(level) else "running head or foot"
                found |= dict.fromkeys(level, note)
    return found


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def footnotes(page: Sequence[Line], size: float) -> set[Line]:
    """The small lines at the end of a page, from one that begins with a sign on."""
    ordered = sorted(page, key=lambda line: line.top)
    small: list[Line] = []
    for line in ordered:
        if line.size > SMALL * size:
            break
        small.append(line)
    while small and not FOOTNOTE.match(small[-1].text):
        small.pop()
    return set(small)


def columns(lines: Sequence[Line], size: float) -> list[Column]:
    """Return the lines of a page in the order in which they are read.

    `size` is that of the text: its lines tell how wide a column is.
    """
    ordered = sorted(lines, key=lambda line: (-line.top, line.left))
    return [_column(list(_rows(part)), size) for part in _parts(ordered) if part]


def with_labels(columns: Sequence[Column], size: float) -> list[Column]:
    """Return columns whose lines have their labels, where labels have a column.

    It is one when two or more begin at the same place and one comes again.
    """
    beside = [line for column in columns for line in column.lines if line.beside]
    places = Counter(map(_geometry, beside)).most_common(1)
    geometry = places[0][0] if places else None
    labels = Counter(
        line.beside.text.strip()
        for line in beside
        if line.beside and _geometry(line) == geometry
    )
    if max(labels.values(), default=0) < 2:
        geometry = None
    return [
        _column([_told(line, geometry) for line in column.lines], size)
        for column in columns
    ]


def _edges(page: Sequence[Line], height: float) -> Iterator[Line]:
    heights = sorted({round(line.bottom) for line in page})
    low, high = heights[:EDGE_LINES], heights[-EDGE_LINES:]
    for line in page:
        near = min(line.bottom, height - line.top) < EDGE * height
        if near and (round(line.bottom) in low or round(line.bottom) in high):
            yield line


def _levels(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand at the same height of their pages."""
    level: list[Line] = []
    for line in sorted(lines, key=lambda each: each.bottom):
        if level and line.bottom - level[-1].bottom > SAME_HEIGHT:
            yield level
            level = []
        level.append(line)
    yield level


def _comes_again(level: Sequence[Line], pages: int) -> bool:
    times = len({line.page for line in level})
    return (times > 1 and times * 4 >= pages) or (pages == 1 and _is_number(level))


def _is_number(level: Sequence[Line]) -> bool:
    return PAGE_NUMBER.fullmatch(level[0].text.strip()) is not None


def _counts(level: Sequence[Line]) -> bool:
    """Whether figures in these lines stay the same or grow with the pages."""
    told = sorted(
        (line.page, [*map(str, FIGURES.findall(line.text))]) for line in level
    )
    figures = [[int(each) for each in row if each.isdecimal()] for _, row in told]
    return all(
        len(one) != len(two) or all(a <= b for a, b in zip(one, two, strict=True))
        for one, two in pairwise(figures)
    )


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines with what stands in one row made one line; a short first part is apart."""
    row: list[Line] = []
    for line in lines:
        if row and abs(row[-1].bottom - line.bottom) > IN_ROW * line.size:
            yield _row(row)
            row = []
        row.append(line)
    yield _row(row)


def _row(parts: list[Line]) -> Line:
    first, *rest = sorted(parts, key=lambda line: line.left)
    if not rest:
        return first
    if len(first.text) > LONGEST_LABEL:
        return _merged([first, *rest])
    return replace(_merged(rest), beside=first)


def _merged(parts: Sequence[Line]) -> Line:
    pieces = [
        piece for part in parts for piece in (*part.pieces, (" ", part.is_bold, False))
    ]
    return replace(parts[0], right=parts[-1].right, pieces=tuple(pieces))


def _told(line: Line, geometry: tuple[int, int] | None) -> Line:
    """The line with what stands beside it as its label, or as its first words."""
    if line.beside is None:
        return line
    if _geometry(line) == geometry:
        return replace(line, label=line.beside.text.strip(), beside=None)
    return replace(_merged([line.beside, line]), beside=None)


def _geometry(line: Line) -> tuple[int, int]:
    """Where a line and what is beside it begin, in steps of a letter's width."""
    left = line.left if line.beside is None else line.beside.left
    return round(left / IN_STEP), round(line.left / IN_STEP)


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines cut at lines as wide as the page, and between those into columns."""
    gutter = _gutter(lines)
    if gutter is None:
        yield list(lines)
        return
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            yield left
            yield from _parts(right)
            yield [line]
            left, right = [], []
    yield left
    yield from _parts(right)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where an empty strip parts two columns of lines that stand side by side.

    Of several places, the one that the fewest lines cross.
    """
    best, fewest = None, CROSSING * len(lines)
    for edge in sorted({line.right for line in lines}):
        left = [line for line in lines if line.right <= edge]
        right = [line for line in lines if line.left >= edge + GUTTER]
        crossing = len(lines) - len(left) - len(right)
        enough = min(len(left), len(right)) >= FEWEST_IN_COLUMN
        if enough and crossing < fewest and _side_by_side(left, right):
            best, fewest = edge + GUTTER / 2, crossing
    return best


def _side_by_side(left: Sequence[Line], right: Sequence[Line]) -> bool:
    if median(len(line.text) for line in left) <= LONGEST_LABEL:
        return False
    low = max(min(line.bottom for line in left), min(line.bottom for line in right))
    high = min(max(line.top for line in left), max(line.top for line in right))
    return high - low > FEWEST_IN_COLUMN * left[0].size


def _column(lines: Sequence[Line], size: float) -> Column:
    usual = [line for line in lines if line.size == size] or lines
    left = min(line.left for line in usual)
    return Column(tuple(lines), left, max(line.right for line in usual))
