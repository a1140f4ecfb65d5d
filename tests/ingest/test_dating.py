"""Dates inferred from words, never from a guess."""

import pytest

from archive.ingest.dating import infer
from archive.transcript import Basis, Dating, Kind, Precision, Segment, Span, Turn


def said(*texts):
    """One turn whose paragraphs say these words."""
    parts = [
        Segment(f"q1p{order}", text, Span(0, 1)) for order, text in enumerate(texts, 1)
    ]
    return [Turn("q1", Kind.QUESTION, tuple(parts))]


def test_a_new_year_that_was_celebrated_dates_to_about_january():
    dating = infer(said("Wells.", "How did you celebrate the New Year in 2024?"))

    assert dating == Dating(
        "2024-01-01",
        Precision.MONTH,
        Basis.INFERRED,
        "the text speaks of a New Year just begun: “celebrate the New Year in 2024” "
        "(q1p2)",
    )


@pytest.mark.parametrize(
    "words",
    [
        "We met in 2024.",
        "The arrival of the New Year is near.",
        "We celebrated the New Year in 2019 and welcomed the New Year 2020.",
    ],
)
def test_without_one_such_year_the_date_stays_unknown(words):
    assert infer(said(words)) is None
