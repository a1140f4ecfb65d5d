"""A kept turn in its source: the lines around it, and whose each stretch of them is."""

from __future__ import annotations

from dataclasses import dataclass

from archive.admin.beside import Line, SourceText, Stretch
from archive.models import Edition, Segment, Turn
from archive.transcript import Span


@dataclass(frozen=True, slots=True)
class Window:
    """The source at a turn; `line` is where the turn begins."""

    edition: Edition
    line: int
    lines: list[Line]


def window_on(turn: Turn) -> Window | None:
    """The part of the source around a turn; None for one that has no source."""
    editions = turn.interview.editions.select_related("source").order_by("-number")
    edition = editions.defer("source__content").first()
    own = list(turn.segments.order_by("source_start"))
    if edition is None or not own:
        return None
    text = SourceText(edition.source.text)
    span = Span(own[0].source_start, max(part.source_end for part in own))
    around = text.around(span)
    stretches = _stretches(turn, edition, around)
    return Window(edition, text.number(span.start), text.lines(around, stretches))


def _stretches(turn: Turn, edition: Edition, around: Span) -> list[Stretch]:
    within = {"source_start__lt": around.end, "source_end__gt": around.start}
    spoken = Segment.objects.filter(turn__interview=turn.interview, **within)
    found = [
        Stretch(each.source_start, each.source_end, _name(each, turn))
        for each in spoken
    ]
    found += [
        Stretch(each.source_start, each.source_end, "aside")
        for each in turn.interview.interludes.filter(**within)
    ]
    skipped = edition.skipped.filter(start__lt=around.end, end__gt=around.start)
    names = {"mark": "mark", "blank": ""}
    found += [
        Stretch(each.start, each.end, names.get(each.kind, "left")) for each in skipped
    ]
    return sorted(found, key=lambda each: each.start)


def _name(segment: Segment, turn: Turn) -> str:
    return "words" if segment.turn_id == turn.pk else "others"
