"""Totals and facets of generated queries, against a count through every text."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search import analysis, languages
from archive.search.engine import FACETS, Request
from archive.search.engines.whoosh.library import Library
from archive.search.query import parse
from archive.search.terms import (
    All,
    Any,
    Best,
    Filter,
    Near,
    Not,
    Noted,
    Period,
    Prefix,
    Sequence,
    Term,
    wanted,
)
from archive.search.translation import Known, translate
from tests.search import oracle
from tests.search.documents import make_document, read

VOCABULARY = {
    "en": "water the of steppe reform reforms don't power-plant C++ 16.8 U.S. word a",
    "ru": "вода и на реформа реформы ёлка Kазахстан границы граница",
    "fr": "l’eau la réforme réformes une c++ finances",
    "zh": "臺灣 國會 會議 台灣大學 報 c++ 立法院 16.8億",
}
WORDS = [word for words in VOCABULARY.values() for word in words.split()]
LANGUAGES = {languages.number(code): code for code in VOCABULARY}


def text(chance, words, longest):
    said = [chance.choice(words) for _ in range(chance.randint(0, longest))]
    return chance.choice([" ", " ", "\n\n"]).join(said)


def make_turn(number):
    chance = random.Random(number)
    language = chance.choice(list(VOCABULARY))
    words = VOCABULARY[language].split()
    return oracle.Turn(
        number,
        (text(chance, words, 9), text(chance, words, 3), text(chance, words, 2)),
        language,
        {
            "topic": tuple({chance.randint(1, 4) for _ in range(chance.randint(0, 3))}),
            "speaker": (chance.randint(0, 3),),
            "kind": (chance.randint(0, 2),),
            "interview": (chance.randint(1, 5),),
            "outlet": (chance.randint(0, 2),),
            "year": (chance.choice([0, 2023, 2024]),),
            "language": (languages.number(language),),
        },
        chance.choice([range(0), range(50, 51), range(40, 71), range(10, 376)]),
    )


def document(turn):
    return make_document(
        turn.number,
        *turn.texts,
        topics=turn.facets["topic"],
        date=turn.days[0] if turn.days else 0,
        until=turn.days[-1] if turn.days else 0,
        language=turn.language,
        **{
            name: turn.facets[name][0]
            for name in FACETS
            if name not in {"topic", "language"}
        },
    )


TURNS = [make_turn(number) for number in range(1, 121)]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Half of the turns built at once, half added later, some of them twice."""
    library = Library(tmp_path_factory.mktemp("oracle") / "index")
    library.rebuild(map(document, TURNS[:60]), lambda *_: [])
    for start in range(50, 120, 14):
        part = TURNS[start : start + 14]
        numbers = {turn.number for turn in part}
        library.replace(numbers, (), lambda part=part: map(document, part))
    return library


word = st.sampled_from(WORDS)
words = st.lists(word, min_size=1, max_size=3).map(" ".join)
phrase = words.map('"{}"'.format)
part = st.tuples(st.sampled_from(["", "", "-"]), word | phrase).map("".join)
queries = st.lists(part, min_size=1, max_size=4).map(" ".join)
filters = st.dictionaries(
    st.sampled_from(FACETS), st.frozensets(st.integers(0, 5), max_size=3), max_size=3
)


values = st.frozensets(st.integers(0, 5) | st.sampled_from(sorted(LANGUAGES)))
conditions = st.builds(Filter, st.sampled_from(FACETS), values) | st.builds(
    lambda start, length: Period(start, start + length),
    st.integers(0, 80),
    st.integers(0, 300),
)
tokens = st.sampled_from(
    sorted(
        {
            token
            for code, words in VOCABULARY.items()
            for token in analysis.tokens(words, code)
        }
    )
)
steps = tokens.flatmap(
    lambda token: st.sampled_from(
        [
            Term(frozenset({token[0]})),
            Term(frozenset({token[0], f"={token[1]}"} if token[1] else {token[0]})),
            Prefix(f"={token[1][:2]}" if token[1] else token[0][0]),
        ]
    )
)
said = (
    steps
    | st.builds(
        Near, st.lists(steps, min_size=1, max_size=3).map(tuple), st.integers(1, 5)
    )
    | st.lists(steps, min_size=2, max_size=2).map(
        lambda pair: Sequence(tuple(enumerate(pair)))
    )
)
nodes = st.recursive(
    said | st.builds(Noted, said) | conditions,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Any, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=6,
)
trees = st.lists(nodes, max_size=4).map(tuple)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=queries, filters=filters, is_loose=st.booleans())
def test_hits_and_counts_equal_a_count_by_hand(library, text, filters, is_loose):
    tree = read(text, library)

    check(library, Best(tree.parts) if is_loose else tree, filters)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=trees, filters=filters, is_loose=st.booleans())
def test_any_tree_finds_what_a_count_by_hand_finds(library, parts, filters, is_loose):
    check(library, Best(parts) if is_loose else All(parts), filters)


def check(engine, tree, filters):
    found = engine.find(Request(tree, filters, stop=1000))

    whole = oracle.find(TURNS, tree, {})
    assert set(found.turns) == oracle.find(TURNS, tree, filters)
    assert found.total == len(found.turns)
    assert found.whole == len(oracle.find(TURNS, All(tree.parts), filters))
    assert found.leaves == tuple(
        len(oracle.find(TURNS, All((part,)), {})) for part in wanted(tree)
    )
    assert found.unfiltered == len(whole)
    assert found.facets == oracle.count(TURNS, tree, filters)


def test_the_generated_queries_find_something():
    sample = ["water", "réforme", "台灣", "вода -и", '"l’eau"', "報", "c++"]
    codes = frozenset(VOCABULARY)

    totals = {
        each: len(oracle.find(TURNS, translate(parse(each), Known(codes)).tree, {}))
        for each in sample
    }

    assert [each for each in sample if not 0 < totals[each] < len(TURNS)] == []
