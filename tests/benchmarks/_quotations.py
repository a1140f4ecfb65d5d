"""Quotations made from real text, each with the verdict it was made for.

Nothing here knows the checker: words are changed, dropped, added, joined by what stands
below, and what would by chance be in the archive after all is made again.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SENTENCE = re.compile(r"[^.!?。！？\n]{12,}[.!?。！？]")
HAN = re.compile(r"[\u4e00-\u9fff]")
LETTERS = r"[^\W_\u4e00-\u9fff]+"
# A hyphen inside a word is of it, and so are the signs of a figure.
WORD = re.compile(
    rf"[\u4e00-\u9fff]|(?:(?<!\w)[-−–+](?=\d))?{LETTERS}"
    rf"(?:(?:['’\-‐‑/+=@#_]|(?<=\d)[.,:–—](?=\d)){LETTERS})*(?:[+#]+(?!\w))?"
)
ENDINGS = {"en": ("s", "ed", "ing"), "ru": ("ами", "ого", "ует"), "kk": ("дар", "ның")}


@dataclass(frozen=True)
class Said:
    """A sentence as it stands in a turn; or, without a number, in none."""

    words: str
    speaker: str
    language: str
    turn: int
    number: int = 0


@dataclass(frozen=True)
class Made:
    """A quotation, how it was made, and what an editor would say of it."""

    text: str
    kind: str
    verdict: str
    language: str
    speaker: str = ""
    is_earlier: bool = False


class Corpus:
    """Every word that is said, to see whether something made up is said after all."""

    def __init__(self, texts: Sequence[str]):
        self.line = "\n".join(f" {' '.join(folded(text))} " for text in texts)

    def holds(self, text: str) -> bool:
        return f" {' '.join(folded(text))} " in self.line

    def times(self, text: str) -> int:
        return self.line.count(f" {' '.join(folded(text))} ")


def folded(text: str) -> list[str]:
    return WORD.findall(text.casefold().replace("’", "'").replace("ё", "е"))


def sentences(text: str, least: int, most: int) -> list[str]:
    """Its whole sentences of so many words."""
    found = (each[0].strip() for each in SENTENCE.finditer(text))
    plain = (
        each for each in found if not re.search(r"[\[\]()（）「」«»“”\"…]|\.\.", each)
    )
    return [each for each in plain if least <= len(folded(each)) <= most]


class Maker:
    def __init__(self, said: Sequence[Said], corpus: Corpus, unsaid: Sequence[Said]):
        self.chance = random.Random(42)
        self.corpus, self.unsaid = corpus, unsaid
        self.said: dict[str, list[Said]] = {}
        for each in said:
            self.said.setdefault(each.language, []).append(each)
        self.words = {
            language: [word for each in found[:4000] for word in words_in(each.words)]
            for language, found in self.said.items()
        }
        self.names = sorted({each.speaker for each in said if len(each.speaker) > 3})

    def make(self, kind: str, language: str) -> Made:
        verdict, change = KINDS[kind]
        for _ in range(200):
            one = self.chance.choice(self.said[language])
            text = change(self, one)
            is_said = kind in DECLARED or self.corpus.holds(text)
            if text and is_said == (verdict == "exact"):
                return Made(text, kind, verdict, language)
        raise LookupError(f"no {kind} in {language}")

    def other_speaker(self, language: str) -> Made:
        """Words that one person alone says, given to another."""
        while True:
            one = self.chance.choice(self.said[language])
            name = self.chance.choice(self.names)
            is_other = not set(folded(name)) & set(folded(one.speaker))
            if one.speaker and is_other and self.corpus.times(one.words) == 1:
                return Made(one.words, "other speaker", "misattributed", language, name)

    def own_speaker(self, language: str) -> Made:
        while True:
            one = self.chance.choice(self.said[language])
            if one.speaker:
                name = one.speaker
                return Made(one.words, "its speaker", "exact", language, name)

    def never_said(self, language: str) -> Made:
        while True:
            one = self.chance.choice(self.unsaid)
            if one.language == language and not self.corpus.holds(one.words):
                return Made(one.words, "not there", "not_found", language)


def words_in(text: str) -> list[str]:
    return WORD.findall(text)


def spans(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in WORD.finditer(text)]


def as_it_is(maker: Maker, one: Said) -> str:
    return one.words


def in_capitals(maker: Maker, one: Said) -> str:
    return maker.chance.choice(
        [one.words.upper(), one.words.lower(), one.words.title()]
    )


def without_marks(maker: Maker, one: Said) -> str:
    marks = r"(?<!\w)[-–—](?!\d)|(?<!\d)[,.:]|[,.:](?!\d)|[;!?，。；：！？、]"
    bare = re.sub(marks, " ", one.words)
    return bare if re.search(r"[,;:，；、]", one.words) else re.sub(r"\s+", "\n ", bare)


def with_other_marks(maker: Maker, one: Said) -> str:
    turned = one.words.replace("’", "'").replace(", ", " — ").replace(" - ", " – ")
    return f"“{turned.rstrip('.。')}!”"


def of_few_words(maker: Maker, one: Said) -> str:
    places = spans(one.words)
    many = 6 if one.language == "zh" else maker.chance.choice([3, 4])
    start = maker.chance.randrange(max(1, len(places) - many))
    return one.words[places[start][0] : places[start + many - 1][1]]


def with_ellipsis(maker: Maker, one: Said) -> str:
    places = spans(one.words)
    if len(places) < 9:
        return ""
    first, last = len(places) // 3, 2 * len(places) // 3
    mark = maker.chance.choice(["…", "[...]", "(…)", "..."])
    return f"{one.words[: places[first][1]]} {mark} {one.words[places[last][0] :]}"


def with_bracket(maker: Maker, one: Said) -> str:
    at = maker.chance.randrange(2, len(spans(one.words)) - 1)
    start, end = spans(one.words)[at]
    return f"{one.words[:start]}[someone]{one.words[end:]}"


def one_changed(maker: Maker, one: Said) -> str:
    start, end = maker.chance.choice(spans(one.words))
    word = maker.chance.choice(maker.words[one.language])
    return one.words[:start] + word + one.words[end:]


def one_dropped(maker: Maker, one: Said) -> str:
    start, end = maker.chance.choice(spans(one.words)[1:-1])
    return one.words[:start].rstrip() + " " + one.words[end:].lstrip()


def one_added(maker: Maker, one: Said) -> str:
    start, _ = maker.chance.choice(spans(one.words)[1:])
    word = maker.chance.choice(maker.words[one.language])
    return f"{one.words[:start]}{word} {one.words[start:]}"


def inflected(maker: Maker, one: Said) -> str:
    long = [(a, b) for a, b in spans(one.words) if b - a >= 5]
    if not long or one.language not in ENDINGS:
        return ""
    _, end = maker.chance.choice(long)
    ending = maker.chance.choice(ENDINGS[one.language])
    cut = end - 2 if one.language == "ru" else end
    return one.words[:cut] + ending + one.words[end:]


def spliced(maker: Maker, one: Said) -> str:
    other = maker.chance.choice(maker.said[one.language])
    if abs(other.number - one.number) < 3:
        return ""
    return f"{one.words} {other.words}"


Change = Callable[[Maker, Said], str]
KINDS: dict[str, tuple[str, Change]] = {
    "as it is": ("exact", as_it_is),
    "case": ("exact", in_capitals),
    "punctuation taken out": ("exact", without_marks),
    "other punctuation": ("exact", with_other_marks),
    "three or four words": ("exact", of_few_words),
    "ellipsis": ("exact", with_ellipsis),
    "bracketed word": ("exact", with_bracket),
    "one word changed": ("altered", one_changed),
    "one word dropped": ("altered", one_dropped),
    "one word added": ("altered", one_added),
    "inflection": ("altered", inflected),
    "two sentences spliced": ("spliced", spliced),
}
DECLARED = {"ellipsis", "bracketed word"}
