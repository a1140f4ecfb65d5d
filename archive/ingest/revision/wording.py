"""The words of a conversation in a row, and where each of them stands. Pure.

Only words count: marks, quotation marks and the division into paragraphs and turns
may change, and a place among the words is still found.
"""

import hashlib
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from archive.anchoring import CONTEXT, Selectors, describe, locate, places
from archive.errors import AnchorLost
from archive.ingest.revision.aligning import WORDS
from archive.transcript import Span, Turn

SIGNS = re.compile(r"\S+")
OPENING = 64
SIDE = 16
# Words on either side of a place by which it is known, and the letters they must have.
NEAR = 4
ENOUGH = 16


@dataclass(frozen=True, slots=True)
class Spot:
    """A letter of a conversation: which turn, which segment, where in its text."""

    turn: int
    segment: int
    offset: int


def words_of(turn: Turn) -> str:
    """The words of a turn, one blank between them."""
    return " ".join(word for _, _, word in _words(turn))


def wording_of(turn: Turn) -> str:
    """SHA-256 of the words of a turn."""
    return _digest(words_of(turn))


class Running:
    """All words of these turns, `text`; `turns` are the spans of each in it."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.turns: list[Span] = []
        self._starts: list[int] = []
        self._spots: list[Spot] = []
        said: list[str] = []
        reached = 0
        for number, turn in enumerate(turns):
            begins = reached
            for segment, offset, word in _words(turn):
                self._starts.append(reached)
                self._spots.append(Spot(number, segment, offset))
                said.append(word)
                reached += len(word) + 1
            self.turns.append(Span(begins, reached - 1))
        self._words = said
        self.text = " ".join(said)

    @cached_property
    def wordings(self) -> dict[str, list[int]]:
        """The numbers of the turns that have the same words, by their digest."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, span in enumerate(self.turns):
            found[_digest(self.text[span.start : span.end])].append(number)
        return found

    def opening_of(self, turn: int) -> Selectors:
        """The first words of a turn, and what stands around them."""
        return self.describe(self.turns[turn].start)

    def closing_of(self, turn: int) -> str:
        """The last words of a turn."""
        return self.text[self.turns[turn].start : self.turns[turn].end][-OPENING:]

    def describe(self, start: int) -> Selectors:
        """The words from there on to the end of their turn, 64 letters at most."""
        span = self.turns[self.spot(start).turn]
        return describe(self.text, Span(start, min(span.end, start + OPENING)))

    def locate(self, place: Selectors) -> int:
        """Where these words begin; AnchorLost when they do so nowhere, or twice.

        Where the words on one side are others now, those on the other side are
        enough, and so are the few words just before it and behind it, one of them
        another, if that is so at one place alone.
        """
        try:
            return locate(self.text, place).start
        except AnchorLost:
            for found in (self._with_one_side(place), self._at_the_joint(place)):
                if len(found) == 1:
                    return found[0]
            raise

    def _with_one_side(self, place: Selectors) -> list[int]:
        return [at for at in places(self.text, place.exact) if self._beside(place, at)]

    def _at_the_joint(self, place: Selectors) -> list[int]:
        """Where the words just before and behind a place stand, but for one of them."""
        before, after = _joint(place)
        found = []
        for number in range(len(self._words)):
            there = self._words[max(0, number - NEAR) : number]
            same = [*_same(reversed(before), reversed(there))]
            same += _same(after, self._words[number : number + NEAR])
            is_known = len(same) >= len(before) + len(after) - 1
            if is_known and sum(map(len, same)) >= ENOUGH:
                found.append(self._starts[number])
        return found

    def _beside(self, place: Selectors, at: int) -> bool:
        before, after = place.prefix, place.suffix
        stands_before = self.text.endswith(before, 0, at)
        stands_after = self.text.startswith(after, at + len(place.exact))
        return (len(before) >= SIDE and stands_before) or (
            len(after) >= SIDE and stands_after
        )

    def most_like(self, place: Selectors) -> int:
        """The turn that has most pairs of these words; -1 where none has any."""
        before, after = _joint(place)
        pairs = {*pairwise(after), *pairwise(place.exact.split())}
        pairs |= {(before[-1], after[0])} if before and after else set()
        found: Counter[int] = Counter()
        for number, pair in enumerate(pairwise(self._words), 1):
            if pair in pairs:
                found[self._spots[number].turn] += 1
        return max(found, key=found.__getitem__, default=-1)

    def spot(self, at: int) -> Spot:
        """The turn, segment and letter at this place of the words."""
        number = bisect_right(self._starts, at) - 1
        found = self._spots[number]
        return Spot(found.turn, found.segment, found.offset + at - self._starts[number])

    def after(self, spot: Spot) -> int:
        """The word at this spot or the first one behind it, as a place of the words."""
        number = bisect_right(self._spots, _order(spot), key=_order)
        if number and self._holds(number - 1, spot):
            number -= 1
        if number == len(self._starts):
            raise AnchorLost("No words follow there. Choose a place before a word.")
        return self._starts[number]

    def _holds(self, number: int, spot: Spot) -> bool:
        """Whether the spot is a letter of this word."""
        word, start = self._spots[number], self._starts[number]
        end = self.text.find(" ", start)
        length = (end if end >= 0 else len(self.text)) - start
        same = (word.turn, word.segment) == (spot.turn, spot.segment)
        return same and spot.offset < word.offset + length


def end_alike(before: str, now: str) -> bool:
    """Whether these last words are those, but for one of many."""
    was, are = before.split()[-NEAR:], now.split()[-NEAR:]
    others = len(was) - len(_same(was, are))
    return len(was) == len(are) and others <= (len(was) == NEAR)


def _joint(place: Selectors) -> tuple[list[str], list[str]]:
    """The whole words before a place, and from it on."""
    before = place.prefix.split()
    if len(place.prefix) == CONTEXT:
        before = before[1:]
    after = (place.exact + place.suffix).split()
    if len(place.suffix) == CONTEXT:
        after = after[:-1]
    return before[-NEAR:], after[:NEAR]


def _same(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    return [word for word, there in zip(wanted, found, strict=False) if word == there]


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _order(spot: Spot) -> tuple[int, int, int]:
    return spot.turn, spot.segment, spot.offset


def _words(turn: Turn) -> Iterator[tuple[int, int, str]]:
    """Each word with the number of its segment and its place in it.

    Of a paragraph without words its signs are taken.
    """
    for number, segment in enumerate(turn.segments):
        pattern = WORDS if WORDS.search(segment.text) else SIGNS
        for word in pattern.finditer(segment.text):
            yield number, word.start(), word.group()
