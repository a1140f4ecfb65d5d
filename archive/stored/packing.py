"""How the bytes of an answer are packed for who asks: brotli, gzip, or as they are."""

from __future__ import annotations

import re
from functools import lru_cache

import brotli
from django.utils.text import compress_string

# The seed interview's page, 124 kB: 26.5 kB in 3 ms, or 22.6 kB in 60 ms; the highest
# quality, 11, takes 130 ms to save 0.6 kB more.
AT_ONCE = 5
IN_TIME = 10

SMALLEST = 200
"""Bytes below which packing saves no packet."""

WORDS = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml)\b|image/svg\+xml")


def is_of_words(content_type: str) -> bool:
    """Whether answers of this kind shrink; pictures and fonts are packed already."""
    return WORDS.match(content_type) is not None


@lru_cache(maxsize=256)
def choose(accepted: str) -> str:
    """Return the smallest coding that an Accept-Encoding takes; "" for none.

    RFC 9110, section 12.5.3: what has q=0 is refused, a star stands for the others.
    """
    weights = {}
    for part in accepted[:400].lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        weights[name] = _is_taken(weight)
    others = weights.get("*", False)
    return next((each for each in ("br", "gzip") if weights.get(each, others)), "")


def _is_taken(weight: str) -> bool:
    try:
        return not weight or float(weight) > 0
    except ValueError:
        return False


def pack(content: bytes, coding: str, quality: int = AT_ONCE) -> bytes:
    """Return the content in that coding; `quality` is brotli's."""
    if coding == "br":
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality))
    return bytes(compress_string(content)) if coding == "gzip" else content
