"""Doubts about turns in which a correction of an editor finds no place. Pure."""

import dataclasses
from collections.abc import Iterable

from archive.transcript import Transcript

AND = " · "
WAITS = "an editor’s correction waits for its place: "


def doubted(told: Transcript, number: int, why: str) -> Transcript:
    """Return it with one more doubt about that turn; about none for -1."""
    if number < 0:
        return told
    turns = list(told.turns)
    doubt = together([turns[number].doubt, why])
    turns[number] = dataclasses.replace(turns[number], doubt=doubt)
    return dataclasses.replace(told, turns=tuple(turns))


def without_doubt(told: Transcript, why: str) -> Transcript:
    """Return it with this doubt taken from every turn, and no other."""
    turns = tuple(
        dataclasses.replace(
            turn, doubt=AND.join(one for one in turn.doubt.split(AND) if one != why)
        )
        for turn in told.turns
    )
    return dataclasses.replace(told, turns=turns)


def still(told: Transcript, number: int) -> str:
    """What an act leaves of a turn's doubts: that others wait, till it is accepted."""
    doubts = told.turns[number].doubt.split(AND)
    return AND.join(one for one in doubts if one.startswith(WAITS))


def together(doubts: Iterable[str]) -> str:
    return AND.join(filter(None, doubts))
