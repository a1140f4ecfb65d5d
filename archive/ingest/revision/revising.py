"""What an interview is to become, and what that changes in it, turn by turn. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from archive.ingest.revision.aligning import Alignment, align, plain
from archive.ingest.revision.hand import kept_by_hand
from archive.ingest.revision.naming import Retired, name
from archive.ingest.revision.unchanged import rising
from archive.transcript import Transcript, Turn


class Act(StrEnum):
    """What an edition did to a turn."""

    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RECAST = "recast"


@dataclass(frozen=True, slots=True)
class Changed:
    """One turn that is otherwise now; `before` is empty for one that is new.

    `parts` are the anchors of the paragraphs that it had before.
    """

    act: Act
    anchor: str
    before: str
    evidence: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The Transcript under the archive's names, and how it came from the one kept."""

    told: Transcript
    changes: tuple[Changed, ...]
    retired: tuple[Retired, ...]


def plan(
    kept: Transcript,
    told: Transcript,
    given: Mapping[str, str],
    stated: Mapping[str, Any] = MappingProxyType({}),
) -> Plan:
    """Return what to do for `kept` to become `told`.

    A turn keeps its anchor when its words are the same, moved or reworded; what is
    new takes the next number that was never given. `given` are the anchors retired
    earlier, of turns and paragraphs, each with its successor or nothing; `stated`
    is what the last edition was told, by which the work of editors is known.
    """
    found = align(
        [turn.text for turn in kept.turns], [turn.text for turn in told.turns]
    )
    named, retired = name(kept, told, found, given)
    named = kept_by_hand(kept, named, stated)
    return Plan(named, tuple(_changes(kept, named, found)), tuple(retired))


def _changes(
    kept: Transcript, named: Transcript, found: Alignment
) -> Iterator[Changed]:
    """In the order of the new turns, each lost one where it stood."""
    pairs = sorted((new, old) for new, old in found.pairs.items())
    in_order = {new for old, new in rising([(old, new) for new, old in pairs])}
    lost = _lost_after(kept.turns, found)
    yield from lost.get("", ())
    for place, turn in enumerate(named.turns):
        if place not in found.pairs:
            yield Changed(Act.ADDED, turn.anchor, "")
        else:
            before = kept.turns[found.pairs[place]]
            evidence = found.evidence[place]
            otherwise = _otherwise(kept, before, named, turn)
            if plain(before.text) != plain(turn.text):
                told = "; ".join([evidence, *otherwise])
                yield _changed(Act.REWORDED, before, told)
            elif otherwise:
                yield _changed(Act.RECAST, before, "; ".join(otherwise))
            elif place not in in_order:
                yield _changed(Act.MOVED, before, evidence)
        yield from lost.get(turn.anchor, ())


def _lost_after(kept: Sequence[Turn], found: Alignment) -> dict[str, list[Changed]]:
    """The turns that are gone, by the one before them that is not."""
    lost: dict[str, list[Changed]] = {}
    living, after = set(found.pairs.values()), ""
    for place, turn in enumerate(kept):
        if place in living:
            after = turn.anchor
        else:
            lost.setdefault(after, []).append(_changed(Act.REMOVED, turn))
    return lost


def _changed(act: Act, before: Turn, evidence: str = "") -> Changed:
    """What became of a turn that keeps its anchor, or leaves it for good."""
    parts = tuple(part.anchor for part in before.segments)
    return Changed(act, before.anchor, before.text, evidence, parts)


def _otherwise(
    kept: Transcript, before: Turn, named: Transcript, turn: Turn
) -> list[str]:
    """What is told otherwise of a turn, its words apart."""
    told = []
    if before.kind is not turn.kind:
        told.append(f"{turn.kind}, {before.kind} before")
    if before.question != turn.question and turn.question:
        told.append(f"answers {turn.question}, {before.question or 'nothing'} before")
    said, says = kept.speaker(before.speaker), named.speaker(turn.speaker)
    if said and says and says.name not in {said.name, *said.aliases}:
        told.append(f"said by {says.name}, {said.name} before")
    elif bool(said) is not bool(says):
        names = [person.name if person else "nobody known" for person in (says, said)]
        told.append("said by {}, {} before".format(*names))
    same = plain(before.text) == plain(turn.text)
    if same and before.text != turn.text:
        told.append("paragraphs divided otherwise")
    return told
