"""Unlabelled dashes: a leading dash opens a turn, and speakers alternate.

    – Kassym-Jomart Kemelevich, thank you for taking the time.
    What notable events stand out for you from the past year?
    – Let me begin by expressing congratulations.
    In 2023, our nation achieved significant milestones.
    – What are your expectations for the upcoming year?

A paragraph without a dash goes on with the turn before it. A dash inside a
sentence opens nothing.
"""

import dataclasses
import re
from collections.abc import Sequence

from archive.ingest.blocks import Block
from archive.ingest.conventions.conversation import Conversation, Utterance
from archive.transcript import Kind, Span

# A hyphen or minus before a figure is a number, and a row of dashes is a rule.
DASH = re.compile(r"[-‐‑‒–—―−](?![-‐‑‒–—―−\s]*$)(?!\d)\s*")
ASKS = re.compile(r"[?？؟]")
ENDS_ASKING = re.compile(r"[?？؟][\"'”»’)\]\s]*$")
SURE, UNSURE = 0.95, 0.6


def recognise(blocks: Sequence[Block]) -> Conversation:
    """Return the turns that leading dashes open, question and answer by turns."""
    opened = [place for place, block in enumerate(blocks) if DASH.match(block.text)]
    if len(opened) < 2:
        return _refusal(blocks, opened)
    ends = [*opened[1:], len(blocks)]
    turns = tuple(
        _utterance(place, blocks[start:end])
        for place, (start, end) in enumerate(zip(opened, ends, strict=True))
    )
    asking, replying = _agreement(turns)
    return Conversation(
        fit=round(min(asking, replying), 3),
        evidence=(
            f"{len(turns)} paragraphs begin with a dash; taken by turns as question "
            f"and answer, {asking:.0%} of the questions ask something and "
            f"{replying:.0%} of the answers do not end on a question"
        ),
        before=tuple(blocks[: opened[0]]),
        turns=_with_doubts(turns),
        line=blocks[opened[0]].line,
    )


def _refusal(blocks: Sequence[Block], opened: list[int]) -> Conversation:
    if not opened:
        return Conversation(0.0, "no paragraph begins with a dash")
    line = blocks[opened[0]].line
    return Conversation(0.0, "only one paragraph begins with a dash", line=line)


def _utterance(place: int, blocks: Sequence[Block]) -> Utterance:
    first, *rest = blocks
    label, unmarked, mark = _unmarked(first)
    is_answer = place % 2 == 1
    return Utterance(
        kind=Kind.ANSWER if is_answer else Kind.QUESTION,
        blocks=(unmarked, *rest),
        label=label,
        mark=mark,
        answers=place - 1 if is_answer else None,
        rule="a leading dash opens a turn; question and answer alternate",
        confidence=SURE,
    )


def _unmarked(block: Block) -> tuple[str, Block, Span]:
    """The mark as printed, the block without it, and the mark's place."""
    match = DASH.match(block.text)
    width = match.end() if match else 0
    start = block.source.start + width
    rest = dataclasses.replace(
        block, text=block.text[width:], source=Span(start, block.source.end)
    )
    return block.text[:width], rest, Span(block.source.start, start)


def _agreement(turns: Sequence[Utterance]) -> tuple[float, float]:
    """The share of questions, and of answers, that read as what they are taken for."""
    questions, answers = turns[::2], turns[1::2]
    return (
        sum(map(_agrees, questions)) / len(questions),
        sum(map(_agrees, answers)) / len(answers),
    )


def _agrees(turn: Utterance) -> bool:
    """A question asks somewhere; an answer may ask, but does not end on it."""
    if turn.kind is Kind.QUESTION:
        return any(ASKS.search(block.text) for block in turn.blocks)
    return not ENDS_ASKING.search(turn.blocks[-1].text)


def _with_doubts(turns: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    doubts = [_doubt(place, turns) for place in range(len(turns))]
    return tuple(
        dataclasses.replace(turn, doubt=doubt, confidence=UNSURE) if doubt else turn
        for turn, doubt in zip(turns, doubts, strict=True)
    )


def _doubt(place: int, turns: tuple[Utterance, ...]) -> str:
    turn = turns[place]
    if turn.kind is Kind.QUESTION and place == len(turns) - 1:
        return "the last turn with a dash has no answer: is it a question?"
    if _agrees(turn):
        return ""
    if turn.kind is Kind.QUESTION:
        return "taken as a question by its place, and asks nothing"
    return "taken as an answer by its place, and ends with a question"
