"""A quotation as an editor reads it: its words, and what it declares. Pure.

An ellipsis, alone or in brackets, declares that words are left out; square brackets
that words are put in or replaced; round ones that words are put in, unless the record
has them too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.quoting.ties import END, FREE, NOTHING, Ties
from archive.quoting.words import Words, words_of

ELLIPSIS = re.compile(
    r"[\[(<（［【{]\s*(?:\.{2,}|…+|‥|-{2,}|—|\.\s\.\s\.)\s*[\])>）］】}]"
    r"|\.\s?\.\s?\.(?:\s?\.)*|[…‥⋯]+"
)
# "[T]he": a capital that the quotation's sentence needs. "president[s]" is declared.
CAPITAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
SQUARE = re.compile(r"\[[^\[\]]{1,300}\]|［[^［］]{1,300}］|【[^【】]{1,300}】")
ROUND = re.compile(r"\([^()]{1,300}\)|（[^（）]{1,300}）")
INSIDE = re.compile(r"(?<=[^\W\d_])\[([^\W\d_]{1,8})\]")
Span = tuple[int, int]
FILLER = "\u200b"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words; before which of them an ellipsis stands; which stand in brackets."""

    words: Words
    gaps: frozenset[int]
    square: frozenset[int]
    round: frozenset[int]

    def __len__(self) -> int:
        return len(self.words)

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The stretches of words that stand side by side in what is quoted."""
        return self._pieces(self.square)

    @property
    def strict_pieces(self) -> list[tuple[int, int]]:
        """The same, with round brackets as the quoter's own."""
        return self._pieces(self.square | self.round)

    def ties(self, at: int) -> Ties:
        """What ties a word to its neighbours; nothing is known of them at an end."""
        before, behind = self.words.ties(at)
        return self._tie(before, at, at - 1), self._tie(behind, at + 1, at + 1)

    def _tie(self, tie: str, edge: int, neighbour: int) -> str:
        if neighbour in self.square or neighbour in self.round:
            return FREE
        is_end = neighbour in (-1, len(self)) or edge in self.gaps
        return END if is_end and tie == NOTHING else tie

    def _pieces(self, declared: frozenset[int]) -> list[tuple[int, int]]:
        found, start = [], None
        for at in range(len(self.words)):
            if at in declared or (at in self.gaps and start is not None):
                if start is not None:
                    found.append((start, at))
                start = None if at in declared else at
            elif start is None:
                start = at
        if start is not None:
            found.append((start, len(self.words)))
        return found


def read_quotation(text: str) -> Quotation:
    """Return what a quotation says and declares; offsets are those of `text`."""
    text = CAPITAL.sub(lambda found: FILLER + found[1] + FILLER, text)
    gone = [each.span() for each in ELLIPSIS.finditer(text)]
    text = ELLIPSIS.sub(lambda found: "…" * len(found[0]), text)
    ended = [each.span() for each in INSIDE.finditer(text)]
    text = INSIDE.sub(lambda found: FILLER + found[1] + FILLER, text)
    words = words_of(text)
    square = _within(words, [each.span() for each in SQUARE.finditer(text)])
    return Quotation(
        words,
        frozenset(_after(words, gone)),
        square | _touching(words, ended),
        _within(words, [each.span() for each in ROUND.finditer(text)]) - square,
    )


def _after(words: Words, spans: Sequence[Span]) -> Iterator[int]:
    """The first word behind each span, where one stands before it too."""
    for _, end in spans:
        at = bisect_left(words.starts, end)
        if 0 < at < len(words):
            yield at


def _within(words: Words, spans: Sequence[Span]) -> frozenset[int]:
    """The words that begin inside of one of these."""
    return frozenset(
        at
        for first, end in spans
        for at in range(
            bisect_right(words.starts, first), bisect_left(words.starts, end)
        )
    )


def _touching(words: Words, spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(
        at
        for first, end in spans
        for at in range(bisect_right(words.ends, first), bisect_left(words.starts, end))
    )
