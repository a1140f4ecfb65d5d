"""No link of a public page leads nowhere, and no address once given is forgotten."""

from urllib.parse import urldefrag, urljoin

import feedparser
import pytest
from django.core.management import call_command
from lxml import etree, html

from archive.models import Interview, State
from tests.factories import (
    make_alias,
    make_annotation,
    make_interview,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
LINKS = "//a/@href | //link/@href | //script/@src | //img/@src | //form/@action"
LISTS = ("/search/", "/interviews/", "/speakers/")


TALK = """Water of the steppe

Daniyar Omarov: Where does the water come from?

Aigul Saparova: From the mountains.

It takes nine days.

Daniyar Omarov: What becomes of it in winter?

Aigul Saparova: It sleeps under the ice until the birds return.
"""
LATER = """
Daniyar Omarov: Who counts the days?

Aigul Saparova: My father did, and his father before him.
"""
SIDECAR = """
slug = "steppe-2024"
state = "published"
language = "en"
outlet = "Steppe Gazette"
licence = "CC-BY-4.0"
origin = "https://steppe.example/water"
date = { start = 2024-01-01, precision = "day" }
[[person]]
name = "Daniyar Omarov"
role = "interviewer"
[[person]]
name = "Aigul Saparova"
role = "interviewee"
[[topic]]
slug = "water"
name = "Water"
questions = ["q1", "q2"]
"""


@pytest.fixture
def archive(engine, tmp_path):
    """An archive in which every kind of public page has something to show."""
    source = tmp_path / "steppe.txt"
    source.with_suffix(".toml").write_text(SIDECAR, encoding="utf-8")
    for words in (TALK + LATER, TALK):
        source.write_text(words, encoding="utf-8")
        call_command("ingest", source, verbosity=0)
    interview = Interview.objects.get()
    make_annotation(interview.turns.get(anchor="a1"), "mountains")
    make_interview("hidden", title="The secret title", state=State.DRAFT)
    return interview


def crawl(client, *starts):
    """Return each page's answer and ids, and each link with the pages it is on.

    A list that was asked for something is opened, and not followed any further.
    """
    pages, links, waiting = {}, {}, list(starts)
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        response = client.get(path)
        if "/notes/" in path and response.status_code == 302:
            address, fragment = urldefrag(response["Location"])
            links.setdefault((address, fragment), set()).add(path)
            waiting.append(address)
            continue
        is_page = response.get("Content-Type", "").startswith("text/html")
        tree = html.fromstring(response.content) if is_page else None
        ids = set(tree.xpath("//@id")) if is_page else set()
        response.getvalue()
        pages[path] = (response.status_code, ids)
        is_asked = "?" in path and path.startswith(inner(LISTS, path))
        if tree is None or is_asked:
            continue
        for link in tree.xpath(LINKS):
            whole = urljoin(f"{SITE}{path}", link)
            if whole.startswith(f"{SITE}/"):
                address, fragment = urldefrag(whole.removeprefix(SITE))
                links.setdefault((address, fragment), set()).add(path)
                waiting.append(address)
    return pages, links


def inner(lists, path):
    """The same lists under the language of a path."""
    tongue = path[:3] if path[:4] in ("/kk/", "/ru/") else ""
    return tuple(f"{tongue}{each}" for each in lists)


def test_every_link_of_every_page_leads_to_something(client, archive):
    pages, links = crawl(client, "/")

    dead = {
        (address, status): sorted(links_to(links, address))[:3]
        for address, (status, _ids) in pages.items()
        if status != 200
    }
    assert dead == {}
    lost = [
        (address, fragment, min(where))
        for (address, fragment), where in links.items()
        if fragment and fragment not in pages[address][1] and pages[address][1]
        # Its traces are drawn of a talk that nobody had.
        if where != {"/styleguide/"}
    ]
    assert lost == []
    assert {f"{tongue}/topics/water/" for tongue in ("", "/kk", "/ru")} <= set(pages)
    assert "/interviews/steppe-2024/a1p2/report/?mark=a1p2" in pages
    assert not any("hidden" in address for address in pages)
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    told = {each.text.removeprefix(SITE) for each in tree.iterfind(".//{*}loc")}
    assert told <= set(pages)


def links_to(links, address):
    return {
        path
        for (other, _), where in links.items()
        if other == address
        for path in where
    }


def test_every_address_of_the_sitemap_is_canonical_and_may_be_indexed(client, archive):
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    told = {each.text for each in tree.iterfind(".//{*}loc")}

    assert f"{SITE}/interviews/steppe-2024/" in told
    for address in told:
        page = html.fromstring(client.get(address.removeprefix(SITE)).content)
        assert page.xpath("//link[@rel='canonical']/@href") == [address]
        assert not page.xpath("//meta[@name='robots']"), address


@pytest.mark.parametrize(
    ("path", "status", "leads"),
    [
        ("/interviews/old-steppe/", 301, "/interviews/steppe-2024/"),
        ("/interviews/old-steppe/q1/", 301, "/interviews/steppe-2024/q1/"),
        ("/interviews/old-steppe/a1p2/", 301, "/interviews/steppe-2024/a1p2/"),
        ("/interviews/old-steppe/source/", 301, "/interviews/steppe-2024/source/"),
        ("/interviews/old-steppe/changes/", 301, "/interviews/steppe-2024/changes/"),
        ("/interviews/old-steppe/cite/", 301, "/interviews/steppe-2024/cite/"),
        ("/interviews/steppe-2024/a1/", 301, "/interviews/steppe-2024/q1/"),
        ("/interviews/steppe-2024/q3/", 410, None),
        ("/interviews/steppe-2024/q3p1/", 410, None),
        ("/interviews/steppe-2024/q3/cite/", 410, None),
        ("/interviews/steppe-2024/q3/report/", 410, None),
        ("/interviews/gone/", 410, None),
        ("/interviews/gone/q1/", 410, None),
        ("/interviews/gone/source/", 410, None),
        ("/interviews/gone/changes/feed.atom", 410, None),
        ("/interviews/gone/picture.png", 410, None),
        ("/speakers/aigul-saparova/", 301, "/speakers/aigul/"),
        ("/speakers/aigul-saparova/feed.atom", 301, "/speakers/aigul/feed.atom"),
        ("/topics/water/", 301, "/topics/waters/"),
        ("/topics/water/feed.atom", 301, "/topics/waters/feed.atom"),
    ],
)
def test_an_address_once_given_leads_on_or_says_what_became_of_it(
    client, archive, path, status, leads
):
    make_alias(archive)
    make_interview("gone", state=State.WITHDRAWN, withdrawn_reason="As asked.")
    speaker, topic = make_speaker(), make_topic()
    speaker.slug, topic.slug = "aigul", "waters"
    speaker.save()
    topic.save()

    response = client.get(path)

    assert (response.status_code, response.get("Location")) == (status, leads)


@pytest.mark.parametrize("tongue", ["", "/kk"])
@pytest.mark.parametrize(
    "path",
    [
        "/feed.atom",
        "/interviews/steppe-2024/changes/feed.atom",
        "/speakers/aigul-saparova/feed.atom",
        "/topics/water/feed.atom",
        "/search/feed.atom?q=water",
    ],
)
def test_a_feed_is_read_by_a_reader_that_knows_nothing_of_us(
    client, archive, tongue, path
):
    found = feedparser.parse(client.get(f"{tongue}{path}").content)

    assert (found.bozo, found.version) == (False, "atom10")
    assert found.feed.links[-1].href == f"{SITE}{tongue}{path}"
    assert all(entry.id and entry.link and entry.updated for entry in found.entries)


@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        ("/", "website", "Suhbat, an archive of interviews"),
        ("/kk/", "website", "Suhbat, сұхбаттар мұрағаты"),
        ("/speakers/aigul-saparova/", "profile", "Aigul Saparova"),
        ("/topics/water/", "website", "Water"),
        ("/interviews/steppe-2024/", "article", "Water of the steppe"),
    ],
)
def test_a_page_that_is_shared_says_what_it_is(client, archive, path, kind, title):
    page = html.fromstring(client.get(path).content)
    cards = page.xpath("//meta[@property]")
    told = {card.get("property"): card.get("content") for card in cards}

    assert (told["og:type"], told["og:url"]) == (kind, f"{SITE}{path}")
    assert told["og:title"] == title
