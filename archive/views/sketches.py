"""The trace beside hits: where in each conversation a page of results found words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models.functions import Length

from archive.models import Kind, Turn
from archive.search.shapes import Hit

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Lit:
    """An exchange in which something was found, and the link to it."""

    start: int
    width: int
    landing: str
    name: str


@dataclass(slots=True)
class Sketch:
    """A conversation as two lines of an SVG path, and what is lit in it."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    lit: list[Lit] = field(default_factory=list)

    @property
    def above(self) -> str:
        return "".join(self.asked)

    @property
    def below(self) -> str:
        return "".join(self.said)


Row = tuple[str, str, int]


def with_sketches(hits: Sequence[Hit]) -> list[tuple[Hit, Sketch | None]]:
    """Return each hit, the first one of an interview with its trace; one query."""
    found: dict[int, dict[str, Hit]] = defaultdict(dict)
    for hit in hits:
        found[hit.turn.interview_id].setdefault(hit.turn.anchor, hit)
    rows = _rows(list(found))
    return [
        (hit, sketch(rows[pk], found.pop(pk)) if pk in found else None)
        for hit in hits
        for pk in [hit.turn.interview_id]
    ]


def sketch(rows: Sequence[Row], found: dict[str, Hit]) -> Sketch:
    """Draw turns in sequence to scale; light up the exchanges that hold a hit."""
    drawn = Sketch()
    scale = WIDTH / (sum(letters for _, _, letters in rows) or 1)
    for exchange in _exchanges(rows, scale):
        start, end = exchange[0][1], exchange[-1][2]
        for (_, kind, _), left, right in exchange:
            line = drawn.asked if kind == Kind.QUESTION else drawn.said
            stroke = f"M{left} 0h{max(1, right - left)}"
            if not line or line[-1] != stroke:
                line.append(stroke)
        hits = [found[row[0]] for row, _, _ in exchange if row[0] in found]
        if hits:
            turn = hits[0].turn
            name = f"{turn.get_kind_display()} {turn.number}".capitalize()
            drawn.lit.append(Lit(start, max(2, end - start), hits[0].landing, name))
    return drawn


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
    told = turns.values_list("interview", "anchor", "kind", Length("text"))
    rows: dict[int, list[Row]] = defaultdict(list)
    for interview, anchor, kind, letters in told:
        rows[interview].append((anchor, kind, letters))
    return rows
