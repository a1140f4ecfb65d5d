"""What crawlers are told of, and what they are not."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from archive import sitemaps
from archive.models import Annotation, Interview, State
from tests.factories import make_annotation, make_conversation, make_interview

pytestmark = pytest.mark.django_db
SPACE = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
SITE = "http://127.0.0.1:8000"


def read(client, address="/sitemap.xml"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content)


def addresses_in(tree):
    return [loc.text for loc in tree.iterfind(".//s:loc", SPACE)]


def in_english(addresses):
    """Those without the prefix of a language."""
    tongues = (f"{SITE}/kk/", f"{SITE}/ru/")
    return [address for address in addresses if not address.startswith(tongues)]


def test_every_canonical_address_is_told_once(client):
    make_conversation(exchanges=2)

    told = in_english(addresses_in(read(client)))

    assert told == [
        f"{SITE}/",
        f"{SITE}/interviews/",
        f"{SITE}/speakers/",
        f"{SITE}/topics/",
        f"{SITE}/help/",
        f"{SITE}/about/",
        f"{SITE}/interviews/steppe-2024/",
        f"{SITE}/speakers/daniyar-omarov/",
        f"{SITE}/speakers/aigul-saparova/",
        f"{SITE}/topics/water/",
    ]


def test_every_address_told_of_answers(client):
    make_conversation(exchanges=2)

    for address in addresses_in(read(client)):
        assert client.get(address.removeprefix(SITE)).status_code == 200


def test_drafts_and_withdrawn_interviews_are_not_told_of(client):
    make_interview("draft", state=State.DRAFT)
    make_interview("gone", state=State.WITHDRAWN)

    told = in_english(addresses_in(read(client)))

    assert len(told) == len(sitemaps.Pages().items())


def test_a_new_note_is_a_change_of_its_interview(client):
    interview = make_conversation(exchanges=1)
    note = make_annotation(interview.turns.get(anchor="a1"), "mountains")
    Interview.objects.update(updated_at=datetime(2024, 1, 2, tzinfo=UTC))
    Annotation.objects.filter(pk=note.pk).update(
        updated_at=datetime(2024, 3, 4, tzinfo=UTC)
    )

    path = ".//s:url[s:loc='{}']/s:lastmod".format(f"{SITE}/interviews/steppe-2024/")

    assert read(client).find(path, SPACE).text == "2024-03-04"


def test_many_addresses_are_told_in_several_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Section, "limit", 2)
    for number in range(3):
        make_interview(f"interview-{number}")

    told = addresses_in(read(client))

    assert [address.removeprefix(SITE) for address in told] == [
        "/sitemap-pages.xml?p=1",
        "/sitemap-pages.xml?p=2",
        "/sitemap-pages.xml?p=3",
        "/sitemap-interviews.xml?p=1",
        "/sitemap-interviews.xml?p=2",
        "/sitemap-speakers.xml?p=1",
        "/sitemap-topics.xml?p=1",
    ]
    second = read(client, "/sitemap-interviews.xml?p=2")
    assert addresses_in(second) == [
        f"{SITE}/interviews/interview-2/",
        f"{SITE}/kk/interviews/interview-2/",
        f"{SITE}/ru/interviews/interview-2/",
    ]


def test_each_address_is_told_with_the_same_in_every_language(client):
    url = read(client).find(f".//s:url[s:loc='{SITE}/ru/help/']", SPACE)

    assert {
        link.get("hreflang"): link.get("href")
        for link in url.iterfind("x:link[@rel='alternate']", SPACE)
    } == {
        "en": f"{SITE}/help/",
        "kk": f"{SITE}/kk/help/",
        "ru": f"{SITE}/ru/help/",
        "x-default": f"{SITE}/help/",
    }


@pytest.mark.parametrize("address", ["-pages.xml?p=9", "-pages.xml?p=x", "-wat.xml"])
def test_a_file_that_is_not_there_is_not_found(client, address):
    assert client.get(f"/sitemap{address}").status_code == 404
