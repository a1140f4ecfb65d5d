"""What a reader may be typing, suggested: names in any script, questions, titles."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from archive.errors import EngineUnavailable, SearchTooLong
from archive.models import State
from archive.search import suggestions
from tests.factories import (
    make_conversation,
    make_exchange,
    make_interview,
    make_speaker,
    make_topic,
)
from tests.views.pages import read, select

pytestmark = pytest.mark.django_db

SPEC = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.fixture
def archive(engine, committed):
    with committed():
        interview = make_conversation(exchanges=1)
        make_exchange(interview, "Is it cold. Who mends the canals?", "Nobody does.")
        make_speaker("Қасым-Жомарт Тоқаев", "tokayev").turns.set(
            [make_exchange(interview, "And you?", "I do.").answers.get()]
        )
    return interview


def suggested(client, q, **fields):
    """Returns the labels by kind."""
    answer = client.get("/search/suggestions.json", {"q": q, **fields})
    assert answer.status_code == 200
    return {
        group["kind"]: [each["label"] for each in group["suggestions"]]
        for group in answer.json()["groups"]
    }


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("aig", {"speaker": ["Aigul Saparova"]}),
        ("sap aig", {"speaker": ["Aigul Saparova"]}),
        ("айгул", {"speaker": ["Aigul Saparova"]}),
        ("tok", {"speaker": ["Қасым-Жомарт Тоқаев"]}),
        ("Kassym Tokayev", {"speaker": ["Қасым-Жомарт Тоқаев"]}),
        ("remem", {"interview": ["The steppe remembers"]}),
        ("who mends the can", {"question": ["Is it cold. Who mends the canals?"]}),
        ("canals ", {"question": ["Is it cold. Who mends the canals?"]}),
        (
            "wat",
            {"topic": ["Water"], "question": ["Where does the water come from?"]},
        ),
    ],
)
def test_names_titles_and_questions_that_begin_so(client, archive, q, found):
    assert suggested(client, q) == found


@pytest.mark.parametrize("q", ["", " ", "a", "camel", '"', "((", "-", "💧", "%"])
def test_what_says_too_little_suggests_nothing(client, archive, q):
    assert suggested(client, q) == {}


def test_answers_are_no_suggestions(client, archive):
    assert "question" not in suggested(client, "nobody")


def test_each_leads_where_it_stands_and_is_counted(client, archive):
    told = client.get("/search/suggestions.json?q=wat").json()

    assert told["said"] == "2 suggestions"
    assert [group["name"] for group in told["groups"]] == ["Topics", "Questions"]
    assert [
        each["address"] for group in told["groups"] for each in group["suggestions"]
    ] == ["/topics/water/", "/interviews/steppe-2024/#q1"]


def test_nothing_is_said_too(client, archive):
    assert client.get("/search/suggestions.json?q=camel").json() == {
        "name": "Suggestions",
        "said": "No suggestions",
        "groups": [],
    }


def test_within_an_interview_its_questions_alone(client, archive, committed):
    with committed():
        make_exchange(make_interview("other"), "Whose water is it?", "Ours.")

    assert suggested(client, "wat", interview="other") == {
        "question": ["Whose water is it?"]
    }


def test_what_is_hidden_is_not_suggested(client, engine, committed):
    with committed():
        draft = make_interview("draft", title="Secret plans", state=State.DRAFT)
        make_exchange(draft, "Secret?", "Yes.", speaker=make_speaker("Secret Agent"))
        later = timezone.now() + timedelta(days=1)
        make_interview("later", title="Secret tomorrow", publish_at=later)
        make_topic("Secret", "secret")

    assert suggested(client, "secret") == {}


def test_what_was_withdrawn_since_is_not_suggested(client, archive):
    assert suggested(client, "aig")
    archive.state = State.WITHDRAWN
    archive.save()

    assert suggested(client, "aig") == {}
    assert suggested(client, "water") == {}


@pytest.mark.parametrize("error", [EngineUnavailable("gone"), SearchTooLong("long")])
def test_names_need_no_engine(client, archive, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(type(suggestions.engine()), "find", fail)

    assert suggested(client, "wat") == {"topic": ["Water"]}


def test_a_key_pressed_asks_few_questions_of_the_database(
    client, archive, django_assert_max_num_queries
):
    suggested(client, "wat")

    with django_assert_max_num_queries(6):
        suggested(client, "wate")


def test_who_asked_may_keep_them_a_minute(client, archive):
    answer = client.get("/search/suggestions.json?q=wat")

    assert set(answer["Cache-Control"].split(", ")) == {"private", "max-age=60"}


def test_who_types_too_fast_is_told_in_json(client, archive, settings, tmp_path):
    settings.IS_THROTTLED, settings.DATA_DIR = True, tmp_path
    settings.PACES = {"suggestions": (6, 1)}

    first, second = (client.get("/search/suggestions.json?q=wat") for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 429)
    assert second.json()["retry_after"] == 10


# A browser's own search box


def test_a_browser_gets_words_kinds_and_addresses(client, archive):
    answer = client.get("/search/completions.json?q=wat")

    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert json.loads(answer.content) == [
        "wat",
        ["Water", "Where does the water come from?"],
        ["Topics", "Questions"],
        [
            "http://127.0.0.1:8000/topics/water/",
            "http://127.0.0.1:8000/interviews/steppe-2024/#q1",
        ],
    ]


def test_a_browser_gets_nothing_in_the_same_shape(client, archive):
    answer = client.get("/search/completions.json?q=camel")

    assert json.loads(answer.content) == ["camel", [], [], []]


def test_every_page_tells_a_browser_how_to_search(client):
    (link,) = select(read(client, "/about/"), "link[rel=search]")
    answer = client.get(link.get("href"))
    told = etree.fromstring(answer.content)

    assert link.get("type") == "application/opensearchdescription+xml"
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert told.findtext("o:ShortName", namespaces=SPEC) == "Suhbat"
    assert {
        url.get("type"): url.get("template") for url in told.findall("o:Url", SPEC)
    } == {
        "text/html": "http://127.0.0.1:8000/search/?q={searchTerms}",
        "application/x-suggestions+json": (
            "http://127.0.0.1:8000/search/completions.json?q={searchTerms}"
        ),
        "application/atom+xml": (
            "http://127.0.0.1:8000/search/feed.atom?q={searchTerms}"
        ),
        "application/opensearchdescription+xml": (
            "http://127.0.0.1:8000/opensearch.xml"
        ),
    }
