"""The words of the record as HTML: found words marked, annotated words underlined.

Marks may nest, touch and overlap. Whatever they do, the text content is the text:
letters and numerals of the edition live in attributes and are drawn by the style sheet.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Interview, Office, Participation, office_at

register = template.Library()

Span = tuple[int, int]

TARGET = '<span id="w-{}"></span>'
REFERENCE = (
    '<a class="ref" href="#note-{}" data-letter="{}" data-number="{}"'
    ' aria-label="{}"></a>'
)


@dataclass(frozen=True, slots=True)
class Underline:
    """The part of a note's words that stands in this text.

    `opens` and `closes` are false where the note's words begin in an earlier
    paragraph or go on in a later one.
    """

    start: int
    end: int
    note: int
    letter: str
    opens: bool = True
    closes: bool = True
    number: int = 0


@register.filter
def office(part: Participation, interview: Interview) -> Office | None:
    """What a person was when an interview was given; None where that is not known."""
    return office_at(part.speaker.offices.all(), interview)


@register.simple_tag
def words(
    text: str,
    found: Collection[Span] = (),
    noted: Collection[Underline] = (),
    emended: Collection[Span] = (),
) -> SafeString:
    """Return `text` as HTML; spans outside it are cut, empty ones left out."""
    if not (found or noted or emended):
        return SafeString(escape(text))
    marked = [(start, end) for start, end in (_cut(text, *span) for span in found)]
    marked = [span for span in marked if span[0] < span[1]]
    if not (noted or emended):
        return _lit(text, marked)
    lines = [line for line in noted if 0 <= line.start < line.end <= len(text)]
    others = [*emended]
    pieces = [
        (start, end, _piece(text, start, end, marked, lines))
        for start, end in pairwise(_edges(text, [*marked, *others], lines))
    ]
    if others:
        pieces = [(*each[:2], _dotted(*each, others)) for each in pieces]
    return format_html_join("", "{}", ((piece,) for _start, _end, piece in pieces))


def _lit(text: str, found: list[Span]) -> SafeString:
    """The words with marks alone, of which there are many on a page of results."""
    pieces = (
        (escape(text[start:end]), _is_within(start, end, found))
        for start, end in pairwise(_edges(text, found, []))
    )
    return SafeString(
        "".join(f"<mark>{said}</mark>" if lit else said for said, lit in pieces)
    )


def _is_within(start: int, end: int, found: Iterable[Span]) -> bool:
    return any(first <= start and end <= last for first, last in found)


@register.filter
def anchored(evidence: str, path: str) -> SafeString:
    """Return evidence with each paragraph it names, such as (a7p3), as a link."""
    pieces = re.split(r"(?<=\()([qas][0-9]+p[0-9]+)(?=\))", evidence)
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<a href="{}#{}">{}</a>', path, piece, piece)
                if at % 2
                else piece,
            )
            for at, piece in enumerate(pieces)
        ),
    )


class InSegment(Protocol):
    """A piece of the record that knows its paragraph, such as `a7p3`."""

    @property
    def segment(self) -> str: ...


@register.simple_tag
def paragraphs(pieces: Iterable[InSegment]) -> list[str]:
    """Return the numbers of the paragraphs the pieces stand in, each once."""
    return list(dict.fromkeys(piece.segment.rpartition("p")[2] for piece in pieces))


def _dotted(
    start: int, end: int, piece: SafeString, emended: Sequence[Span]
) -> SafeString:
    """Words that are not as the source prints them are underlined with dots."""
    is_emended = any(first <= start and end <= last for first, last in emended)
    return format_html('<span class="emended">{}</span>' if is_emended else "{}", piece)


def _cut(text: str, start: int, end: int) -> Span:
    return max(0, start), min(len(text), end)


def _edges(text: str, found: list[Span], noted: list[Underline]) -> list[int]:
    edges = {0, len(text)}
    edges.update(edge for span in found for edge in span)
    edges.update(edge for line in noted for edge in (line.start, line.end))
    return sorted(edges)


def _piece(
    text: str, start: int, end: int, found: list[Span], noted: list[Underline]
) -> SafeString:
    """Return the words between two edges, within which nothing begins or ends."""
    targets = [(line.note,) for line in noted if line.opens and line.start == start]
    ended = [line for line in noted if line.closes and line.end == end]
    is_found = _is_within(start, end, found)
    is_noted = any(line.start <= start and end <= line.end for line in noted)
    return format_html(
        "{}{}{}",
        format_html_join("", TARGET, targets),
        _mark(text[start:end], is_found=is_found, is_noted=is_noted),
        format_html_join("", REFERENCE, _references(ended)),
    )


def _mark(piece: str, *, is_found: bool, is_noted: bool) -> SafeString:
    if is_noted:
        names = "noted found" if is_found else "noted"
        return format_html('<mark class="{}">{}</mark>', names, piece)
    return format_html("<mark>{}</mark>" if is_found else "{}", piece)


def _references(ended: Sequence[Underline]) -> list[tuple[int, str, int, str]]:
    return [
        (
            line.note,
            line.letter,
            line.number,
            _("Note %(letter)s") % {"letter": line.letter},
        )
        for line in ended
    ]
