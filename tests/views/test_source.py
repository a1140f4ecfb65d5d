"""From any paragraph to the stored source, at that very place; and the bytes."""

import hashlib

import pytest

from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.ingest.storing.store import store
from archive.models import Checksums, Interview, Segment, State
from archive.views.stretches import LENGTH
from tests.ingest.storing.test_editions import TALK
from tests.views.pages import read, select, text_of, texts
from tests.views.test_changes import publish

pytestmark = pytest.mark.django_db

SOURCE = "/interviews/about-wells/source/"
PIECES = ".source-text .src"
LONG = "\n".join(f"We dug well number {each} by the river." for each in range(900))


def facts(page):
    names, told = texts(page, ".facts dt"), texts(page, ".facts dd")
    return dict(zip(names, told, strict=True))


def test_the_whole_text_of_a_source_is_shown_as_it_is(client):
    interview = publish(*TALK)

    page = read(client, SOURCE)

    shown = "".join(piece.text_content() for piece in select(page, PIECES))
    assert shown == interview.editions.get().source.text


def test_a_paragraph_is_marked_at_its_place_in_the_source(client):
    publish(*TALK)

    page = read(client, f"{SOURCE}?at=a1p1")

    (mark,) = select(page, "mark")
    assert (mark.get("id"), mark.text_content()) == ("at", TALK[1])
    assert text_of(page, "h1") == "a1p1 in the source"
    part = Segment.objects.get(anchor="a1p1")
    told = f"Line 3, characters {part.source_start} to {part.source_end}. Go there"
    assert text_of(page, ".standfirst") == told


def test_a_turn_is_marked_whole(client):
    publish(TALK[0], f"{TALK[1]}\n{TALK[3]}")

    page = read(client, f"{SOURCE}?at=a1")

    assert [mark.text_content() for mark in select(page, "mark")] == [TALK[1], TALK[3]]
    assert [mark.get("id") for mark in select(page, "mark")] == ["at", None]


def test_where_a_source_comes_from_is_told_with_its_digests(client):
    interview = publish(*TALK)
    source = interview.editions.get().source
    source.origin, source.obtained = "https://wells.example/1", "2024-05-14"
    source.save()
    interview.turns.filter(anchor="a1").update(rule="dash", confidence=0.75)

    told = facts(read(client, f"{SOURCE}?at=a1p1"))

    assert told["File"] == "wells.txt"
    assert told["Obtained from"] == "https://wells.example/1, 2024-05-14"
    assert told["SHA-256 of the bytes"] == hashlib.sha256(source.content).hexdigest()
    assert told["SHA-256 of the text"] == source.text_sha256
    assert told["Size"].endswith(f"({len(source.content)} bytes)")
    assert told["Kind"] == "text/plain, utf-8"
    assert told["Read by"] == "plain text, unlabelled dashes; parser 1"
    assert told["Why a1 is a turn"] == "dash; printed mark: – ; confidence 0.75"
    assert told["Taken in"].endswith("edition 1")


def test_what_was_skipped_is_told_apart(client):
    publish(*TALK)

    page = read(client, SOURCE)

    assert texts(page, ".src-front_matter") == ["front matter", "About wells"]
    assert texts(page, ".legend li") == [
        "words of the record",
        "front matter",
        "mark of speech",
    ]


def test_every_paragraph_of_the_window_leads_into_the_record(client):
    publish(*TALK)

    page = read(client, SOURCE)

    names = [
        (link.text_content(), link.get("href")) for link in select(page, ".src-name")
    ]
    assert names[1] == ("a1p1", "/interviews/about-wells/#a1p1")
    assert len(names) == 6


def test_a_long_source_is_shown_in_parts_that_leave_nothing_out(client):
    interview = publish(TALK[0], LONG)
    text = interview.editions.get().source.text

    path, shown, parts = SOURCE, "", 0
    while path:
        page = read(client, path)
        shown += "".join(each.text_content() for each in select(page, PIECES))
        more = select(page, ".pages a[rel=next]")
        path = SOURCE + more[0].get("href") if more else ""
        parts += 1

    assert shown == text
    assert parts == -(-len(text) // LENGTH)


def test_a_place_deep_in_a_long_source_is_shown_with_what_stands_before(client):
    publish(TALK[0], LONG)

    page = read(client, f"{SOURCE}?at=a1p850")

    assert texts(page, "mark") == ["We dug well number 849 by the river."]
    assert len(text_of(page, ".source-text")) < LENGTH * 2
    assert select(page, ".pages a[rel=prev]")


@pytest.mark.parametrize("at", ["a99", "a1p99", "x", "<b>", "a1p1.2-3"])
def test_a_place_that_is_not_there_is_said(client, at):
    publish(*TALK)

    page = read(client, f"{SOURCE}?at={at}")

    assert "No paragraph of this interview has the name" in texts(page, ".notice p")[0]
    assert select(page, "mark") == []


@pytest.mark.parametrize(
    "query", ["start=-1", "start=x", "start=999999999", "edition=x", "edition=0", "at="]
)
def test_no_query_breaks_the_page(client, query):
    publish(*TALK)

    assert client.get(f"{SOURCE}?{query}").status_code == 200


def test_earlier_sources_stay_to_be_seen_and_had(client):
    publish(*TALK)
    interview = publish(*TALK[:2])
    first = interview.editions.get(number=1).source

    page = read(client, f"{SOURCE}?edition=1")

    shown = "".join(piece.text_content() for piece in select(page, PIECES))
    assert shown == first.text
    assert "This is the source of edition 1" in texts(page, ".notice p")[0]
    assert client.get(f"{SOURCE}{first.sha256}/").content == bytes(first.content)
    assert client.get(f"{SOURCE}?edition=3").status_code == 404


def test_a_paragraph_is_marked_in_the_source_of_an_earlier_edition(client):
    interview = publish(*TALK)
    publish(*TALK[:2])

    page = read(client, f"{SOURCE}?edition=1&at=a2p1")

    (mark,) = select(page, "mark")
    assert (mark.get("id"), mark.text_content()) == ("at", TALK[3])
    assert text_of(page, "h1") == "a2p1 in the source"
    assert "words of the record" in texts(page, ".legend li")
    text = interview.editions.get(number=1).source.text
    assert "".join(piece.text_content() for piece in select(page, PIECES)) == text


def test_a_place_that_is_gone_leads_to_the_edition_that_had_it(client):
    publish(*TALK)
    publish(*TALK[:2])

    page = read(client, f"{SOURCE}?at=a2p1")

    link = select(page, ".notice a")[0]
    assert link.text_content() == "See a2p1 in the source of edition 1"
    assert texts(read(client, link.get("href").replace("#at", "")), "mark") == [TALK[3]]


def test_a_place_that_an_earlier_edition_did_not_have_is_said(client):
    publish(*TALK[:2])
    publish(*TALK)

    page = read(client, f"{SOURCE}?edition=1&at=a2p1")

    assert "No paragraph of that name is on record in this edition" in "".join(
        texts(page, ".notice p")
    )
    links = [link.get("href") for link in select(page, ".notice a")]
    assert f"{SOURCE}?edition=2&at=a2p1#at" in links


def test_a_place_in_an_edition_without_checksums_is_said(client):
    publish(*TALK)
    publish(*TALK[:2])
    Checksums.objects.all().delete()

    page = read(client, f"{SOURCE}?edition=1&at=a1p1")

    assert select(page, "mark") == []
    assert len(texts(page, ".notice")) == 2


def test_the_bytes_are_saved_and_never_run(client):
    told = parse_content(
        "<p>– Who?</p><p>– We.</p><script>alert(1)</script>".encode("utf-16"),
        "wells «1».html",
        Sidecar(),
    )
    interview = store(told).interview
    Interview.objects.update(state=State.PUBLISHED)
    source = interview.editions.get().source

    answer = client.get(f"{interview.get_absolute_url()}source/{source.sha256}/")

    assert answer.content == bytes(source.content)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"] == f'"{source.sha256}"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def test_bytes_that_a_browser_has_are_not_sent_again(client):
    source = publish(*TALK).editions.get().source

    answer = client.get(
        f"{SOURCE}{source.sha256}/", headers={"if-none-match": f'"{source.sha256}"'}
    )

    assert (answer.status_code, answer.content) == (304, b"")


def test_bytes_of_another_interview_are_not_had_here(client):
    publish(*TALK)
    other = publish("Who?", "Me.", title="Other", name="other.txt")

    digest = other.editions.get().source.sha256
    assert client.get(f"{SOURCE}{digest}/").status_code == 404


@pytest.mark.parametrize(
    ("state", "status"),
    [(State.DRAFT, 404), (State.IN_REVIEW, 404), (State.WITHDRAWN, 410)],
)
def test_the_source_of_what_is_not_public_is_not_shown(client, state, status):
    source = publish(*TALK).editions.get().source
    Interview.objects.update(state=state)

    for path in (SOURCE, f"{SOURCE}?at=a1p1", f"{SOURCE}{source.sha256}/"):
        answer = client.get(path)
        assert answer.status_code == status
        assert TALK[1] not in answer.content.decode()


def test_markup_in_a_source_is_shown_and_not_obeyed(client):
    told = parse_content(
        b"<p>\xe2\x80\x93 Who?</p>\n<p>\xe2\x80\x93 We <b>all</b>.</p>",
        "wells.html",
        Sidecar(),
    )
    interview = store(told).interview
    Interview.objects.update(state=State.PUBLISHED)

    page = read(client, f"{interview.get_absolute_url()}source/?at=a1p1")

    (mark,) = select(page, "mark")
    assert mark.text_content() == "We <b>all</b>."


def test_what_a_reader_took_out_of_a_file_is_said_to_be_that(client):
    source = publish(*TALK).editions.get().source
    source.media_type = "application/pdf"
    source.save()

    page = read(client, SOURCE)

    assert texts(page, "#text") == ["The text that the reader took out of it"]
    assert facts(page)["Kind"] == "application/pdf"


def test_pages_of_an_interview_lead_to_its_source(client):
    publish(*TALK)

    whole = read(client, "/interviews/about-wells/")
    alone = read(client, "/interviews/about-wells/q1/")

    links = [link.get("href") for link in select(whole, "a[href^=/interviews]")]
    assert SOURCE in links
    assert f"{SOURCE}?at=q1#at" in links
    assert f"{SOURCE}?at=q1#at" in [a.get("href") for a in select(alone, "a")]
