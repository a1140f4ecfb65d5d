"""Addresses as the world sees them: from SITE_URL, never from the Host header."""

from django import template
from django.conf import settings
from django.utils.translation import get_language

from archive.tongues import PLAIN, paths_of, plain

register = template.Library()


@register.filter
def is_address(origin: str) -> bool:
    """Whether an origin is an address to follow, not words about one."""
    return origin.startswith(("http://", "https://")) and " " not in origin


@register.filter
def in_tongue(address: str) -> str:
    """Return where an address of this site is told in the language of the page."""
    path = plain(address.removeprefix(settings.SITE_URL))
    return dict(paths_of(path))[get_language() or PLAIN]


@register.filter
def in_tongues(path: str) -> list[tuple[str, str]]:
    """Return each language of the interface with the path that tells the same in it."""
    return list(paths_of(path))


@register.simple_tag
def absolute(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"
