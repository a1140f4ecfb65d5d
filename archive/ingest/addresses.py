"""Slugs: an address made from a name, and one that nobody has yet."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST = 80


def slug_of(name: str) -> str:
    """Return its words in lower case, joined by hyphens, 80 characters at most."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[\W_]+", "-", re.sub(r"['’ʼ]", "", text)).strip("-")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return words or "untitled"


def free_slug(name: str, taken: QuerySet[Any]) -> str:
    """Return the slug of a name, numbered when another in `taken` has it."""
    slug = slug_of(name)
    if not taken.filter(slug=slug).exists():
        return slug
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(each for each in numbered if not taken.filter(slug=each).exists())
