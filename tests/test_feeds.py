"""Feeds of what is new, read by a feed reader that knows nothing of us."""

from datetime import UTC, datetime

import feedparser
import pytest

from archive.models import Interview, State
from tests.factories import (
    make_conversation,
    make_interview,
    make_participation,
    make_speaker,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
STEPPE = f"{SITE}/interviews/steppe-2024/"


def read(client, path):
    response = client.get(path, headers={"host": "localhost"})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def titles(found):
    return [entry.title for entry in found.entries]


@pytest.mark.parametrize(
    ("path", "page", "title", "entries"),
    [
        ("/feed.atom", "/", "Suhbat", ["The steppe remembers"]),
        (
            "/speakers/aigul-saparova/feed.atom",
            "/speakers/aigul-saparova/",
            "Aigul Saparova",
            ["The steppe remembers"],
        ),
        (
            "/topics/water/feed.atom",
            "/topics/water/",
            "Water",
            ["Where does the water come from?", "Where does the water come from?"],
        ),
    ],
)
def test_a_feed_tells_what_it_is_of(client, path, page, title, entries):
    make_conversation(exchanges=2)

    found = read(client, path)

    assert found.feed.title == title
    assert found.feed.link == f"{SITE}{page}"
    assert found.feed.links[-1].href == f"{SITE}{path}"
    assert titles(found) == entries
    assert len({entry.id for entry in found.entries}) == len(entries)


def test_the_page_of_each_names_its_feed(client):
    make_conversation(exchanges=1)

    for page in ("/", "/speakers/aigul-saparova/", "/topics/water/"):
        assert f'href="{page}feed.atom"' in client.get(page).content.decode()


def test_the_newest_to_come_out_is_first(client):
    for number in range(31):
        make_interview(f"i{number}", title=f"Interview {number}")
    early = datetime(2020, 1, 1, tzinfo=UTC)
    Interview.objects.filter(slug="i30").update(publish_at=early)

    found = read(client, "/feed.atom")

    assert titles(found)[:2] == ["Interview 29", "Interview 28"]
    assert len(found.entries) == 30
    assert "Interview 30" not in titles(found)


def test_an_entry_keeps_its_name_when_its_address_changes(client):
    interview = make_interview()
    (before,) = read(client, "/feed.atom").entries

    interview.slug = "elsewhere"
    interview.save()
    (after,) = read(client, "/feed.atom").entries

    assert before.id == after.id
    assert (before.link, after.link) == (STEPPE, f"{SITE}/interviews/elsewhere/")


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_public_is_in_no_feed(client, state):
    public = make_conversation(exchanges=1)
    hidden = make_interview("hidden", title="Hidden", state=state)
    make_participation(hidden, make_speaker())

    for path in ("/feed.atom", "/speakers/aigul-saparova/feed.atom"):
        assert titles(read(client, path)) == [public.title]


def test_there_is_no_feed_of_nobody(client):
    assert client.get("/speakers/nobody/feed.atom").status_code == 404
    assert client.get("/topics/nothing/feed.atom").status_code == 404


def test_an_entry_says_who_speaks_and_in_which_language(client):
    make_conversation(exchanges=2)

    for path in ("/feed.atom", "/topics/water/feed.atom", "/kk/feed.atom"):
        entry = read(client, path).entries[0]

        assert entry.title_detail.language == "en"
        assert [author.name for author in entry.authors] == ["Aigul Saparova"]
        assert [one.name for one in entry.contributors] == ["Daniyar Omarov"]
        assert entry.author_detail.href == f"{SITE}/speakers/aigul-saparova/"


def test_an_interview_without_a_standfirst_is_told_by_what_is_asked(client):
    make_conversation(exchanges=2)
    Interview.objects.update(standfirst="")

    entry = read(client, "/feed.atom").entries[0]

    assert entry.summary.startswith("2 questions, word for word.")
