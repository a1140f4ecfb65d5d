"""Offices: held from when to when, as exactly as it is known, beside a name in time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from archive.models import Interview, Office, office_at

MARCH = date(2019, 3, 1)


def office(start=None, start_precision="", end=None, end_precision="", title="Mayor"):
    return Office(
        title=title,
        start=start,
        start_precision=start_precision,
        end=end,
        end_precision=end_precision,
    )


def given(day, precision="day"):
    return Interview(date_start=day, date_precision=precision)


@pytest.mark.parametrize(
    ("held", "period"),
    [
        (office(), ""),
        (office(date(2019, 1, 1), "year"), "2019–"),
        (
            office(date(2019, 3, 1), "month", date(2021, 1, 1), "year"),
            "March 2019–2021",
        ),
        (office(end=date(2021, 5, 6), end_precision="day"), "–6 May 2021"),
    ],
)
def test_a_period_is_told_as_exactly_as_it_is_known(held, period):
    assert held.period == period


@pytest.mark.parametrize(
    ("held", "interview", "covers"),
    [
        (office(date(2019, 3, 20), "day"), given(date(2024, 1, 1), "month"), True),
        (office(date(2019, 3, 20), "day"), given(date(2019, 3, 20)), True),
        (office(date(2019, 3, 20), "day"), given(date(2019, 3, 19)), False),
        (office(date(2019, 3, 20), "day"), given(date(2019, 1, 1), "year"), False),
        (
            office(date(2019, 1, 1), "year", date(2021, 1, 1), "year"),
            given(date(2021, 12, 31)),
            True,
        ),
        (
            office(date(2019, 1, 1), "year", date(2021, 1, 1), "year"),
            given(date(2022, 1, 1)),
            False,
        ),
        (
            office(end=date(2021, 1, 1), end_precision="year"),
            given(date(2020, 1, 1)),
            False,
        ),
        (office(date(2019, 1, 1), "year"), Interview(), False),
    ],
)
def test_an_office_covers_an_interview_only_where_the_dates_say_so(
    held, interview, covers
):
    assert held.covers(interview) is covers


def test_of_several_offices_the_last_begun_is_named():
    early = office(date(2010, 1, 1), "year", title="Senator")
    late = office(date(2019, 1, 1), "year", title="President")

    assert office_at([late, early], given(date(2020, 1, 1))).title == "President"
    assert office_at([late, early], given(date(2012, 1, 1))).title == "Senator"
    assert office_at([late], given(date(2012, 1, 1))) is None


@pytest.mark.parametrize(
    ("held", "field"),
    [
        (office(date(2019, 1, 1)), "start_precision"),
        (office(end_precision="day"), "end_precision"),
        (office(date(2019, 1, 1), "year", date(2018, 1, 1), "year"), "end"),
    ],
)
def test_dates_that_cannot_be_are_refused(held, field):
    with pytest.raises(ValidationError) as refused:
        held.clean()

    assert list(refused.value.message_dict) == [field]
