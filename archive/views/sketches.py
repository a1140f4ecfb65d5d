"""The trace beside hits: where in each conversation a page of results found words."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.db.models.functions import Length
from django.utils.safestring import SafeString

from archive.models import Kind, Turn, watching
from archive.search.shapes import Hit

WIDTH = 1000
KEPT = 4_096
"""Conversations whose lines are kept in memory: some 3 kB each."""


@dataclass(frozen=True, slots=True)
class Lit:
    """An exchange in which something was found, and the link to it."""

    start: int
    width: int
    landing: str
    name: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A conversation as two lines of an SVG path, and where its exchanges stand."""

    above: SafeString
    below: SafeString
    openings: Sequence[int]
    """The sequence of the first turn of each exchange; of the last turn of all."""
    ends: Sequence[int]
    """Where each exchange begins, and where the last one ends."""

    def place(self, sequence: int) -> int | None:
        """Of a turn, the place of its exchange; None when it came after the lines."""
        *begun, last = self.openings or [0]
        place = bisect_right(begun, sequence) - 1
        return place if place >= 0 and sequence <= last else None


@dataclass(frozen=True, slots=True)
class Sketch:
    """The lines of a conversation, and what is lit in them."""

    above: SafeString
    below: SafeString
    lit: list[Lit] = field(default_factory=list)


Row = tuple[int, str, int]
"""A turn: its sequence, kind and letters."""


class Shelf:
    """Lines drawn lately, for as long as nothing in the archive changes."""

    def __init__(self) -> None:
        self._generation: int | None = None
        self._drawn: OrderedDict[int, Drawn] = OrderedDict()
        self._lock = Lock()
        self._meter = watching.Meter()

    def find(self, interviews: Collection[int]) -> dict[int, Drawn]:
        """Return the lines of interviews; those not at hand are drawn, in one query."""
        generation = self._meter.read()
        with self._lock:
            if generation is None or generation != self._generation:
                self._drawn.clear()
                self._generation = generation
            found = {pk: self._drawn[pk] for pk in interviews if pk in self._drawn}
        if missing := [pk for pk in interviews if pk not in found]:
            found |= {pk: draw(rows) for pk, rows in _rows(missing).items()}
        self._keep(generation, found)
        return found

    def _keep(self, generation: int | None, found: Mapping[int, Drawn]) -> None:
        with self._lock:
            if generation is None or generation != self._generation:
                return
            for pk, drawn in found.items():
                self._drawn[pk] = drawn
                self._drawn.move_to_end(pk)
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)


SHELF = Shelf()


def with_sketches(hits: Sequence[Hit]) -> list[tuple[Hit, Sketch | None]]:
    """Return each hit, the first one of an interview with its trace."""
    found: dict[int, dict[str, Hit]] = defaultdict(dict)
    for hit in hits:
        found[hit.turn.interview_id].setdefault(hit.turn.anchor, hit)
    drawn = SHELF.find(list(found)) if found else {}
    return [
        (hit, sketch(drawn[pk], found.pop(pk)) if pk in found else None)
        for hit in hits
        for pk in [hit.turn.interview_id]
    ]


def sketch(drawn: Drawn, found: Mapping[str, Hit]) -> Sketch:
    """Light up the exchanges that hold a hit; the first one in it is led to."""
    first: dict[int, Hit] = {}
    order = sorted(found.values(), key=lambda hit: hit.turn.sequence)
    for hit in order:
        # A turn that came since the lines were read is lit in the next answer.
        if (place := drawn.place(hit.turn.sequence)) is not None:
            first.setdefault(place, hit)
    lit = [_lit(hit, *drawn.ends[place : place + 2]) for place, hit in first.items()]
    return Sketch(drawn.above, drawn.below, lit)


def _lit(hit: Hit, start: int, end: int) -> Lit:
    turn = hit.turn
    name = f"{turn.get_kind_display()} {turn.number}".capitalize()
    return Lit(start, max(2, end - start), hit.landing, name)


def draw(rows: Sequence[Row]) -> Drawn:
    """Draw turns in sequence, to scale."""
    above: list[str] = []
    below: list[str] = []
    openings = array("l")
    ends = array("l")
    scale = WIDTH / (sum(letters for _, _, letters in rows) or 1)
    for exchange in _exchanges(rows, scale):
        for (_, kind, _), left, right in exchange:
            line = above if kind == Kind.QUESTION else below
            stroke = f"M{left} 0h{max(1, right - left)}"
            if not line or line[-1] != stroke:
                line.append(stroke)
        (opening, *_), left, _ = exchange[0]
        openings.append(opening)
        ends.append(left)
    if rows:
        openings.append(rows[-1][0])
        ends.append(WIDTH)
    first, second = (SafeString("".join(line)) for line in (above, below))
    return Drawn(first, second, openings, ends)


def _exchanges(
    rows: Sequence[Row], scale: float
) -> Iterator[list[tuple[Row, int, int]]]:
    exchange: list[tuple[Row, int, int]] = []
    spoken = 0
    for row in rows:
        if exchange and row[1] != Kind.ANSWER:
            yield exchange
            exchange = []
        left, spoken = round(spoken * scale), spoken + row[2]
        exchange.append((row, left, round(spoken * scale)))
    if exchange:
        yield exchange


def _rows(interviews: Sequence[int]) -> dict[int, list[Row]]:
    turns = Turn.objects.filter(interview__in=interviews).order_by("sequence")
    told = turns.values_list("interview", "sequence", "kind", Length("text"))
    rows: dict[int, list[Row]] = defaultdict(list)
    for interview, sequence, kind, letters in told:
        rows[interview].append((sequence, kind, letters))
    return rows
