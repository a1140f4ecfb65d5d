"""Where the anchors that are gone lead: beside who took their words, or to a stone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.models import Edition, Interview, Tombstone, Turn


@dataclass(frozen=True, slots=True)
class Stone:
    """A turn that nothing took the place of, and the names of its paragraphs."""

    anchor: str
    edition: Edition
    parts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grave:
    """What is gone and belongs beside one turn: empty targets, and stones after it."""

    targets: Sequence[str] = ()
    stones: Sequence[Stone] = ()


@dataclass(frozen=True, slots=True)
class Graves:
    """By the anchor of a turn that lives."""

    beside: dict[str, Grave] = field(default_factory=dict)

    def of(self, turn: Turn) -> Grave:
        return self.beside.get(turn.anchor, Grave())


def graves_in(
    interview: Interview, edition: Edition | None, turns: Sequence[Turn]
) -> Graves:
    """Return what is gone from these turns; asks nothing of a first edition."""
    if edition is None or edition.number == 1 or not turns:
        return Graves()
    stones = list(interview.tombstones.select_related("edition").order_by("pk"))
    return Graves(dict(_laid(stones, turns)))


def _laid(
    stones: Sequence[Tombstone], turns: Sequence[Turn]
) -> Iterable[tuple[str, Grave]]:
    living = {turn.anchor for turn in turns}
    by_anchor = {stone.anchor: stone for stone in stones}
    targets: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[Stone]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    for stone in stones:
        heir = _turn_of(_heir(stone, by_anchor))
        turn = _turn_of(stone.anchor)
        if heir in living:
            targets[heir].append(stone.anchor)
        elif stone.is_turn:
            place = _place(stone, by_anchor, living) or turns[0].anchor
            after[place].append(Stone(stone.anchor, stone.edition, parts[turn]))
        elif turn in by_anchor:
            parts[turn].append(stone.anchor)
        elif turn in living:
            targets[turn].append(stone.anchor)
    for anchor in targets.keys() | after.keys():
        yield anchor, Grave(targets[anchor], after[anchor])


def _heir(stone: Tombstone, by_anchor: dict[str, Tombstone]) -> str:
    """The living anchor at the end of the line of successors, or empty."""
    seen = {stone.anchor}
    while stone.successor in by_anchor and stone.successor not in seen:
        stone = by_anchor[stone.successor]
        seen.add(stone.anchor)
    return stone.successor


def _place(stone: Tombstone, by_anchor: dict[str, Tombstone], living: set[str]) -> str:
    """The turn it stood after, or where that one is gone, what that one stood after."""
    seen: set[str] = set()
    anchor = stone.after
    while anchor in by_anchor and anchor not in seen:
        seen.add(anchor)
        anchor = _heir(by_anchor[anchor], by_anchor) or by_anchor[anchor].after
    turn = _turn_of(anchor)
    return turn if turn in living else ""


def _turn_of(anchor: str) -> str:
    return anchor.partition("p")[0]
