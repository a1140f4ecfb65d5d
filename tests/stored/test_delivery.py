"""Who is answered from the store, what is kept in it, and what each answer says."""

import gzip
import re

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from archive.models import State, watching
from archive.stored import delivery
from archive.stored.keeping import PUBLIC
from tests.factories import (
    make_annotation,
    make_conversation,
    make_edition,
    make_interview,
    make_source,
)

pytestmark = pytest.mark.django_db

INTERVIEW = "/interviews/steppe-2024/"
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
PATHS = {
    "home": "/",
    "interviews": "/interviews/",
    "interview": INTERVIEW,
    "exchange": f"{INTERVIEW}q1/",
    "passage": f"{INTERVIEW}q1p1/",
    "cite": f"{INTERVIEW}cite/",
    "embed": f"{INTERVIEW}q1/embed/",
    "source": f"{INTERVIEW}source/",
    "changes": f"{INTERVIEW}changes/",
    "annotations": f"{INTERVIEW}annotations.jsonld",
    "speakers": "/speakers/",
    "speaker": "/speakers/aigul-saparova/",
    "topics": "/topics/",
    "topic": "/topics/water/",
    "skos_turtle": "/topics/vocabulary.ttl",
    "skos_jsonld": "/topics/vocabulary.jsonld",
    "help": "/help/",
    "about": "/about/",
    "styleguide": "/styleguide/",
    "feed": "/feed.atom",
    "changes_feed": f"{INTERVIEW}changes/feed.atom",
    "speaker_feed": "/speakers/aigul-saparova/feed.atom",
    "topic_feed": "/topics/water/feed.atom",
    "interview_picture": f"{INTERVIEW}picture.png",
    "picture": f"{INTERVIEW}q1/picture.png",
    "opensearch": "/opensearch.xml",
    "manifest": "/site.webmanifest",
    "robots": "/robots.txt",
    "security": "/.well-known/security.txt",
    "sitemap": "/sitemap.xml",
    "sitemap_section": "/sitemap-interviews.xml?p=1",
}


@pytest.fixture
def archive():
    interview = make_conversation(2)
    make_edition(interview, make_source())
    make_annotation(interview.turns.first(), "water")
    return interview


def count_queries(ask):
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    return answer, [
        each["sql"] for each in captured if "archive_generation" not in each["sql"]
    ]


def tables_of(queries):
    return {name for sql in queries for name in TABLE.findall(sql)}


def test_every_public_page_is_tried():
    assert PATHS.keys() == PUBLIC.keys()


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_made_of_what_is_watched_and_then_answered_as_it_was(
    archive, process, name
):
    path = PATHS[name]
    made, asked = count_queries(lambda: process.get(path))

    stored, queries = count_queries(lambda: process.get(path))

    assert made.status_code == 200
    assert queries == []
    assert tables_of(asked) <= {*watching.watched()}
    assert process.has_kept(path)
    assert stored.content == made.content
    assert dict(stored.items()) == dict(made.items())
    assert not made.cookies
    assert made["Cache-Control"] == "no-cache"
    assert made["ETag"]


@pytest.mark.parametrize("kept", [True, False], ids=["stored", "made"])
@pytest.mark.parametrize("path", [INTERVIEW, "/feed.atom", "/sitemap.xml"])
def test_head_304_and_every_coding_agree(archive, process, kept, path):
    if not kept:
        process.store = None

    plain = process.get(path)
    packed = process.get(path, **{"Accept-Encoding": "gzip"})
    smallest = process.get(path, **{"Accept-Encoding": "gzip, br"})
    head = process.head(path)
    known = process.get(path, **{"If-None-Match": packed["ETag"]})

    assert gzip.decompress(packed.content) == plain.content
    assert brotli.decompress(smallest.content) == plain.content
    assert smallest["ETag"] == packed["ETag"] == f"W/{plain['ETag']}"
    assert (head.content, dict(head.items())) == (b"", dict(plain.items()))
    assert (known.status_code, known.content) == (304, b"")
    assert {each["Vary"] for each in (plain, packed, smallest, head, known)} == {
        "Accept-Encoding"
    }


@pytest.mark.parametrize("path", ["/feed.atom", "/sitemap.xml"])
def test_who_asks_by_time_hears_of_a_withdrawal(archive, process, path):
    before = process.get(path)
    archive.state = State.WITHDRAWN
    archive.save()

    asked_by = {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    after = process.get(path, **asked_by)

    assert "steppe-2024" in before.text
    assert after.status_code == 200
    assert "steppe-2024" not in after.text


def test_a_page_and_its_change_are_told_apart_by_its_etag(archive, process):
    before = process.get(INTERVIEW)["ETag"]
    archive.turns.update(text="Nowhere.")

    after = process.get(INTERVIEW, **{"If-None-Match": before})

    assert after.status_code == 200
    assert after["ETag"] != before


# Never to a signed-in person, and never from one


@pytest.fixture
def editor(admin_user):
    client = Client()
    client.force_login(admin_user)
    return client


def test_a_signed_in_person_is_never_answered_from_the_store(
    archive, process, editor, monkeypatch
):
    process.get(INTERVIEW)
    monkeypatch.setattr(process.store.plain, "find", None)

    answer = process.get(INTERVIEW, editor)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_made_for_a_signed_in_person_is_kept(archive, process, editor, name):
    answer = process.get(PATHS[name], editor)

    assert "no-store" in answer["Cache-Control"]
    assert not process.has_kept(PATHS[name])


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "sessionid=forged"},
        {"Cookie": "anything=1"},
        {"Authorization": "Basic YTpi"},
        {"If-Match": '"abc"'},
    ],
)
def test_who_brings_something_is_neither_answered_nor_kept(archive, process, headers):
    process.get(INTERVIEW, **headers)
    is_kept = process.has_kept(INTERVIEW)
    process.get(INTERVIEW)

    _, queries = count_queries(lambda: process.get(INTERVIEW, **headers))

    assert not is_kept
    assert queries


def test_who_once_saw_a_form_may_keep_pages_like_others(archive, process):
    answer = process.get(INTERVIEW, Cookie="csrftoken=" + "a" * 32)

    assert answer["Cache-Control"] == "no-cache"
    assert answer["ETag"]
    assert not process.has_kept(INTERVIEW)


@pytest.mark.parametrize(
    "path",
    [
        "/?utm_source=letter",
        "/about/?x=1",
        f"{INTERVIEW}?q=water",
        f"{INTERVIEW}?mark=q1p1&mark=q2p1",
        "/interviews/?page=1&page=2",
        f"{INTERVIEW}cite/?format=bibtex",
        "/search/",
        "/search/?q=water",
        "/search/suggestions.json?q=wa",
        "/search/results.json?q=water",
        "/check/",
        "/admin/login/",
        "/oembed?url=http://127.0.0.1:8000/interviews/steppe-2024/",
        "/no/such/page/",
        "/interviews/draft/",
        "/kk/interviews/draft/",
        "/interviews/withdrawn/",
    ],
)
def test_what_is_not_the_same_for_all_is_not_kept_here_or_elsewhere(
    archive, process, path
):
    make_interview("draft", state=State.DRAFT)
    make_interview("withdrawn", state=State.WITHDRAWN)

    answer = process.get(path)

    assert not process.has_kept(path)
    assert {"private", "no-store"} & {*re.split(", *", answer["Cache-Control"])}


@pytest.mark.parametrize(
    "path",
    [
        f"{INTERVIEW}?mark=q1p1.0-5",
        "/interviews/?page=1",
        "/speakers/?page=9",
        "/kk/",
        f"/ru{INTERVIEW}",
    ],
)
def test_what_a_page_knows_to_be_asked_is_kept(archive, process, path):
    process.get(path)

    assert process.has_kept(path)


def test_another_host_and_scheme_are_another_address(archive, process, settings):
    settings.ALLOWED_HOSTS = ["testserver", "mirror.example"]
    process.get("/about/")

    assert process.get("/about/", Host="evil.example").status_code == 400
    assert process.get("/about/", Host="mirror.example").status_code == 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: answer.set_cookie("seen", "1"),
        lambda answer: answer.headers.__setitem__("Vary", "Cookie"),
        lambda answer: answer.headers.__setitem__("Vary", "Accept-Language"),
        lambda answer: answer.headers.__setitem__("Cache-Control", "private"),
        lambda answer: answer.headers.__setitem__("Cache-Control", "no-store"),
        lambda answer: setattr(answer, "status_code", 404),
        lambda answer: get_token(answer.wsgi_request),
    ],
    ids=["cookie", "by cookie", "by tongue", "private", "fleeting", "lost", "token"],
)
def test_an_answer_that_is_not_for_all_is_never_kept(process, spoil):
    def make(request):
        answer = HttpResponse("<p>" * 100)
        answer.wsgi_request = request
        request.resolver_match = type("Match", (), {"url_name": "about"})
        spoil(answer)
        return answer

    process.site.current = process.store
    delivery.deliver(make)(RequestFactory().get("/about/"))

    assert not process.has_kept("/about/")


def test_what_holds_a_token_is_padded_and_others_are_not(process):
    def make(request):
        return HttpResponse(f"<p>{get_token(request)}</p>" * 100)

    process.site.current = process.store
    asked = RequestFactory().get("/report/", headers={"Accept-Encoding": "br, gzip"})
    lengths = {len(delivery.deliver(make)(asked).content) for _ in range(20)}

    assert len(lengths) > 1


def test_a_broken_database_leaves_the_answer_to_the_site(process, monkeypatch):
    process.get("/about/")
    monkeypatch.setattr("archive.models.generations.READ", "SELECT nothing")

    assert process.store.sentry.ask() is None
    assert not process.has_kept("/about/")
