"""The same page in the other languages: for crawlers, and for readers to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from archive.tongues import PLAIN, direction_of, paths_of

register = template.Library()

PAGE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class Told(NamedTuple):
    """A page in one language, which is named in itself."""

    code: str
    name: str
    address: str
    is_shown: bool


@register.inclusion_tag("components/alternates.html", takes_context=True)
def alternates(context: Context, asked: str | None = None) -> dict[str, Any]:
    """Tell crawlers of this page in every language; English is for all others too.

    `asked` is what the page's canonical address asks; if not told, which page of many.
    """
    request = context.get("request")
    told = list(tongues_of(request, page_of(request) if asked is None else asked))
    plain = next(each for each in told if each.code == PLAIN)
    return {"tongues": told, "plain": plain, "site": settings.SITE_URL}


@register.inclusion_tag("components/tongues.html", takes_context=True)
def tongues(context: Context, asked: str) -> dict[str, Any]:
    """A way to this page in every other language, with what it was asked."""
    return {"tongues": list(tongues_of(context.get("request"), asked))}


@register.simple_tag
def lang(language: str) -> SafeString:
    """Return the attributes of what is said in a language, and which way it runs."""
    direction = direction_of(language)
    if direction == direction_of(get_language() or PLAIN):
        return format_html('lang="{}"', language)
    return format_html('lang="{}" dir="{}"', language, direction)


def page_of(request: HttpRequest | None) -> str:
    number = request.GET.get("page", "") if request else ""
    return f"page={number}" if PAGE.fullmatch(number) and number != "1" else ""


def tongues_of(request: HttpRequest | None, asked: str) -> Iterator[Told]:
    """The first page where a fault left no request to go by."""
    path = escape_uri_path(request.path) if request else "/"
    names = dict(settings.LANGUAGES)
    for code, there in paths_of(path):
        address = f"{there}?{asked}" if asked else there
        yield Told(code, names[code], address, code == get_language())
