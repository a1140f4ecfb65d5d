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
<path class="line" vector-effect="non-scaling-stroke" d="M0 12H1000"></path>
{}</svg>"""
LINK = '<a href="{}" tabindex="-1" aria-label="{}"{}{}>{}</a>\n'
BOX = '<rect class="{}" x="{:g}" y="{}" width="{:g}" height="{}"></rect>'
# What is asked stands above the line, what is answered below it, a statement upon it.
PLACES = {"question": (5, 7), "answer": (12, 6), "statement": (9, 6)}


class Piece(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def width(self) -> float: ...


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
    drawn = SafeString("".join(map(_stretch, stretches)))
    return format_html(DRAWING, label, drawn)


def _stretch(stretch: Stretch) -> str:
    boxes = BOX.format("whole", stretch.start, 0, stretch.width, 24)
    for piece in stretch.pieces:
        top, height = PLACES[piece.kind]
        boxes += BOX.format(piece.kind, piece.start, top, piece.width, height)
    return LINK.format(
        escape(stretch.address),
        escape(stretch.name),
        ' aria-current="true"' if stretch.is_here else "",
        ' class="lit"' if stretch.is_lit else "",
        boxes,
    )
