"""A text as the words an editor compares, each with its place. Pure.

Case, white space, punctuation, dashes, soft hyphens, the shape of an apostrophe and
the dots of ё are the setter's; everything else is the speaker's.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

KNOWN = 100_000
MARKS = "".join(
    chr(code)
    for code in range(0x300, 0x10000)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
# A sign of a script without spaces is a word.
SIGNS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003134f"
)
SIGN = re.compile(f"[{SIGNS}]")
APOSTROPHES = "'’‘ʼʻ`´＇"
# Soft hyphen, joiners, marks of direction: nothing that is read.
HIDDEN = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
HIDDEN += (*range(0xFE00, 0xFE10), 0xFEFF)
UNSEEN = "".join(map(chr, HIDDEN))
AMOUNTS = "%‰°$€£¥₸₽₴№&"
LETTER = rf"[^\W_{SIGNS}{MARKS}]"
WORD = re.compile(
    rf"[{SIGNS}][{MARKS}]*|{LETTER}[{MARKS}{UNSEEN}]*"
    rf"(?:[{APOSTROPHES}]?{LETTER}[{MARKS}{UNSEEN}]*)*|[{AMOUNTS}]"
)
PLAIN = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(UNSEEN, ""),
        "ё": "е",
    }
)
ENDS = re.compile(r"[.!?…。！？]")
# "well-known", "inter-\nview": the parts of one word; "1,000" those of one number.
HYPHEN = re.compile(r"[-\u2010\u2011]\s?")
THOUSANDS = re.compile(r"[,\u00a0\u202f' ’]")


@dataclass(frozen=True)
class Words:
    """The words of a text in order: how each reads, where it begins and ends.

    Starts and ends count code points of the text; they are found when first asked
    for, as most texts are only read.
    """

    text: str
    read: tuple[str, ...]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return [found.span() for found in WORD.finditer(self.text)]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.spans)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        return tuple(end for _, end in self.spans)

    def __len__(self) -> int:
        return len(self.read)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the start of one word to the end of the word before `last`."""
        return self.starts[first], self.ends[last - 1]

    def said(self, first: int, last: int) -> str:
        """The words from `first` to before `last`, as they are written."""
        if first >= last:
            return ""
        start, end = self.span(first, last)
        return self.text[start:end]

    def between(self, at: int) -> str:
        """What is written between a word and the one before it."""
        return self.text[self.ends[at - 1] : self.starts[at]] if at else ""

    def opens_sentence(self, at: int) -> bool:
        """Whether a sentence begins with this word."""
        return at in (0, len(self)) or ENDS.search(self.between(at)) is not None

    def is_joined(self, first: int, last: int) -> bool:
        """Whether hyphens, or the commas of thousands, make one word of these."""
        return all(
            HYPHEN.fullmatch(self.between(at))
            or (
                THOUSANDS.fullmatch(self.between(at))
                and self.read[at].isdigit()
                and self.read[at - 1].isdigit()
                and len(self.read[at]) == 3
            )
            for at in range(first + 1, last)
        )


def words_of(text: str) -> Words:
    """Return the words of a text."""
    return Words(text, tuple(map(plain, WORD.findall(text))))


@lru_cache(KNOWN)
def is_sign(word: str) -> bool:
    """Whether it is a sign of a script that puts no spaces between words."""
    return SIGN.match(word) is not None


@lru_cache(KNOWN)
def plain(word: str) -> str:
    """A word as it is compared."""
    if word.isascii():
        return sys.intern(word.lower())
    folded = unicodedata.normalize("NFKC", word).casefold().translate(PLAIN)
    return sys.intern(unicodedata.normalize("NFC", folded))
