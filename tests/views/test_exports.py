"""A search taken along: every turn it finds, as CSV, as JSON and as a feed."""

import csv
import io
import json
from datetime import date

import pytest
from lxml import etree

from archive.errors import EngineUnavailable, SearchTooLong
from archive.models import Basis, Precision
from archive.search import exporting
from archive.views.exports import COLUMNS, harmless
from tests.factories import (
    make_conversation,
    make_exchange,
    make_interview,
    make_outlet,
    make_speaker,
)
from tests.shell import BASE_DIR
from tests.views.pages import read, select

pytestmark = pytest.mark.django_db

HOME = "http://127.0.0.1:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def archive(engine, committed):
    """An exchange of 2024 whose speaker is known, and one of about 2021."""
    with committed():
        newer = make_interview(outlet=make_outlet())
        make_exchange(newer, "And the <snow>?", "It is deep.\n\nSnow, snow & ice.")
        newer.turns.update(speaker=make_speaker())
        older = make_interview(
            "older",
            title="=1+1",
            date_start=date(2021, 5, 1),
            date_precision=Precision.MONTH,
            date_basis=Basis.INFERRED,
        )
        make_exchange(older, "Is there rain?", "-1 of snow.")
    return newer


def body(answer):
    return b"".join(answer.streaming_content).decode()


def test_csv_holds_every_turn_that_is_found(client, archive):
    answer = client.get("/search/results.csv?q=snow&sort=date")
    rows = list(csv.reader(io.StringIO(body(answer))))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="suhbat-search.csv"'
    assert rows == [
        list(COLUMNS),
        [
            f"{HOME}/interviews/steppe-2024/#q1",
            *("The steppe remembers", "Steppe Gazette", "2024-01", "month", "text"),
            *("Aigul Saparova", "question", "q1", "en", "And the <snow>?", "9-13", ""),
        ],
        [
            f"{HOME}/interviews/steppe-2024/#a1",
            *("The steppe remembers", "Steppe Gazette", "2024-01", "month", "text"),
            *("Aigul Saparova", "answer", "a1", "en"),
            *("It is deep.\n\nSnow, snow & ice.", "13-17 19-23", ""),
        ],
        [
            f"{HOME}/interviews/older/#a1",
            *("'=1+1", "", "2021-05", "month", "inferred"),
            *("", "answer", "a1", "en", "'-1 of snow.", "6-10", ""),
        ],
    ]


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"]
)
def test_no_words_become_a_formula(words):
    assert harmless(words) == f"'{words}"


def test_other_words_are_left_as_they_are():
    assert harmless("– It is 1 = 1") == "– It is 1 = 1"


def test_json_says_what_was_asked_and_where_the_words_stand(client, archive):
    answer = client.get("/search/results.json?q=snow&year=2021&year=2024&kind=answer")
    told = json.loads(body(answer))
    turns = {each["address"]: each for each in told.pop("turns")}

    assert answer["Content-Type"] == "application/json"
    assert told.pop("made").endswith("+00:00")
    assert told == {
        "query": "snow",
        "filters": {"kind": ["answer"], "year": ["2021", "2024"]},
        "order": "relevance",
        "address": f"{HOME}/search/?q=snow&kind=answer&year=2021&year=2024",
        "total": 2,
        "notes": [],
    }
    assert turns[f"{HOME}/interviews/steppe-2024/#a1"] == {
        "address": f"{HOME}/interviews/steppe-2024/#a1",
        "anchor": "a1",
        "kind": "answer",
        "speaker": {
            "name": "Aigul Saparova",
            "address": f"{HOME}/speakers/aigul-saparova/",
        },
        "interview": {
            "title": "The steppe remembers",
            "address": f"{HOME}/interviews/steppe-2024/",
            "outlet": "Steppe Gazette",
        },
        "date": {"on": "2024-01", "precision": "month", "basis": "text"},
        "language": "en",
        "text": "It is deep.\n\nSnow, snow & ice.",
        "spans": [[13, 17], [19, 23]],
        "printed": None,
    }
    assert turns[f"{HOME}/interviews/older/#a1"]["speaker"] is None


def test_an_undated_interview_has_no_date(client, engine, committed):
    with committed():
        undated = make_interview(date_start=None, date_precision="", date_basis="")
        make_exchange(undated, "Snow?", "No.")

    (asked, _) = json.loads(body(client.get("/search/results.json?q=snow")))["turns"]
    rows = body(client.get("/search/results.csv?q=snow")).splitlines()

    assert asked["date"] is None
    assert "The steppe remembers,,,,,,question" in rows[1]


def test_all_pages_are_in_it_in_the_pages_order(client, engine, committed, monkeypatch):
    monkeypatch.setattr(exporting, "BLOCK", 7)
    with committed():
        make_conversation(exchanges=25)

    told = json.loads(
        body(client.get("/search/results.json?q=mountains&sort=sequence&page=2"))
    )

    assert [turn["anchor"] for turn in told["turns"]] == [
        f"a{number}" for number in range(1, 26)
    ]


def test_turns_are_read_in_blocks(
    client, engine, committed, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(exporting, "BLOCK", 10)
    with committed():
        make_conversation(exchanges=25)
    answer = client.get("/search/results.csv?q=mountains")

    with django_assert_num_queries(6):
        assert len(list(csv.reader(io.StringIO(body(answer))))) == 26


def test_nothing_asked_is_nothing_found(client, archive):
    told = json.loads(body(client.get("/search/results.json")))

    assert (told["total"], told["turns"]) == (0, [])
    assert body(client.get("/search/results.csv?q=")) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/search/results.csv", "text/csv; charset=utf-8"),
        ("/search/results.json", "application/json"),
        ("/search/feed.atom", "application/atom+xml; charset=utf-8"),
    ],
)
@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [(EngineUnavailable("gone"), 503, "60"), (SearchTooLong("long"), 422, None)],
)
def test_an_engine_that_is_down_is_said_in_the_same_type(
    client, archive, monkeypatch, path, kind, error, status, retry
):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("archive.feeds.searches.search", fail)
    monkeypatch.setattr("archive.views.exports.export", fail)

    answer = client.get(f"{path}?q=snow")

    assert (answer.status_code, answer["Content-Type"]) == (status, kind)
    assert answer.get("Retry-After") == retry


def test_the_fields_are_told_in_the_documentation(client, archive):
    told = (BASE_DIR / "docs" / "search.md").read_text()
    turns = json.loads(body(client.get("/search/results.json?q=snow")))["turns"]

    assert [name for name in COLUMNS if f"| `{name}` |" not in told] == []
    assert [name for name in turns[0] if f"| `{name}` |" not in told] == []


# The feed


def feed_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def test_a_feed_begins_with_the_newest_and_names_itself(client, archive):
    feed = feed_of(client, "/search/feed.atom?q=snow&sort=sequence&kind=answer")

    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert feed.findtext("a:title", namespaces=ATOM) == "Search: snow, Answers"
    assert links == {
        "alternate": f"{HOME}/search/?q=snow&kind=answer",
        "self": f"{HOME}/search/feed.atom?q=snow&kind=answer",
    }
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries(feed)] == [
        "Answer 1 in “The steppe remembers”",
        "Answer 1 in “=1+1”",
    ]


def entries(feed):
    return feed.findall("a:entry", ATOM)


def test_an_entry_has_a_name_for_ever_and_leads_to_the_marked_words(client, archive):
    first, last = entries(feed_of(client, "/search/feed.atom?q=snow&kind=answer"))
    turn = archive.turns.get(anchor="a1")

    made = f"{archive.created_at:%Y-%m-%d}"
    assert first.findtext("a:id", namespaces=ATOM) == (
        f"tag:127.0.0.1,{made}:turn-{turn.pk}"
    )
    assert first.find("a:link", ATOM).get("href") == (
        f"{HOME}/interviews/steppe-2024/?mark=a1p2.0-4&mark=a1p2.6-10#a1p2"
    )
    assert first.findtext("a:author/a:name", namespaces=ATOM) == "Aigul Saparova"
    assert last.find("a:author", ATOM) is None
    assert "<mark" in first.findtext("a:summary", namespaces=ATOM)
    assert "ice" in first.findtext("a:summary", namespaces=ATOM)


def test_what_xml_cannot_write_is_left_out_of_the_feed(client, archive):
    feed = feed_of(client, "/search/feed.atom?q=%01snow%EF%BF%BE")

    assert feed.findtext("a:title", namespaces=ATOM).startswith("Search: ")


def test_a_feed_of_nothing_is_a_feed(client, archive):
    for q in ("", "camel"):
        assert entries(feed_of(client, f"/search/feed.atom?q={q}")) == []


# The page


def test_the_page_tells_its_address_and_what_can_be_taken_along(client, archive):
    page = read(client, "/search/?page=1&kind=answer&junk=1&q=snow&sort=relevance")

    (canonical,) = select(page, "link[rel=canonical]")
    assert canonical.get("href") == f"{HOME}/search/?q=snow&kind=answer"
    assert {
        link.get("type"): link.get("href")
        for link in select(page, "link[rel=alternate]")
        if link.get("type")
    } == {
        "application/atom+xml": "/search/feed.atom?q=snow&kind=answer",
        "application/json": "/search/results.json?q=snow&kind=answer",
        "text/csv": "/search/results.csv?q=snow&kind=answer",
    }
    assert [link.get("href") for link in select(page, ".along a")] == [
        "/search/feed.atom?q=snow&kind=answer",
        "/search/results.csv?q=snow&kind=answer",
        "/search/results.json?q=snow&kind=answer",
    ]
