"""Notes on words that moved: where they stand, or that they are lost."""

from archive.anchoring import describe
from archive.ingest.revision.reattaching import Found, move, stay
from archive.transcript import Span

BEFORE = "It was never deep enough. We walked to the river when it fell, all of us."


def selectors(words, text=BEFORE):
    start = text.index(words)
    return describe(text, Span(start, start + len(words)))


def test_words_stay_where_all_around_them_stayed():
    assert stay(f"Oh. {BEFORE}", selectors("the river")) == Span(43, 52)


def test_words_whose_surroundings_changed_do_not_stay():
    assert stay(BEFORE.replace("walked", "ran"), selectors("the river")) is None


def test_words_move_with_what_stood_before_them():
    now = "It was never deep enough. We walked to the river and drank."

    found, why = move({"a4": now}, selectors("the river"))

    assert found == Found("a4", Span(39, 48), "the same words stand before it")
    assert why == ""


def test_words_move_with_what_stood_behind_them():
    now = "To the river when it fell, all of us."

    found, _ = move({"a4": now}, selectors("the river"))

    assert found == Found("a4", Span(3, 12), "the same words stand behind it")


def test_many_words_are_known_without_their_surroundings():
    many = "never deep enough. We walked to the river when it"

    found, _ = move({"a4": f"Well, {many} rained."}, selectors(many))

    assert found == Found("a4", Span(6, 55), "the same words, and many")


def test_look_alikes_are_not_taken():
    found, why = move({"a4": "Somebody saw the river."}, selectors("the river"))

    assert found is None
    assert why.startswith("the words stand nowhere")


def test_of_two_places_neither_is_taken():
    now = "We walked to the river when it fell, all of us."

    found, why = move({"a4": now, "a5": now}, selectors("the river"))

    assert (found, why) == (None, "the words stand in 2 places: a4, a5")
