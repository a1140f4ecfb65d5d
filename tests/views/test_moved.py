"""Words that only moved are told apart from those put in and taken out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.views.collation import Piece, collate
from archive.views.moved import mark_moved

MOVED = "our fathers dug this well alone"


def test_words_that_stand_elsewhere_in_the_turn_are_moved():
    stays = "It rained for nine days and seven nights before winter came. "
    before, now = f"In spring {MOVED}. {stays}", f"{stays}Indeed {MOVED}."

    (pieces,) = mark_moved([collate(before, now)])

    moved = [(each.kind, each.words.strip()) for each in pieces if each.is_moved]
    assert moved == [("gone", f"{MOVED}."), ("new", f"{MOVED}.")]
    assert Piece("gone", "In spring ") in pieces
    assert any(piece.kind == "new" and piece.said == "Indeed" for piece in pieces)


def test_words_move_from_turn_to_turn():
    gone, new = [Piece("gone", f"{MOVED} then")], [Piece("new", f"now {MOVED}")]

    assert mark_moved([gone, new]) == [
        [Piece("gone", f"{MOVED} ", is_moved=True), Piece("gone", "then")],
        [Piece("new", "now "), Piece("new", MOVED, is_moved=True)],
    ]


def test_what_is_put_in_twice_was_moved_once():
    pieces = [Piece("gone", MOVED), Piece("new", f"{MOVED} {MOVED}")]

    ((gone, first, second),) = mark_moved([pieces])

    assert (gone.is_moved, first.is_moved, second.is_moved) == (True, True, False)


def test_few_words_are_chance():
    pieces = [Piece("gone", "it was in May "), Piece("new", "it was in May, too")]

    assert mark_moved([pieces]) == [pieces]


texts = st.lists(st.sampled_from("abc"), max_size=40).map(" ".join)


@settings(max_examples=30)
@given(texts, texts)
def test_no_word_is_lost(before, now):
    pieces = collate(before, now)

    (marked,) = mark_moved([pieces])

    for kind in ("gone", "new", "same"):
        assert "".join(each.words for each in marked if each.kind == kind) == "".join(
            each.words for each in pieces if each.kind == kind
        )
