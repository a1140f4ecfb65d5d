"""From a quotation to the places it may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.admin.passages import Quotation, candidates, fold
from archive.anchoring import places
from archive.transcript import Span

TEXT = "The “old” river – 🐎 – runs.\n\nThe river runs on."


def found(words, **hints):
    return [
        TEXT[span.start : span.end]
        for span in candidates(TEXT, Quotation(words, **hints))
    ]


def test_words_that_stand_once_are_found():
    assert candidates(TEXT, Quotation("🐎")) == [Span(18, 19)]


def test_words_that_stand_nowhere_are_not_found():
    assert found("a lake") == []


def test_words_that_stand_twice_are_left_to_the_editor():
    assert candidates(TEXT, Quotation("river")) == [Span(10, 15), Span(33, 38)]


def test_the_place_that_was_chosen_decides():
    assert candidates(TEXT, Quotation("river", start=33)) == [Span(33, 38)]


def test_a_place_without_the_words_decides_nothing():
    assert len(candidates(TEXT, Quotation("river", start=3))) == 2


@pytest.mark.parametrize("hints", [{"prefix": "old” "}, {"suffix": " – 🐎"}])
def test_what_stands_around_the_words_decides(hints):
    assert candidates(TEXT, Quotation("river", **hints)) == [Span(10, 15)]


def test_surroundings_of_neither_place_decide_nothing():
    assert len(candidates(TEXT, Quotation("river", prefix="a lake and a "))) == 2


def test_surroundings_lose_their_line_breaks_in_a_browser():
    assert candidates(TEXT, Quotation("The", prefix="runs.")) == [Span(29, 32)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('The "old" river', "The “old” river"),
        ("river - 🐎 - runs", "river – 🐎 – runs"),
        ("runs. The river", "runs.\n\nThe river"),
        ("runs.\r\n\r\nThe river", "runs.\n\nThe river"),
        ("  river – 🐎  ", "river – 🐎"),
    ],
)
def test_typing_may_differ_and_the_words_are_those_of_the_text(typed, words):
    assert found(typed) == [words]


def test_an_ellipsis_may_be_typed_as_three_dots():
    text = "So… it was."

    assert candidates(text, Quotation("So... it")) == [Span(0, 6)]


def test_upper_and_lower_case_are_not_forgiven():
    assert found("THE RIVER") == []


@given(st.text(alphabet="ab “”\"'–-… \n🐎", max_size=40), st.data())
def test_any_passage_is_among_the_places_of_its_own_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    if words.strip() != words or not words:
        return

    spans = candidates(text, Quotation(words, start=start))

    assert spans == [Span(start, end)]
    assert start in places(text, words)


@given(st.text())
def test_folding_keeps_an_origin_for_every_character(text):
    folded, origins = fold(text)

    assert len(folded) == len(origins)
    assert all(0 <= one.start < one.end <= len(text) for one in origins)
