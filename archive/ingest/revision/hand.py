"""What an editor set by hand stays so, whatever is told of the turn now. Pure."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from archive.transcript import Kind, Speaker, Transcript, Turn


def kept_by_hand(
    kept: Transcript, named: Transcript, stated: Mapping[str, Any]
) -> Transcript:
    """Return `named` with what editors changed since it was `stated`.

    `stated` is what the last edition was told: who said each turn, and each turn's
    kind, question, language and doubt. What is kept otherwise is an editor's.
    """
    before = {turn.anchor: turn for turn in kept.turns}
    cast = _Cast(named)
    said_by = stated.get("people", {}).get("said_by", {})
    was = stated.get("turns", {})
    turns = []
    for turn in named.turns:
        set_by_hand: dict[str, Any] = {}
        if turn.anchor in was:
            set_by_hand |= _set_by_hand(before[turn.anchor], was[turn.anchor])
        if turn.anchor in said_by:
            person = kept.speaker(before[turn.anchor].speaker)
            if not _is_named(person, said_by[turn.anchor]):
                set_by_hand["speaker"] = cast.key_of(person)
        turns.append(dataclasses.replace(turn, **set_by_hand))
    asked = {turn.anchor for turn in turns if turn.kind is Kind.QUESTION}
    return dataclasses.replace(
        named,
        turns=tuple(_answering(turn, asked) for turn in turns),
        speakers=tuple(cast.people),
    )


def _set_by_hand(kept: Turn, was: list[str]) -> dict[str, Any]:
    kind, question, language, doubt = was
    changed: dict[str, Any] = {}
    if kept.kind != kind or kept.question != question:
        changed |= {"kind": kept.kind, "question": kept.question}
    if kept.language != language:
        changed["language"] = kept.language
    if kept.doubt != doubt:
        changed["doubt"] = kept.doubt
    return changed


def _answering(turn: Turn, asked: set[str]) -> Turn:
    """Only an answer answers, and only a question that is still there."""
    stands = turn.kind is Kind.ANSWER and turn.question in asked
    return turn if stands else dataclasses.replace(turn, question="")


def _is_named(person: Speaker | None, name: str) -> bool:
    if person is None or not name:
        return person is None and not name
    names = {each.casefold() for each in (person.name, *person.aliases)}
    return name.casefold() in names


class _Cast:
    """The people told of, and those an editor named besides."""

    def __init__(self, named: Transcript) -> None:
        self.people = list(named.speakers)

    def key_of(self, person: Speaker | None) -> str:
        if person is None:
            return ""
        for known in self.people:
            names = (person.name, *person.aliases)
            if any(_is_named(known, name) for name in names):
                return known.key
        key = f"by hand {len(self.people)}"
        self.people.append(dataclasses.replace(person, key=key))
        return key
