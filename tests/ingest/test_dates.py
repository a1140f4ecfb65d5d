"""Dates as they are printed, in many languages and forms."""

import pytest

from archive.ingest import dates
from archive.transcript import Precision


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("27 Ақпан, 2019", "2019-02-27"),
        ("2019 жылғы 27 ақпан", "2019-02-27"),
        ("Viernes 9 de agosto, 2019", "2019-08-09"),
        ("9 de agosto de 2019", "2019-08-09"),
        ("June 16, 2014", "2014-06-16"),
        ("16th of June 2014", "2014-06-16"),
        ("1er avril 2019", "2019-04-01"),
        ("25. März 2019", "2019-03-25"),
        ("14 апреля 2020 г.", "2020-04-14"),
        ("2016-08-12 Interview", "2016-08-12"),
        ("2019/3/5", "2019-03-05"),
        ("2019年3月5日", "2019-03-05"),
        ("平成18年1月23日", "2006-01-23"),
        ("03.01.2024", "2024-01-03"),
        ("14.04.20", "2020-04-14"),
        ("14.04.85", "1985-04-14"),
        ("6/4/2015", "2015-06-04"),
        ("26/4/2015", "2015-04-26"),
        ("4/26/2015", "2015-04-26"),
        ("الجمعة 8 فيفري 2019", "2019-02-08"),
    ],
)
def test_a_printed_day_is_read(text, start):
    (found,) = dates.printed(text)

    assert (found.start, found.precision) == (start, Precision.DAY)


def test_outside_english_a_day_stands_before_its_month():
    (found,) = dates.printed("6/4/2015", "fr")

    assert found.start == "2015-04-06"


@pytest.mark.parametrize("text", ["May 2016", "mayo de 2016", "2016年5月"])
def test_a_month_alone_is_no_day(text):
    (found,) = dates.printed(text)

    assert (found.start, found.precision) == ("2016-05-01", Precision.MONTH)


@pytest.mark.parametrize(
    "text", ["1938-2001", "With 2 children 2019", "31.02.2019", "9-6-89", "Bread", "5"]
)
def test_what_is_no_date_is_not_read(text):
    assert dates.printed(text) == []


def test_dates_stand_in_the_order_of_the_text():
    found = dates.printed("on 5 May 2016 and 2014-02-03")

    assert [each.start for each in found] == ["2016-05-05", "2014-02-03"]
    assert dates.rest("on 5 May 2016 and 2014-02-03", found) == "on   and"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024", ("2024-01-01", Precision.YEAR)),
        ("2024-01", ("2024-01-01", Precision.MONTH)),
        ("2024-01-03T10:00:00Z", ("2024-01-03", Precision.DAY)),
        ("20240103", None),
        ("yesterday", None),
        ("2024-13", None),
    ],
)
def test_what_a_format_states_is_read_to_its_precision(value, expected):
    assert dates.from_iso(value) == expected
