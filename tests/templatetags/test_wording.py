"""A question's own words and an opening are spans of the record, word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.templatetags.wording import opening, own_words, shorten


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Where does it come from?", "Where does it come from?"),
        (
            "Thank you for your time.\n\nWhich events of the year stand out for you?",
            "Which events of the year stand out for you?",
        ),
        (
            "How prudent was it to invite the troops of others? There was much talk.",
            "How prudent was it to invite the troops of others?",
        ),
        (
            "It is cold here. Rumours speak of a referendum. Is there truth in them?",
            "Rumours speak of a referendum. Is there truth in them?",
        ),
        ("Tell us. Begin with your childhood.", "Tell us. Begin with your childhood."),
        ("People call it a “listening state.” Is it?", None),
        ("Mr. Omarov, why did the river turn north in that year of all years?", None),
        ("你好。为什么？", "你好。为什么？"),
        ("no marks at all", "no marks at all"),
    ],
)
def test_a_question_is_known_by_what_it_asks(question, expected):
    assert own_words(question) == (expected or question)


@given(st.text(alphabet="ab .?!…\n“”", min_size=1))
def test_own_words_stand_in_the_question(question):
    assert own_words(question) in question


@given(st.text(alphabet="ab .?!…\n“”", min_size=1))
def test_an_opening_stands_in_the_text(text):
    assert opening(text) in text


def test_an_opening_is_the_first_sentence():
    text = "The whole world saw it. Nobody spoke."

    assert opening(text) == "The whole world saw it."


def test_a_long_sentence_is_cut_between_words():
    assert shorten("one two three", 9) == "one two"
    assert shorten("one two three", 7) == "one two"
    assert shorten("unbreakable", 4) == "unbr"
