"""Dates as they are printed, in many languages and forms."""

import pytest

from archive.ingest.surroundings import dates
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
        ("٨ مايو ٢٠١٩", "2019-05-08"),
        ("２０１９年３月５日", "2019-03-05"),
        ("二〇一九年三月五日", "2019-03-05"),
        ("2012年 11月 21日", "2012-11-21"),
        ("令和元年5月1日", "2019-05-01"),
        ("民國105年12月10日", "2016-12-10"),
        ("2019년 5월 8일", "2019-05-08"),
        ("ngày 8 tháng 5 năm 2019", "2019-05-08"),
        ("May 8-9, 2016", "2016-05-08"),
        ("8–9 мая 2016", "2016-05-08"),
        ("8. 5. 2019", "2019-05-08"),
        ("2019. május 8.", "2019-05-08"),
        ("8. toukokuuta 2019", "2019-05-08"),
        ("8 Μαΐου 2019", "2019-05-08"),
        ("8 martie 2019", "2019-03-08"),
        ("2019-yil 8-may", "2019-05-08"),
        ("8 avqust 2019", "2019-08-08"),
        ("2019 жылдың 8 мамыры", "2019-05-08"),
        ("2021 жыл, 12 наурыз", "2021-03-12"),
        ("2019-жылдын 8-майы", "2019-05-08"),
        ("8-май, 2019-жыл", "2019-05-08"),
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


@pytest.mark.parametrize(
    "text",
    [
        "12 наурыз 2021 жыл",
        "12-наурыз, 2021-жыл",
        "2021 жыл 12 наурыз күні",
        "12 марта 2021 года",
        "12.03.2021 г.",
        "Март 2021 года",
    ],
)
def test_the_word_for_a_year_is_part_of_the_date(text):
    found = dates.printed(text)

    assert dates.rest(text, found) == ""


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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("May 22, 2022", "2022-05-22"),
        ("Май 2022", "2022-05"),
        ("2022-05-22T10:00:00+06:00", "2022-05-22"),
        ("2022", "2022"),
        ("soon", ""),
    ],
)
def test_a_date_in_words_becomes_iso_as_exact_as_it_is(words, expected):
    assert dates.as_iso(words) == expected


def test_the_words_of_a_date_are_those_printed():
    (found,) = dates.printed("公開日：２０１９年３月５日")

    assert (found.words, found.at) == ("２０１９年３月５日", 4)
