"""Turns that may hold another's words: a label unread in them, or one left out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions.asking import asks, ends_asking
from archive.ingest.conventions.marking import Form, Mark
from archive.ingest.conventions.senses import Sense

# Where labels often follow themselves, as beside times, it says nothing.
RARE = 0.4


def lapses(
    blocks: Sequence[Block], believed: Sequence[Mark], refused: Sequence[Mark]
) -> dict[Mark, str]:
    """Why a turn is doubtful, by the mark that opens it."""
    unread = dict(_unread(blocks, believed, refused))
    return unread | dict(_left_out(blocks, believed))


def _unread(
    blocks: Sequence[Block], believed: Sequence[Mark], refused: Sequence[Mark]
) -> Iterator[tuple[Mark, str]]:
    """What looks like a name and a colon, and is none of the labels."""
    opened = [mark.block for mark in believed]
    for mark in reversed(refused):
        at = bisect_right(opened, mark.block)
        if at and mark.sense is Sense.NAME and mark.form is Form.COLON:
            line = blocks[mark.block].line
            yield (
                believed[at - 1],
                f"line {line} begins like a label, “{mark.label}”: is it a speaker?",
            )


def _left_out(
    blocks: Sequence[Block], believed: Sequence[Mark]
) -> Iterator[tuple[Mark, str]]:
    """A label that follows itself, with words between that read as the other's."""
    again = [two for two in pairwise(believed) if _is_one_voice(*two)]
    if len(again) > RARE * len(believed):
        return
    for mark, later in again:
        between = range(mark.block + 1, later.block)
        spoken = [number for number in between if blocks[number].kind in SPOKEN]
        if not spoken:
            continue
        said = blocks[mark.block].text[mark.words :]
        answered = ends_asking(said) and not asks(blocks[spoken[0]].text)
        asked = not asks(said) and ends_asking(blocks[spoken[-1]].text)
        if answered or asked:
            line = blocks[spoken[0] if answered else spoken[-1]].line
            yield (
                mark,
                f"line {line} reads as another's words, and no label stands there",
            )


def _is_one_voice(one: Mark, other: Mark) -> bool:
    return (one.key, one.sense) == (other.key, other.sense)
