"""An annotation is found again on its own words, or it is said to be lost."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.anchoring import CONTEXT, Selectors, describe, locate, places
from archive.errors import AnchorLost
from archive.transcript import Span

WELL = "We dug the first well in spring. Then we dug the second well, and it was dry."
letters = st.sampled_from("ab ұ🐎")
texts = st.text(letters, min_size=1, max_size=90)


@st.composite
def passages(draw):
    """A text and a span of it that is not empty."""
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


def span_of(words, text=WELL):
    return Span(text.index(words), text.index(words) + len(words))


# Describing


def test_a_passage_is_described_by_its_words_their_surroundings_and_its_place():
    assert describe(WELL, span_of("second well")) == Selectors(
        exact="second well",
        prefix="well in spring. Then we dug the ",
        suffix=", and it was dry.",
        start=49,
        end=60,
    )


def test_a_whole_text_has_no_surroundings():
    assert describe("Yes.", Span(0, 4)) == Selectors("Yes.", "", "", 0, 4)


def test_offsets_count_code_points():
    assert describe("🐎🐎 ride", Span(3, 7)) == Selectors("ride", "🐎🐎 ", "", 3, 7)


@pytest.mark.parametrize("span", [Span(2, 2), Span(3, 2), Span(-1, 2), Span(0, 5)])
def test_what_is_no_passage_is_refused(span):
    with pytest.raises(ValueError, match=r"is no passage of a text of 4 characters"):
        describe("Yes.", span)


# Finding again


@given(passages())
def test_a_passage_of_an_unchanged_text_is_found_where_it_was(passage):
    text, span = passage

    assert locate(text, describe(text, span)) == span


@given(passages(), texts)
def test_what_is_found_has_the_same_words_and_surroundings(passage, changed):
    text, span = passage
    selectors = describe(text, span)

    try:
        found = describe(changed, locate(changed, selectors))
    except AnchorLost:
        return

    assert (found.exact, found.prefix, found.suffix) == (
        selectors.exact,
        selectors.prefix,
        selectors.suffix,
    )


@given(passages(), st.text(letters, max_size=40))
def test_a_passage_far_from_a_change_moves_with_its_text(passage, inserted):
    text, span = passage
    assume("W" not in text)
    far = "W" * CONTEXT

    moved = locate(inserted + far + text, describe(far + text, shifted(span, CONTEXT)))

    assert moved == shifted(span, CONTEXT + len(inserted))


def shifted(span, by):
    return Span(span.start + by, span.end + by)


def test_words_inserted_far_before_a_passage_move_it():
    selectors = describe(WELL, span_of("dry"))

    found = locate(f"Listen. {WELL}", selectors)

    assert found == Span(81, 84)


@pytest.mark.parametrize(
    "changed",
    [
        WELL.replace("second well", "third well"),
        WELL.replace("second well", "Second well"),
        WELL.replace("dug the second", "found the second"),
        WELL.replace(", and", ". And"),
        WELL.replace("second well", "second  well"),
        "",
    ],
)
def test_changed_words_or_surroundings_lose_a_passage(changed):
    selectors = describe(WELL, span_of("second well"))

    with pytest.raises(AnchorLost) as caught:
        locate(changed, selectors)

    assert str(caught.value) == (
        "“second well” stands nowhere between the words it was chosen from. "
        "Choose the passage again."
    )


def test_the_same_words_elsewhere_are_no_evidence():
    selectors = describe(WELL, span_of("well"))

    with pytest.raises(AnchorLost):
        locate("Then we dug the second well, and it was dry.", selectors)


def test_a_passage_at_the_beginning_is_not_found_further_on():
    selectors = describe("Yes. I was there.", Span(0, 3))

    with pytest.raises(AnchorLost):
        locate("No. Yes. I was there.", selectors)


def test_a_passage_at_the_end_is_not_found_further_up():
    selectors = describe("I was there. Yes.", Span(13, 17))

    with pytest.raises(AnchorLost):
        locate("I was there. Yes. And you?", selectors)


def test_two_places_that_cannot_be_told_apart_lose_a_passage():
    verse = f"{'ha ' * 12}Water! {'ha ' * 12}"
    selectors = describe(verse, span_of("Water!", verse))

    with pytest.raises(AnchorLost, match=r"^“Water!” stands in more than one place"):
        locate(f"So. {verse}{verse}", selectors)


def test_its_own_place_wins_over_another_with_the_same_surroundings():
    verse = f"{'ha ' * 12}Water! {'ha ' * 12}"
    second = shifted(span_of("Water!", verse), len(verse))

    assert locate(verse * 2, describe(verse * 2, second)) == second


def test_no_words_are_found_nowhere():
    with pytest.raises(AnchorLost):
        locate(WELL, Selectors("", "", "", 0, 0))


# Places


def test_every_place_of_some_words_is_found_overlapping_ones_too():
    assert places("ana ana anana", "ana") == [0, 4, 8, 10]
    assert places("ana", "x") == []
    assert places("ana", "") == []


@given(st.text(letters, max_size=30), st.text(letters, min_size=1, max_size=2))
def test_places_are_all_those_where_the_words_stand(text, words):
    assert places(text, words) == [
        at for at in range(len(text)) if text[at : at + len(words)] == words
    ]
