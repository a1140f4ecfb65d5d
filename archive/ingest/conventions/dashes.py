"""Unlabelled dashes: a leading dash opens a turn, and speakers alternate.

    – Kassym-Jomart Kemelevich, thank you for taking the time.
    What notable events stand out for you from the past year?
    – Let me begin by expressing congratulations.
    In 2023, our nation achieved significant milestones.
    – What are your expectations for the upcoming year?

A paragraph without a dash goes on with the turn before it. A dash inside a
sentence opens nothing, unless turns run together: – Who dug it? – My father.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.ingest.blocks import Block
from archive.ingest.conventions import dashed
from archive.ingest.conventions.alternation import kinds
from archive.ingest.conventions.asking import (
    asks,
    ends_asking,
    ends_sentence,
    prompts,
)
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.ingest.conventions.dashed import Dashed
from archive.transcript import Kind

SURE, UNSURE = 0.95, 0.6
# At most so many paragraphs make a turn, on the whole.
SPARSE = 20
BARELY, LONG = 0.3, 120
UNSAID = "a sign for a change of speaker, not for who speaks: is it this one?"
RULE = "a leading dash opens a turn; question and answer alternate"
INNER = "a dash after a sentence opens a turn, as elsewhere in this text"


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return where dashes open turns, question and answer by turns."""
    found = dashed.found(blocks)
    if len(found) < 2:
        return _refusal(blocks, found)
    turns = _turns(found)
    asking, replying = _agreement(turns)
    return Recognition(
        fit=round(
            max(min(asking, replying), _telling(turns, asking)) * _density(turns), 3
        ),
        evidence=(
            f"{len(turns)} {_what(turns)} begin with a dash; taken by turns as "
            f"question and answer, {asking:.0%} of the questions ask something and "
            f"{replying:.0%} of the answers do not end on a question"
        ),
        openings=tuple(_openings(blocks, turns)),
        line=blocks[found[0].block].line,
    )


def _refusal(blocks: Sequence[Block], found: Sequence[Dashed]) -> Recognition:
    if not found:
        return Recognition(0.0, "no paragraph begins with a dash")
    line = blocks[found[0].block].line
    return Recognition(0.0, "only one paragraph begins with a dash", line=line)


def _telling(turns: Sequence[tuple[Kind, Dashed]], asking: float) -> float:
    """A little where all are long sentences: one may ask without a question mark.

    Or where each paragraph has its dash, and half of the questions ask.
    """
    if len(turns) > 3 and asking >= 0.5 and not any(each.more for _, each in turns):
        return BARELY
    whole = all(ends_sentence(each.last) for _, each in turns[:-1])
    length = sum(len(each.text) for _, each in turns) / len(turns)
    return BARELY if whole and length >= LONG and len(turns) > 1 else 0.0


def _density(turns: Sequence[tuple[Kind, Dashed]]) -> float:
    """Low where dashes are as rare as the lists in a long text."""
    spoken = sum(1 + len(each.more) for _, each in turns)
    return min(1.0, len(turns) * SPARSE / spoken)


def _what(turns: Sequence[tuple[Kind, Dashed]]) -> str:
    return "turns" if any(each.start for _, each in turns) else "paragraphs"


def _turns(found: Sequence[Dashed]) -> list[tuple[Kind, Dashed]]:
    """What each dash opens; one that goes on with its turn opens nothing.

    Neither does one before the first question.
    """
    told = list(zip(kinds(found), found, strict=True))
    first = next((at for at, (kind, _) in enumerate(told) if kind is Kind.QUESTION), 0)
    told = told[first:]
    later = [now for before, now in pairwise(told) if now[0] is not before[0]]
    return [told[0], *later]


def _agreement(turns: Sequence[tuple[Kind, Dashed]]) -> tuple[float, float]:
    """The share of questions, and of answers, that read as what they are taken for."""
    agreed = [_agrees(kind, each) for kind, each in turns]
    questions, answers = agreed[::2], agreed[1::2]
    if not answers:
        return 0.0, 0.0
    return sum(questions) / len(questions), sum(answers) / len(answers)


def _agrees(kind: Kind, each: Dashed) -> bool:
    """A question asks somewhere; an answer may ask, but does not end on it."""
    if kind is Kind.QUESTION:
        return prompts(each.text) or any(map(asks, (each.text, *each.more)))
    asks_first = ends_asking(each.text) or prompts(each.text)
    return not ends_asking(each.last) and not (each.more and asks_first)


def _openings(
    blocks: Sequence[Block], turns: Sequence[tuple[Kind, Dashed]]
) -> Iterator[Opening]:
    for number, (kind, each) in enumerate(turns, 1):
        doubt = _doubt(kind, each, is_last=number == len(turns))
        if blocks[each.block].text.startswith(">>"):
            doubt = doubt or UNSAID
        yield Opening(
            block=each.block,
            start=each.start,
            words=each.words,
            label=blocks[each.block].text[each.start : each.words],
            rule=INNER if each.start else RULE,
            kind=kind,
            confidence=UNSURE if doubt else SURE,
            doubt=doubt,
        )


def _doubt(kind: Kind, each: Dashed, *, is_last: bool) -> str:
    if kind is Kind.QUESTION and is_last:
        return "the last turn with a dash has no answer: is it a question?"
    if _agrees(kind, each):
        return ""
    if kind is Kind.QUESTION:
        return "taken as a question by its place, and asks nothing"
    return "taken as an answer by its place, and ends with a question"
