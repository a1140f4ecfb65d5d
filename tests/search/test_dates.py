"""Dates as readers type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.dates import Days, days, years


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-2-5", (2024, 2, 5), (2024, 2, 5)),
        ("5.2.2024", (2024, 2, 5), (2024, 2, 5)),
        ("5 February 2024", (2024, 2, 5), (2024, 2, 5)),
        ("Feb. 2024", (2024, 2, 1), (2024, 2, 29)),
        ("9 мая 1945", (1945, 5, 9), (1945, 5, 9)),
        ("январь 2022", (2022, 1, 1), (2022, 1, 31)),
        ("Қаңтар 2022", (2022, 1, 1), (2022, 1, 31)),
    ],
)
def test_a_date_means_these_days(text, first, last):
    assert days(text) == Days(date(*first), date(*last))


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-13", "31.2.2024", "0000", "5 stones 2024", "12:30"]
)
def test_other_words_are_no_date(text):
    assert days(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024", range(2024, 2025)),
        ("2019-2022", range(2019, 2023)),
        ("2019..2022", range(2019, 2023)),
        ("2022-2019", None),
        ("0000", None),
        ("soon", None),
    ],
)
def test_years_are_one_or_a_row(text, meant):
    assert years(text) == meant


@given(st.text("0123456789-./ мaяy"))
def test_no_text_is_an_error(text):
    days(text)
    years(text)
