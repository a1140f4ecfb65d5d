"""Hard-wrapped text: whether a text is, and the paragraphs its lines make.

KIM:  Who dug the well, and how long did it take them to come to
the water?

LEE:  My father did.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.ingest.blocks import Block
from archive.ingest.composing import Composer
from archive.ingest.readers.wrapping import ENDED, begins_anew, joint
from archive.transcript import Span

NARROWEST, WIDEST, FEWEST, ENOUGH = 40, 120, 2, 6
# A line that was wrapped is nearly as wide as the others: the next word did not fit.
SLACK = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words, at `place`; it `follows` another unless a blank parts them."""

    number: int
    place: Span
    indent: int
    words: str
    follows: bool


def width_of(lines: Sequence[Line]) -> int:
    """The width a text is wrapped at; 0 where each line is a paragraph of its own.

    Wrapped lines stop in mid-sentence, most near one margin; in a short text all do.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if two.follows]
    if len(pairs) < FEWEST:
        return 0
    width = reach_of(lines)
    if not NARROWEST <= width <= WIDEST:
        return 0
    filled = [one for one, two in pairs if _is_full(one, two, width)]
    broken = sum(ENDED.search(one.words.rstrip("-–—")) is None for one in filled)
    if len(pairs) < ENOUGH:
        is_wrapped = broken == len(pairs)
    else:
        is_wrapped = len(filled) * 2 > len(pairs) and broken * 2 > len(filled)
    return width if is_wrapped else 0


def reach_of(lines: Sequence[Line]) -> int:
    """How far nearly all lines reach."""
    widths = sorted(_reach(line) for line in lines)
    return widths[len(widths) * 95 // 100]


def paragraphs(
    lines: Sequence[Line], width: int, margin: int | None = None
) -> Iterator[Block]:
    """Yield the paragraphs that wrapped lines make, in one block each.

    `margin` is the indent of a line that goes on; else it is that of most.
    """
    if margin is None:
        margin = Counter(line.indent for line in lines).most_common(1)[0][0]
    held: list[Line] = []
    for line in lines:
        if held and _begins(held[-1], line, width, margin):
            yield _joined(held)
            held = []
        held.append(line)
    yield _joined(held)


def _reach(line: Line) -> int:
    return line.indent + len(line.words)


def _is_full(line: Line, after: Line, width: int) -> bool:
    word = after.words.split(maxsplit=1)[0]
    return _reach(line) + 1 + len(word) > width - SLACK


def _begins(before: Line, line: Line, width: int, margin: int) -> bool:
    if not line.follows or begins_anew(line.words, before.words):
        return True
    if line.indent > margin + 1 and line.indent > before.indent + 1:
        return True
    if line.indent < margin - 1 and before.indent >= margin:
        return True
    if not _is_full(before, line, width * 2 // 3 + SLACK):
        return True
    is_short = not _is_full(before, line, width - SLACK)
    return is_short and ENDED.search(before.words) is not None


def _joined(lines: Sequence[Line]) -> Block:
    composer = Composer()
    before: Line | None = None
    for line in lines:
        gap = _gap(before.words, line.words) if before else ""
        if before and gap:
            composer.add(gap, Span(before.place.end, line.place.start))
        composer.add(line.words, line.place)
        before = line
    block = composer.block(lines[0].number)
    if block is None:  # pragma: no cover - a Line always holds words
        raise AssertionError(lines)
    return block


def _gap(before: str, after: str) -> str:
    """A word parted at the line's end keeps its hyphen and gets no space."""
    is_parted = (
        before[-2:-1].isalpha() and before[-1] in "-‐\xad" and after[0].islower()
    )
    return "" if is_parted else joint(before[-1], after[0])
