"""The key phrases of a text: C-value, the plain measure of Frantzi, Ananiadou and Mima
(2000). Pure.

A phrase of n words that is said f times scores log2(n) * f. Where it mostly stands
within longer phrases it scores by how often it does not: "nuclear power" scores less
for each "nuclear power plant".
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 4
"""Words of a phrase; two at least."""

TIES = frozenset({" ", "-", "\u00a0"})

KEPT = 400_000
"""Phrases counted at a time: beyond it those said once are let go."""

Stems = tuple[str, ...]

Word = tuple[str, str, int, int]
"""Stem, exact form, start and end in the text, as the search room's analysis has it."""

Analyse = Callable[[str, str], Sequence[Word]]
IsCommon = Callable[[str, str], bool]
"""Whether a word, in a language, is too common to begin or end a phrase."""


@dataclass(frozen=True, slots=True)
class Text:
    """Some words of an exchange, in one language."""

    exchange: int
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Phrase:
    stems: Stems
    shown: str
    """As it is said most often."""
    times: int
    exchanges: int
    longer: int
    """Of these times, within longer phrases."""
    score: float


class Counting:
    """The phrases of one language, counted as texts go by."""

    def __init__(self, analyse: Analyse, is_common: IsCommon) -> None:
        self._analyse = analyse
        self._is_common = is_common
        self._times: Counter[Stems] = Counter()
        self._exchanges: Counter[Stems] = Counter()
        self._last: dict[Stems, int] = {}
        self._shown: dict[Stems, Counter[str]] = defaultdict(Counter)

    def add(self, text: Text) -> None:
        for stems, shown in self._phrases(text):
            self._times[stems] += 1
            self._shown[stems][shown] += 1
            if self._last.get(stems) != text.exchange:
                self._last[stems] = text.exchange
                self._exchanges[stems] += 1
        if len(self._times) > KEPT:
            self._let_go()

    def found(self, fewest: int) -> list[Phrase]:
        """Those in so many exchanges at least, the best first."""
        often = {
            stems: times
            for stems, times in self._times.items()
            if self._exchanges[stems] >= fewest
        }
        longer = _longer(often)
        phrases = [self._phrase(stems, longer.get(stems, [])) for stems in often]
        said = [phrase for phrase in phrases if phrase.score > 0]
        return sorted(said, key=lambda phrase: (-phrase.score, phrase.stems))

    def _phrase(self, stems: Stems, longer: list[int]) -> Phrase:
        times, within = self._times[stems], sum(longer)
        alone = times - within / len(longer) if longer else times
        return Phrase(
            stems=stems,
            shown=self._shown[stems].most_common(1)[0][0],
            times=times,
            exchanges=self._exchanges[stems],
            longer=min(within, times),
            score=round(math.log2(len(stems)) * alone, 3),
        )

    def _phrases(self, text: Text) -> Iterator[tuple[Stems, str]]:
        """Two to four neighbours with no sign between them but a space or a hyphen."""
        words = self._analyse(text.words, text.language)
        is_end = [self._ends(word, text.language) for word in words]
        for start, word in enumerate(words):
            for end in _ends_after(text.words, words, start) if is_end[start] else ():
                if is_end[end - 1]:
                    shown = text.words[word[2] : words[end - 1][3]]
                    yield tuple(each[0] for each in words[start:end]), shown

    def _ends(self, word: Word, language: str) -> bool:
        """A word of letters that says something by itself."""
        exact = word[1]
        return (
            len(exact) > 2 and exact.isalpha() and not self._is_common(exact, language)
        )

    def _let_go(self) -> None:
        for stems in [stems for stems, times in self._times.items() if times == 1]:
            for kept in (self._times, self._exchanges, self._last, self._shown):
                kept.pop(stems, None)


def _ends_after(text: str, words: Sequence[Word], start: int) -> Iterator[int]:
    """Where a row of neighbours may end that begins here."""
    for end in range(start + 2, min(start + LONGEST, len(words)) + 1):
        if text[words[end - 2][3] : words[end - 1][2]] not in TIES:
            return
        yield end


def _longer(times: Mapping[Stems, int]) -> dict[Stems, list[int]]:
    """Of each phrase, how often each longer one is said that holds it."""
    found: dict[Stems, list[int]] = defaultdict(list)
    for stems, said in times.items():
        for part in _parts(stems):
            if part in times:
                found[part].append(said)
    return found


def _parts(stems: Stems) -> set[Stems]:
    ends = range(2, len(stems) + 1)
    parts = {stems[start:end] for end in ends for start in range(end - 1)}
    return parts - {stems}
