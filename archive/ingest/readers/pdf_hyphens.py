"""Hyphens at the ends of lines: the typesetter's, which part a word, or the word's own.

We asked what the jour-        We asked about a long-
nalist had seen there.         term plan for the well.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

SOFT = "\u00ad"
HYPHENS = f"-\u2010{SOFT}"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
LONGEST_WORD = 60
# Where no word gives it away: in a text that is hyphenated, one line in fifty is.
OFTEN = 0.02


class Hyphens:
    """What the words within the lines of a text tell of the hyphens at their ends."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.words: Counter[str] = Counter()
        for line in lines:
            self.words.update(_within(line))
        pairs = [pair for pair in map(_halves, *_pairs(lines)) if pair]
        votes = Counter(self._by_words(head, tail) for head, tail in pairs)
        often = len(pairs) > OFTEN * len(lines)
        self.usually = votes[True] > votes[False] or (not votes[False] and often)

    def part(self, line: str, after: str) -> bool:
        """Whether the line ends in a hyphen that only parts a word."""
        halves = _halves(line, after)
        if halves is None:
            return False
        if line.rstrip().endswith(SOFT):
            return True
        told = self._by_words(*halves)
        return self.usually if told is None else told

    def _by_words(self, head: str, tail: str) -> bool | None:
        """What the same word elsewhere, whole or with its hyphen, tells."""
        whole, kept = self.words[head + tail], self.words[f"{head}-{tail}"]
        if whole != kept:
            return whole > kept
        if self.words[head] and self.words[tail]:
            return False
        return None


def _pairs(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    return [before for before, _ in pairwise(lines)], [
        line for _, line in pairwise(lines)
    ]


def _within(line: str) -> list[str]:
    """The words of a line but for one that a hyphen at its end may part."""
    words = line.strip()
    found = [match[0].casefold() for match in WORD.finditer(words)]
    return found[:-1] if words[-1:] in HYPHENS else found


def _halves(line: str, after: str) -> tuple[str, str] | None:
    """A word before a hyphen at a line's end, and its rest on the next in small."""
    words, rest = line.rstrip(), after.lstrip()
    if not words or words[-1] not in HYPHENS or not rest[:1].islower():
        return None
    head = list(WORD.finditer(words[-LONGEST_WORD:-1]))
    tail = WORD.match(rest)
    if not head or tail is None or head[-1].end() != len(words[-LONGEST_WORD:-1]):
        return None
    return head[-1][0].casefold(), tail[0].casefold()
