"""Words typed in one script that the archive has in another: they sound alike. Pure.

Names of speakers and topics are known with all their spellings; this is for the names
that are only spoken of, such as Пушкин in an English text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product

from archive.scripts import is_cyrillic, sound
from archive.search import analysis

LEAST = 4
"""Letters of a word that is listened to; shorter ones sound like too many others."""

MOST = 5
"""Words of a query that are listened to: each is looked up a few times."""

CYRILLIC = frozenset(
    ["be", "bg", "ba", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk", "uz"]
)
"""Languages that are written, or also written, in Cyrillic."""

Vocabulary = Callable[[str], Collection[str]]
"""The words of an index that begin so."""

# How a word may begin that begins with a sound, in the other script.
_LATIN = {
    "k": "k q c kh",
    "h": "h kh x",
    "j": "j zh dzh",
    "i": "i y",
    "c": "c ts tz",
    "s": "s x",
    "f": "f ph",
    "u": "u w o",
    "e": "e ye yo io",
    "v": "v w",
}
_CYRILLIC = {
    "a": "а ә",
    "b": "б",
    "c": "ц",
    "d": "д",
    "e": "е э ё",
    "f": "ф",
    "g": "г ғ",
    "h": "х һ",
    "i": "и і ы й",
    "j": "ж",
    "k": "к қ",
    "l": "л",
    "m": "м",
    "n": "н ң",
    "o": "о ө",
    "p": "п",
    "r": "р",
    "s": "с ш",
    "t": "т",
    "u": "у ұ ү ю",
    "v": "в",
    "z": "з",
}


def heard(
    words: Iterable[str], languages: frozenset[str], vocabulary: Vocabulary
) -> Mapping[str, frozenset[str]]:
    """Of words as typed, those of the archive that sound alike in the other script."""
    asked = dict.fromkeys(token[1] for each in words for token in _tokens(each))
    found = {
        word: frozenset(_alike(word, vocabulary))
        for word in list(filter(_is_listened_to(languages), asked))[:MOST]
    }
    return {word: others for word, others in found.items() if others}


def _tokens(word: str) -> list[analysis.Token]:
    return list(analysis.tokens(word, ""))


def _is_listened_to(languages: frozenset[str]) -> Callable[[str], bool]:
    """Whether the archive speaks a language that would write the word otherwise."""
    has_latin, has_cyrillic = bool(languages - CYRILLIC), bool(languages & CYRILLIC)

    def is_listened_to(word: str) -> bool:
        if len(word) < LEAST or not word.isalpha():
            return False
        return has_latin if is_cyrillic(word) else word.isascii() and has_cyrillic

    return is_listened_to


def _alike(word: str, vocabulary: Vocabulary) -> Iterator[str]:
    how = sound(word)
    is_foreign = is_cyrillic(word)
    for start in _starts(how, _LATIN if is_foreign else _CYRILLIC):
        for other in vocabulary(start):
            if is_cyrillic(other) != is_foreign and sound(other) == how:
                yield other


def _starts(how: str, letters: Mapping[str, str]) -> list[str]:
    """The ways to write the first sounds; of Latin, no more than differ."""
    first, second = (letters.get(each, each).split() for each in how[:2].ljust(2))
    if letters is _LATIN:
        return [f"{each}{how[1:2]}" if each == how[0] else each for each in first]
    return ["".join(pair) for pair in product(first, second or [""])]
