"""Who comes from a search finds the other hits, and the way back."""

import pytest

from archive.errors import EngineUnavailable
from tests.factories import make_exchange, make_interview
from tests.views.pages import read, select, text_of, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(engine, committed):
    with committed():
        interview = make_interview()
        make_exchange(interview, "Where is it cold?", "In the snow.")
        make_exchange(interview, "And then?", "More snow.")
        make_exchange(interview, "Is there more?", "Little <snow>.")
    return interview


def test_the_interview_says_which_hit_of_how_many_it_is(client, archive):
    (link, *_) = select(read(client, "/search/?q=little+snow"), ".hit .no")
    page = read(client, link.get("href").partition("#")[0])

    assert text_of(page, ".walk p") == "Hit 1 of 1 for little snow"
    assert [a.get("href") for a in select(page, ".walk a")] == [
        "/search/?q=little+snow"
    ]


def test_one_goes_from_hit_to_hit_by_links(client, archive):
    page = read(client, "/interviews/steppe-2024/?q=snow&mark=a1p1.7-11")
    visited = []
    while following := select(page, ".walk a[rel=next]"):
        address, _, anchor = following[0].get("href").partition("#")
        page = read(client, address)
        visited.append((anchor, text_of(page, ".walk p"), texts(page, "mark")))

    assert visited == [
        ("a2p1", "Hit 2 of 3 for snow", ["snow"]),
        ("a3p1", "Hit 3 of 3 for snow", ["snow"]),
    ]


def test_on_the_page_of_an_exchange_one_stays_on_such_pages(client, archive):
    page = read(client, "/interviews/steppe-2024/q2/?q=snow&hit=a2")

    assert [a.get("href") for a in select(page, ".walk a")] == [
        "/interviews/steppe-2024/q1/?q=snow&hit=a1&mark=a1p1.7-11#a1p1",
        "/interviews/steppe-2024/q3/?q=snow&hit=a3&mark=a3p1.8-12#a3p1",
        "/search/?q=snow",
    ]


def test_the_way_back_keeps_filters_order_and_page(client, archive):
    query = "q=snow&kind=answer&sort=date&page=2"
    page = read(client, f"/interviews/steppe-2024/?{query}&hit=a1")

    assert select(page, ".walk a")[-1].get("href") == f"/search/?{query}"


def test_who_comes_from_elsewhere_meets_none(client, archive):
    for query in ("", "?mark=a1p1", "?q=", "?q=camel", "?hit=a1", "?page=2"):
        assert not select(read(client, f"/interviews/steppe-2024/{query}"), ".walk")


def test_the_page_stays_up_while_the_engine_is_down(client, archive, monkeypatch):
    def fail(*_):
        raise EngineUnavailable("index: it is missing")

    monkeypatch.setattr("archive.views.walks.walk", fail)

    page = read(client, "/interviews/steppe-2024/?q=snow&mark=a1p1.7-11")

    assert not select(page, ".walk")
    assert texts(page, "mark") == ["snow"]


def test_who_asks_too_often_still_reads(client, archive, settings, tmp_path):
    settings.IS_THROTTLED, settings.DATA_DIR = True, tmp_path
    settings.PACES = {"search": (6, 1)}
    address = "/interviews/steppe-2024/?q=snow&hit=a1"

    first, second = read(client, address), read(client, address)

    assert [len(select(page, ".walk")) for page in (first, second)] == [1, 0]


@pytest.mark.parametrize("q", ["<script>alert(1)</script> snow", '" onload="x snow'])
def test_what_was_asked_is_shown_as_words(client, archive, q):
    page = client.get("/interviews/steppe-2024/", {"q": q, "hit": "<b>"})

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "<b>" not in page.content.decode()
