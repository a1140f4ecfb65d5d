"""The query language: what a reader types, read without ever complaining."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import (
    LONGEST,
    MOST,
    Phrase,
    Query,
    Remark,
    Without,
    Word,
    parse,
    read,
    unparse,
)

READINGS = {
    "nuclear referendum": (Word("nuclear"), Word("referendum")),
    '"nuclear power" plant': (Phrase("nuclear power"), Word("plant")),
    "“nuclear power” «plant»": (Phrase("nuclear power"), Phrase("plant")),
    "power -plant": (Word("power"), Without(Word("plant"))),
    '-"power plant" coal': (Without(Phrase("power plant")), Word("coal")),
    "power −plant": (Word("power"), Without(Word("plant"))),
    "state-of-the-art": (Word("state-of-the-art"),),
    "--no": (Without(Word("no")),),
    '  "  spaced   out "  ': (Phrase("spaced out"),),
    'a"b"c': (Word("a"), Phrase("b"), Word("c")),
    "cafe\u0301": (Word("caf\u00e9"),),
    "one\x00two\ud800three": (Word("one"), Word("two"), Word("three")),
    "😀": (Word("😀"),),
    '- -- "" -"" "': (),
    "": (),
}


@pytest.mark.parametrize(("text", "parts"), READINGS.items())
def test_what_a_reader_types_means_this(text, parts):
    assert parse(text) == Query(parts)


def test_a_lone_quotation_mark_is_passed_over_and_said_so():
    reading = read('the "nuclear power')

    assert reading.query == Query((Word("the"), Word("nuclear"), Word("power")))
    assert reading.remarks == (Remark.OPEN_QUOTE,)


def test_a_plain_query_calls_for_no_remark():
    assert read('nuclear "power plant" -coal').remarks == ()


def test_a_long_query_is_cut_and_said_so():
    reading = read("nuclear " + "x" * LONGEST)

    assert reading.remarks == (Remark.CUT,)
    assert len(unparse(reading.query)) == LONGEST


def test_too_many_words_are_left_out_and_said_so():
    reading = read(" ".join("abcdefghij" for _ in range(MOST + 1)))

    assert len(reading.query.parts) == MOST
    assert reading.remarks == (Remark.FEWER_PARTS,)


def test_a_query_that_grows_when_typed_again_stays_within_the_limit():
    reading = read('"a"' + "b" * (LONGEST - 4) + "c")

    assert reading.query == Query((Phrase("a"),))
    assert reading.remarks == (Remark.FEWER_PARTS,)


anything = st.text() | st.text("ab\"“”«»-−'\x00\ud800\u0301 \n", max_size=40)


@given(anything)
def test_typing_the_reading_again_gives_the_same_query(text):
    query = parse(text)

    assert parse(unparse(query)) == query


@given(anything.map(lambda text: text * 30))
def test_no_query_is_larger_than_the_limits(text):
    query = parse(text)

    assert len(query.parts) <= MOST
    assert len(unparse(query)) <= LONGEST
