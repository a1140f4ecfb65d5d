"""Totals and facets of generated queries, against a count through every text."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.engine import Request
from archive.search.engines.whoosh.library import Library
from archive.search.query import parse
from archive.search.terms import All, Best, translate, wanted
from tests.search import oracle
from tests.search.documents import make_document

VOCABULARY = {
    "en": "water the of steppe reform reforms don't power-plant C++ 16.8 U.S. word a",
    "ru": "вода и на реформа реформы ёлка Kазахстан границы граница",
    "fr": "l’eau la réforme réformes une c++ finances",
    "zh": "臺灣 國會 會議 台灣大學 報 c++ 立法院 16.8億",
}
WORDS = [word for words in VOCABULARY.values() for word in words.split()]
FACETS = ("topic", "speaker", "kind", "interview")


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
        },
    )


def document(turn):
    return make_document(
        turn.number,
        *turn.texts,
        language=turn.language,
        topics=turn.facets["topic"],
        **{name: turn.facets[name][0] for name in FACETS[1:]},
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


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=queries, filters=filters, is_loose=st.booleans())
def test_hits_and_counts_equal_a_count_by_hand(library, text, filters, is_loose):
    tree = translate(parse(text), library.languages()).tree
    tree = Best(tree.parts) if is_loose else tree

    found = library.find(Request(tree, filters, stop=1000))

    assert set(found.turns) == oracle.find(TURNS, tree, filters)
    assert found.total == len(found.turns)
    assert found.whole == len(oracle.find(TURNS, All(tree.parts), filters))
    assert found.leaves == tuple(
        len(oracle.find(TURNS, All((leaf,)), {})) for leaf in wanted(tree)
    )
    assert found.unfiltered == len(oracle.find(TURNS, tree, {}))
    assert found.facets == oracle.count(TURNS, tree, filters)


def test_the_generated_queries_find_something():
    sample = ["water", "réforme", "台灣", "вода -и", '"l’eau"', "報", "c++"]
    languages = frozenset(VOCABULARY)

    totals = {
        each: len(oracle.find(TURNS, translate(parse(each), languages).tree, {}))
        for each in sample
    }

    assert [each for each in sample if not 0 < totals[each] < len(TURNS)] == []
