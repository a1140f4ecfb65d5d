"""Addresses as the world sees them: from SITE_URL, never from the Host header."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def is_address(origin: str) -> bool:
    """Whether an origin is an address to follow, not words about one."""
    return origin.startswith(("http://", "https://")) and " " not in origin


@register.simple_tag
def absolute(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"
