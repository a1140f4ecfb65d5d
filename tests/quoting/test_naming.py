"""Whether a name in a text is a person's; pairs of words as numbers."""

import pytest

from archive.quoting import drawers
from archive.quoting.drawers import Drawers
from archive.quoting.naming import fits, forms_of, parts_of, runs_of
from archive.quoting.pairs import pairs_of, spread


@pytest.mark.parametrize(
    ("said", "name", "expected"),
    [
        ("Saparova", "Aigul Saparova", True),
        ("Сапаровой", "Aigul Saparova", True),
        ("Сапаровой", "Yerlan Omarov", False),
        ("Сапарованың", "Айгүл Сапарова", True),
        ("A. Saparova", "Aigul Saparova", True),
        ("B. Saparova", "Aigul Saparova", False),
        ("Aigul Omarova", "Aigul Saparova", False),
        ("A.", "Aigul Saparova", False),
        ("唐鳳", "唐鳳", True),
        ("政委唐鳳", "唐鳳", True),
        ("鳳", "唐鳳", False),
        ("王明", "唐鳳", False),
        ("Saparova", "", False),
    ],
)
def test_a_name_fits_whom_it_may_mean(said, name, expected):
    assert fits(parts_of(said), parts_of(name)) is expected


def test_the_whole_name_is_tried_before_parts_of_it():
    assert runs_of("Kim A. Hill") == [
        ("kim", "a", "hill"),
        ("kim", "a"),
        ("a", "hill"),
        ("kim",),
        ("hill",),
    ]


def test_of_a_long_run_of_names_the_last_six_count():
    assert runs_of("One Two Three Four Five Six Seven")[0] == (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
    )


def test_a_name_of_signs_is_each_two_of_them_and_more():
    assert forms_of("唐鳳君") == {"唐鳳", "鳳君", "唐鳳君"}


def test_no_words_have_no_pairs():
    assert pairs_of([]) == set()


def test_keys_are_taken_from_all_over():
    assert spread([1, 1, 2, 3], 3) == [1, 2, 3]
    assert spread(range(10), 4) == [0, 2, 5, 7]


def test_what_is_put_into_full_drawers_comes_out_in_order(monkeypatch):
    monkeypatch.setattr(drawers, "FULL", 2)

    with Drawers() as held:
        for place, pairs in enumerate([[7, 3], [3], [7]], 1):
            held.put(pairs, place)
        taken = [(pair, list(memoryview(p).cast("i"))) for pair, p in held.take(0)]

    assert taken == [(3, [1, 2]), (7, [1, 3])]
