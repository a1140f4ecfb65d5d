"""Unlabelled dashes: a leading dash opens a turn, and speakers alternate.

    – Kassym-Jomart Kemelevich, thank you for taking the time.
    What notable events stand out for you from the past year?
    – Let me begin by expressing congratulations.
    In 2023, our nation achieved significant milestones.
    – What are your expectations for the upcoming year?

A paragraph without a dash goes on with the turn before it. A dash inside a
sentence opens nothing.
"""

import re
from collections.abc import Sequence

from archive.ingest.blocks import Block
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.transcript import Kind

# A hyphen or minus before a figure is a number, and a row of dashes is a rule.
DASH = re.compile(r"[-‐‑‒–—―−](?![-‐‑‒–—―−\s]*$)(?!\d)\s*")
ASKS = re.compile(r"[?？؟]")
ENDS_ASKING = re.compile(r"[?？؟][\"'”»’)\]\s]*$")
SURE, UNSURE = 0.95, 0.6


def recognise(blocks: Sequence[Block]) -> Recognition:
    """Return where leading dashes open turns, question and answer by turns."""
    opened = [place for place, block in enumerate(blocks) if DASH.match(block.text)]
    if len(opened) < 2:
        return _refusal(blocks, opened)
    ends = [*opened[1:], len(blocks)]
    turns = [blocks[start:end] for start, end in zip(opened, ends, strict=True)]
    asking, replying = _agreement(turns)
    return Recognition(
        fit=round(min(asking, replying), 3),
        evidence=(
            f"{len(turns)} paragraphs begin with a dash; taken by turns as question "
            f"and answer, {asking:.0%} of the questions ask something and "
            f"{replying:.0%} of the answers do not end on a question"
        ),
        openings=tuple(
            _opening(number, place, turns) for number, place in enumerate(opened)
        ),
        line=blocks[opened[0]].line,
    )


def _refusal(blocks: Sequence[Block], opened: list[int]) -> Recognition:
    if not opened:
        return Recognition(0.0, "no paragraph begins with a dash")
    line = blocks[opened[0]].line
    return Recognition(0.0, "only one paragraph begins with a dash", line=line)


def _opening(number: int, place: int, turns: Sequence[Sequence[Block]]) -> Opening:
    text = turns[number][0].text
    match = DASH.match(text)
    width = match.end() if match else 0
    doubt = _doubt(number, turns)
    return Opening(
        block=place,
        start=0,
        words=width,
        label=text[:width],
        rule="a leading dash opens a turn; question and answer alternate",
        kind=_kind(number),
        confidence=UNSURE if doubt else SURE,
        doubt=doubt,
    )


def _kind(number: int) -> Kind:
    return Kind.ANSWER if number % 2 else Kind.QUESTION


def _agreement(turns: Sequence[Sequence[Block]]) -> tuple[float, float]:
    """The share of questions, and of answers, that read as what they are taken for."""
    agreed = [_agrees(number, turn) for number, turn in enumerate(turns)]
    questions, answers = agreed[::2], agreed[1::2]
    return sum(questions) / len(questions), sum(answers) / len(answers)


def _agrees(number: int, blocks: Sequence[Block]) -> bool:
    """A question asks somewhere; an answer may ask, but does not end on it."""
    if _kind(number) is Kind.QUESTION:
        return any(ASKS.search(block.text) for block in blocks)
    return not ENDS_ASKING.search(blocks[-1].text)


def _doubt(number: int, turns: Sequence[Sequence[Block]]) -> str:
    if _kind(number) is Kind.QUESTION and number == len(turns) - 1:
        return "the last turn with a dash has no answer: is it a question?"
    if _agrees(number, turns[number]):
        return ""
    if _kind(number) is Kind.QUESTION:
        return "taken as a question by its place, and asks nothing"
    return "taken as an answer by its place, and ends with a question"
