"""Where dashes begin something: paragraphs, and turns that run together in one.

A list, a number, a row of dashes and a dash inside a sentence begin nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions.asking import ends_asking

# A hyphen or minus before a figure is a number, and a row of dashes is a rule.
# Two of them in a row are one mark, as Japanese prints it.
DASH = re.compile(r"[-‐‑‒–—―−]{1,2}+(?![-‐‑‒–—―−\s]*$)(?!\d)\s*")
BULLET = re.compile(r"[•●▪]\s*(?!\d)(?=\S)")
# In captions, a change of speaker.
CHANGE = re.compile(r">{2,3}\s*(?=\S)")
INNER = re.compile(
    r"(?<=[.!?…。！？»”\"])\s+(?P<mark>[-‒–—―−]\s+)(?=[^\W\d_a-zа-яёәіңғүұқөһ]|[«“„\"¿¡])"
)
ASKED_INSIDE = re.compile(r"[?？][»”\"]?\s+[-‒–—―−]\s+(?=[^\W\d_a-zа-яё]|[«“„\"¿¡])")
GOES_ON = re.compile(r"[:：;；,，]\s*$")
# A list is made of short things.
LONGEST_ENTRY = 200
NEAR = 50


@dataclass(frozen=True, slots=True)
class Dashed:
    """What a dash begins: its words in one block, and the plain blocks after it."""

    block: int
    start: int
    words: int
    text: str
    more: tuple[str, ...] = ()
    is_bold: bool = False

    @property
    def last(self) -> str:
        """The words it ends on."""
        return self.more[-1] if self.more else self.text


def found(blocks: Sequence[Block]) -> list[Dashed]:
    """Return all that a dash begins, in order; by bullets or `>>` where none does."""
    for mark in (DASH, BULLET, CHANGE):
        opened = list(_opened(blocks, mark))
        if opened:
            break
    runs = _runs_together(blocks, opened)
    ends = [*opened[1:], len(blocks)] if opened else []
    dashed: list[Dashed] = []
    for place, end in zip(opened, ends, strict=True):
        plain = blocks[place + 1 : end]
        more = tuple(block.text for block in plain if block.kind in SPOKEN)
        dashed += _pieces(blocks[place], place, more, mark, runs=runs)
    return dashed


def _opened(blocks: Sequence[Block], mark: re.Pattern[str]) -> Iterator[int]:
    """The numbers of blocks that begin with a dash and belong to no list."""
    before, listed = "", False
    for place, block in enumerate(blocks):
        if block.kind not in SPOKEN or block.voice is not None:
            continue
        match = mark.match(block.text)
        if match:
            words = block.text[match.end() : match.end() + LONGEST_ENTRY + 1]
            listed = _is_entry(words, before, listed=listed)
            if not listed:
                yield place
        before = block.text[-3:]


def _is_entry(words: str, before: str, *, listed: bool) -> bool:
    """An entry of a list goes on where a colon or a semicolon stood."""
    if not GOES_ON.search(before) or len(words) > LONGEST_ENTRY:
        return False
    return listed or words[0].islower() or GOES_ON.search(words) is not None


def _runs_together(blocks: Sequence[Block], opened: Sequence[int]) -> bool:
    """Whether a question and its answer stand in one paragraph, in half of them."""
    shown = sum(ASKED_INSIDE.search(blocks[place].text) is not None for place in opened)
    return shown > 0 and shown * 2 >= len(opened)


def _pieces(
    block: Block,
    place: int,
    more: tuple[str, ...],
    mark: re.Pattern[str],
    *,
    runs: bool,
) -> Iterator[Dashed]:
    leading = mark.match(block.text)
    marks = [(0, leading.end() if leading else 0)]
    if runs:
        marks += _inner(block.text)
    ends = [*(start for start, _ in marks[1:]), len(block.text)]
    for (start, words), end in zip(marks, ends, strict=True):
        text = block.text[words:end].strip()
        after = more if end == len(block.text) else ()
        yield Dashed(place, start, words, text, after, block.is_bold(words, end))


def _inner(text: str) -> Iterator[tuple[int, int]]:
    """Dashes after a question, and before one that stands between dashes."""
    marks = [(match.start("mark"), match.end()) for match in INNER.finditer(text)]
    ends = [*(start for start, _ in marks[1:]), len(text)]
    # Without an inner dash there is one end and no mark.
    for (start, words), end in zip(marks, ends, strict=False):
        before = text[max(0, start - NEAR) : start].rstrip()
        if ends_asking(before) or ends_asking(text[words:end].rstrip()):
            yield start, words
