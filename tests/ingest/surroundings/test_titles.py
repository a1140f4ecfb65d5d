"""Which line before a conversation is its title."""

import pytest

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.surroundings import titles
from archive.transcript import Span
from tests.ingest.conventions.printed import printed


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["Jen Psaki", "Daily Press Briefing", "Washington, DC", "June 16, 2014"], 1),
        (["Өнер 27 Ақпан, 2019", "Әбдуәли Қайдар: «Кітап сатып алдым»"], 1),
        (["13:06, 14 апреля 2020", "Крупный план", "Время выхода: 13:06"], 1),
        (["DATE: 7 February 1994", "The well of the east"], 1),
        (["WELLS PROJECT", "Date of Interview: July 7, 1987", "Place: Aksu"], 0),
        (["«Су – тіршілік көзі»", "Құдық қазушы Айгүл Ахметпен сұхбат"], 0),
        (["EPISODE 42: THE WELL DIGGER", "(intro music)"], 0),
        (["Folge 7 – Der Brunnen"], 0),
        (["The well: a conversation", "Ann Lee and Bo Ek talk with Kim Hill."], 0),
        (["1715", "by Ann Lee", "# The well"], 2),
        (["Water", "An interview with Ann Lee for the Gazette"], 0),
        (["2016-08-12 Interview with Kim Hill"], 0),
        (["Steve Jones: deep", "It was a long year, and the well was dry at last."], 0),
    ],
)
def test_the_line_most_like_a_title_is_it(lines, place):
    assert titles.best(printed(*lines), ["Jen Psaki", ""]) == place


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["word " * 60],
        ["DATE: 1994"],
        ["Lieu : Aksu"],
        ["Wells: deep ones"],
        ["Ann Lee"],
        ["12:40"],
    ],
)
def test_without_such_a_line_there_is_none(lines):
    assert titles.best(printed(*lines), ["Ann Lee"]) is None


def test_a_title_that_ends_on_with_takes_the_name_after_it():
    lines = printed("Oral History Interview with", "James R. Fuchs")

    assert titles.joined(lines, 0) == "Oral History Interview with James R. Fuchs"
    assert titles.joined(lines, 1) == "James R. Fuchs"


def test_a_caption_is_no_title():
    caption = Block("Interview with Ann", 1, Span(0, 18), BlockKind.CAPTION)

    assert titles.best([caption], []) is None


def test_a_line_that_says_who_asked_is_a_title_for_want_of_another():
    lines = printed("About wells", "Interview by Tom Baker")

    assert titles.best(lines, [], [1]) == 0
    assert titles.best(lines[1:], [], [0]) == 0
