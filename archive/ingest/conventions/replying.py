"""Dashes before answers alone: a plain paragraph that asks, and a dash that answers.

    Who dug the well?
    – My father did, in 1950.
    He was alone.
    Who drinks from it now?
    – The whole village.

The mirror image of dashed questions with plain answers.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions.asking import asks, ends_asking, prompts
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.ingest.conventions.dashed import DASH
from archive.transcript import Kind

SURE, UNSURE = 0.9, 0.6
RULE = "a plain paragraph asks; a leading dash answers it"
DOUBT = "taken as a question by its place, and asks nothing"
NONE = "no plain paragraphs stand before dashes and ask"


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return the plain questions before dashes, and the dashes as answers."""
    spoken = [place for place, block in enumerate(blocks) if _speaks(block)]
    dashed = {place for place in spoken if DASH.match(blocks[place].text)}
    asked = [
        before
        for before, place in pairwise(spoken)
        if place in dashed and before not in dashed
    ]
    sure = sum(_asks(blocks[place]) for place in asked)
    if sure < 2:
        return Recognition(0.0, NONE)
    # A dash that asks is a question's, and so is a dash without a question before it.
    silent = sum(not ends_asking(blocks[place].text) for place in dashed)
    asking, answering = sure / len(asked), silent / len(dashed)
    paired = len(asked) / len(dashed)
    return Recognition(
        fit=round(min(asking, answering, paired) * (1 - 0.5 / len(asked)), 3),
        evidence=(
            f"{len(asked)} plain paragraphs stand before a dash: {asking:.0%} ask, "
            f"{answering:.0%} of the dashed ones do not"
        ),
        openings=tuple(_openings(blocks, asked, dashed)),
        line=blocks[asked[0]].line,
    )


def _speaks(block: Block) -> bool:
    return block.kind in SPOKEN and block.voice is None


def _asks(block: Block) -> bool:
    return asks(block.text) or prompts(block.text)


def _openings(
    blocks: Sequence[Block], asked: Sequence[int], dashed: set[int]
) -> Iterator[Opening]:
    """Each question, and the first dash after it."""
    questions = set(asked)
    waits = False
    for place in range(asked[0], len(blocks)):
        if place in questions:
            doubt = "" if _asks(blocks[place]) else DOUBT
            sure = UNSURE if doubt else SURE
            yield Opening(place, 0, 0, "", RULE, "", Kind.QUESTION, sure, doubt)
            waits = True
        elif waits and place in dashed:
            yield _answer(blocks[place], place)
            waits = False


def _answer(block: Block, place: int) -> Opening:
    mark = DASH.match(block.text)
    words = mark.end() if mark else 0
    label = block.text[:words]
    return Opening(place, 0, words, label, RULE, "", Kind.ANSWER, SURE)
