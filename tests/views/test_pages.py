"""The pages about the archive itself."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from archive.models import State
from tests.factories import (
    make_conversation,
    make_edition,
    make_exchange,
    make_interview,
    make_source,
)
from tests.views.pages import parse, read, select, text_of, texts

pytestmark = pytest.mark.django_db


def test_the_home_page_of_an_empty_archive_says_so(client):
    page = read(client, "/")

    assert "Nothing has been published yet." in page.text_content()
    assert len(select(page, "input[name=q]")) == 1


def test_home_shows_the_newest_interviews_an_exchange_and_the_index(client):
    make_conversation(exchanges=2)
    make_interview("older", title="Older", date_start="2001-01-01")

    page = read(client, "/")

    assert texts(page, ".entries .entry") == ["The steppe remembers", "Older"]
    assert texts(page, ".turn > p") == [
        "Where does the water come from?",
        "From the mountains. […]",
    ]
    assert texts(page, ".index .entry") == ["Water"]
    assert texts(page, ".loci a") == ["1", "2"]


def test_home_shows_an_exchange_of_people_with_names(client):
    unnamed = make_interview("newest", date_start="2024-05-01")
    make_exchange(unnamed, asked="Who asks this?")
    make_conversation(exchanges=1)

    page = read(client, "/")

    assert texts(page, ".turn > p")[0] == "Where does the water come from?"


def test_home_tells_nothing_of_drafts(client):
    make_interview(state=State.DRAFT, title="The secret title")

    assert "secret" not in client.get("/").content.decode()


def test_a_long_index_is_cut_to_its_broadest_topics(client):
    interview = make_conversation(exchanges=1)
    question = interview.turns.get(anchor="q1")
    water = question.taggings.get().topic
    for number in range(41):
        question.taggings.create(
            topic=water.narrower.create(name=f"River {number}", slug=f"river-{number}")
        )

    page = read(client, "/")

    assert texts(page, ".aside .index")[0].startswith("Water")
    assert select(page, ".aside > .index > li") != []
    assert len(select(page, ".aside > .index > li")) == 1


def test_about_shows_how_the_newest_interview_was_read(client):
    interview = make_interview()
    source = make_source(origin="https://steppe.example/water")
    make_edition(interview, source)

    told = text_of(read(client, "/about/"), ".ledger")

    assert "plain text, unlabelled dashes; parser 1" in told
    assert source.sha256 in told
    assert "https://steppe.example/water" in told


def test_about_gives_each_source_a_table_of_its_own(client):
    for slug in ("first", "second"):
        source = make_source(f"– {slug}?", name=f"{slug}.txt")
        make_edition(make_interview(slug, title=slug), source)

    page = read(client, "/about/")

    assert texts(page, ".ledger > caption") == ["second", "first"]


def test_about_says_whom_to_write_to_where_there_is_somebody(client, settings):
    assert "mailto:" not in client.get("/about/").content.decode()

    settings.CONTACT_EMAIL = "desk@archive.example"

    link = read(client, "/about/").xpath("//a[starts-with(@href, 'mailto:')]")
    assert [each.text for each in link] == ["desk@archive.example"]


def test_about_tells_nothing_of_drafts(client):
    make_edition(make_interview(state=State.DRAFT), make_source(name="secret.txt"))

    assert "secret" not in client.get("/about/").content.decode()


@pytest.mark.parametrize("name", ["turn", "note", "hit", "facet", "notice", "given"])
def test_the_style_guide_shows_every_component(client, name):
    assert select(read(client, "/styleguide/"), f".{name}")


def test_robots_are_kept_from_the_desk_and_from_search(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n"
        "Disallow: /kk/search/\nDisallow: /ru/search/\n\n"
        "Sitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/interviews/",
        "/interviews/steppe-2024/",
        "/interviews/steppe-2024/q1/",
        "/speakers/",
        "/speakers/aigul-saparova/",
        "/topics/",
        "/topics/water/",
        "/about/",
        "/styleguide/",
        "/nothing/",
    ],
)
def test_every_page_has_one_heading_a_title_and_a_way_past_the_head(client, path):
    make_conversation(exchanges=2)

    page = parse(client.get(path))

    assert len(select(page, "h1")) == 1
    assert "Suhbat" in page.findtext(".//title")
    assert select(page, "a.skip")[0].get("href") == "#main"
    assert len(select(page, "main#main")) == 1
    assert select(page, "meta[name=description]")[0].get("content")


@pytest.mark.parametrize(
    "path", ["/", "/interviews/steppe-2024/", "/topics/water/", "/search/?q=water"]
)
def test_no_page_needs_inline_script_or_style(client, path):
    make_conversation(exchanges=1)

    page = parse(client.get(path))

    scripts = "//script[not(@src) and not(@type='application/ld+json')]"
    assert page.xpath(f"{scripts} | //style | //*[@style]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []


def test_whoever_finds_a_hole_is_told_whom_to_tell(client, settings):
    settings.CONTACT_EMAIL = "desk@archive.example"

    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:desk@archive.example"
    assert lines["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    until = datetime.fromisoformat(lines["Expires"]) - timezone.now()
    assert timedelta(days=30) < until < timedelta(days=365)


def test_without_an_address_the_page_about_the_archive_is_told(client, settings):
    settings.CONTACT_EMAIL = ""

    text = client.get("/.well-known/security.txt").content.decode()

    assert "Contact: http://127.0.0.1:8000/about/\n" in text


def test_the_manifest_shows_the_archive_as_it_looks(client):
    response = client.get("/site.webmanifest")

    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["start_url"] == "/"
    assert manifest["theme_color"] == "#fafbf9"
    assert 'rel="manifest" href="/site.webmanifest"' in client.get("/").content.decode()
