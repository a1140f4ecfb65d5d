"""The query language: what a reader types, read without ever complaining."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.parts import size
from archive.search.query import (
    DEEPEST,
    LONGEST,
    MOST,
    Beginning,
    Either,
    Exact,
    Field,
    Group,
    Near,
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
    # One or the other
    "water OR snow": (Either((Word("water"), Word("snow"))),),
    "water | snow": (Either((Word("water"), Word("snow"))),),
    "вода ИЛИ снег": (Either((Word("вода"), Word("снег"))),),
    "water or snow": (Word("water"), Word("or"), Word("snow")),
    "speaker:x a OR b": (Field("speaker", "x"), Either((Word("a"), Word("b")))),
    "a OR b OR c d": (Either((Word("a"), Word("b"), Word("c"))), Word("d")),
    "a OR -b": (Either((Word("a"), Without(Word("b")))),),
    "a AND b": (Word("a"), Word("b")),
    "a NOT b": (Word("a"), Without(Word("b"))),
    "-OR": (Without(Word("or")),),
    # Brackets
    "(a b) c": (Word("a"), Word("b"), Word("c")),
    "(a b) OR c": (Either((Group((Word("a"), Word("b"))), Word("c"))),),
    "-(a b)": (Without(Group((Word("a"), Word("b")))),),
    "-(a OR b)": (Without(Either((Word("a"), Word("b")))),),
    "-(-a)": (Word("a"),),
    "f(x)": (Word("f"), Word("x")),
    "()": (),
    "((a OR b) OR c) -d": (
        Either((Word("a"), Word("b"), Word("c"))),
        Without(Word("d")),
    ),
    # Beginnings, nearness, spelling
    "elect*": (Beginning("elect"),),
    "-elect*": (Without(Beginning("elect")),),
    "*": (Word("*"),),
    '"water steppe"~5': (Near("water steppe", 5),),
    '"water steppe"~0': (Phrase("water steppe"),),
    '"water steppe"~ 5': (Phrase("water steppe"), Word("~"), Word("5")),
    "exact:votes": (Exact(Word("votes")),),
    'exact:"no votes"': (Exact(Phrase("no votes")),),
    "-exact:votes": (Without(Exact(Word("votes"))),),
    "exact:elect*": (Exact(Word("elect")),),
    # Fields
    "speaker:Tokayev": (Field("speaker", "Tokayev"),),
    'speaker:"K. Tokayev" in:answer': (
        Field("speaker", "K. Tokayev"),
        Field("in", "answer"),
    ),
    "Speaker: Tokayev": (Field("speaker", "Tokayev"),),
    "спикер:Токаев": (Field("speaker", "Токаев"),),
    "тақырып:су": (Field("topic", "су"),),
    "-topic:water": (Without(Field("topic", "water")),),
    "year:2019-2022": (Field("year", "2019-2022"),),
    "before:2024-03 after:5.3.2021": (
        Field("before", "2024-03"),
        Field("after", "5.3.2021"),
    ),
    "in:сұрақ": (Field("in", "сұрақ"),),
    "speaker:": (Word("speaker"),),
    '(speaker:) "a"': (Word("speaker"), Phrase("a")),
    'speaker:""': (Word("speaker"),),
    "year:soon": (Word("year:soon"),),
    'year:"very soon"': (Phrase("very soon"),),
    "colour:red": (Word("colour:red"),),
    "12:30 https://example.org": (Word("12:30"), Word("https://example.org")),
}


@pytest.mark.parametrize(("text", "parts"), READINGS.items())
def test_what_a_reader_types_means_this(text, parts):
    assert parse(text) == Query(parts)


def test_a_lone_quotation_mark_is_passed_over_and_said_so():
    reading = read('the "nuclear power')

    assert reading.query == Query((Word("the"), Word("nuclear"), Word("power")))
    assert reading.remarks == (Remark.OPEN_QUOTE,)


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("(a", (Remark.OPEN_BRACKET,)),
        ("a)", (Remark.OPEN_BRACKET,)),
        ("OR a", (Remark.LONE_OR,)),
        ("a OR", (Remark.LONE_OR,)),
        ("a (OR) b", (Remark.LONE_OR,)),
        ("a OR OR b", ()),
        ('"a b"~51', (Remark.FAR,)),
        ("(" * DEEPEST + "a" + ")" * DEEPEST, ()),
        ("((((((((a OR b))))) c)))", (Remark.DEEP,)),
    ],
)
def test_what_is_passed_over_is_said(text, remarks):
    assert read(text).remarks == remarks


def test_what_only_looks_like_a_field_is_named():
    assert read("colour:red year:soon speaker:x colour:red").misread == (
        "colour:red",
        "year:soon",
    )
    assert read("12:30 https://example.org a:").misread == ()


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


pieces = st.sampled_from(
    [
        *"ab-−()（*|~:\"“«' \n\x00",
        *[
            " OR ",
            " AND ",
            " NOT ",
            "speaker:",
            "exact:",
            "year:",
            "2024",
            "~3",
            "in:",
            "note",
            "x:y",
            "Год:",
        ],
    ]
)
anything = (
    st.text()
    | st.text("ab\"“”«»-−'\x00\ud800\u0301 \n", max_size=40)
    | st.lists(pieces, max_size=30).map("".join)
)


@given(anything)
def test_typing_the_reading_again_gives_the_same_query(text):
    query = parse(text)

    assert parse(unparse(query)) == query


@given(anything.map(lambda text: text * 30))
def test_no_query_is_larger_than_the_limits(text):
    query = parse(text)

    assert size(query) <= MOST
    assert len(unparse(query)) <= LONGEST
