"""Whether a name in a text is a person's, in any script and case. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from archive.quoting.tokens import SIGNS
from archive.quoting.words import is_sign
from archive.scripts import sound

KNOWN = 50_000
PART = re.compile(rf"[{SIGNS}]+|[^\W\d_{SIGNS}]+")
_RUSSIAN = "ого ому ему его ыми ими ой ою ом ем ым им ей а я у ю е ы и"
_KAZAKH = (
    "ның нің дың дің тың тің дан ден тан тен нан нен мен бен пен ға ге қа ке ны "
    "ні ды ді ты ті да де та те"
)
ENDINGS = tuple(sorted(f"{_RUSSIAN} {_KAZAKH}".split(), key=len, reverse=True))
# "Сапаровой" is of Сапарова; the stem alone would be a man's name.
FEMININE = ("ой", "ою", "у", "ы", "е")
SHORTEST = 3


def runs_of(said: str) -> list[tuple[str, ...]]:
    """The whole of a name as it is printed, then each part of it, longest first.

    A title or a word of the sentence may stand at either end.
    """
    parts = parts_of(said)
    if len(parts) > 6:
        parts = parts[-6:]
    return [
        parts[at : at + size]
        for size in range(len(parts), 0, -1)
        for at in range(len(parts) - size + 1)
        if any(len(part) > 1 for part in parts[at : at + size])
    ]


@lru_cache(KNOWN)
def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded; hyphens part them."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("й", "\ue000"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(PART.findall(bare.replace("\ue000", "й").replace("’", "")))


@lru_cache(KNOWN)
def forms_of(part: str) -> frozenset[str]:
    """How a word of a name sounds, with its case ending and without.

    Of signs written without spaces, each two and more: a title may stand before them.
    """
    if is_sign(part):
        ends = range(2, len(part) + 1)
        pieces = {part[at:end] for end in ends for at in range(end - 1)}
        return frozenset(pieces)
    stems = [
        part[: -len(ending)]
        for ending in ENDINGS
        if part.endswith(ending) and len(part) - len(ending) >= SHORTEST
    ]
    hers = [
        f"{part[: -len(ending)]}а"
        for ending in FEMININE
        if part.endswith(ending) and len(part) - len(ending) >= SHORTEST
    ]
    return frozenset(map(sound, (part, *stems, *hers)))


def fits(said: Collection[str], name: Collection[str]) -> bool:
    """Whether all of one is in the other, a full word at least."""
    if not name or not any(_is(a, b) for a in said for b in name if len(a) > 1):
        return False
    short, long = (said, name) if len(said) <= len(name) else (name, said)
    return all(any(_is(a, b) or _is_initial(a, b) for b in long) for a in short)


def _is(said: str, part: str) -> bool:
    if is_sign(part) or is_sign(said):
        return len(part) > 1 and (part in said or (len(said) > 1 and said in part))
    return not forms_of(said).isdisjoint(forms_of(part))


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and sound(long).startswith(sound(short) or short)
