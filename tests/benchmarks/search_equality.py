"""Whether every engine counts what a count through every text does, facets too.

Generated questions (English, Chinese, Russian; words, phrases, beginnings, exact words,
alternatives, exclusions, nearness, fields, filters) about passages of ../shared/scale
when it is there, of the seed otherwise, and Russian sentences made up. And whether each
hit that holds a question's words itself has them marked.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice

from tests.benchmarks import _engines, _load
from tests.benchmarks.search_whoosh import make_texts
from tests.tables import Table, show

TURNS, QUERIES = 2_000, 1_000
LANGUAGES = ("en", "zh", "ru")
RUSSIAN = """вода водой воду степь степи степью реформа реформы реформой закон законы
законом школа школы учитель учителя народ народа страна страны стране город города ёлка
елка граница границы президент министр вопрос вопросы ответил спросил новый новая
большой сегодня завтра вместе и на не что как для из по 2024 16,8"""
WORD = {
    "en": re.compile(r"[A-Za-z][A-Za-z'’+-]+|\d[\d.,]+\d"),
    "zh": re.compile("[\u4e00-\u9fff]{2,}"),
    "ru": re.compile(r"[А-Яа-яё]+|\d[\d.,]+\d"),
}
SHOWN = 40
"""Hits of a question whose marks are looked at."""


@dataclass
class Told:
    """What was found out about one engine."""

    hits: int = 0
    totals: int = 0
    facets: int = 0
    own: int = 0
    marked: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    text: str
    filters: dict[str, frozenset[int]]


def main() -> None:
    scale = arguments().scale
    with _engines.site() as folder:
        from tests.search.test_oracle import document

        turns = list(make_turns(max(90, round(TURNS * scale))))
        questions = list(make_questions(turns, max(50, round(QUERIES * scale))))
        truth = Truth(turns)
        told = {}
        with _engines.libraries(folder, is_whole=scale >= 1) as libraries:
            for name, library in libraries.items():
                library.rebuild(map(document, turns), lambda *_: [])
                told[name] = compare(library, truth, questions)
    columns = ["engine", "hits", "totals equal", "facets equal", "own words", "marked"]
    rows = [["a count through every text (baseline)", truth.hits, "", "", "", ""]]
    rows += [
        [name, each.hits, each.totals, each.facets, each.own, each.marked]
        for name, each in told.items()
    ]
    faults = [f"{name}: {each}" for name in told for each in told[name].wrong[:20]]
    title = f"Equality: {len(questions):,} questions about {len(turns):,} turns"
    print(show(Table(title, columns, rows, faults)))


class Truth:
    """What each question finds, counted word by word through the texts."""

    def __init__(self, turns: list) -> None:
        self.turns = {turn.number: turn for turn in turns}
        self.terms = {turn.number: frozenset(terms_of(turn)) for turn in turns}
        self.hits = 0
        self._known: dict = {}

    def find(self, tree) -> list:
        """The turns found without filters."""
        from tests.search import oracle

        if tree not in self._known:
            able = [
                turn
                for number, turn in self.turns.items()
                if may_hold(tree, self.terms[number])
            ]
            found = oracle.find(able, tree, {})
            self._known[tree] = [turn for turn in able if turn.number in found]
        return self._known[tree]

    def count(self, found: list, filters) -> tuple[set[int], dict[str, Counter]]:
        """Those that pass, and the counts of every facet."""
        from archive.search.engine import FACETS
        from archive.search.terms import All
        from tests.search import oracle

        if not found:
            return set(), {facet: Counter() for facet in FACETS}
        every = All(())
        return oracle.find(found, every, filters), oracle.count(found, every, filters)


def terms_of(turn) -> Iterator[str]:
    from archive.search import analysis

    for text in turn.texts:
        for stem, exact, _, _ in analysis.tokens(text, turn.language):
            yield stem
            yield f"={exact}"


def may_hold(node, terms: frozenset[str]) -> bool:
    """Whether a turn of these terms need be read; never False for one that is found."""
    from archive.search import terms as kinds

    if isinstance(node, kinds.Term):
        return not terms.isdisjoint(node.forms)
    if isinstance(node, kinds.Prefix):
        return any(term.startswith(node.start) for term in terms)
    if isinstance(node, kinds.Noted):
        return may_hold(node.leaf, terms)
    if isinstance(node, kinds.Any):
        return any(may_hold(part, terms) for part in node.parts)
    if isinstance(node, kinds.Sequence):
        return all(may_hold(step, terms) for _, step in node.steps)
    parts = node.parts if isinstance(node, kinds.All | kinds.Near) else ()
    return all(may_hold(part, terms) for part in parts)


def compare(library, truth: Truth, questions: list[Asked]) -> Told:
    from archive.search.terms import Best, wanted
    from tests.search.documents import read

    told = Told()
    truth.hits = 0
    for number, asked in enumerate(questions):
        tree = read(asked.text, library)
        compare_one(library, truth, asked, tree, told)
        if number % 3 == 0 and len(wanted(tree)) > 1:
            compare_one(library, truth, asked, Best(tree.parts), told)
    return told


def compare_one(library, truth: Truth, asked: Asked, tree, told: Told) -> None:
    from archive.search.engine import Request

    found = library.find(Request(tree, asked.filters, stop=len(truth.turns)))
    whole = truth.find(tree)
    expected, facets = truth.count(whole, asked.filters)
    truth.hits += len(expected)
    told.hits += found.total
    is_equal = (found.total, found.unfiltered) == (len(expected), len(whole))
    told.totals += is_equal and set(found.turns) == expected
    told.facets += found.facets == facets
    if not is_equal or found.facets != facets:
        told.wrong.append(f"{asked.text!r} {asked.filters} {type(tree).__name__}")
    look_at_marks(truth, found.turns[:SHOWN], tree, asked, told)


def look_at_marks(truth: Truth, hits: Iterable[int], tree, asked, told: Told) -> None:
    from archive.search.marking import marks
    from archive.search.terms import All, Noted, leaves
    from tests.search import oracle

    words = tuple(leaves(tree))
    for hit in hits:
        turn = truth.turns[hit]
        alone = oracle.Turn(hit, turn.texts[:1], turn.language, turn.facets)
        held = {
            number
            for number, leaf in enumerate(words)
            if not isinstance(leaf, Noted) and oracle.find([alone], All((leaf,)), {})
        }
        found = {each.leaf for each in marks(words, turn.texts[0], turn.language)}
        told.own += bool(held)
        told.marked += bool(held) and held <= found
        if not held <= found:
            told.wrong.append(f"{asked.text!r} is not marked in turn {hit}")


def make_turns(count: int) -> Iterator:
    """Of every three turns one is English, one Chinese and one Russian."""
    from archive.search import languages
    from tests.search.oracle import Turn

    chance = random.Random(42)
    texts = {"en": english(count), "zh": chinese(count), "ru": russian(chance, count)}
    before = dict.fromkeys(LANGUAGES, "")
    for number, code in enumerate(islice(cycle(LANGUAGES), count), 1):
        text = next(texts[code])
        first = 735_000 + chance.randint(0, 4_000)
        facets = {
            "topic": tuple({chance.randint(1, 12) for _ in range(number % 3)}),
            "speaker": (chance.randint(0, 40),),
            "kind": (chance.randint(0, 2),),
            "interview": (number // 30 + 1,),
            "outlet": (chance.randint(0, 9),),
            "year": (chance.choice([0, *range(2014, 2025)]),),
            "language": (languages.number(code),),
        }
        days = chance.choice(
            [range(0), range(first, first + 1), range(first, first + 31)]
        )
        note = chance.choice(["", "", "", text[-80:]])
        yield Turn(number, (text, before[code][:200], note), code, facets, days)
        before[code] = text if number % 2 else ""


def english(count: int) -> Iterator[str]:
    passages = [text for text in sources(count) if text.isascii()]
    return cycle(passages or make_texts(count))


def chinese(count: int) -> Iterator[str]:
    found = [text for text in sources(count) if WORD["zh"].search(text)]
    return cycle(
        found or ["臺灣國會今天開會", "立法院會議討論報告", "台灣大學的報告16.8億"]
    )


def sources(count: int) -> Iterator[str]:
    """Passages of the archive for load, or nothing."""
    if _load.SOURCES.exists():
        read = 0
        for _, transcript in _load.transcripts():
            _, *said = re.split(r"^### .*$", transcript.decode(), flags=re.MULTILINE)
            said = [each.strip() for each in said if 40 < len(each) < 1_500]
            yield from said[:20]
            read += min(20, len(said))
            if read > count * 4:
                return


def russian(chance: random.Random, count: int) -> Iterator[str]:
    words = RUSSIAN.split()
    for _ in range(count):
        said = [chance.choice(words) for _ in range(chance.randint(3, 30))]
        yield " ".join(said).capitalize() + chance.choice([".", "?", "\n\nДа."])


def make_questions(turns: list, count: int) -> Iterator[Asked]:
    chance = random.Random(7)
    said = {code: words_of(turns, code) for code in LANGUAGES}
    for code in islice(cycle(LANGUAGES), count):
        words = chance.choice(said[code])
        make = chance.choice(CHINESE if code == "zh" else SPACED)
        text = make(chance, words, chance.choice(said[code]))
        if chance.random() < 0.15:
            text += chance.choice(CONDITIONS)
        yield Asked(text, dict(make_filters(chance, turns)))


def words_of(turns: list, code: str) -> list[list[str]]:
    """Of each turn of a language its words in order; of Chinese, its rows of signs."""
    own = (turn.texts[0] for turn in turns if turn.language == code)
    return [words for text in own if len(words := WORD[code].findall(text)) > 2]


def make_filters(chance, turns) -> Iterator[tuple[str, frozenset[int]]]:
    from archive.search.engine import FACETS

    for facet in chance.sample(FACETS, chance.choice([0, 0, 1, 1, 2])):
        turn = chance.choice(turns)
        others = chance.choice(turns).facets[facet][: chance.randint(0, 1)]
        if values := frozenset((*turn.facets[facet], *others)):
            yield facet, values


CONDITIONS = [
    " in:answer",
    " -in:question",
    " lang:ru",
    " year:2015..2019",
    " after:2016-05",
    " before:2020",
    " in:note",
]

Make = Callable[[random.Random, list[str], list[str]], str]


def _row(chance: random.Random, words: list[str], length: int) -> str:
    start = chance.randrange(max(1, len(words) - length + 1))
    return " ".join(words[start : start + length])


SPACED: list[Make] = [
    lambda chance, words, _: chance.choice(words),
    lambda chance, words, _: " ".join(chance.sample(words, 2)),
    lambda chance, words, _: f'"{_row(chance, words, 2)}"',
    lambda chance, words, _: f'"{_row(chance, words, 3)}"',
    lambda chance, words, _: chance.choice(words)[:3] + "*",
    lambda chance, words, _: f"exact:{chance.choice(words)}",
    lambda chance, words, other: f"{chance.choice(words)} -{chance.choice(other)}",
    lambda chance, words, other: f"{chance.choice(words)} OR {chance.choice(other)}",
    lambda chance, words, _: f'"{_row(chance, words, 3)}"~{chance.randint(2, 9)}',
    lambda chance, words, other: (
        f"({chance.choice(words)} OR {chance.choice(other)}) {chance.choice(words)}"
    ),
    lambda chance, words, other: f'{chance.choice(words)} -"{_row(chance, other, 2)}"',
    lambda chance, words, _: " ".join(words[:7]),
]
CHINESE: list[Make] = [
    lambda chance, words, _: chance.choice(words)[:1],
    lambda chance, words, _: chance.choice(words)[:2],
    lambda chance, words, _: chance.choice(words)[:4],
    lambda chance, words, _: f'"{chance.choice(words)[:5]}"',
    lambda chance, words, other: f"{words[0][:2]} {other[0][:2]}",
    lambda chance, words, other: f"{words[0][:2]} -{other[0][:2]}",
    lambda chance, words, other: f"{words[-1][:2]} OR {other[-1][:3]}",
    lambda chance, words, _: f'"{words[0][:2]} {words[1][:2]}"~8',
]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
