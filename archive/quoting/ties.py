"""The signs that make one word of several, or another word of one. Pure.

"1,250" is another number than "1.250", "10–15" than "10, 15", "-5" than "5";
"re-signed" another word than "resigned", "C++" than "C". A hyphen at the end of a
line is the setter's, and so may be a dash or a blank between figures.
"""

from __future__ import annotations

import re

from archive.quoting.tokens import AMOUNTS, PECULIAR

NOTHING, HYPHEN, DASH, BROKEN, THOUSANDS, BLANK = "", "-", "~", "¬", "t", " "
END, FREE = "|", "*"
"""Where a quotation ends, and where it owns up to have changed what is beside."""

HYPHENS, DASHES = "-\u2010\u2011", "-\u2010\u2011\u2012\u2013\u2014\u2212"
NUMERIC, JOINING = ".,:·", "/\u2044+=×@#_"
LOOSE = {NOTHING, DASH, BROKEN, BLANK}
ALIKE = {
    DASH: {NOTHING, HYPHEN, BROKEN, END},
    BROKEN: {NOTHING, HYPHEN, DASH, END},
    BLANK: {NOTHING, THOUSANDS},
    END: {NOTHING},
}
PREFIX = re.compile(rf"(?:^|[\s{AMOUNTS}(\[«“„\"'‘…])([-−–+±<>≤≥≈~=#.])$")
SUFFIX = re.compile(r"[+#]+(?![^\W_])")
POWER = re.compile(r"\d[⁰¹²³⁴-⁹₀-₉]")
HEADED = re.compile(rf"[\d{AMOUNTS}]")
Ties = tuple[str, str]
NO_TIES: Ties = (NOTHING, NOTHING)


def agree(one: str, other: str) -> bool:
    """Whether an editor would take two ties for the same."""
    return (
        one == other
        or FREE in (one, other)
        or other in ALIKE.get(one, ())
        or one in ALIKE.get(other, ())
    )


def is_peculiar(text: str) -> bool:
    """Whether any sign of it may tie words."""
    return PECULIAR.search(text) is not None


def tie_of(left: str, between: str, right: str) -> str:
    """What ties two neighbouring words."""
    if between == " " and not right[0].isdigit():
        return NOTHING
    are_digits = left[-1].isdigit() and right[0].isdigit()
    bare = between.strip()
    if bare != between:
        return _tie_of_loose(left, between, right) if are_digits else _broken(between)
    if bare and bare in (DASHES if are_digits else HYPHENS):
        return HYPHEN
    if len(bare) == 1 and bare in DASHES[:-2]:
        return DASH
    if are_digits and bare in NUMERIC:
        is_thousands = bare == "," and _is_thousands(left, right)
        return THOUSANDS if is_thousands else bare
    return "/" if bare == "\u2044" else bare if bare in JOINING else NOTHING


def _tie_of_loose(left: str, between: str, right: str) -> str:
    bare = between.strip()
    if not bare and len(between) == 1 and _is_thousands(left, right):
        return BLANK if between in " \n\t" else THOUSANDS
    return DASH if bare and bare in DASHES else NOTHING


def _broken(between: str) -> str:
    is_broken = between[0] in HYPHENS and between[1:].isspace()
    return BROKEN if is_broken else NOTHING


def _is_thousands(left: str, right: str) -> bool:
    return len(right) == 3 and right.isdigit() and len(left) <= 3 and left[0] != "0"


def prefix_of(before: str, word: str) -> str:
    """The sign right before a figure, given what is written before it."""
    found = PREFIX.search(before) if HEADED.match(word) else None
    return found[1] if found else ""


def suffix_of(text: str, end: int) -> str:
    """The signs right behind a word that make another one of it."""
    found = SUFFIX.match(text, end) if text[end : end + 1] in ("+", "#") else None
    return found[0] if found else ""
