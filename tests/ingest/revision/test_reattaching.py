"""Notes on words that moved: where they stand, or that they are lost."""

import pytest

from archive.anchoring import describe
from archive.ingest.revision.reattaching import (
    Found,
    Stood,
    Wordings,
    move,
    settle,
    stay,
)
from archive.transcript import Span

BEFORE = "It was never deep enough. We walked to the river when it fell, all of us."


def selectors(words, text=BEFORE):
    start = text.index(words)
    return describe(text, Span(start, start + len(words)))


def stood(words, text=BEFORE, anchor="a4"):
    return Stood(anchor, text, selectors(words, text))


def moved(now, words, before=BEFORE):
    return move({"a4": Wordings(before, now)}, stood(words))


def test_words_stay_where_all_around_them_stayed():
    assert stay(BEFORE, f"Oh. {BEFORE}", selectors("the river")) == Span(43, 52)


def test_words_whose_surroundings_changed_do_not_stay():
    now = BEFORE.replace("walked", "ran")

    assert stay(BEFORE, now, selectors("the river")) is None


REFRAIN = "And then the water came, and all of us went down to the river again. "


def test_of_two_that_look_alike_the_one_that_is_left_is_not_taken():
    before = f"First. {REFRAIN * 3}"
    second = 7 + len(REFRAIN) + REFRAIN.index("the river")
    chosen = describe(before, Span(second, second + 9))

    assert stay(before, f"First. {REFRAIN * 2}", chosen) is None
    assert settle(Stood("a4", before, chosen), f"First. {REFRAIN * 2}", {}).span is None


def test_of_two_that_look_alike_each_stays_when_the_change_is_behind_or_before_them():
    before = f"First. {REFRAIN * 3}Last."
    second = 7 + len(REFRAIN) + REFRAIN.index("the river")
    chosen = describe(before, Span(second, second + 9))

    behind = stay(before, before.replace("Last", "At last"), chosen)
    earlier = stay(before, before.replace("First", "Firstly"), chosen)

    assert (behind, earlier) == (
        Span(second, second + 9),
        Span(second + 2, second + 11),
    )


def test_a_look_alike_put_in_before_the_words_is_not_taken_for_them():
    before = f"First. {REFRAIN * 3}Last."
    now = f"First. {REFRAIN * 4}Last."
    second = 7 + len(REFRAIN) + REFRAIN.index("the river")
    chosen = describe(before, Span(second, second + 9))

    assert settle(Stood("a4", before, chosen), now, {}).span is None


def test_words_move_with_what_stood_before_them():
    now = "It was never deep enough. We walked to the river and drank."

    found, why = moved(now, "the river")

    assert found == Found("a4", Span(39, 48), "the same words stand before it")
    assert why == ""


def test_words_move_with_what_stood_behind_them():
    found, _ = moved("To the river when it fell, all of us.", "the river")

    assert found == Found("a4", Span(3, 12), "the same words stand behind it")


def test_many_words_are_known_without_their_surroundings():
    many = "never deep enough. We walked to the river when it"

    found, _ = moved(f"Well, {many} rained.", many)

    assert found == Found("a4", Span(6, 55), "the same words, and many")


def test_look_alikes_are_not_taken():
    found, why = moved("Somebody saw the river.", "the river")

    assert found is None
    assert why.startswith("the words stand nowhere")


def test_what_stood_in_another_turn_already_is_another_passage():
    other = "They, too: We walked to the river when it fell, all of them."
    reworded = Wordings(other, f"{other} Truly.")

    found = settle(stood("the river"), "Gone.", {"a9": reworded})

    assert found.span is None
    assert found.evidence.startswith("the words stand nowhere")


def test_of_two_places_neither_is_taken():
    now = "We walked to the river when it fell, all of us."
    fresh = {"a4": Wordings(BEFORE, now), "a5": Wordings("", now)}

    found, why = move(fresh, stood("the river"))

    assert (found, why) == (None, "the words stand in 2 places: a4, a5")


def test_a_note_of_a_turn_that_is_gone_says_so():
    assert settle(stood("the river"), None, {}) == Found(
        "a4",
        None,
        "a4 is gone; the words stand nowhere between the words they were chosen from",
    )


# Words beside them changed


BESIDE = "the same words, and what stands beside them changed, in a4; before in a4"


@pytest.mark.parametrize(
    ("before", "words", "now", "start"),
    [
        ("It was deep.", "It", "It is deep.", 0),
        ("Yes, truly.", "Yes", "Yes, indeed.", 0),
        ("We dug the well.", "well", "We dug a well.", 9),
        (BEFORE, "river", BEFORE.replace("the river when", "a river as"), 41),
        ("井很深。", "井", "那井很深。", 1),
        ("Су терең еді.", "Су", "Су терең болды.", 0),
        ("كان الماء عميقا.", "الماء", "كان الماء باردا.", 4),
    ],
)
def test_words_beside_a_changed_word_are_moved_and_not_lost(before, words, now, start):
    found = settle(stood(words, before), now, {"a4": Wordings(before, now)})

    assert found == Found("a4", Span(start, start + len(words)), BESIDE)


@pytest.mark.parametrize(
    ("before", "words", "now"),
    [
        # Too little of the turn is left to know it by.
        ("Yes. I was there.", "Yes", "Yes. No comment."),
        ("We saw the river. All", "the river", "They drew the river. Nobody"),
        # Words that only begin alike.
        (BEFORE, "river", BEFORE.replace("the river", "two rivers")),
        ("Well, it is so.", "Well", "Wells, it was so."),
        # Another of the same words.
        ("The first well was dry. The second well was dry.", "well", "A well was dry."),
        ("We came to the well, then.", "well", "The well, we came to a well, then."),
    ],
)
def test_look_alikes_beside_changed_words_are_lost(before, words, now):
    found = settle(stood(words, before), now, {"a4": Wordings(before, now)})

    assert found.span is None


def test_of_hundreds_of_places_of_a_letter_none_is_taken():
    before = "ab " * 300
    now = before.replace("ab ab ab ", "ab cd ab ", 1)
    chosen = describe(before, Span(3, 4))

    assert (
        settle(Stood("a4", before, chosen), now, {"a4": Wordings(before, now)}).span
        is None
    )
