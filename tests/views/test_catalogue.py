"""The list of all interviews: narrowed and ordered, with counts that agree."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import State, TaggingBasis
from tests.factories import (
    make_conversation,
    make_exchange,
    make_interview,
    make_outlet,
    make_participation,
    make_speaker,
    make_tagging,
    make_topic,
)
from tests.views.pages import read, select, text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """Three public interviews and a draft that has all that the others have."""
    aigul, berik = make_speaker(), make_speaker("Berik Тоқаев", "berik")
    water, rivers = make_topic(), make_topic("Rivers", "rivers")
    rivers.parent = water
    rivers.save()
    gazette, agency = make_outlet(), make_outlet("Water Agency", "agency")
    told = [
        ("one", "One", "2020-05-01", "en", gazette, [aigul], water, SHOWN),
        (
            "two",
            "Two",
            "2024-01-01",
            "en-GB",
            agency,
            [aigul, berik],
            rivers,
            State.PUBLISHED,
        ),
        ("three", "Үшінші", None, "kk", None, [berik], None, SHOWN),
        ("hidden", "Hidden", "2024-02-01", "en", gazette, [aigul], water, State.DRAFT),
    ]
    for slug, title, day, language, outlet, people, topic, state in told:
        dated = {"date_start": day} if day else UNKNOWN
        interview = make_interview(
            slug, title=title, language=language, outlet=outlet, state=state, **dated
        )
        question = make_exchange(interview)
        for person in people:
            make_participation(interview, person)
        if topic:
            make_tagging(question, topic)


SHOWN = State.PUBLISHED
UNKNOWN = {"date_start": None, "date_precision": "", "date_basis": ""}


def shown(client, query=""):
    return texts(read(client, f"/interviews/{query}"), "a.entry")


def choices(page, name):
    return texts(page.get_element_by_id(f"by-{name}"), "option")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Two", "One", "Үшінші"]),
        ("?speaker=aigul-saparova", ["Two", "One"]),
        ("?speaker=berik&language=kk", ["Үшінші"]),
        ("?topic=water", ["Two", "One"]),
        ("?topic=rivers", ["Two"]),
        ("?year=2024", ["Two"]),
        ("?year=unknown", ["Үшінші"]),
        ("?language=en", ["Two", "One"]),
        ("?outlet=agency", ["Two"]),
        ("?words=one", ["One"]),
        ("?words=үшінші", ["Үшінші"]),
        ("?words=agency", ["Two"]),
        ("?words=тоқаев+two", ["Two"]),
        ("?words=hidden", []),
        ("?speaker=nobody", []),
        ("?year=x", []),
        ("?year=99999", []),
        ("?year=%D9%A1", []),
        ("?topic=%00", None),
        ("?sort=oldest", ["One", "Two", "Үшінші"]),
        ("?sort=title", ["One", "Two", "Үшінші"]),
        ("?sort=added", ["Үшінші", "Two", "One"]),
        ("?sort=whim", ["Two", "One", "Үшінші"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(client, shelf, query, titles):
    if titles is None:
        assert client.get(f"/interviews/{query}").status_code == 400
    else:
        assert shown(client, query) == titles


def test_choices_tell_how_many_interviews_they_leave(client, shelf):
    page = read(client, "/interviews/")

    assert choices(page, "speaker") == ["any", "Aigul Saparova (2)", "Berik Тоқаев (2)"]
    assert choices(page, "topic") == ["any", "Rivers (1)", "Water (2)"]
    assert choices(page, "year") == ["any", "2024 (1)", "2020 (1)", "date unknown (1)"]
    assert choices(page, "language") == ["any", "English (2)", "Kazakh (1)"]
    assert choices(page, "outlet") == ["any", "Steppe Gazette (1)", "Water Agency (1)"]


@pytest.mark.parametrize("query", ["", "?speaker=berik", "?language=en&topic=water"])
def test_every_count_is_what_the_choice_then_shows(client, shelf, query):
    page = read(client, f"/interviews/{query}")

    for box in select(page, ".narrow select"):
        for option in box.xpath("option[contains(., '(')]"):
            count = int(option.text.rpartition("(")[2].rstrip(")"))
            link = f"{query}&" if query else "?"
            chosen = f"{box.get('name')}={option.get('value')}"
            others = [
                pair for pair in link[1:-1].split("&") if pair.split("=")[0] != box.name
            ]
            narrowed = "?" + "&".join([*filter(None, others), chosen])
            assert len(shown(client, narrowed)) == count, narrowed


def test_what_is_in_force_is_told_and_can_be_taken_away(client, shelf):
    page = read(client, "/interviews/?speaker=berik&language=kk&words=үшінші")

    assert text_of(page, ".standfirst") == "1 of 3 conversations"
    chips = {link.text: link.get("href") for link in select(page, ".chip")}
    assert [*chips] == ["Words: үшінші", "Speaker: Berik Тоқаев", "Language: Kazakh"]
    assert chips["Words: үшінші"] == "?speaker=berik&language=kk"
    assert chips["Language: Kazakh"].endswith(
        "?words=%D2%AF%D1%88%D1%96%D0%BD%D1%88%D1%96&speaker=berik"
    )
    assert select(page, "meta[name=robots]")[0].get("content") == "noindex"


def test_a_choice_that_leaves_nothing_says_what_to_do(client, shelf):
    page = read(client, "/interviews/?speaker=berik&outlet=steppe-gazette&words=aigul")

    assert "No interview has all of this" in text_of(page, ".notice")
    links = [link.get("href") for link in select(page, ".remedies a")]
    assert links == ["/interviews/", "/search/?q=aigul"]


def test_one_interview_is_not_narrowed(client):
    make_conversation(exchanges=1)

    page = read(client, "/interviews/")

    assert select(page, "form.narrow") == []
    assert text_of(page, ".standfirst") == "1 conversation"


def test_a_suggested_topic_is_no_choice(client, shelf):
    interview = make_interview("four")
    make_tagging(
        make_exchange(interview), make_topic("Fish", "fish"), TaggingBasis.SUGGESTED
    )

    assert choices(read(client, "/interviews/"), "topic") == [
        "any",
        "Rivers (1)",
        "Water (2)",
    ]
    assert shown(client, "?topic=fish") == []


def test_pages_keep_what_was_asked(client):
    for number in range(21):
        make_interview(f"steppe-{number}")

    page = read(client, "/interviews/?sort=title&language=en")

    assert (
        select(page, "a[rel=next]")[0].get("href") == "?sort=title&language=en&page=2"
    )
    second = read(client, "/interviews/?sort=title&language=en&page=2")
    assert len(select(second, "a.entry")) == 1


def test_the_list_asks_as_often_for_many_as_for_few(client, shelf):
    asked = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(client, "/interviews/?language=en&speaker=aigul-saparova")
        asked.append(len(queries))
        for more in range(9 * (1 - number)):
            make_conversation(exchanges=2, slug=f"steppe-{more}")

    assert asked[0] == asked[1]
    assert asked[0] <= 12
