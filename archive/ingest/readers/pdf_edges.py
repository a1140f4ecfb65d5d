"""The edges of PDF pages: running heads, page numbers, footnotes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.ingest.readers.pdf_pages import IN_ROW, Line, body_size

FIGURES = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
FOOTNOTE = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|[†‡§])[\s.)]*\S")
# A number alone, “– 3 –”, “3/10”, or with a word or two: “Page 3 of 10”, “3-бет”.
PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:[^\W\d_]{1,8}\.?\s?)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s?(?:/|of|de|из|von|sur|di|/\s)\s?\d{1,4}|-?[^\W\d_]{3,4})?[-–—|\s]*",
    re.IGNORECASE,
)
# A head of a page is no sentence.
SAID = re.compile(r"[^\W\d_].*[.?!…;؟。？！][\"'”»’)\]]*\s*$")
EDGE_LINES = 3
EDGE = 0.14
SAME_HEIGHT = 4.0
SMALL = 0.92


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


def spoken(found: dict[Line, str], pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Of lines that come again those that may be text: they read or stand like it."""
    size = body_size(pages)
    text = [
        [line for line in page if line.size == size and line not in found]
        for page in pages
    ]
    return [
        line
        for line, note in found.items()
        if line.size == size
        and note != "page number"
        and (SAID.search(line.text) or _is_beside(line, text[line.page]))
    ]


def _is_beside(line: Line, text: Sequence[Line]) -> bool:
    return any(abs(each.bottom - line.bottom) < IN_ROW * line.size for each in text)


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
