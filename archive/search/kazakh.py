"""Kazakh endings taken off: number, possession, case. Light, by rule. Pure.

Snowball has no Kazakh. An ending falls only where Kazakh would put it: its vowels go
with the stem's last one (back or front), its first letter with the sound before it.
мектептеріміздегі: мектеп, тер (many), іміз (ours), дегі (what is in). There is no
dictionary: now and then too much falls, or too little, but the same from every form.
"""

from __future__ import annotations

from functools import partial
from re import compile as pattern
from typing import NamedTuple

_BACK, _FRONT = "аоұыяё", "әеөүіэ"
_VOWELS = _BACK + _FRONT + "иую"
_DULL = "пткқсшщчцхһфбвгд"
_NASAL = "мнң"
_SOUNDING = "рлйзжғ" + _NASAL


class Ending(NamedTuple):
    """Letters that fall after one of these, and how many letters they leave."""

    text: str
    after: str
    least: int = 2


def _both(texts: str, after: str, least: int = 2) -> list[Ending]:
    """An ending with its back vowels, and with its front ones."""
    fronted = str.maketrans("аықғ", "еікг")
    return [
        Ending(each, after, least)
        for text in texts.split()
        for each in dict.fromkeys((text, text.translate(fronted)))
    ]


_CASES = [
    *_both("дағы", _VOWELS + _SOUNDING),
    *_both("тағы", _DULL),
    *_both("ндағы", "ыі"),
    *_both("ғы", _SOUNDING),
    *_both("ның", _VOWELS + _NASAL),
    *_both("дың", "рлйзжу"),
    *_both("тың", _DULL),
    *_both("ға", _VOWELS + _SOUNDING),
    *_both("қа", _DULL),
    *_both("на нда нан", "ыі"),
    *_both("ны", _VOWELS),
    *_both("ды", _SOUNDING + "у"),
    *_both("ты", _DULL),
    *_both("да", _VOWELS + _SOUNDING),
    *_both("та", _DULL),
    *_both("дан", _VOWELS + "рлйзж"),
    *_both("тан", _DULL),
    *_both("нан", _NASAL),
    Ending("мен", _VOWELS + _SOUNDING),
    Ending("бен", "зж"),
    Ending("пен", _DULL),
    Ending("н", "ыі", 4),
]
_OWNERS = [
    *_both("ымыз ыңыз", _DULL + _SOUNDING + "у"),
    *_both("мыз ңыз", _VOWELS),
    *_both("сы", _VOWELS),
    *_both("ым ың", _DULL + _SOUNDING, 4),
    *_both("ы", _DULL + _SOUNDING + "у"),
]
_NUMBERS = [
    *_both("лар", _VOWELS + "рй"),
    *_both("дар", "лзж" + _NASAL),
    *_both("тар", _DULL),
]
# My and thy in the dative: тіліме. Elsewhere a last а or е is the stem's own.
_TO_MINE = pattern("(?<=[ыі][мң])[ае]$")
_VERB = pattern("(?:ады|еді|йды|йді)$")
_SHORTENED = {
    "халқ": "халық",
    "көрк": "көрік",
    "ауз": "ауыз",
    "мұрн": "мұрын",
    "ерн": "ерін",
    "әрп": "әріп",
    "құлп": "құлып",
    "қырқ": "қырық",
}
_DULLED = str.maketrans("ғгб", "қкп")
ROUNDS = 3
"""Times over: of those in our schools, to those who are there."""


class KazakhStemmer:
    """As Snowball's classes are asked."""

    def stemWord(self, word: str) -> str:  # noqa: N802
        return stem(word)


def stem(word: str) -> str:
    """The word without its endings; one that is not Cyrillic as it is."""
    before = ""
    for _ in range(ROUNDS):
        if before == word:
            break
        before = word
        word = _strip(_TO_MINE.sub("", word), _CASES)
        word = _strip(_strip(word, _OWNERS), _NUMBERS)
    shortened = _SHORTENED.get(word, word)
    return shortened[:-1] + shortened[-1:].translate(_DULLED)


def _strip(word: str, endings: list[Ending]) -> str:
    if _VERB.search(word):
        return word
    fits = partial(_fits, word)
    longest = max(filter(fits, endings), key=_length, default=None)
    return word[: -len(longest.text)] if longest else word


def _fits(word: str, ending: Ending) -> bool:
    if not word.endswith(ending.text):
        return False
    left = word[: -len(ending.text)]
    return (
        len(left) >= ending.least
        and left[-1] in ending.after
        and _goes_with(left, ending.text)
    )


def _goes_with(left: str, ending: str) -> bool:
    """Whether the ending's vowels are back or front like the last one before them."""
    last = next((sign for sign in reversed(left) if sign in _VOWELS), "")
    if not last:
        return False
    if ending in {"мен", "бен", "пен"} or last in "иую":
        return True
    strangers = _FRONT if last in _BACK else _BACK
    return not any(sign in strangers for sign in ending)


def _length(ending: Ending) -> int:
    return len(ending.text)
