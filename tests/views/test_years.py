"""Words by year: counted as they stand between blanks, drawn to one scale."""

import pytest

from archive.models import Kind, State, Turn
from archive.views.years import Year, words_by_year
from tests.factories import make_interview, make_speaker, make_turn
from tests.views.pages import read, select, texts

pytestmark = pytest.mark.django_db
UNKNOWN = {"date_start": None, "date_precision": "", "date_basis": ""}


def say(slug, text, kind=Kind.ANSWER, **fields):
    interview = make_interview(slug, **fields)
    make_turn(interview, kind, text, speaker=make_speaker())


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Water", "en", 1),
        ("From the mountains.", "en", 3),
        ("From the mountains.\n\nIt takes\nnine days.", "en", 7),
        ("水从山上来", "zh", 5),
        ("Су таудан келеді", "kk", 3),
    ],
)
def test_words_stand_between_blanks_or_are_signs(text, language, words):
    say("steppe", text, language=language)

    assert words_by_year(Turn.objects.all()) == [Year(2024, 0, words, words)]


def test_years_are_drawn_to_one_scale_and_the_undated_come_last():
    say("newer", "one two three four", date_start="2024-01-01")
    say("older", "one two", kind=Kind.QUESTION, date_start="2020-01-01")
    say("undated", "one", **UNKNOWN)

    years = words_by_year(Turn.objects.all())

    assert [(year.year, year.words) for year in years] == [
        (2020, 2),
        (2024, 4),
        (None, 1),
    ]
    assert [(year.asked_width, year.said_width) for year in years] == [
        (500, 0),
        (0, 1000),
        (0, 250),
    ]


def test_nothing_said_is_no_year():
    assert words_by_year(Turn.objects.none()) == []


def test_a_speaker_s_years_lead_to_a_search_in_them(client):
    say("newer", "one " * 1000 + "two", date_start="2024-01-01")
    say("older", "one", kind=Kind.QUESTION, date_start="2020-01-01")
    say("hidden", "secret words", date_start="2021-01-01", state=State.DRAFT)

    page = read(client, "/speakers/aigul-saparova/")

    links = [link.get("href") for link in select(page, ".years a")]
    assert links == [
        "/search/?speaker=aigul-saparova&year=2020",
        "/search/?speaker=aigul-saparova&year=2024",
    ]
    assert texts(page, ".years .quiet") == ["1 word", "1,001 words"]
