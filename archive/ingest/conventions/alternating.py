"""Turns that no label opens, among labels: after one exchange, or behind `>>`.

    Dinara Aset: Who dug the well?
    Yerlan Omar: My father and I.
    How deep is it?
    Nobody has measured.

Each of them is doubtful.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions.asking import ends_asking
from archive.ingest.conventions.dashed import CHANGE
from archive.ingest.conventions.marking import Form, Mark
from archive.ingest.conventions.senses import Sense

LEAST, MOST = 2, 0.6
ASKING = {Sense.HOST, Sense.QUESTION, Sense.FLOOR}


def after_exchange(blocks: Sequence[Block], believed: list[Mark]) -> list[Mark]:
    """The marks, with paragraphs by turns where only the first exchange has labels."""
    if len(believed) != 2 or believed[0].key == believed[1].key:
        return believed
    first, second = believed
    if not ends_asking(blocks[second.block - 1].text):
        return believed
    later = [
        number
        for number in range(second.block + 1, len(blocks))
        if blocks[number].kind in SPOKEN
    ]
    asked = {number for number in later if ends_asking(blocks[number].text)}
    in_a_row = any({*two} <= asked for two in pairwise(later))
    if len(asked) < LEAST or in_a_row:
        return believed
    more = []
    for before, number in pairwise([second.block, *later]):
        if number in asked:
            more.append(_unmarked(first, number))
        elif before in asked:
            more.append(_unmarked(second, number))
    return [*believed, *more]


def _unmarked(voice: Mark, number: int) -> Mark:
    return replace(
        voice, block=number, start=0, words=0, label="", form=Form.BARE, time=None
    )


def after_bold(blocks: Sequence[Block], believed: list[Mark]) -> list[Mark]:
    """The marks, with answers in the paragraphs of bold questions: **Q: Who?** I."""
    if any(mark.sense is not Sense.QUESTION for mark in believed):
        return believed
    told = []
    for mark in believed:
        told.append(mark)
        for span in blocks[mark.block].bold:
            rest = blocks[mark.block].text[span.end :]
            if span.start <= mark.start < mark.words < span.end and rest.strip():
                at = span.end + len(rest) - len(rest.lstrip())
                told.append(_answer(mark, at))
    return told


def _answer(mark: Mark, at: int) -> Mark:
    return replace(
        mark, start=at, words=at, label="", key="", sense=Sense.ANSWER, form=Form.AFTER
    )


def with_changes(blocks: Sequence[Block], believed: list[Mark]) -> list[Mark]:
    """The marks, with each `>>` that stands without a label where labels have one."""
    changing = [mark for mark in believed if CHANGE.match(blocks[mark.block].text)]
    if not changing or len(changing) < MOST * len(believed):
        return believed
    return list(_changes(blocks, believed))


def _changes(blocks: Sequence[Block], believed: Sequence[Mark]) -> Iterator[Mark]:
    voices = {mark.key: mark for mark in reversed(believed)}
    opened: dict[int, list[Mark]] = {}
    for mark in believed:
        opened.setdefault(mark.block, []).append(mark)
    before = believed[0]
    for number in range(believed[0].block, len(blocks)):
        match = CHANGE.match(blocks[number].text)
        if number not in opened and match:
            others = [voices[key] for key in voices if key != before.key]
            told = _other(before, others if len(voices) == 2 else [])
            before = replace(told, block=number, start=0, words=match.end())
            yield before
        for mark in opened.get(number, ()):
            yield mark
            before = mark


def _other(before: Mark, others: Sequence[Mark]) -> Mark:
    """The other of two voices, or somebody without a name."""
    if others:
        return replace(others[0], label=">>", form=Form.BARE, time=None)
    sense = Sense.GUEST if before.sense in ASKING else Sense.FLOOR
    return replace(before, label=">>", key="", sense=sense, form=Form.BARE, time=None)
