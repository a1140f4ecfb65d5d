"""The trace: a conversation to scale as one line, questions above it, answers below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from django.db.models.functions import Length

from archive.models import Kind, Turn

WIDTH = 1000.0
# A question of two words can still be seen, and found with a pointer.
NARROWEST = 1.2
# More stretches than that cannot be told apart: neighbours are drawn as one.
MOST = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """A turn as far as the line is concerned."""

    anchor: str
    kind: str
    letters: int

    @property
    def number(self) -> int:
        return int(self.anchor[1:])


Group = Sequence[list[Measured]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of one kind: from `start`, `width` of WIDTH."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """An exchange on the line, or neighbours, and the address they lead to."""

    name: str
    address: str
    pieces: tuple[Piece, ...]
    is_lit: bool = False
    is_here: bool = False

    @property
    def start(self) -> float:
        return self.pieces[0].start

    @property
    def width(self) -> float:
        last = self.pieces[-1]
        return round(last.start + last.width - self.start, 1)


def trace_of(
    turns: Iterable[Measured],
    address: str = "",
    lit: Collection[str] = (),
    here: str = "",
) -> list[Stretch]:
    """Draw turns in sequence; lead to `address` and an anchor.

    `lit` are anchors of turns to light up, `here` is the anchor of the exchange the
    reader stands on.
    """
    exchanges = list(_exchanges(turns))
    together = ceil(len(exchanges) / MOST) or 1
    groups = list(_batched(exchanges, together))
    spoken = [_by_kind(group) for group in groups]
    count = sum(map(len, spoken))
    scale = (WIDTH - NARROWEST * count) / (sum(map(sum, map(dict.values, spoken))) or 1)
    trace, start = [], 0.0
    for group, letters in zip(groups, spoken, strict=True):
        widths = {kind: NARROWEST + size * scale for kind, size in letters.items()}
        pieces = tuple(_pieces(widths, start))
        start += sum(widths.values())
        anchors = {turn.anchor for exchange in group for turn in exchange}
        trace.append(
            Stretch(
                _name(group),
                f"{address}#{group[0][0].anchor}",
                pieces,
                not anchors.isdisjoint(lit),
                here in anchors,
            )
        )
    return trace


def measured(turns: Iterable[Turn]) -> list[Measured]:
    return [Measured(turn.anchor, turn.kind, len(turn.text)) for turn in turns]


def trace_beside(turn: Turn, lit: Collection[str]) -> list[Stretch]:
    """The line of the whole interview, and where this exchange stands on it."""
    turns = turn.interview.turns.order_by("sequence")
    told = turns.values_list("anchor", "kind", Length("text"))
    address = turn.interview.get_absolute_url()
    return trace_of((Measured(*each) for each in told), address, lit, turn.anchor)


def _exchanges(turns: Iterable[Measured]) -> Iterator[list[Measured]]:
    """A question with what answers it; a statement by itself."""
    exchange: list[Measured] = []
    for turn in turns:
        if exchange and turn.kind != Kind.ANSWER:
            yield exchange
            exchange = []
        exchange.append(turn)
    if exchange:
        yield exchange


def _by_kind(group: Group) -> dict[str, int]:
    """The letters said of each kind, in the order in which they come up."""
    letters: dict[str, int] = {}
    for turn in chain.from_iterable(group):
        letters[turn.kind] = letters.get(turn.kind, 0) + turn.letters
    return letters


def _pieces(widths: dict[str, float], start: float) -> Iterator[Piece]:
    for kind, width in widths.items():
        yield Piece(kind, round(start, 1), round(width, 1))
        start += width


def _name(group: Group) -> str:
    first, last = group[0][0], group[-1][0]
    name = f"{Kind(first.kind).label} {first.number}".capitalize()
    return name if first is last else f"{name}–{last.number}"


def _batched(exchanges: Group, size: int) -> Iterator[Group]:
    for start in range(0, len(exchanges), size):
        yield exchanges[start : start + size]
