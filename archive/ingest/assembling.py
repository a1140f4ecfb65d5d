"""Openings → a conversation: blocks cut at their marks, asides set apart. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions.conversation import (
    Aside,
    Conversation,
    Opening,
    Recognition,
    Utterance,
)
from archive.transcript import InterludeKind, Kind, Span, TimeSpan


def assembled(blocks: Sequence[Block], seen: Recognition) -> Conversation:
    """Return the turns that the openings make of the blocks.

    A block of speech without an opening goes on with the turn before it; one that
    is no speech is an aside. An opening without words makes no turn.
    """
    blocks = _set_apart(blocks, seen)
    end = len(blocks) if seen.end is None else seen.end
    openings = [each for each in seen.openings if each.block < end]
    first = openings[0].block if openings else end
    turns: list[Utterance] = []
    asides: list[Aside] = []
    idle: list[Span] = []
    limits = [*((one.block, one.start) for one in openings[1:]), (end, 0)]
    for opening, limit in zip(openings, limits, strict=False):
        parts = _parts(blocks, opening, limit)
        spoken, silent = _told_apart(parts, blocks[opening.block])
        marks = _marks(blocks[opening.block], opening)
        if spoken:
            turns.append(_utterance(opening, marks, spoken))
        else:
            idle += marks
        place = len(turns) - 1 if turns else None
        asides += [_aside(part, place) for part in silent]
    return Conversation(
        turns=tuple(turns),
        before=_before(blocks, first, openings),
        asides=tuple(asides),
        after=tuple(blocks[end:]),
        idle=tuple(idle),
    )


def joined(whole: Conversation) -> Conversation:
    """Return it with what one known voice says in a row made one turn.

    Unnamed voices are not joined: two reporters may ask one after the other.
    """
    runs: list[list[Utterance]] = []
    places: list[int] = []
    for turn in whole.turns:
        if runs and turn.who and _same_voice(runs[-1][0], turn):
            runs[-1].append(turn)
        else:
            runs.append([turn])
        places.append(len(runs) - 1)
    asides = tuple(
        each if each.after is None else replace(each, after=places[each.after])
        for each in whole.asides
    )
    return replace(whole, turns=tuple(map(_one, runs)), asides=asides)


def linked(whole: Conversation) -> Conversation:
    """Return it with each answer pointing to the question before it.

    An answer before any question is a statement.
    """
    asked: int | None = None
    turns = []
    for place, turn in enumerate(whole.turns):
        if turn.kind is Kind.QUESTION:
            asked = place
        if turn.kind is Kind.ANSWER:
            kind = Kind.STATEMENT if asked is None else Kind.ANSWER
            turns.append(turn._replace(kind=kind, answers=asked))
        else:
            turns.append(turn)
    return replace(whole, turns=tuple(turns))


def _set_apart(blocks: Sequence[Block], seen: Recognition) -> Sequence[Block]:
    """The blocks, those of no speech named for what the convention takes them for."""
    if not seen.asides:
        return blocks
    apart = list(blocks)
    for place, kind in seen.asides:
        apart[place] = apart[place]._replace(kind=kind)
    return apart


def _same_voice(first: Utterance, second: Utterance) -> bool:
    return (first.who, first.kind) == (second.who, second.kind)


def _parts(
    blocks: Sequence[Block], opening: Opening, limit: tuple[int, int]
) -> list[Block]:
    """What stands from the words of an opening to the next opening."""
    last, cut = limit
    if last == opening.block:
        return _visible([blocks[last].part(opening.words, cut)])
    parts = [
        blocks[opening.block].part(opening.words),
        *blocks[opening.block + 1 : last],
    ]
    if cut:
        parts.append(blocks[last].part(0, cut))
    return _visible(parts)


def _marks(block: Block, opening: Opening) -> tuple[Span, ...]:
    if opening.start == opening.words:
        return ()
    return (block.place(opening.start, opening.words),)


def _visible(parts: Iterable[Block]) -> list[Block]:
    return [part for part in parts if part.text]


def _told_apart(
    parts: Iterable[Block], opening: Block
) -> tuple[tuple[Block, ...], list[Block]]:
    """What is speech, and what is not."""
    spoken: list[Block] = []
    silent: list[Block] = []
    for part in parts:
        (spoken if _is_speech(part, opening) else silent).append(part)
    return tuple(spoken), silent


def _is_speech(part: Block, opening: Block) -> bool:
    """A heading that opens a turn is speech; elsewhere it is not."""
    if part.kind in SPOKEN:
        return True
    start, end = opening.source
    return part.source.start >= start and part.source.end <= end


def _utterance(
    opening: Opening, marks: tuple[Span, ...], spoken: tuple[Block, ...]
) -> Utterance:
    return Utterance(
        kind=opening.kind,
        blocks=_timed(spoken, opening.time),
        label=opening.label,
        who=opening.who,
        marks=marks,
        rule=opening.rule,
        confidence=opening.confidence,
        doubt=opening.doubt,
    )


def _timed(spoken: tuple[Block, ...], time: TimeSpan | None) -> tuple[Block, ...]:
    if time is None or spoken[0].time:
        return spoken
    return (spoken[0]._replace(time=time), *spoken[1:])


def _one(run: Sequence[Utterance]) -> Utterance:
    """A run of one voice as one turn, as sure as its least sure part."""
    if len(run) == 1:
        return run[0]
    return run[0]._replace(
        blocks=tuple(block for turn in run for block in turn.blocks),
        marks=tuple(mark for turn in run for mark in turn.marks),
        confidence=min(turn.confidence for turn in run),
        doubt=next((turn.doubt for turn in run if turn.doubt), ""),
    )


def _aside(part: Block, place: int | None) -> Aside:
    return Aside(InterludeKind(part.kind.value), part, place)


def _before(
    blocks: Sequence[Block], first: int, openings: Sequence[Opening]
) -> tuple[Block, ...]:
    """The blocks before the first turn, with the words before its mark."""
    start = openings[0].start if openings else 0
    lead = [blocks[first].part(0, start)] if start else []
    return (*blocks[:first], *_visible(lead))
