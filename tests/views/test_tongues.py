"""Each public page in the language of its address; what is the same, at one address."""

import json

import pytest

from archive.models import State
from tests import catalogs
from tests.factories import (
    make_alias,
    make_conversation,
    make_exchange,
    make_interview,
)
from tests.views.pages import parse, read, select, text_of

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
ABOUT = "/interviews/steppe-2024/"
PAGES = [
    "/",
    "/interviews/",
    ABOUT,
    f"{ABOUT}q1/",
    f"{ABOUT}a1p1/",
    f"{ABOUT}changes/",
    f"{ABOUT}cite/",
    f"{ABOUT}q1/cite/",
    "/speakers/",
    "/speakers/aigul-saparova/",
    "/topics/",
    "/topics/water/",
    "/search/",
    "/check/",
    "/help/",
    "/about/",
]
ALIKE = [
    f"{ABOUT}picture.png",
    f"{ABOUT}q1/picture.png",
    f"{ABOUT}source/0123456789abcdef/",
    "/search/results.csv?q=water",
    "/search/results.json?q=water",
    "/oembed?url=x",
    "/.well-known/security.txt",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/styleguide/",
    "/admin/",
]


def alternates_in(page):
    links = page.iterfind(".//link[@hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


@pytest.mark.parametrize("tongue", ["en", "kk", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_at_an_address_of_every_language(client, tongue, path):
    make_conversation(exchanges=1)
    prefix = "" if tongue == "en" else f"/{tongue}"

    page = read(client, f"{prefix}{path}")

    assert (page.get("lang"), page.get("dir")) == (tongue, "ltr")
    asked = path.partition("?")[0]
    told = alternates_in(page)
    assert {name: address.partition("?")[0] for name, address in told.items()} == {
        "en": f"{SITE}{asked}",
        "kk": f"{SITE}/kk{asked}",
        "ru": f"{SITE}/ru{asked}",
        "x-default": f"{SITE}{asked}",
    }
    for link in select(page, "link[rel=canonical]"):
        assert link.get("href").startswith(f"{SITE}{prefix}/")
    for form in select(page, "form"):
        leads_here = form.get("action", "").startswith((f"{prefix}/", "?", "#"))
        assert leads_here or form.get("method") == "dialog"


@pytest.mark.parametrize("path", ALIKE)
def test_what_is_the_same_in_every_language_has_one_address(client, path):
    make_conversation(exchanges=1)

    assert client.get(f"/ru{path}", follow=True).status_code == 404


def test_the_address_alone_decides_whatever_a_browser_prefers(client):
    prefers = {"Accept-Language": "ru", "Cookie": "django_language=ru"}

    response = client.get("/about/", headers=prefers)

    assert parse(response).get("lang") == "en"
    assert "Accept-Language" not in response.get("Vary", "")
    assert response.content == client.get("/about/").content


def test_at_the_desk_the_browser_decides(client):
    response = client.get("/admin/login/", headers={"Accept-Language": "ru"})

    assert parse(response).get("lang") == "ru"
    assert "Accept-Language" in response["Vary"]


def test_a_way_to_the_other_languages_keeps_what_was_asked(client):
    make_conversation(exchanges=1)

    page = read(client, f"/kk{ABOUT}?mark=a1p1.0-4&q=a b")

    assert [
        (link.get("href"), link.get("lang"), link.text_content())
        for link in select(page, ".tongues a")
    ] == [
        (f"{ABOUT}?mark=a1p1.0-4&q=a+b", "en", "English"),
        (f"/ru{ABOUT}?mark=a1p1.0-4&q=a+b", "ru", "Русский"),
    ]


def test_crawlers_are_told_which_page_of_many(client):
    page = read(client, "/ru/interviews/?page=2&theme=dark")

    assert alternates_in(page)["kk"] == f"{SITE}/kk/interviews/?page=2"


@pytest.mark.parametrize("path", ["/ru/nothing/", "/ru/interviews/nobody/", "/ru/%C0"])
def test_what_is_not_there_is_so_in_the_language_of_its_address(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert parse(response).get("lang") == "ru"
    assert alternates_in(parse(response)) == {}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("post", "/kk/about/", 405),
        ("get", f"/kk/about/?q={'a' * 9000}", 414),
        ("get", "/kk/about/?q=%00", 400),
    ],
)
def test_refusals_before_any_page_is_found_are_in_its_language(
    client, method, path, status
):
    response = getattr(client, method)(path)

    assert (response.status_code, parse(response).get("lang")) == (status, "kk")


def test_a_form_of_readers_is_taken_in_every_language(client):
    assert client.post("/ru/check/", {"text": ""}).status_code != 405


def test_a_former_address_leads_on_in_its_language(client):
    make_alias(make_conversation(exchanges=1))

    response = client.get("/ru/interviews/old-steppe/q1/?mark=q1p1")

    assert response.status_code == 301
    assert response["Location"] == f"/ru{ABOUT}q1/?mark=q1p1"


def test_an_address_without_its_last_slash_keeps_its_language(client):
    assert client.get("/ru")["Location"] == "/ru/"
    assert client.get("/kk/about")["Location"] == "/kk/about/"


def test_what_was_withdrawn_says_so_in_the_language_of_its_address(client):
    make_interview(state=State.WITHDRAWN, withdrawn_reason="At their wish.")

    response = client.get(f"/kk{ABOUT}")

    assert (response.status_code, parse(response).get("lang")) == (410, "kk")


def test_a_citation_names_one_address_in_every_language(client):
    make_conversation(exchanges=1)

    page = read(client, f"/ru{ABOUT}cite/")

    assert f"{SITE}{ABOUT}" in text_of(page, "#listed-apa")
    assert f"{SITE}/ru" not in text_of(page, ".styles")


def test_linked_data_names_a_thing_by_one_address(client):
    make_conversation(exchanges=1)

    page = read(client, f"/kk{ABOUT}")

    told = json.loads(page.findtext(".//script[@type='application/ld+json']"))
    assert told["@id"] == f"{SITE}{ABOUT}#interview"


def test_an_address_of_any_language_can_be_embedded(client):
    make_conversation(exchanges=1)

    response = client.get("/oembed", {"url": f"{SITE}/kk{ABOUT}q1/"})

    assert response.status_code == 200
    assert f'href="{SITE}{ABOUT}' in response.json()["html"]


def test_feeds_and_search_boxes_lead_to_pages_of_their_language(client):
    make_conversation(exchanges=1)

    assert f"{SITE}/ru{ABOUT}".encode() in client.get("/ru/feed.atom").content
    described = client.get("/kk/opensearch.xml").content.decode()
    assert f"{SITE}/kk/search/?q=" in described
    assert client.get("/kk/site.webmanifest").json()["start_url"] == "/kk/"


def test_a_record_that_runs_from_the_right_says_so(client):
    interview = make_interview(language="he", title="השיחה", standfirst="על מים")
    make_exchange(interview)

    page = read(client, ABOUT)

    assert page.get("dir") == "ltr"
    assert select(page, "h1")[0].getparent().xpath("ancestor::*[@dir='rtl']/@lang")[
        -1:
    ] == ["he"]
    for turn in select(page, ".turn"):
        assert turn.xpath("ancestor::*[@dir][1]/@dir") == ["rtl"]
    entry = select(read(client, "/kk/interviews/"), "a.entry")[0]
    assert (entry.get("lang"), entry.get("dir")) == ("he", "rtl")


SHOWN = ("alt", "aria-label", "aria-description", "placeholder", "title")
WRITTEN = ("script", "style", "pre", "code", "template")


@pytest.mark.parametrize("tongue", ["kk", "ru"])
@pytest.mark.parametrize("path", [*PAGES, "/nothing/", "/search/?q=water"])
def test_no_word_of_the_interface_is_left_in_english(client, tongue, path):
    make_conversation(exchanges=2)
    english = told_in_english(tongue)

    page = parse(client.get(f"/{tongue}{path}"))

    assert [words for words in shown_in(page, tongue) if words in english] == []


def told_in_english(tongue):
    """What the catalog has in other words; what holds places is left to the crawl's
    other words, which stand beside them.
    """
    path = catalogs.LOCALE / tongue / "LC_MESSAGES" / "django.po"
    return {
        told
        for message in catalogs.read(path)
        if message.id
        for told in catalogs.forms_of(message.id)
        if told not in catalogs.forms_of(message.string)
    }


def shown_in(page, tongue):
    """Every text and every name that is told in the language of the interface."""
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in WRITTEN:
            continue
        if element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == tongue:
            yield from filter(None, map(str.strip, element.xpath("text()")))
            yield from (element.get(name) for name in SHOWN if element.get(name))
