"""Two wordings, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.views.collation import Piece, collate, kept, shortened

texts = st.text(st.sampled_from("abc de\n水道。."), max_size=60)


def test_a_changed_word_is_gone_and_new():
    assert collate("It was a deep well.", "It was a dry well.") == [
        Piece("same", "It was a "),
        Piece("gone", "deep "),
        Piece("new", "dry "),
        Piece("same", "well."),
    ]


def test_scripts_without_spaces_are_compared_by_letters():
    assert collate("我们挖了井", "我们挖了沟") == [
        Piece("same", "我们挖了"),
        Piece("gone", "井"),
        Piece("new", "沟"),
    ]


def test_a_last_word_stands_apart_from_what_is_gone_behind_it():
    assert collate("In 1950. How many days?", "In 1950.") == [
        Piece("same", "In 1950. "),
        Piece("gone", "How many days?"),
    ]


@given(texts, texts)
def test_no_word_of_either_wording_is_lost(before, now):
    pieces = collate(before, now)

    old = "".join(piece.words for piece in pieces if piece.kind != "new")
    new = "".join(piece.words for piece in pieces if piece.kind != "gone")
    assert new.rstrip() == now.rstrip()
    assert "".join(old.split()) == "".join(before.split())


def test_only_the_surroundings_of_a_change_are_shown():
    long = " ".join(f"w{number}" for number in range(100))

    pieces = shortened(collate(f"{long} old {long}", f"{long} new {long}"))

    assert pieces == [
        Piece("same", " ".join(f"w{n}" for n in range(76, 100)) + " ", "before"),
        Piece("gone", "old "),
        Piece("new", "new "),
        Piece("same", " ".join(f"w{n}" for n in range(24)), "behind"),
    ]


def test_between_two_changes_the_middle_is_left_out():
    long = " ".join(f"w{number}" for number in range(100))

    pieces = shortened(collate(f"a {long} b", f"c {long} d"))

    assert [(piece.kind, piece.cut) for piece in pieces] == [
        ("gone", ""),
        ("new", ""),
        ("same", "behind"),
        ("same", ""),
        ("gone", ""),
        ("new", ""),
    ]


@pytest.mark.parametrize(
    ("before", "cited", "now", "stands"),
    [
        ("The well is deep.", "well is", "Our well is deep, too.", "well is"),
        ("The well is deep.", "ell is d", "Our well is deep.", "ell is d"),
        ("A horse, a horse.", "a horse.", "A horse, no, a horse.", "a horse."),
        ("The well is deep.", "well is", "The well was deep.", None),
        ("The well is deep.", "well is", "The well, he said, is deep.", None),
        ("The well is deep.", "well is", "Nobody spoke.", None),
    ],
)
def test_a_passage_is_kept_when_all_its_words_are(before, cited, now, stands):
    start = before.index(cited)

    place = kept(before, (start, start + len(cited)), now)

    assert (now[slice(*place)] if place else None) == stands
