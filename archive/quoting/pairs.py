"""Two neighbouring words as a number that a database finds. Pure.

A pair begins with its first word, so that all pairs of a word are one range; the last
word of a text is paired with nothing. Two pairs may share a number: what is found is
read before it is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

KNOWN = 200_000
FIRST, SECOND = 0x7FFFFF, 0xFFFFFF


def pair_of(first: str, second: str) -> int:
    """Return the number of two words that follow one another; 47 bits."""
    return _number(first) >> 9 << 24 | _number(second) & SECOND


def pairs_of(read: Sequence[str]) -> set[int]:
    """Return the numbers of all pairs of a text."""
    if not read:
        return set()
    return {*(pair_of(*two) for two in pairwise(read)), pair_of_last(read[-1])}


def pair_of_last(word: str) -> int:
    return _number(word) >> 9 << 24


def range_of(word: str) -> tuple[int, int]:
    """Return the least and the greatest number of a pair that begins so."""
    least = pair_of_last(word)
    return least, least + SECOND


def spread(keys: Iterable[int], most: int) -> list[int]:
    """At most so many of them, each once, from all over."""
    once = list(dict.fromkeys(keys))
    if len(once) <= most:
        return once
    return [once[at * len(once) // most] for at in range(most)]


@lru_cache(KNOWN)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))
