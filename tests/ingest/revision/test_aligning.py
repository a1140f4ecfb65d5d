"""Old texts and new ones: which became which, and why."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.revision.aligning import align, takers, words_of
from archive.ingest.revision.unchanged import rising, unchanged

WHOLE = "one two three four five six seven eight nine ten eleven twelve"
HEAD, TAIL = "one two three four", "five six seven eight nine ten eleven twelve"

texts = st.lists(st.sampled_from(["a", "b", "c d", "e f g", "e f h", ""]), max_size=12)


def pairs(old, new):
    return dict(sorted(align(old, new).pairs.items()))


def test_the_same_words_are_the_same_text():
    assert pairs(["Who?", "I."], ["Who?", "I."]) == {0: 0, 1: 1}


def test_blanks_make_no_difference():
    found = align(["Who dug\n\nthe well?"], ["Who dug the well?"])

    assert found.evidence == {0: "the same words"}


def test_what_is_between_the_same_neighbours_may_have_other_words():
    found = align(["Who?", "My father.", "Why?"], ["Who?", "My mother.", "Why?"])

    assert found.pairs[1] == 1
    assert found.evidence[1] == "the same place, 1 words the same"


def test_what_shares_no_word_is_another_text():
    found = align(["Who?", "My father.", "Why?"], ["Who?", "Nobody knows.", "Why?"])

    assert 1 not in found.pairs
    assert found.successors == {}


def test_the_first_part_of_a_split_text_is_the_text():
    assert pairs([WHOLE], [HEAD, TAIL]) == {0: 0}


def test_two_merged_texts_are_the_first_of_them():
    found = align([HEAD, TAIL], [WHOLE])

    assert (found.pairs, found.successors) == ({0: 0}, {1: 0})


def test_a_text_that_moved_is_known_by_its_words():
    found = align(["a b c d e", "f g h i"], ["f g h i", "a b c d e"])

    assert found.pairs == {0: 1, 1: 0}


def test_few_words_elsewhere_are_no_evidence():
    old = ["Yes.", "a b c d", "e f g h"]

    assert pairs(old, ["a b c d", "e f g h", "Yes."]) == {0: 1, 1: 2}


def test_a_reworded_text_is_known_by_its_runs():
    found = align([f"{WHOLE} end", "x y z"], ["p q r", f"{WHOLE} ending", "s t u"])

    assert found.pairs == {1: 0}
    assert found.evidence == {1: "12 words in the same runs"}


def test_words_that_are_in_every_text_tell_nothing():
    old = [f"you know what I mean {name}" for name in "abcdefghij"]

    assert takers(old, ["you know what I mean"]) == {}


def test_who_took_the_words_is_told_by_half_of_them():
    lost = [HEAD, "a b c d", "e f g h i j k l"]

    assert takers(lost, ["x", "a b c d", f"{HEAD} and more", "e f g"]) == {0: 2, 1: 1}


def test_words_of_a_script_without_spaces_are_its_letters():
    assert words_of("Что? 我们 挖井, x_y") == ["что", "我", "们", "挖", "井", "x", "y"]


@given(texts, texts)
def test_no_text_is_paired_twice_and_equal_ones_never_cross(old, new):
    found = align(old, new)
    same = unchanged(old, new)

    assert len(set(found.pairs.values())) == len(found.pairs)
    assert all(old[there] == new[here] for there, here in same)
    assert same == sorted(same)
    assert rising(same) == same


@given(texts)
def test_nothing_changes_when_nothing_changed(old):
    assert align(old, old).pairs == {place: place for place in range(len(old))}


def test_the_longest_row_that_rises_is_found():
    assert rising([(3, 0), (1, 1), (4, 2), (2, 3), (5, 4)]) in (
        [(3, 0), (4, 2), (5, 4)],
        [(1, 1), (4, 2), (5, 4)],
        [(1, 1), (2, 3), (5, 4)],
    )
    assert rising([]) == []


def test_repeated_texts_stay_in_order():
    old = ["No.", "Yes."] * 20
    new = [*old[1:], "Hm."]

    assert unchanged(old, new) == [(place + 1, place) for place in range(39)]


@pytest.mark.parametrize("kinds", [2, 3000])
def test_thousands_of_texts_are_aligned_at_once(kinds):
    chance = random.Random(7)
    old = [
        " ".join(f"w{chance.randrange(kinds)}" for _ in range(chance.randrange(1, 30)))
        for _ in range(2000)
    ]
    new = [text if chance.random() > 0.2 else f"{text} more" for text in old[5:]]
    begun = time.process_time()

    found = align(old, new)

    assert time.process_time() - begun < 2
    assert len(found.pairs) > 1900


def test_only_two_texts_over_and_over_are_aligned_at_once():
    old = ["No.", "Yes."] * 1500
    new = [*old[1:], "Hm."]
    new[700] = "x"
    begun = time.process_time()

    found = unchanged(old, new)

    assert time.process_time() - begun < 1
    assert len(found) > 2900
