"""Each style against its published rules; golden/STYLE.toml names each."""

import tomllib
from pathlib import Path

import pytest

from archive.citations import STYLES, cite, name_of, pieces_of, plain, quotation
from archive.citations.wording import text_of
from tests.citations.records import RECORDS, WHOLE, replace

FOLDER = Path(__file__).parent / "golden"
GOLDEN = {
    style: tomllib.loads((FOLDER / f"{style}.toml").read_text(encoding="utf-8"))
    for style in STYLES
}
CASES = [(style, case) for style, cases in GOLDEN.items() for case in cases]


def marked(pieces):
    """The text with its italics between asterisks."""
    return "".join(f"*{each.text}*" if each.is_italic else each.text for each in pieces)


@pytest.mark.parametrize(("style", "case"), CASES)
def test_a_citation_is_as_its_rule_has_it(style, case):
    golden = GOLDEN[style][case]

    assert golden["rule"]
    assert marked(STYLES[style].listed(RECORDS[case])) == golden["listed"]


@pytest.mark.parametrize(("style", "case"), CASES)
def test_what_points_to_it_is_as_its_rule_has_it(style, case):
    pointed = STYLES[style].pointed

    assert (marked(pointed(RECORDS[case])) if pointed else "") == GOLDEN[style][
        case
    ].get("pointed", "")


def test_every_record_is_tried_in_every_style():
    assert [set(cases) for cases in GOLDEN.values()] == [set(RECORDS)] * len(STYLES)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", RECORDS)
def test_interviewees_come_before_interviewers(style, case):
    record = RECORDS[case]
    told = text_of(STYLES[style].listed(record))
    asked = [name.family for name in record.interviewers]
    answered = [(name.family or name.whole) for name in record.interviewees[:1]]

    places = [told.find(name) for name in (*answered, *asked)]

    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("style", STYLES)
def test_an_unknown_interviewer_is_left_out(style):
    told = cite(RECORDS["no interviewer"], style)

    assert "Omarov" not in told
    assert "nterviewer" not in told
    assert "nterview by" not in told


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", RECORDS)
def test_nothing_stands_twice_or_empty(style, case):
    told = cite(RECORDS[case], style)

    assert not [
        slip for slip in ("..", ",,", "  ", " ,", "()", "?.", "“”") if slip in told
    ]
    assert told == told.strip()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", RECORDS)
def test_the_address_of_the_very_thing_is_told(style, case):
    assert RECORDS[case].address in cite(RECORDS[case], style)


def test_the_plain_citation_is_the_style_of_that_name():
    assert plain(RECORDS["passage"]) == cite(RECORDS["passage"], "plain")


def test_a_quotation_is_its_words_and_where_they_stand():
    assert quotation(RECORDS["passage"]) == (
        "“It takes nine days” The steppe remembers. Aigul Saparova interviewed by "
        "Daniyar Omarov, Steppe Gazette, 3 January 2024. Suhbat, answer 7, "
        "paragraph 2, "
        "https://archive.example/interviews/steppe-2024/?mark=a7p2.0-18@d1dc113e#a7p2 "
        "(accessed 2 April 2026)."
    )


def test_a_russian_quotation_stands_in_guillemets():
    assert quotation(RECORDS["Russian passage"]).startswith(
        "«Вода идёт девять дней.» Степь помнит. Айгуль Маратовна Сапарова, интервьюер "
    )


def test_without_words_a_quotation_is_the_citation():
    assert quotation(RECORDS["exchange"]) == plain(RECORDS["exchange"])


def crowd(size):
    return replace(
        WHOLE, interviewees=tuple(name_of(f"A{n} B{n}") for n in range(size))
    )


def test_of_more_than_twenty_apa_tells_nineteen_and_the_last():
    told = cite(crowd(25), "apa")

    assert told.startswith("B0, A., B1, A., ")
    assert "B18, A., . . . B24, A. (2024, January 3)." in told


def test_of_more_than_ten_chicago_lists_seven():
    told = cite(crowd(11), "chicago")

    assert told.startswith("B0, A0, A1 B1, A2 B2, A3 B3, A4 B4, A5 B5, A6 B6, et al. “")


def test_pieces_tell_the_italics_apart():
    italics = [each.text for each in pieces_of(WHOLE, "mla") if each.is_italic]

    assert italics == ["Steppe Gazette", "Suhbat"]
