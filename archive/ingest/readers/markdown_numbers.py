"""Numbers before points of Markdown: those of a list are marks, others are words.

**When was it?**          1. Bread
                          2. Salt
1950.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.ingest.readers.markdown_blocks import Part, Sort
from archive.transcript import Span

# What is read line by line has the number in it.
WHOLE = {Sort.HTML, Sort.TABLE}


def with_numbers(parts: Sequence[Part], text: str) -> Iterator[Part]:
    """Yield the parts; a number that no list counts stands in the words after it."""
    counted = set(map(id, _counted(parts)))
    said: Part | None = None
    for place, part in enumerate(parts):
        if part.sort is Sort.NUMBER:
            if said:
                yield said
            after = _on_its_line(part, parts[place + 1 :][:1])
            is_mark = after in WHOLE or (after and id(part) in counted)
            said = None if is_mark else replace(part, sort=Sort.WORDS)
            continue
        if said and _goes_on(said, part, text):
            start, end = said.places[0].start, part.places[0].end
            part.places[0] = Span(start, end)
            yield replace(said, last=part.last, places=part.places)
        else:
            yield from (said, part) if said else (part,)
        said = None
    if said:
        yield said


def _counted(parts: Sequence[Part]) -> Iterator[Part]:
    """The numbers that count: from one on, or the same in all of a list.

    A number between, as in an answer, breaks no row.
    """
    row: list[Part] = []
    for part in parts:
        if part.sort is not Sort.NUMBER:
            continue
        if row and _comes_next(row[-1], part):
            row.append(part)
        elif part.number <= 1:
            yield from row if len(row) > 1 else ()
            row = [part]
    yield from row if len(row) > 1 else ()


def _comes_next(before: Part, part: Part) -> bool:
    step = part.number - before.number
    return step == 1 or (step == 0 and part.list == before.list)


def _on_its_line(number: Part, after: Sequence[Part]) -> Sort | None:
    return next((part.sort for part in after if part.first == number.first), None)


def _goes_on(number: Part, part: Part, text: str) -> bool:
    """Whether the words of a part stand right after a number."""
    if part.sort is not Sort.WORDS or not part.places:
        return False
    between = text[number.places[0].end : part.places[0].start]
    return not between.strip(" \t")
