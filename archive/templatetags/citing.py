"""Citations in pages: with their italics, and for reference managers."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.citations import STYLES, Citable, Piece, caption, plain, quotation
from archive.citations.embedded import Pairs, coins, highwire

register = template.Library()

register.filter("caption", caption)
register.filter("plain", plain)
register.filter("quotation", quotation)
register.filter("coins", coins)


@register.filter("highwire")
def meta_names(citable: Citable) -> Pairs:
    return highwire(citable)


@register.filter
def oembed(citable: Citable, told_as: str) -> str:
    """Return the address that tells how to embed what is cited, as json or xml."""
    asked = urlencode({"url": citable.address, "format": told_as})
    return f"{settings.SITE_URL}{reverse('oembed')}?{asked}"


@register.filter
def listed(citable: Citable, style: str) -> SafeString:
    """Return a citation as a list of works has it."""
    return in_html(STYLES[style].listed(citable))


@register.filter
def pointed(citable: Citable, style: str) -> SafeString:
    """Return what stands in the text or in a note; empty where a style has none."""
    write = STYLES[style].pointed
    return in_html(write(citable) if write else ())


def in_html(pieces: tuple[Piece, ...]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<i>{}</i>", each.text) if each.is_italic else each.text,)
            for each in pieces
        ),
    )
