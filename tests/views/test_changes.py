"""What an edition changed, on a page and in a feed; and old addresses that work."""

import dataclasses
import re
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest.correction import standing
from archive.ingest.correction.correcting import split_before
from archive.ingest.correction.standing import Signed
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.ingest.storing.store import store
from archive.models import Interview
from archive.transcript import State
from tests.factories import make_same_conversation
from tests.ingest.storing.test_editions import TALK
from tests.ingest.talks import talk

pytestmark = pytest.mark.django_db

BASE = "http://127.0.0.1:8000"
CHANGES = "/interviews/about-wells/changes/"
FEED = "/interviews/about-wells/changes/feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def publish(*said, **fields):
    return store(
        dataclasses.replace(talk(*said, **fields), state=State.PUBLISHED)
    ).interview


def words_of(answer):
    """The text of a page, blanks as a reader sees them."""
    text = re.sub(r"<(?!del|ins|/del|/ins)[^>]*>", "", answer.content.decode())
    return " ".join(text.split())


def revise_well():
    publish(*TALK)
    said = [*TALK]
    said[1] = said[1].replace("1961", "1962")
    return publish(*said)


def test_a_reworded_turn_shows_both_wordings(client):
    revise_well()

    answer = client.get(CHANGES)

    told = words_of(answer)
    assert "dry summer of <del>Taken out: 1961,</del>" in told
    assert "<ins>Put in: 1962,</ins> with a spade" in told
    assert "a1: reworded" in told


def test_sources_are_told_by_their_digests_and_what_read_them(client):
    interview = revise_well()

    told = words_of(client.get(CHANGES))

    for edition in interview.editions.select_related("source"):
        assert f"SHA-256 {edition.source.sha256}" in told
    assert "plain text, unlabelled dashes, parser 1" in told


def test_what_was_added_and_removed_is_shown_whole(client):
    publish(*TALK)
    publish(*TALK[:2], "And who paid?", "Nobody did.", *TALK[4:])

    told = words_of(client.get(CHANGES))

    assert "<ins>Put in: Nobody did.</ins>" in told
    assert f"<del>Taken out: {TALK[3]}</del>" in told


def test_words_that_moved_to_another_turn_are_neither_taken_out_nor_put_in(client):
    moved = "my grandfather dug it in the summer of nineteen sixty-one."
    publish(TALK[0], f"{TALK[1]} And {moved}", *TALK[2:])
    publish(*TALK[:3], f"{TALK[3]} Indeed {moved}", *TALK[4:])

    page = client.get(CHANGES).content.decode()

    away = f'<span class="moved gone"><span class="vh">Moved from here: </span>{moved}'
    here = f'<span class="moved new"><span class="vh">Moved to here: </span>{moved}'
    assert away in page
    assert here in page


def test_who_said_what_is_gone_is_told(client):
    voices = "Dana Aman: Who dug it?\n\nSerik Bolat: We.\n\nDana Aman: {}"
    for last in ("And who paid?\n\nSerik Bolat: Nobody did.", "So be it."):
        told = parse_content(voices.format(last).encode(), "wells.txt", Sidecar())
        stored = store(dataclasses.replace(told, state=State.PUBLISHED))

    page = words_of(client.get(f"/interviews/{stored.interview.slug}/changes/"))

    assert "Taken out: Nobody did.</del> Said by Serik Bolat" in page


def test_the_words_of_three_editions_follow_each_other(client):
    publish("Who dug it?", "My father dug it alone.")
    publish("Who dug it?", "My mother dug it alone.")
    publish("Who dug it?", "My brother dug it alone.")

    told = words_of(client.get(CHANGES))

    newer, older = told.split("Edition 2,")
    assert "<del>Taken out: mother</del>" in newer
    assert "<ins>Put in: brother</ins>" in newer
    assert "<del>Taken out: father</del>" in older
    assert "<ins>Put in: mother</ins>" in older


def test_a_first_edition_has_nothing_changed_and_says_so(client):
    publish(*TALK)

    assert "keeps one edition" in words_of(client.get(CHANGES))
    assert CHANGES not in client.get("/interviews/about-wells/").content.decode()


def test_an_interview_leads_to_its_changes(client):
    revise_well()

    page = client.get("/interviews/about-wells/").content.decode()

    assert f'href="{CHANGES}"' in page
    assert f'type="application/atom+xml" href="{FEED}"' in page


@pytest.mark.parametrize("path", [CHANGES, FEED])
@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("withdrawn", 410)])
def test_changes_are_as_public_as_their_interview(client, path, state, status):
    revise_well()
    Interview.objects.update(state=state)

    assert client.get(path).status_code == status


def test_the_number_of_queries_does_not_grow_with_changes(client):
    publish(*TALK)
    publish(*TALK[:1], "Nobody dug it in the dry summer of 1961.")
    counts = []
    for said in (TALK[:2], [word.upper() for word in TALK]):
        with CaptureQueriesContext(connection) as asked:
            client.get(CHANGES)
        counts.append(len(asked))
        publish(*said)

    assert counts[0] == counts[1] <= 7


def test_the_feed_tells_of_editions_that_changed_words(client):
    revise_well()
    said = [*TALK]
    said[1] = said[1].replace("1961", "1962")
    publish(*said, end="\n\n")

    feed = client.get(FEED).content.decode()

    assert feed.count("<entry>") == 1
    assert "<title>Edition 2: 1 reworded</title>" in feed
    assert f'href="{BASE}{CHANGES}#edition-2"' in feed
    assert f'href="{BASE}{FEED}" rel="self"' in feed
    assert "&lt;del&gt;1961,&lt;/del&gt;" in feed


def test_addresses_in_the_feed_do_not_come_from_the_request(client, settings):
    settings.ALLOWED_HOSTS = ["other.example"]
    revise_well()

    feed = client.get(FEED, headers={"host": "other.example"}).content.decode()

    assert "other.example" not in feed


def test_characters_that_xml_cannot_write_do_not_break_the_feed(client):
    publish(*TALK)
    publish(*TALK[:1], "My fa\x0bther\x1f dug it in the dry summer of 1961.", *TALK[2:])

    feed = client.get(FEED)

    assert feed.status_code == 200
    assert "fa\N{REPLACEMENT CHARACTER}ther" in feed.content.decode()


def test_the_feed_has_what_atom_demands_and_each_thing_once(client):
    revise_well()

    feed = ElementTree.fromstring(client.get(FEED).content)

    entry = feed.find(f"{ATOM}entry")
    for element in (feed, entry):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "Suhbat"
    ids = [each.text for each in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == 2
    assert all(each.startswith("tag:127.0.0.1,2") for each in ids)


def test_the_address_of_a_turn_that_was_merged_leads_to_the_other(client):
    publish("Who are you?", "A digger.", "Who dug it, and when was that?", "I did.")
    publish("Who are you? Who dug it, and when was that?", "I did.")

    answer = client.get("/interviews/about-wells/q2/")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/interviews/about-wells/q1/"


def test_the_address_of_a_turn_that_is_gone_says_so(client):
    publish(*TALK)
    publish(*TALK[:2], *TALK[4:])

    answer = client.get("/interviews/about-wells/q2/")

    assert answer.status_code == 410
    assert TALK[2] in words_of(answer)
    assert f'href="{CHANGES}#edition-2-q2"' in answer.content.decode()


def test_an_address_that_never_was_is_not_found(client):
    revise_well()

    assert client.get("/interviews/about-wells/q9/").status_code == 404


def test_a_retired_anchor_stays_in_the_page(client):
    publish(*TALK[:2], "Was it deep?\nWas it wide?", *TALK[3:])
    publish(*TALK[:2], "Was it deep?", *TALK[3:4])

    page = client.get("/interviews/about-wells/").content.decode()

    assert '<span class="retired" id="q2p2"></span>' in page
    assert 'class="kind stone" id="q3"' in page
    assert '<span class="retired" id="q3p1"></span>' in page
    for anchor in ("q2p2", "q3", "q3p1", "a3", "a3p1"):
        assert page.count(f'id="{anchor}"') == 1


def test_graves_cost_one_query(client):
    publish(*TALK)
    with CaptureQueriesContext(connection) as first:
        client.get("/interviews/about-wells/")
    publish(*TALK[:2], *TALK[4:])

    with CaptureQueriesContext(connection) as second:
        client.get("/interviews/about-wells/")

    assert len(second) == len(first) + 1


def test_a_link_to_words_that_changed_leads_to_the_change(client):
    revise_well()

    page = client.get("/interviews/about-wells/?mark=a1p1.0-9@00000000")

    assert "See what was changed" in words_of(page)


def test_the_same_conversation_printed_elsewhere_is_told_of_on_both_sides(client):
    first = publish(*TALK)
    second = publish(*TALK, title="Wells", name="other.txt", end="\n\n")
    make_same_conversation(first, second)

    assert "elsewhere: Wells" in words_of(client.get("/interviews/about-wells/"))
    assert "elsewhere: About wells" in words_of(client.get("/interviews/wells/"))

    Interview.objects.filter(pk=second.pk).update(state="draft")

    assert "elsewhere" not in words_of(client.get("/interviews/about-wells/"))


def test_a_headline_that_changed_is_shown_word_by_word(client):
    publish(*TALK)
    publish(*TALK, title="About deep wells", end="\n\n")

    told = words_of(client.get(CHANGES))
    feed = client.get(FEED).content.decode()

    assert "title: reworded About <ins>Put in: deep</ins> wells" in told
    assert "no word of a turn was changed" in told
    assert "<title>Edition 2: title</title>" in feed
    assert "&lt;ins&gt;deep&lt;/ins&gt;" in feed


def test_a_standfirst_that_is_gone_is_shown(client):
    publish(*TALK, standfirst="They dug.")
    publish(*TALK, end="\n\n")

    told = words_of(client.get(CHANGES))

    assert "standfirst: reworded <del>Taken out: They dug.</del>" in told


def test_a_headline_before_headlines_were_kept_is_unknown(client):
    edition = publish(*TALK).editions.get()
    del edition.told["words"]
    edition.save()
    publish(*TALK, title="About deep wells", end="\n\n")

    assert "title" not in words_of(client.get(CHANGES)).split("Edition 2")[1]


def divide(interview):
    told = interview.as_transcript()
    offset = told.turns[1].text.index("in the dry")
    signed = Signed(User.objects.create_user("aray"))
    standing.make(interview, split_before(told, 1, offset), signed)


def test_what_editors_divide_is_no_edit_of_the_publisher(client):
    divide(publish(*TALK))

    page = client.get(CHANGES)
    told = words_of(page)
    feed = client.get(FEED).content.decode()

    assert "The source was not changed" in told
    assert "What the archive mended in its reading" in told
    assert "a1: divided otherwise" in told
    assert "a turn of its own" in told
    assert "<del>" not in told
    assert "<ins>" not in told
    assert "Edition 2, corrected by editors: 1 divided otherwise, 1 a turn" in feed
    assert '<category term="editors"' in feed
    assert "&lt;del&gt;" not in feed


def test_the_publishers_edits_stand_apart_from_corrections(client):
    interview = revise_well()
    divide(interview)

    told = words_of(client.get(CHANGES))

    publishers, archives = told.split("What the archive mended in its reading")
    assert "The source was changed once" in publishers
    assert "a1: reworded" in publishers
    assert "Edition 3" not in publishers
    assert "Edition 3" in archives


def test_how_words_were_known_to_be_the_same_is_not_for_readers(client):
    revise_well()

    assert "words in the same runs" not in words_of(client.get(CHANGES))
