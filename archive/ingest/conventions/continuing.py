"""Marks after a label that belong to it: a time alone, a dash on the next line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.ingest.blocks import Block
from archive.ingest.conventions.marking import Form, Mark
from archive.ingest.conventions.senses import QA, Sense

DASH = re.compile(r"[-‐‑‒–—―−]\s*(?=\S)(?!\d)")
MOST = 0.6


def with_times(believed: list[Mark], every: Sequence[Mark]) -> list[Mark]:
    """The marks, with times that stand alone and go on with the voice before."""
    times = [mark for mark in every if mark.sense is Sense.TIME]
    if not times or not believed:
        return believed
    taken = {mark.block for mark in believed}
    merged = sorted(
        [*believed, *(mark for mark in times if mark.block not in taken)],
        key=lambda mark: (mark.block, mark.start),
    )
    told: list[Mark] = []
    for mark in merged:
        if mark.sense is not Sense.TIME:
            told.append(mark)
        elif told and told[-1].sense not in QA and told[-1].sense is not Sense.FLOOR:
            told.append(_as(told[-1], mark))
    return told


def with_dashes(blocks: Sequence[Block], believed: list[Mark]) -> list[Mark]:
    """The marks, with the dash that opens the speech under a line of its own."""
    lines = [mark for mark in believed if _stands_alone(blocks, mark)]
    dashed = [mark for mark in lines if DASH.match(blocks[mark.block + 1].text)]
    if not dashed or len(dashed) < MOST * len(lines):
        return believed
    return sorted(
        [*believed, *(_dash(blocks, mark) for mark in dashed)],
        key=lambda mark: (mark.block, mark.start),
    )


def _stands_alone(blocks: Sequence[Block], mark: Mark) -> bool:
    whole = mark.form is Form.LINE or mark.words >= len(blocks[mark.block].text)
    return whole and mark.block + 1 < len(blocks)


def _dash(blocks: Sequence[Block], mark: Mark) -> Mark:
    match = DASH.match(blocks[mark.block + 1].text)
    width = match.end() if match else 0
    return replace(mark, block=mark.block + 1, start=0, words=width, time=None)


def _as(voice: Mark, time: Mark) -> Mark:
    return replace(
        voice, block=time.block, start=time.start, words=time.words, time=time.time
    )
