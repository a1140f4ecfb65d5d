"""Rolling captions: each cue shows again what the one before it said.

00:01.000 --> 00:03.000
who dug

00:03.000 --> 00:05.000
who dug
this well
"""

import re
from collections.abc import Sequence

from archive.ingest.blocks import Block
from archive.transcript import Skipped, SkippedKind

WORD = re.compile(r"\S+")
# A cue holds two or three lines; what repeats is never more than that.
MOST = 60
SHARE, FEWEST = 0.3, 3


def without_repeats(cues: Sequence[Block]) -> tuple[list[Block], list[Skipped]]:
    """Return the cues without what they repeat, and where that stands.

    Only where it is the habit of the whole file: people do say things twice.
    """
    repeats = _repeats(cues)
    rolling = sum(repeat > 0 for repeat in repeats)
    if rolling < FEWEST or rolling < SHARE * len(cues):
        return list(cues), []
    kept, repeated = [], []
    for cue, repeat in zip(cues, repeats, strict=True):
        rest = cue.part(repeat)
        if repeat:
            again = cue.place(0, repeat)
            repeated.append(
                Skipped(SkippedKind.CHROME, again, "repeats the cue before it")
            )
        if rest.text:
            kept.append(rest)
    return kept, repeated


def _repeats(cues: Sequence[Block]) -> list[int]:
    """How many letters at the start of each cue the one before it ends with."""
    repeats: list[int] = []
    before: list[str] = []
    for cue in cues:
        words = list(WORD.finditer(cue.text))
        said = [word[0] for word in words]
        count = _overlap(before, said)
        repeats.append(words[count - 1].end() if count else 0)
        before = said
    return repeats


def _overlap(before: list[str], said: list[str]) -> int:
    """The most words that end one and begin the other: two at least, or all of one."""
    for count in range(min(len(before), len(said), MOST), 0, -1):
        if before[-count:] == said[:count]:
            is_whole = count in (len(before), len(said))
            return count if count > 1 or is_whole else 0
    return 0
