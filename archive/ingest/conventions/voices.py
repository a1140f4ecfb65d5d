"""Voices: the format itself states who speaks, as a subtitle's <v> or a <u who>.

    WEBVTT

    00:01.000 --> 00:04.000
    <v Dinara Aset>Who dug the well?
    <v Yerlan Omar>My father and I.

A block without a voice goes on with the one before it. What is doubtful of a voice is
said where it is first heard.
"""

from collections.abc import Iterator, Sequence

from archive.ingest.blocks import SPOKEN, Block, Voice
from archive.ingest.conventions.conversation import Opening, Recognition

RULE = "the format says who speaks"
ENOUGH = 0.25


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return an opening where a block's voice is another than the one before."""
    voiced = sum(block.voice is not None for block in blocks)
    if not voiced:
        return Recognition(0.0, "the format states no voices")
    openings = tuple(_openings(blocks))
    spoken = sum(block.kind in SPOKEN for block in blocks) or 1
    share = min(1.0, voiced / spoken)
    voices = len({opening.who for opening in openings})
    return Recognition(
        fit=1.0 if share >= ENOUGH else round(share / ENOUGH, 3),
        evidence=f"the format states {voices} voices for {share:.0%} of its blocks",
        openings=openings,
        line=blocks[openings[0].block].line,
    )


def _openings(blocks: Sequence[Block]) -> Iterator[Opening]:
    before = None
    heard: set[Voice] = set()
    for number, block in enumerate(blocks):
        if block.voice is None or block.voice == before:
            continue
        before = block.voice
        label = block.voice.label or block.voice.name
        yield Opening(
            block=number,
            start=0,
            words=0,
            label=label,
            rule=RULE,
            who=block.voice.name,
            kind=block.voice.kind,
            doubt="" if block.voice in heard else block.voice.doubt,
        )
        heard.add(block.voice)
