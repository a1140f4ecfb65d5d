"""Rows of a page of results that are too many for a template's loop to be quick."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import Protocol

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.search.results import FacetValue

register = template.Library()

CHOICE = (
    '<li><a href="?{}"{}><span>{}</span><span class="num">{}</span></a>{}</li>'
).format
ALSO = '<a class="also" href="?{}">{}</a>'.format

LIGHT = (
    '<a class="lit" href="{}" tabindex="-1" aria-label="{}">'
    '<rect class="whole" x="{}" y="0" width="{}" height="24"></rect></a>'
).format


class Lit(Protocol):
    """A stretch of a conversation's line, and the link it is."""

    @property
    def start(self) -> int: ...

    @property
    def width(self) -> int: ...

    @property
    def landing(self) -> str: ...

    @property
    def name(self) -> str: ...


@register.simple_tag
def lights(lit: Iterable[Lit]) -> SafeString:
    """Return the exchanges that are lit on a conversation's line."""
    return SafeString(
        "".join(
            LIGHT(escape(each.landing), escape(each.name), each.start, each.width)
            for each in lit
        )
    )


@register.simple_tag
def lighting(lit: Collection[Lit], title: str) -> str:
    """Say what is lit on the line of the conversation with this title."""
    said = ngettext(
        "%(number)s exchange of %(title)s in which this page found something",
        "%(number)s exchanges of %(title)s in which this page found something",
        len(lit),
    )
    return said % {"number": len(lit), "title": title}


@register.simple_tag
def choices(values: Iterable[FacetValue]) -> SafeString:
    """Return the values of a facet as the items of a list, each a link that chooses."""
    return SafeString("".join(map(_choice, values)))


def _choice(value: FacetValue) -> str:
    return CHOICE(
        escape(value.query_string),
        ' aria-current="true"' if value.selected else "",
        escape(value.label),
        value.count,
        _also(value) if value.also else "",
    )


def _also(value: FacetValue) -> str:
    said = _('also<span class="vh"> %(label)s</span>') % {"label": escape(value.label)}
    return ALSO(escape(value.also), said)
