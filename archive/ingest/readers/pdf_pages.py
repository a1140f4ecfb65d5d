"""Lines of PDF pages in the order in which they are read: columns, rows, labels."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

Piece = tuple[str, bool, bool]

FEWEST_IN_COLUMN = 4
# A gutter between columns is wider than a space between words.
GUTTER = 9.0
CROSSING = 0.35
# Columns of text are about as wide as each other.
EQUAL = 0.8
# Names stand beside what is said; columns of text are wider.
LONGEST_LABEL = 24
IN_ROW = 0.3
# Wider than what justified lines have between words, in letters.
WIDE = 2.0
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


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def columns(lines: Sequence[Line], size: float) -> list[Column]:
    """Return the lines of a page in the order in which they are read.

    `size` is that of the text: its lines tell how wide a column is.
    """
    ordered = sorted(lines, key=lambda line: (-line.top, line.left))
    return [_column(list(_rows(part)), size) for part in _parts(ordered) if part]


def with_labels(columns: Sequence[Column], size: float) -> list[Column]:
    """Return columns whose lines have their labels, where labels have a column.

    It is one when two or more begin at the same place, one comes again and most of
    them look like names.
    """
    lines = [line for column in columns for line in column.lines]
    places = Counter(_geometry(line) for line in lines if line.beside).most_common(1)
    geometry = places[0][0] if places else None
    if geometry and not _is_of_labels(geometry, lines):
        geometry = None
    return [
        _column([_told(line, geometry) for line in column.lines], size)
        for column in columns
    ]


def _is_of_labels(geometry: tuple[int, int], lines: Sequence[Line]) -> bool:
    """Whether what stands there are labels, and no first words of justified lines."""
    rows = [line for line in lines if line.beside and _geometry(line) == geometry]
    printed = [line.beside.text.strip() for line in rows if line.beside]
    named = sum(words.endswith(":") or not words[:1].islower() for words in printed)
    if max(Counter(printed).values()) < 2 or named * 2 <= len(printed):
        return False
    gap = median(line.left - line.beside.right for line in rows if line.beside)
    plain = Counter(round(line.left / IN_STEP) for line in lines if not line.beside)
    return gap > WIDE * rows[0].size or plain[geometry[1]] >= plain[geometry[0]]


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
    narrow, wide = sorted((_usual_width(left), _usual_width(right)))
    short = median(len(line.text) for line in left) <= LONGEST_LABEL
    if short and narrow < EQUAL * wide:
        return False
    low = max(min(line.bottom for line in left), min(line.bottom for line in right))
    high = min(max(line.top for line in left), max(line.top for line in right))
    return high - low > FEWEST_IN_COLUMN * left[0].size


def _usual_width(lines: Sequence[Line]) -> float:
    """How wide rows are; a justified row may be in parts."""
    rows: dict[float, tuple[float, float]] = {}
    for line in lines:
        start, end = rows.get(line.bottom, (line.left, line.right))
        rows[line.bottom] = min(start, line.left), max(end, line.right)
    return median(end - start for start, end in rows.values())


def _column(lines: Sequence[Line], size: float) -> Column:
    usual = [line for line in lines if line.size == size] or lines
    left = min(line.left for line in usual)
    return Column(tuple(lines), left, max(line.right for line in usual))
