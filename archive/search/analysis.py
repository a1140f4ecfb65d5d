"""Text to words with offsets: fold, tokenise, stem by language, grams, an exact twin.

Pure. The index, the query and the marking of found words all come through `tokens`,
so what is counted is what is marked. Letters and their foldings are in `letters`.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from itertools import pairwise, repeat
from operator import add
from threading import Lock
from typing import Protocol

from snowballstemmer.dutch_stemmer import DutchStemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.french_stemmer import FrenchStemmer
from snowballstemmer.german_stemmer import GermanStemmer
from snowballstemmer.italian_stemmer import ItalianStemmer
from snowballstemmer.portuguese_stemmer import PortugueseStemmer
from snowballstemmer.russian_stemmer import RussianStemmer
from snowballstemmer.spanish_stemmer import SpanishStemmer
from snowballstemmer.swedish_stemmer import SwedishStemmer

from archive.search import letters
from archive.search.kazakh import KazakhStemmer

Token = tuple[str, str, int, int]
"""Stem, exact form ("" for a gram: it has no twin), start and end in the text."""

Term = tuple[str, str]
"""Stem and twin ("" for a gram)."""

Span = tuple[int, int]


class Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


ANALYSIS = 2
"""Raise it with any change that alters a token: an older index asks to be rebuilt."""

FINGERPRINT = (
    f"analysis {ANALYSIS}, snowballstemmer {version('snowballstemmer')}, "
    f"unicode {unicodedata.unidata_version}"
)

EXACT = "="
"""Begins the twin of a word in an index. No stem begins with it."""

LONGEST = 64
VOCABULARY = 200_000

# The classes themselves: snowballstemmer.stemmer() hands out PyStemmer's, of another
# version, when that happens to be installed. Snowball has no Kazakh: ours is light.
STEMMERS: dict[str, type[Stemmer]] = {
    "de": GermanStemmer,
    "en": EnglishStemmer,
    "es": SpanishStemmer,
    "fr": FrenchStemmer,
    "it": ItalianStemmer,
    "kk": KazakhStemmer,
    "nl": DutchStemmer,
    "pt": PortugueseStemmer,
    "ru": RussianStemmer,
    "sv": SwedishStemmer,
}


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text in order, each with the span it stands in."""
    known = _vocabulary(primary(language))
    return [
        (stem, exact, match.start() + start, match.start() + end)
        for match in letters.TOKEN.finditer(text)
        for stem, exact, start, end in known[match.group()]
    ]


def walk(text: str, language: str) -> Iterator[Token]:
    """The same, one by one: who stops early has read no more."""
    known = _vocabulary(primary(language))
    return (
        (stem, exact, match.start() + start, match.start() + end)
        for match in letters.TOKEN.finditer(text)
        for stem, exact, start, end in known[match.group()]
    )


def terms(text: str, language: str) -> list[Term]:
    """The same words as an index keeps them, faster: each by its stem and its twin."""
    known = _terms(primary(language))
    return [term for surface in letters.TOKEN.findall(text) for term in known[surface]]


def paragraphs(text: str) -> Iterator[Span]:
    """The spans between blank lines. A phrase never reaches from one to the next."""
    start = 0
    for part in text.split("\n\n"):
        yield start, start + len(part)
        start += len(part) + 2


def primary(language: str) -> str:
    """The language without its region or script: `en` for `en-GB`."""
    return language.partition("-")[0].lower()


def is_gram(token: Token) -> bool:
    return not token[1]


class _Vocabulary(dict[str, tuple[Token, ...]]):
    """Surface forms already met in one language, each with its tokens."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        stemmer = STEMMERS.get(language)
        self._stemmer = stemmer() if stemmer else None
        # A stemmer keeps the word it works on in itself; threads take turns.
        self._lock = Lock()

    def __missing__(self, surface: str) -> tuple[Token, ...]:
        if letters.is_run(surface):
            return tuple(_grams(surface))
        found = tuple(self._words(surface))
        if len(self) >= VOCABULARY:
            self.clear()
        self[surface] = found
        return found

    def _words(self, surface: str) -> Iterator[Token]:
        normal = unicodedata.normalize("NFKC", surface)
        if not letters.is_word(normal):
            yield from _spread(tokens(normal, self._language), len(surface))
        elif word := letters.lower(normal)[:LONGEST]:
            exact = letters.strip_marks(word)
            yield self._stem(word) or exact, exact, 0, len(surface)

    def _stem(self, word: str) -> str:
        if self._stemmer is None or not word.isalpha():
            return letters.strip_marks(word)
        # Stemmers know French and Spanish by their accents: stem first, strip after.
        with self._lock:
            stemmed = self._stemmer.stemWord(word)
        return letters.strip_marks(stemmed)


class _Terms(dict[str, tuple[Term, ...] | list[Term]]):
    """Surface forms already met in one language, each with its terms."""

    def __init__(self, vocabulary: _Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, surface: str) -> tuple[Term, ...] | list[Term]:
        signs = letters.plain_run(surface)
        if signs:
            pairs = zip(map(add, signs, signs[1:]), repeat(""), strict=False)
            return [*pairs, (signs[-1], "")]
        found = tuple(
            (stem, EXACT + exact if exact else "")
            for stem, exact, _, _ in self._vocabulary[surface]
        )
        if not letters.is_run(surface):
            if len(self) >= VOCABULARY:
                self.clear()
            self[surface] = found
        return found


@cache
def _terms(language: str) -> _Terms:
    return _Terms(_vocabulary(language))


@cache
def _vocabulary(language: str) -> _Vocabulary:
    if language in STEMMERS or not language:
        return _Vocabulary(language)
    return _vocabulary("")


def _spread(found: list[Token], length: int) -> Iterator[Token]:
    """Tokens of a sign that folds into several, such as ½: each is the whole sign."""
    return ((stem, exact, 0, length) for stem, exact, _, _ in found)


def _grams(run: str) -> Iterator[Token]:
    """Each pair of neighbours in a run without spaces, then its last sign alone.

    So that two signs are found as a word, and one sign by the pairs it begins.
    """
    if signs := letters.plain_run(run):
        last = len(signs) - 1
        ends = range(2, last + 2)
        pairs = zip(map(add, signs, signs[1:]), range(last), ends, strict=True)
        yield from ((pair, "", start, end) for pair, start, end in pairs)
        yield signs[last], "", last, last + 1
        return
    cells = letters.cells(run)
    for (first, start, _), (second, _, end) in pairwise(cells):
        yield first + second, "", start, end
    yield from ((sign, "", start, end) for sign, start, end in cells[-1:])
