"""What a query may ask for at most, whatever the engine."""

import pytest
from hypothesis import given

from archive.search import bounds, query
from archive.search.bounds import ROWS, WORDS
from archive.search.query import Exact, Near, Phrase, Remark, Without, Word, read
from archive.search.requests import last_page
from archive.search.terms import leaves
from archive.search.translation import Known, translate
from tests.search.test_query import anything

SIGNS = "".join(chr(0x4E00 + number) for number in range(WORDS * 2))


def row(count, word="ab"):
    return " ".join(f"{word}{number}" for number in range(count))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f'"{row(WORDS + 9)}"', Phrase(row(WORDS))),
        (f'"{row(WORDS + 9)}"~9', Near(row(WORDS), 9)),
        (f'exact:"{row(WORDS + 9)}"', Exact(Phrase(row(WORDS)))),
        (f'-"{row(WORDS + 9)}"', Without(Phrase(row(WORDS)))),
        (SIGNS, Word(SIGNS[:WORDS])),
        (f'"{row(WORDS)}" OR x', Phrase(row(WORDS))),
    ],
)
def test_what_has_too_many_words_is_cut_and_said_so(text, part):
    reading = read(text)

    assert reading.query.parts == (part,)
    assert reading.remarks == (Remark.FEWER_WORDS,)


def test_fields_take_no_room_and_brackets_that_lose_their_words_fall():
    reading = read(f'"{row(WORDS - 1)}" (x y) -(p q) in:answer')

    *words, field = reading.query.parts
    assert words == [Phrase(row(WORDS - 1)), Word("x")]
    assert (field.name, field.value) == ("in", "answer")


def test_what_fits_stays_as_it_is():
    reading = read(f'"{row(WORDS - 2)}" (x y) -year:2024')

    assert reading.remarks == ()
    assert reading.query.parts[1:3] == (Word("x"), Word("y"))


@given(anything.map(lambda text: text * 30))
def test_no_query_asks_for_more_terms_than_its_words(text):
    parsed = query.parse(text)
    tree = translate(parsed, Known(frozenset({"en", "ru", "zh"}))).tree

    assert bounds.words(parsed) <= WORDS
    assert sum(1 for _ in leaves(tree)) <= WORDS


def test_pages_end_where_no_engine_need_go_further():
    assert last_page(0) == 1
    assert last_page(21) == 2
    assert last_page(ROWS) == last_page(10**9) == ROWS // 20
