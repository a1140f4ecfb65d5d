"""Emphasis of Markdown: runs of asterisks and underscores, and how they pair.

Markdown's own rule leaves `**问：**答` unmarked, because no space follows; here a
pair of asterisks closes where one is open.
"""

import re
from dataclasses import dataclass


@dataclass(slots=True)
class Piece:
    """Words with their place; what grows bold or italic after them, or ends before."""

    words: str
    start: int
    end: int
    breaks: bool = False
    bold_before: int = 0
    bold_after: int = 0
    italic_before: int = 0
    italic_after: int = 0


class Emphasis:
    """The runs of one paragraph that are open: each waits for its pair."""

    def __init__(self, words: str, pieces: list[Piece]) -> None:
        self.words, self.pieces = words, pieces
        self.runs: dict[str, list[tuple[int, int, bool]]] = {}

    def take(self, match: re.Match[str], place: int) -> None:
        """Let a run, the piece at `place`, close what is open and open for the rest."""
        sign = match[0][0]
        closes, opens = _flanks(self.words, match, is_open=self._is_open(sign))
        while (
            closes and self.pieces[place].words and self._pair(place, sign, opens=opens)
        ):
            pass
        if opens and self.pieces[place].words:
            width = match.end() - match.start()
            self.runs.setdefault(sign, []).append((place, width, closes))

    def _is_open(self, sign: str) -> bool:
        waiting = self.runs.get(sign)
        return waiting is not None and len(self.pieces[waiting[-1][0]].words) > 1

    def _pair(self, place: int, sign: str, *, opens: bool) -> bool:
        if sign not in self.runs:
            return False
        opened, width, could_close = self.runs[sign][-1]
        closing, opening = self.pieces[place], self.pieces[opened]
        both = closing.end - closing.start + width
        if (opens or could_close) and both % 3 == 0 and width % 3:
            return False
        strength = 2 if len(closing.words) > 1 and len(opening.words) > 1 else 1
        _emphasise(opening, closing, strength, sign)
        self._forget(opened)
        return True

    def _forget(self, opened: int) -> None:
        """Drop what opened inside the pair, and the opener when it is used up."""
        self.forget_after(opened if self.pieces[opened].words else opened - 1)

    def forget_after(self, kept: int) -> None:
        """Drop what opened after this piece."""
        for sign in list(self.runs):
            while self.runs[sign] and self.runs[sign][-1][0] > kept:
                self.runs[sign].pop()
            if not self.runs[sign]:
                del self.runs[sign]


def _emphasise(opening: Piece, closing: Piece, strength: int, sign: str) -> None:
    opening.words, opening.end = opening.words[:-strength], opening.end - strength
    closing.words, closing.start = closing.words[strength:], closing.start + strength
    if sign == "~":
        return
    if strength == 2:
        opening.bold_after += 1
        closing.bold_before -= 1
    else:
        opening.italic_after += 1
        closing.italic_before -= 1


def _flanks(words: str, match: re.Match[str], *, is_open: bool) -> tuple[bool, bool]:
    """Whether a run may close emphasis, and whether it may open it."""
    before = words[match.start() - 1 : match.start()]
    after = words[match.end() : match.end() + 1]
    is_double = match.end() - match.start() > 1
    begins = not before.strip()
    closes = not begins or (is_double and is_open)
    opens = bool(after.strip()) or (is_double and before in ("", "\n") and not is_open)
    if match[0][0] == "_":
        closes = closes and not after.isalnum()
        opens = opens and not before.isalnum()
    return closes, opens and not (closes and is_double and is_open)
