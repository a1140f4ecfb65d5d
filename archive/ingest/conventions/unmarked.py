"""No marks at all: short paragraphs that ask, and longer ones that answer them.

    You have been mayor for a year. Is it what you thought it would be?
    It is another dimension, and it takes all of a day.
    What do you make of the first months?
    We have mended the wells, and there is more to do.
    And the next ones?

Believed only when much speaks for it, and always doubted.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions.asking import addresses, asks, ends_asking
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.ingest.conventions.stretches import dash_before
from archive.transcript import Kind

# However well it fits, a text without marks is no more than probably an interview.
MOST, LEAST = 0.49, 0.3
SURE, UNSURE = 0.5, 0.3
RULE = "nothing marks who speaks; a paragraph that ends with a question asks"
DOUBT = "no mark says who speaks: is this {}?"
CALLED = {Kind.QUESTION: "a question", Kind.ANSWER: "an answer"}
# Of such a share of speech a question is part, and no more.
RARE, OFTEN = 0.1, 0.67


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return questions by their question marks, where they alternate with answers."""
    asked = [place for place, block in enumerate(blocks) if _asks(block)]
    if len(asked) < 2:
        return Recognition(0.0, "fewer than two paragraphs end with a question")
    if sum(dash_before(blocks[place].text) > 0 for place in asked) * 2 > len(asked):
        return Recognition(0.0, "the paragraphs that ask begin with a dash")
    signs = _signs(blocks, asked)
    told = ", ".join(f"{each:.0%} {sign}" for sign, each in signs.items())
    evidence = f"{len(asked)} paragraphs end with a question: {told}"
    weakest = min(signs.values())
    if weakest < 0.5:
        return Recognition(0.0, evidence, line=blocks[asked[0]].line)
    return Recognition(
        fit=round(LEAST + (MOST - LEAST) * (weakest - 0.5) * 2, 3),
        evidence=evidence,
        openings=tuple(_openings(blocks, asked)),
        line=blocks[asked[0]].line,
    )


def _asks(block: Block) -> bool:
    return block.kind in SPOKEN and block.voice is None and ends_asking(block.text)


def _signs(blocks: Sequence[Block], asked: Sequence[int]) -> dict[str, float]:
    """What speaks for an interview, each from 0 to 1."""
    spoken = [place for place, block in enumerate(blocks) if block.kind in SPOKEN]
    said = {place: len(blocks[place].text) for place in spoken}
    answers = [sum(said.get(place, 0) for place in run) for run in _runs(blocks, asked)]
    after = sum(place >= asked[0] for place in spoken)
    typical = median(said[place] for place in asked)
    share = len(asked) / after
    return {
        "are followed by an answer": sum(map(bool, answers)) / max(1, len(answers)),
        "of the answers are longer": sum(each > typical for each in answers)
        / max(1, len(answers)),
        "speak to somebody": min(1.0, 2 * _addressing(blocks, asked)),
        "of the text is after the first": after / len(spoken),
        "of a likely share of questions": float(RARE <= share <= OFTEN),
    }


def _addressing(blocks: Sequence[Block], asked: Sequence[int]) -> float:
    return sum(addresses(blocks[place].text) for place in asked) / len(asked)


def _runs(blocks: Sequence[Block], asked: Sequence[int]) -> Iterator[range]:
    """The blocks between one question and the next; the last may go unanswered."""
    for start, end in zip(asked, [*asked[1:], len(blocks)], strict=True):
        if end < len(blocks) or start < len(blocks) - 1:
            yield range(start + 1, end)


def _openings(blocks: Sequence[Block], asked: Sequence[int]) -> Iterator[Opening]:
    taken = set(asked)
    waits = False
    for place in range(asked[0], len(blocks)):
        if place in taken:
            if not waits:
                yield _opening(place, Kind.QUESTION, SURE)
            waits = True
        elif waits and blocks[place].kind in SPOKEN:
            sure = UNSURE if asks(blocks[place].text) else SURE
            yield _opening(place, Kind.ANSWER, sure)
            waits = False


def _opening(place: int, kind: Kind, sure: float) -> Opening:
    doubt = DOUBT.format(CALLED[kind])
    return Opening(place, 0, 0, "", RULE, kind=kind, confidence=sure, doubt=doubt)
