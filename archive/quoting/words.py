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

from archive.quoting.ties import (
    BLANK,
    BROKEN,
    LOOSE,
    NO_TIES,
    POWER,
    THOUSANDS,
    Ties,
    is_peculiar,
    prefix_of,
    suffix_of,
    tie_of,
)
from archive.quoting.tokens import APOSTROPHES, SIGN, UNSEEN, WORD

KNOWN = 100_000
PLAIN = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(UNSEEN, ""),
        "ё": "е",
    }
)
ENDS = re.compile(r"[.!?…。！？]")
PAUSES = re.compile(r"[.!?…。！？,;:，；：–—]")


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
        """From the start of one word to the end of the word before `last`.

        A sign that belongs to either is of it.
        """
        start, end = self.starts[first], self.ends[last - 1]
        if not self.is_peculiar:
            return start, end
        sign = prefix_of(self.text[max(0, start - 2) : start], self._raw(first))
        return start - len(sign), end + len(suffix_of(self.text, end))

    def said(self, first: int, last: int) -> str:
        """The words from `first` to before `last`, as they are written."""
        if first >= last:
            return ""
        start, end = self.span(first, last)
        return self.text[start:end]

    def whole(self, first: int, last: int) -> str:
        """The same, with what is tied to the first and to the last of them."""
        if first >= last:
            return ""
        while self._tie(first) not in LOOSE:
            first -= 1
        while self._tie(last) not in LOOSE:
            last += 1
        return self.said(first, last)

    def between(self, at: int) -> str:
        """What is written between a word and the one before it."""
        return self.text[self.ends[at - 1] : self.starts[at]] if at else ""

    def ties(self, at: int) -> Ties:
        """What ties a word to the one before, and to the one behind."""
        if not self.is_peculiar:
            return NO_TIES
        before = self._prefix(at) or self._tie(at)
        behind = self._suffix(at) or self._tie(at + 1)
        return before, behind

    @cached_property
    def is_peculiar(self) -> bool:
        return is_peculiar(self.text)

    def _raw(self, at: int) -> str:
        start, end = self.spans[at]
        return self.text[start:end]

    def _tie(self, at: int) -> str:
        if not 0 < at < len(self):
            return ""
        return tie_of(self._raw(at - 1), self.between(at), self._raw(at))

    def _prefix(self, at: int) -> str:
        start = self.starts[at]
        before = self.text[max(0, start - 2) : start]
        found = prefix_of(before, self._raw(at))
        return "-" if found in ("−", "–") else found

    def _suffix(self, at: int) -> str:
        is_raised = POWER.search(self._raw(at)) is not None
        return suffix_of(self.text, self.ends[at]) or ("^" if is_raised else "")

    def opens_sentence(self, at: int) -> bool:
        """Whether a sentence begins with this word."""
        return at in (0, len(self)) or ENDS.search(self.between(at)) is not None

    def pauses(self, at: int) -> bool:
        """Whether a sentence, or a part of one, begins with this word."""
        return at in (0, len(self)) or PAUSES.search(self.between(at)) is not None

    def is_joined(self, first: int, last: int) -> bool:
        """Whether the end of a line, or the commas of thousands, parts one word."""
        parting = (BROKEN, THOUSANDS, BLANK)
        return all(self._tie(at) in parting for at in range(first + 1, last))


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
