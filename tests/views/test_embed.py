"""Words of the archive in other pages: the page for a frame, and oEmbed 1.0."""

import pytest
from lxml import etree, html

from archive.models import State, Turn
from tests.factories import (
    make_alias,
    make_conversation,
    make_edition,
    make_source,
    make_tombstone,
)
from tests.ingest.storing.test_editions import TALK
from tests.views.pages import read, text_of, texts
from tests.views.test_changes import publish
from tests.views.test_marks import ABOUT as TALKED
from tests.views.test_marks import WELL, changed, pinned

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
HOME = f"{SITE}/interviews/steppe-2024/"


def ask(client, url, **asked):
    return client.get("/oembed", {"url": url, "format": "json", **asked})


def test_an_exchange_is_embedded_with_its_speakers(client):
    make_conversation(exchanges=1)

    page = read(client, "/interviews/steppe-2024/q1/embed/")

    assert texts(page, "blockquote p") == [
        "Daniyar Omarov",
        "Where does the water come from?",
        "Aigul Saparova",
        "From the mountains.",
        "It takes nine days.",
    ]
    assert text_of(page, "figcaption a") == (
        "The steppe remembers. January 2024, Suhbat, question 1"
    )
    assert not page.xpath("//script | //form | //iframe")


def test_a_passage_is_embedded_with_who_says_it(client):
    make_conversation(exchanges=1)

    page = read(client, "/interviews/steppe-2024/a1/embed/?mark=a1p2.0-8")

    assert text_of(page, "blockquote") == "It takes […]"
    assert text_of(page, "figcaption") == (
        "Aigul Saparova. The steppe remembers. January 2024, Suhbat, answer 1, "
        "paragraph 2"
    )


def test_a_frame_keeps_the_words_it_was_made_with(client):
    publish(*TALK)
    mark = pinned("a1p1", "summer of 1961")
    changed(1, WELL.replace("1961", "1962"))

    page = read(client, f"{TALKED}a1/embed/?mark={mark}")
    answer = ask(client, f"{SITE}{TALKED}?mark={mark}")

    assert text_of(page, "blockquote") == "[…] summer of 1961 […]"
    assert "As the source had it until" in text_of(page, "figcaption")
    assert "<p>[…] summer of 1961 […]</p>" in answer.json()["html"]


def test_the_embedded_page_alone_may_be_framed(client):
    make_conversation(exchanges=1)

    embedded = client.get("/interviews/steppe-2024/q1/embed/")
    others = [
        client.get(path)
        for path in (
            "/interviews/steppe-2024/q1/",
            "/interviews/steppe-2024/q1/cite/",
            f"/oembed?url={HOME}",
        )
    ]

    assert "X-Frame-Options" not in embedded.headers
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "default-src 'none'" in embedded.headers["Content-Security-Policy"]
    assert embedded.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    for other in others:
        assert other.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]


def test_an_operator_says_who_may_frame(client, settings):
    settings.EMBED_ORIGINS = ["https://news.example"]
    make_conversation(exchanges=1)

    policy = client.get("/interviews/steppe-2024/q1/embed/").headers[
        "Content-Security-Policy"
    ]

    assert "frame-ancestors https://news.example;" in f"{policy};"


def test_what_is_withdrawn_says_so_in_the_frame(client):
    interview = make_conversation(exchanges=1)
    interview.state = State.WITHDRAWN
    interview.save()

    answer = client.get("/interviews/steppe-2024/q1/embed/")

    assert answer.status_code == 410
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


def test_oembed_is_rich_and_holds_the_words_themselves(client):
    make_conversation(exchanges=1)

    answer = ask(client, f"{HOME}#a1p2")

    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    figure = html.fromstring(told.pop("html"))
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "The steppe remembers. January 2024, Suhbat, answer 1, paragraph 2",
        "author_name": "Aigul Saparova",
        "author_url": f"{SITE}/speakers/aigul-saparova/",
        "provider_name": "Suhbat",
        "provider_url": f"{SITE}/",
        "cache_age": 3600,
        "width": 640,
        "height": 192,
    }
    assert text_of(figure, "blockquote") == "It takes nine days."
    (quote,) = figure.xpath("//blockquote/@cite")
    assert quote == f"{HOME}?mark=a1p2@e65bb32b#a1p2"
    assert not figure.xpath("//script | //iframe | //@style")


def test_a_paragraph_alone_is_shown(client):
    make_conversation(exchanges=1)

    told = ask(client, f"{HOME}a1p2/").json()

    assert "<p>It takes nine days.</p>" in told["html"]


def test_an_exchange_of_two_speakers_has_no_author(client):
    make_conversation(exchanges=1)

    told = ask(client, f"{HOME}q1/").json()

    assert "author_name" not in told
    assert "From the mountains." in told["html"]


def test_a_whole_interview_is_told_by_its_standfirst(client):
    make_conversation(exchanges=1)

    told = ask(client, HOME).json()

    assert "<p>A conversation about water</p>" in told["html"]
    assert told["title"] == "The steppe remembers. January 2024, Suhbat"


def test_the_page_leads_to_its_oembed(client):
    make_conversation(exchanges=1)

    for path in ("", "q1/"):
        page = read(client, f"/interviews/steppe-2024/{path}")
        (link,) = page.xpath("//link[@type='application/json+oembed']/@href")
        assert link.startswith(f"{SITE}/oembed?url=")
        told = client.get(link.removeprefix(SITE)).json()
        assert told["type"] == "rich"


@pytest.mark.parametrize(("asked", "width"), [("300", 300), ("9999", 640), ("", 640)])
def test_it_is_no_wider_than_asked(client, asked, width):
    make_conversation(exchanges=1)

    assert ask(client, f"{HOME}q1/", maxwidth=asked).json()["width"] == width


def test_it_is_no_higher_than_asked_and_says_what_is_left_out(client):
    make_conversation(exchanges=1)

    told = ask(client, f"{HOME}q1/", maxheight="170").json()

    assert told["height"] <= 170
    assert "[…]</p>" in told["html"]
    assert "nine days" not in told["html"]


def test_oembed_tells_the_same_in_xml(client):
    make_conversation(exchanges=1)
    Turn.objects.filter(anchor="a1").update(text="My <b>father</b> & I\x01 dug it.")

    answer = ask(client, f"{HOME}q1/", format="xml", maxwidth="300")

    told = ask(client, f"{HOME}q1/", maxwidth="300").json()
    read = {each.tag: each.text for each in etree.fromstring(answer.content)}
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    plain = {name: str(value) for name, value in told.items()}
    assert read == {**plain, "html": plain["html"].replace("\x01", "\ufffd")}
    assert read["width"] == "300"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"url": ""}, 400),
        ({"maxwidth": "wide"}, 400),
        ({"maxheight": "-1"}, 400),
        ({"maxwidth": "٣"}, 400),
        ({"format": "xml", "maxwidth": "wide"}, 400),
        ({"format": "html"}, 501),
        ({"url": "https://elsewhere.example/interviews/steppe-2024/"}, 404),
        ({"url": f"{SITE}/about/"}, 404),
        ({"url": f"{SITE}/admin/"}, 404),
        ({"url": f"{SITE}/interviews/steppe-2024/q9/"}, 404),
        ({"url": f"{SITE}/interviews/none/"}, 404),
        ({"url": f"{SITE}/interviews/%00/"}, 404),
        ({"url": f"{SITE}/interviews/%ED%A0%80/"}, 404),
        ({"url": "http://[::1"}, 404),
        ({"url": "steppe-2024"}, 404),
    ],
)
def test_what_cannot_be_shown_is_refused_as_the_specification_has_it(
    client, asked, status
):
    make_conversation(exchanges=1)

    answer = client.get("/oembed", {"url": HOME, "format": "json", **asked})

    assert answer.status_code == status
    assert set(answer.json()) == {"error"}


@pytest.mark.parametrize(
    ("state", "status"),
    [(State.DRAFT, 404), (State.IN_REVIEW, 404), (State.WITHDRAWN, 410)],
)
def test_oembed_shows_only_what_is_public(client, state, status):
    interview = make_conversation(exchanges=1)
    interview.state = state
    interview.save()

    answer = ask(client, f"{HOME}q1/")

    assert answer.status_code == status
    assert "mountains" not in answer.content.decode()


def test_an_old_address_is_shown_at_its_new_one(client):
    make_alias(make_conversation(exchanges=1), "old-steppe")

    told = ask(client, f"{SITE}/interviews/old-steppe/q1/").json()

    assert f'cite="{HOME}q1/"' in told["html"]


def test_a_turn_that_is_gone_is_not_shown(client):
    interview = make_conversation(exchanges=1)
    make_tombstone(make_edition(interview, make_source()), anchor="q9")

    assert client.get("/interviews/steppe-2024/q9/embed/").status_code == 410
    assert ask(client, f"{HOME}q9/").status_code == 404
