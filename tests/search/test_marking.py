"""The query's words in a text, and the pieces that show them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.search import analysis, terms
from archive.search.marking import WIDTH, marks, merge, pieces, within
from archive.search.query import parse
from archive.search.translation import Known, translate

ENGLISH = frozenset({"en"})


def leaves(query):
    return tuple(terms.leaves(translate(parse(query), Known(ENGLISH)).tree))


def marked(query, text, language="en"):
    return [text[m.start : m.end] for m in marks(leaves(query), text, language)]


def shown(query, text):
    passages = list(analysis.paragraphs(text))
    found = marks(leaves(query), text, "en")
    return [text[start:end] for start, end in pieces(passages, text, found)]


def test_a_word_is_marked_in_all_its_forms():
    assert marked("reform", "Reforms: reforming, to reform.") == [
        "Reforms",
        "reforming",
        "reform",
    ]


def test_a_phrase_is_marked_as_a_phrase_only():
    text = "Nuclear power. Power, nuclear. The nuclear-power plant."

    assert marked('"nuclear power"', text) == ["Nuclear power", "nuclear-power"]


def test_a_phrase_does_not_reach_into_the_next_paragraph():
    assert marked('"nuclear power"', "We are nuclear.\n\nPower is ours.") == []


def test_excluded_words_are_not_marked():
    assert marked("power -plant", "power plant") == ["power"]


def test_chinese_words_are_marked_as_they_stand():
    assert marked("國會", "立法院是國會，國會議員") == ["國會", "國會"]
    assert marked("國", "國會是國") == ["國", "國"]


def test_variants_mark_the_sign_that_is_written():
    assert marked("台灣", "臺灣大學") == ["臺灣"]


def test_an_exact_twin_can_be_marked():
    twin = leaves("Reforms")
    exact = type(twin[0])(frozenset({"=reforms"}))

    found = marks([exact], "Reform reforms", "en")

    assert [(mark.start, mark.end) for mark in found] == [(7, 14)]


def test_spans_that_touch_are_one():
    assert merge([(4, 6), (0, 2), (1, 3), (3, 4)]) == ((0, 6),)
    assert merge([(5, 6), (0, 2)]) == ((0, 2), (5, 6))


LONG = " ".join(f"w{number}" for number in range(200))


def test_a_short_paragraph_is_shown_whole():
    assert shown("water", "First.\n\nAll about water here.") == [
        "All about water here."
    ]


def test_the_piece_shows_most_of_the_words_wanted():
    text = f"water {LONG}\n\n{LONG} water and steppe {LONG}"

    (piece,) = shown("water steppe", text)

    assert "water and steppe" in piece
    assert len(piece) <= WIDTH


def test_a_second_piece_shows_the_words_the_first_lacks():
    text = f"water {LONG}\n\nnothing\n\n{LONG} steppe"

    first, second = shown("steppe water", text)

    assert first.startswith("water")
    assert second.endswith("steppe")


def test_a_piece_is_cut_at_spaces():
    (piece,) = shown("zebra", f"{LONG} zebra {LONG}")

    assert all(word in {*LONG.split(), "zebra"} for word in piece.split())


def test_a_text_without_spaces_is_cut_where_it_must():
    text = "國" * 600 + "報紙" + "國" * 600

    (piece,) = shown("報紙", text)

    assert "報紙" in piece
    assert len(piece) <= WIDTH


def test_without_marks_the_opening_is_shown():
    (piece,) = shown("absent", LONG)

    assert LONG.startswith(piece)
    assert 200 < len(piece) <= WIDTH


def test_a_text_without_passages_shows_nothing():
    assert pieces([], "", []) == []


def test_a_mark_wider_than_a_piece_is_shown_whole():
    text = LONG.replace("w", "word")
    phrase = " ".join(text.split()[:60])

    (piece,) = shown(f'"{phrase}"', f"{text} {text}")

    assert len(phrase) > WIDTH
    assert piece == phrase


@given(st.text("ab \n國報.", max_size=900), st.sampled_from(["a", "ab", "國", '"a b"']))
def test_pieces_lie_in_their_paragraph_and_apart(text, query):
    passages = [(a, b) for a, b in analysis.paragraphs(text)]
    found = marks(leaves(query), text, "en")

    spans = pieces(passages, text, found)

    assert all(any(a <= s and e <= b for a, b in passages) for s, e in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert not found or within(spans[0], found) or within(spans[-1], found)


def test_words_near_each_other_are_marked_each_by_itself():
    text = "Water on the steppe. And so on and so forth: water. Steppe, water!"

    assert marked('"water steppe"~3', text) == [
        "Water",
        "steppe",
        "water",
        "Steppe",
        "water",
    ]
    assert marked('"water steppe"~1', text) == ["water", "Steppe", "water"]
    assert marked('"water steppe"~1', "Water.\n\nSteppe.") == []
    assert marked('"國會 water"~2', "立法院國會 water") == ["國會", "water"]


def test_a_beginning_is_marked_as_the_whole_word():
    assert marked("elect*", "Elections, electric; select.") == ["Elections", "electric"]


def test_an_exact_word_is_marked_as_spelled():
    assert marked("exact:votes", "Votes, voting, a vote.") == ["Votes"]


def test_words_under_or_are_marked():
    assert marked("(river water) OR snow", "A river of snow") == ["river", "snow"]


def test_what_is_looked_for_in_notes_is_not_marked_in_the_text():
    assert marked("in:note water", "Water") == []
