"""Names by their words: whose hold some, whose begin so, how they are else spelled.

A name is one in any script: `scripts` tells which spellings sound alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from archive.scripts import sound
from archive.search import analysis
from archive.search.stopwords import is_common

BEGINNING = 4
"""Letters that are enough to begin a name by, where no name holds the words whole."""

KNOWN = 100_000
HEARD = "~"
"""Begins the sound of a word among its forms. No stem begins with it."""

Row = tuple[int, str, str | None]
"""Somebody's or something's key, name, and another name if there is one."""


class Word(NamedTuple):
    """A word of a name: folded, how it sounds, and all forms it is found by."""

    folded: str
    sound: str
    forms: frozenset[str]


Entry = tuple[int, tuple[Word, ...]]
"""A key, and the words of one of its names."""


@dataclass(frozen=True, slots=True)
class Roll:
    """Names in memory: no question about them reads them all."""

    languages: frozenset[str]
    entries: tuple[Entry, ...]
    forms: dict[str, set[int]]
    """Of each form of a word, the places of the entries that hold it."""
    starts: list[tuple[str, int]]
    """Each word and each sound, with its entry's place, in order."""
    sounds: dict[str, set[str]]
    """Of each sound, the words that have it."""

    def holding(self, words: str) -> set[int]:
        """Whose name holds all the words; nobody's when these are common ones."""
        wanted = words_of(words, self.languages)
        if all(is_common(word.folded, self.languages) for word in wanted):
            return set()
        return self._keys(self._whole(wanted))

    def held(self, words: str) -> set[int]:
        """Whose name is made of such words alone."""
        said = words_of(words, self.languages)
        near = {place for word in said for place in self._places(word)}
        return self._keys(
            place for place in near if _are_among(self.entries[place][1], said)
        )

    def named(self, words: str) -> set[int]:
        """Whose name holds all the words, common ones too."""
        return self._keys(self._whole(words_of(words, self.languages)))

    def begun(self, words: str) -> set[int]:
        """Whose name has, for each of the words, one that begins so."""
        wanted = words_of(words, self.languages)
        places = [self._places(word) | set(self._beginning(word)) for word in wanted]
        return self._keys(set.intersection(*places) if places else ())

    def beginning(self, start: str) -> set[str]:
        """The words that begin so, as they are spelled."""
        return {
            word.folded
            for place in following(self.starts, start)
            for word in self.entries[place][1]
            if word.folded.startswith(start)
        }

    def _whole(self, wanted: Iterable[Word]) -> set[int]:
        places = [self._places(word) for word in wanted]
        return set.intersection(*places) if places else set()

    def _places(self, word: Word) -> set[int]:
        return {place for form in word.forms for place in self.forms.get(form, ())}

    def _beginning(self, word: Word) -> Iterator[int]:
        if len(word.folded) < BEGINNING:
            return
        for start in (word.folded, HEARD + (word.sound or word.folded)):
            yield from following(self.starts, start)

    def _keys(self, places: Iterable[int]) -> set[int]:
        return {self.entries[place][0] for place in places}


def roll(rows: Iterable[Row], languages: frozenset[str]) -> Roll:
    entries = tuple(dict.fromkeys(_entries(rows, languages)))
    forms: dict[str, set[int]] = {}
    sounds: dict[str, set[str]] = {}
    starts: set[tuple[str, int]] = set()
    for place, (_, words) in enumerate(entries):
        for word in words:
            sounds.setdefault(word.sound, set()).add(word.folded)
            starts |= {(word.folded, place), (HEARD + word.sound, place)}
            for form in word.forms:
                forms.setdefault(form, set()).add(place)
    return Roll(languages, entries, forms, sorted(starts), sounds)


def following(starts: list[tuple[str, int]], start: str) -> Iterator[int]:
    """What stands with each that begins so, in a list in order."""
    for place in range(bisect_left(starts, (start, 0)), len(starts)):
        word, found = starts[place]
        if not word.startswith(start):
            return
        yield found


@lru_cache(KNOWN)
def words_of(text: str, languages: frozenset[str]) -> tuple[Word, ...]:
    """The words of a name; of signs written without spaces, each pair."""
    readings = [analysis.tokens(text, each) for each in languages or {""}]
    found = []
    end = -1
    for tokens in zip(*readings, strict=True):
        stem, folded, _, last = tokens[0]
        if last > end:
            forms = {form for token in tokens for form in token[:2] if form}
            heard = {HEARD + sound(form) for form in forms if folded and sound(form)}
            found.append(Word(folded or stem, sound(folded), frozenset(forms | heard)))
        end = last
    return tuple(found)


def _entries(rows: Iterable[Row], languages: frozenset[str]) -> Iterator[Entry]:
    for key, *both in rows:
        for name in filter(None, both):
            yield key, words_of(name, languages)


def _are_among(name: Iterable[Word], said: Iterable[Word]) -> bool:
    return all(any(_is(each, word) for each in said) for word in name)


def _is(word: Word, wanted: Word) -> bool:
    return not word.forms.isdisjoint(wanted.forms)
