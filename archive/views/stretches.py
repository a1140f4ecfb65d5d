"""A window on a source's text: each stretch of it told apart by what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from archive.models import (
    Checksums,
    Edition,
    Interlude,
    Interview,
    Segment,
    SkippedKind,
)
from archive.transcript import Span
from archive.transcript.gaps import gap

BEFORE, LENGTH = 2_000, 12_000
"""Characters that are shown before a place that was asked for, and in all."""

NAME, START, END = 0, 4, 5
"""Where a row of `transcript.sums` has the name and the place in the source."""

SPOKEN, ASIDE = "said", "aside"
NAMES = {
    SPOKEN: _("words of the record"),
    ASIDE: _("heading, direction or caption"),
    **{kind.value: kind.label for kind in SkippedKind},
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters of a source, what they are, and the paragraph they are of."""

    start: int
    end: int
    kind: str
    anchor: str = ""
    note: str = ""

    @property
    def source_start(self) -> int:
        return self.start

    @property
    def source_end(self) -> int:
        return self.end

    @property
    def names(self) -> set[str]:
        """The names it can be asked for by: its own, and that of its turn."""
        return {self.anchor, _turn_of(self.anchor)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as far as the window shows it.

    `is_first` where it begins in the window, `is_asked` for the place asked for.
    """

    text: str
    stretch: Stretch
    is_first: bool
    is_asked: bool = False

    @property
    def name(self) -> str:
        """What it is, for whoever points at it."""
        return self.stretch.note or str(NAMES[self.stretch.kind])


@dataclass(frozen=True, slots=True)
class Window:
    """What is shown of a text, and where the windows before and after it begin."""

    start: int
    end: int
    length: int

    @property
    def previous(self) -> int | None:
        return max(0, self.start - LENGTH) if self.start else None

    @property
    def next(self) -> int | None:
        return self.end if self.end < self.length else None


def window_at(text: str, start: int, asked: Span | None = None) -> Window:
    """Return a window from `start`, or around a place; at the ends of lines if near."""
    if asked:
        start = _line_start(text, max(0, asked.start - BEFORE), asked.start)
    start = min(start, max(0, len(text) - 1))
    end = max(start + LENGTH, asked.end if asked else 0)
    line_end = text.find("\n", end, end + BEFORE) + 1
    return Window(start, min(line_end or end, len(text)), len(text))


def pieces_in(
    text: str, window: Window, stretches: Sequence[Stretch], asked: str = ""
) -> Iterator[Piece]:
    """Yield the whole window in pieces; what has no name is told by its looks."""
    for each in _filled(text, window, stretches):
        start, end = max(each.start, window.start), min(each.end, window.end)
        is_asked = bool(asked) and asked in each.names
        yield Piece(text[start:end], each, start == each.start, is_asked)


def stretches_of(
    interview: Interview, edition: Edition, window: Window, *, is_newest: bool
) -> list[Stretch]:
    """What is known of a part of a source; of an earlier one, what was written down."""
    within = {"start__lt": window.end, "end__gt": window.start}
    skipped = edition.skipped.filter(**within)
    found = [Stretch(e.start, e.end, e.kind, note=e.note) for e in skipped]
    if is_newest:
        places = {f"source_{name}": value for name, value in within.items()}
        said = Segment.objects.filter(turn__interview=interview, **places)
        asides = Interlude.objects.filter(interview=interview, **places)
        found += [Stretch(e.source_start, e.source_end, SPOKEN, e.anchor) for e in said]
        found += [
            Stretch(e.source_start, e.source_end, ASIDE, note=e.get_kind_display())
            for e in asides
        ]
    else:
        found += [each for each in spoken_in(edition) if _meets(each, window)]
    return sorted(found, key=lambda each: (each.start, each.end))


def spoken_in(edition: Edition) -> list[Stretch]:
    """The paragraphs of an edition in its source, where that was written down."""
    kept = Checksums.objects.filter(edition=edition)
    rows = kept.values_list("parts", flat=True).first() or []
    return [Stretch(row[START], row[END], SPOKEN, row[NAME]) for row in rows]


def _meets(stretch: Stretch, window: Window) -> bool:
    return stretch.start < window.end and stretch.end > window.start


def _filled(
    text: str, window: Window, stretches: Sequence[Stretch]
) -> Iterator[Stretch]:
    reached = window.start
    for each in stretches:
        if each.start > reached:
            yield _gap(text, reached, each.start)
        if each.end > reached:
            yield each
            reached = each.end
    if reached < window.end:
        yield _gap(text, reached, window.end)


def _gap(text: str, start: int, end: int) -> Stretch:
    return Stretch(start, end, gap(Span(start, end), text).kind.value)


def _line_start(text: str, earliest: int, latest: int) -> int:
    """The first line that begins there, or where there is none the earliest place."""
    if earliest == 0:
        return 0
    found = text.find("\n", earliest, latest)
    return found + 1 if found >= 0 else earliest


def _turn_of(anchor: str) -> str:
    return anchor.partition("p")[0]
