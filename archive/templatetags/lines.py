"""The trace as an SVG: a conversation to scale, every stretch a link."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

DRAWING = """<svg class="trace" viewBox="0 0 1000 24" preserveAspectRatio="none"\
 role="group" aria-label="{}">
{}{}</svg>"""
LINE = '<path class="line" vector-effect="non-scaling-stroke" d="M0 12H1000"></path>\n'
LINK = '<a href="{}" tabindex="-1" aria-label="{}"{}{}>{}</a>\n'
BOX = '<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}"></rect>'
# What is asked stands above the line, what is answered below it, a statement upon it.
# Lanes of a debate fill the drawing, a little apart.
DEEP, GAP = 24, 0.8
PLACES = {"question": (5, 7), "answer": (12, 6), "statement": (9, 6)}


class Piece(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def lane(self) -> int: ...
    @property
    def lanes(self) -> int: ...


class Stretch(Protocol):
    """An exchange on the line, as `archive.views.trace` measures it."""

    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def pieces(self) -> Sequence[Piece]: ...
    @property
    def is_lit(self) -> bool: ...
    @property
    def is_here(self) -> bool: ...
    @property
    def start(self) -> float: ...
    @property
    def width(self) -> float: ...


@register.simple_tag
def trace(stretches: Iterable[Stretch], label: str) -> SafeString:
    """Return the drawing; `label` says what it shows to who cannot see it."""
    drawn = list(stretches)
    has_lanes = any(piece.lanes for each in drawn for piece in each.pieces)
    boxes = SafeString("".join(map(_stretch, drawn)))
    return format_html(DRAWING, label, SafeString("" if has_lanes else LINE), boxes)


def _place(piece: Piece) -> tuple[float, float]:
    """The top and the height of a box: by its kind, or in a debate by its voice."""
    if not piece.lanes:
        return PLACES[piece.kind]
    height = DEEP / piece.lanes
    return round(piece.lane * height + GAP / 2, 1), round(height - GAP, 1)


def _stretch(stretch: Stretch) -> str:
    boxes = BOX.format("whole", stretch.start, 0, stretch.width, 24)
    for piece in stretch.pieces:
        top, height = _place(piece)
        boxes += BOX.format(piece.kind, piece.start, top, piece.width, height)
    return LINK.format(
        escape(stretch.address),
        escape(stretch.name),
        ' aria-current="true"' if stretch.is_here else "",
        ' class="lit"' if stretch.is_lit else "",
        boxes,
    )
