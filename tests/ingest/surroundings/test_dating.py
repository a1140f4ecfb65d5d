"""Dates inferred from words, never from a guess."""

import pytest

from archive.ingest.assembling import assembled
from archive.ingest.conventions.conversation import (
    Conversation,
    Opening,
    Recognition,
)
from archive.ingest.surroundings.dating import infer, signed, stated
from archive.transcript import Basis, Dating, Kind, Precision, Segment, Span, Turn
from tests.ingest.conventions.printed import printed


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


def test_what_the_format_states_is_believed_first():
    dating = stated("2016-08-12 Talk", [], {"date": "2016-08"}, Conversation(()))

    assert dating == Dating("2016-08-01", Precision.MONTH, Basis.TEXT, "2016-08")


@pytest.mark.parametrize(
    ("title", "lines", "start"),
    [
        ("2016-08-12 Talk", ["3 May 2017"], "2016-08-12"),
        ("Talk", ["May 2017", "Interviewed on 3 June 2016"], "2016-06-03"),
        (
            "Talk",
            ["We met him on 4 May 2016 in a hall of the museum.", "3 May 2017"],
            "2017-05-03",
        ),
        ("Talk", ["Updated 3 May 2018", "3 May 2017"], "2017-05-03"),
        ("Talk", ["word " * 60 + "3 May 2018", "3 May 2017"], "2017-05-03"),
    ],
)
def test_the_date_printed_nearest_to_the_title_is_it(title, lines, start):
    dating = stated(title, printed(*lines), {}, Conversation(()))

    assert (dating.start, dating.basis) == (start, Basis.TEXT)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("This is an interview on 13 June 2006 with Ann.", "2006-06-13"),
        ("I was born on 13 June 1930.", None),
        ("Who dug it?", None),
    ],
)
def test_the_first_turn_may_say_the_day(words, start):
    whole = assembled(printed(words), Recognition(1.0, "", (Opening(0, 0, 0, "", ""),)))

    dating = stated("Talk", [], {}, whole)

    assert (dating and dating.start) == start
    assert dating is None or dating.basis is Basis.INFERRED


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("Мария Петрова|12.03.2021", "2021-03-12"),
        ("3 May 2020", "2020-05-03"),
        ("Read what we wrote on 3 May 2020", None),
    ],
)
def test_a_date_alone_in_a_line_after_the_talk_signs_it(line, start):
    dating = signed(printed(line), {})

    assert (dating and dating.start) == start
