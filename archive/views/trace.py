"""The trace: a conversation to scale as one line, questions above it, answers below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from django.db.models.functions import Length
from django.utils.translation import gettext as _

from archive.models import Kind, Turn
from archive.models.sigla import sigla_of

WIDTH = 1000.0
# A question of two words can still be seen, and found with a pointer.
NARROWEST = 1.2
# More stretches than that cannot be told apart: neighbours are drawn as one.
MOST = 200
# More lanes than that are too thin to be told apart.
LANES = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """A turn as far as the line is concerned."""

    anchor: str
    kind: str
    letters: int
    voice: str = ""

    @property
    def number(self) -> int:
        return int(self.anchor[1:])


Group = Sequence[list[Measured]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of one kind: from `start`, `width` of WIDTH.

    Where nobody asks each voice has a lane of its own: `lane` of `lanes`.
    """

    kind: str
    start: float
    width: float
    lane: int = 0
    lanes: int = 0


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
    turns = list(turns)
    lanes = lanes_of(turns)
    exchanges = list(_exchanges(turns))
    together = ceil(len(exchanges) / MOST) or 1
    groups = list(_batched(exchanges, together))
    spoken = [_by_kind(group, lanes) for group in groups]
    count = sum(map(len, spoken))
    scale = (WIDTH - NARROWEST * count) / (sum(map(sum, map(dict.values, spoken))) or 1)
    trace, start = [], 0.0
    for group, letters in zip(groups, spoken, strict=True):
        widths = {kind: NARROWEST + size * scale for kind, size in letters.items()}
        pieces = tuple(_pieces(widths, start, len(lanes)))
        start += sum(widths.values())
        anchors = {turn.anchor for exchange in group for turn in exchange}
        trace.append(
            Stretch(
                _name(group, lanes),
                f"{address}#{group[0][0].anchor}",
                pieces,
                not anchors.isdisjoint(lit),
                here in anchors,
            )
        )
    return trace


def lanes_of(turns: Sequence[Measured]) -> list[str]:
    """Who speaks in a debate, those who say most first; the last lane may be shared.

    Nobody where questions and answers tell who speaks, or one voice speaks alone.
    """
    stated = sum(turn.kind == Kind.STATEMENT for turn in turns)
    if stated * 2 <= len(turns):
        return []
    letters: Counter[str] = Counter()
    for turn in turns:
        letters[turn.voice] += turn.letters
    voices = [voice for voice, _count in letters.most_common() if voice]
    return voices[:LANES] if len(voices) > 1 else []


def told_lanes(turns: Sequence[Measured]) -> list[str]:
    """What stands for each lane, from above; those who say least share the last."""
    lanes = lanes_of(turns)
    voices = {turn.voice for turn in turns if turn.voice}
    return [*lanes[:-1], _("others")] if len(voices) > len(lanes) > 0 else lanes


def measured(turns: Iterable[Turn]) -> list[Measured]:
    return [
        Measured(
            turn.anchor,
            turn.kind,
            len(turn.text),
            turn.speaker.initials if turn.speaker else "",
        )
        for turn in turns
    ]


def trace_beside(turn: Turn, lit: Collection[str]) -> list[Stretch]:
    """The line of the whole interview, and where this exchange stands on it."""
    turns = turn.interview.turns.order_by("sequence")
    told = turns.values_list("anchor", "kind", Length("text"), "speaker__name")
    address = turn.interview.get_absolute_url()
    names = sigla_of({name: name for *_, name in told if name})
    said = [
        Measured(anchor, kind, letters, names.get(name or "", ""))
        for anchor, kind, letters, name in told
    ]
    return trace_of(said, address, lit, turn.anchor)


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


def _by_kind(group: Group, lanes: Sequence[str]) -> dict[tuple[str, int], int]:
    """The letters said of each kind in each lane, in the order they come up in."""
    letters: dict[tuple[str, int], int] = {}
    for turn in chain.from_iterable(group):
        key = turn.kind, _lane(turn, lanes)
        letters[key] = letters.get(key, 0) + turn.letters
    return letters


def _lane(turn: Measured, lanes: Sequence[str]) -> int:
    """Who says little shares the last lane."""
    return lanes.index(turn.voice) if turn.voice in lanes else max(0, len(lanes) - 1)


def _pieces(
    widths: dict[tuple[str, int], float], start: float, lanes: int
) -> Iterator[Piece]:
    for (kind, lane), width in widths.items():
        yield Piece(kind, round(start, 1), round(width, 1), lane, lanes)
        start += width


def _name(group: Group, lanes: Sequence[str]) -> str:
    first, last = group[0][0], group[-1][0]
    name = f"{Kind(first.kind).label} {first.number}".capitalize()
    if first is not last:
        return f"{name}–{last.number}"
    return f"{name}, {first.voice}" if lanes and first.voice else name


def _batched(exchanges: Group, size: int) -> Iterator[Group]:
    for start in range(0, len(exchanges), size):
        yield exchanges[start : start + size]
