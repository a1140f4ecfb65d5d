"""Where a quotation stands in a text, and what was changed in it."""

from archive.quoting.aligning import align
from archive.quoting.judging import Passage, Verdict, judge
from archive.quoting.matching import MOST_PLACES, Record, record_of, stand
from archive.quoting.quotation import read_quotation
from archive.quoting.splicing import MOST_WORDS, splice
from archive.quoting.words import words_of

WELL = "My father dug the well in 1951, before the road came. It took him nine days."


def aligned(text, record=WELL):
    return align(read_quotation(text), Record(words_of(record)))


def steps(text, record=WELL):
    return [(each.kind, each.quoted, each.kept) for each in aligned(text, record).steps]


def test_a_bracket_beside_a_change_stays_declared():
    assert steps("[Grandfather] dug a well in 1951") == [
        ("declared", (0, 1), (1, 2)),
        ("same", (1, 2), (2, 3)),
        ("reworded", (2, 3), (3, 4)),
        ("same", (3, 6), (4, 7)),
    ]


def test_a_word_of_chance_far_behind_is_no_part_of_it():
    record = "We dug the deep well by hand in it a road."

    assert aligned("We dug the deep well a", record).span == (0, 6)


def test_what_shares_no_word_is_not_aligned():
    assert aligned("Moon cheese") is None


def test_brackets_alone_stand_nowhere():
    assert stand(read_quotation("[he dug]"), Record(words_of(WELL))) == []


def test_so_many_places_are_enough():
    often = Record(words_of("we dug " * (MOST_PLACES + 5)))

    assert len(stand(read_quotation("we dug"), often)) == MOST_PLACES


def test_a_long_text_is_read_once():
    text = "We dug the well by hand. " * 100

    assert record_of(text) is record_of(text)
    assert record_of(WELL) is not record_of(WELL)


def test_a_quotation_longer_than_a_speech_is_not_taken_apart():
    record = Record(words_of(WELL))

    assert splice(read_quotation("well " * (MOST_WORDS + 1)), [record]) is None


def test_one_word_changed_is_near_and_two_are_not():
    record = [Passage(1, Record(words_of(WELL)))]

    near = judge(read_quotation("My mother dug the well in 1951"), record)
    far = judge(read_quotation("My mother dug a well in 1951"), record)

    assert (near.verdict, near.is_near) == (Verdict.ALTERED, True)
    assert (far.verdict, far.is_near) == (Verdict.ALTERED, False)


def test_words_are_said_as_they_are_written():
    words = words_of("We dug, and dug.")

    assert words.said(0, 2) == "We dug"
    assert words.said(1, 1) == ""
    assert words.whole(1, 1) == ""


def test_what_is_tied_to_words_is_said_with_them():
    words = words_of("About 1,250,000 tons at -5, in C++ and 10²/2.")

    assert words.whole(2, 3) == "1,250,000"
    assert words.whole(1, 2) == "1,250,000"
    assert words.said(6, 7) == "-5"
    assert words.said(8, 9) == "C++"
    assert words.ties(10) == ("", "^")


def test_words_before_the_first_of_a_sentence_are_put_in():
    assert steps("and my father dug the well") == [
        ("added", (0, 1), (0, 0)),
        ("same", (1, 6), (0, 5)),
    ]
    assert steps("and it took him nine days or more")[0] == ("added", (0, 1), (11, 11))
    assert steps("it took him nine days or more")[-1] == ("added", (5, 7), (16, 16))


def test_a_word_beside_the_ends_is_another_for_the_records():
    assert steps("your father dug a well")[0] == ("reworded", (0, 1), (0, 1))
    assert steps("he dug the well in 1951")[0] == ("reworded", (0, 1), (1, 2))
