"""Forty mixed queries that an archive holds: five kinds, half of them Chinese."""

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

KINDS = ("rare", "common", "all of", "phrase", "beginning")
EACH = 4
ENGLISH = re.compile(r"[a-z]{3,}")
CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
SAMPLE = 40_000
BEYOND = 30
"""Beginnings broader than those asked for: nearly every turn holds one."""


@dataclass(frozen=True)
class Asked:
    """One question: `words` are one phrase, or else all to be found; or a beginning."""

    kind: str
    words: tuple[str, ...]

    @property
    def ours(self) -> str:
        if self.kind == "phrase":
            return f'"{self._row}"'
        return f"{self._row}*" if self._is_begun else " ".join(self.words)

    @property
    def fts(self) -> str:
        """For FTS5 over texts in which each Chinese sign is a word."""
        if self.kind == "phrase":
            return f'"{spaced(self._row)}"'
        words = [f'"{spaced(word)}"' for word in self.words]
        return " AND ".join(words) + ("*" if self._is_begun else "")

    @property
    def _row(self) -> str:
        return ("" if CHINESE.match(self.words[0]) else " ").join(self.words)

    @property
    def _is_begun(self) -> bool:
        """Of Chinese a sign is asked: it begins every word that it stands in."""
        return self.kind == "beginning" and self.words[0].isascii()


def spaced(text: str) -> str:
    """The text with each Chinese sign as a word of its own: FTS5 takes rows for one."""
    return re.sub("([\u4e00-\u9fff])", r" \1 ", text).strip()


def make_queries(texts: Iterable[str]) -> list[Asked]:
    sample = list(texts)
    random.Random(42).shuffle(sample)
    english = [ENGLISH.findall(text.lower()) for text in sample[:SAMPLE]]
    chinese = [_pairs(text) for text in sample[:SAMPLE]]
    return [*_of(english, _rows_of_words(english)), *_of(chinese, _rows_of(sample))]


def _of(said: list[list[str]], phrases: list[tuple[str, ...]]) -> list[Asked]:
    """Four of each kind, by the words of each turn."""
    from archive.search.stopwords import STOP_WORDS

    chance = random.Random(7)
    spread = Counter(word for words in said for word in set(words))
    order = [word for word, _ in spread.most_common() if word not in STOP_WORDS["en"]]
    rare = sorted(word for word in order if spread[word] <= 3) or order[-EACH:]
    known = set(order[:3000])
    both = [tuple(sorted(known.intersection(words)))[:2] for words in said]
    starts: Counter[str] = Counter()
    for word in order:
        starts[_start(word)] += spread[word]
    begun = [start for start, _ in starts.most_common()]
    kinds = [
        [(word,) for word in chance.sample(rare, EACH)],
        [(word,) for word in chance.sample(order[:60], EACH)],
        chance.sample([pair for pair in both if len(pair) == 2], EACH),
        chance.sample(phrases, EACH),
        [(start,) for start in begun[BEYOND : BEYOND + EACH]],
    ]
    return [
        Asked(kind, words)
        for kind, found in zip(KINDS, kinds, strict=True)
        for words in found
    ]


def _pairs(text: str) -> list[str]:
    runs = CHINESE.findall(text)
    return [run[at : at + 2] for run in runs for at in range(len(run) - 1)]


def _rows_of_words(said: list[list[str]]) -> list[tuple[str, ...]]:
    return [pair for words in said for pair in pairwise(words)]


def _rows_of(texts: list[str]) -> list[tuple[str, ...]]:
    """Four signs in a row, cut in two."""
    runs = (run for text in texts[:SAMPLE] for run in CHINESE.findall(text))
    return [(run[:2], run[2:4]) for run in runs if len(run) > 3]


def _start(word: str) -> str:
    """What begins many words: three letters, or one sign."""
    return word[:3] if word.isascii() else word[:1]
