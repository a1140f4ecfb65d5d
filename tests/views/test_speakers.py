"""Speakers and a speaker."""

import pytest

from archive.models import Office, Role, Speaker, State
from tests.factories import (
    make_conversation,
    make_interview,
    make_participation,
    make_speaker,
    make_turn,
)
from tests.views.pages import read, select, text_of, texts

pytestmark = pytest.mark.django_db


def test_everyone_is_listed_with_what_they_said(client):
    make_conversation(exchanges=2)

    page = read(client, "/speakers/")

    assert texts(page, "a.entry") == ["Aigul Saparova", "Daniyar Omarov"]
    assert texts(page, ".kind.line") == ["2 answers", "2 questions"]


def test_speakers_of_hidden_interviews_alone_are_not_found(client):
    draft = make_interview(state=State.DRAFT)
    speaker = make_speaker()
    make_participation(draft, speaker)
    make_turn(draft, speaker=speaker)

    assert texts(read(client, "/speakers/"), "a.entry") == []
    assert client.get("/speakers/aigul-saparova/").status_code == 404


def test_hidden_turns_are_neither_counted_nor_shown(client):
    make_conversation(exchanges=1)
    draft = make_interview("draft", state=State.DRAFT, title="The secret title")
    make_turn(draft, text="A secret question?", speaker=make_speaker())
    make_participation(draft, make_speaker(), Role.MODERATOR)

    listed = read(client, "/speakers/")
    page = client.get("/speakers/aigul-saparova/").content.decode()

    assert texts(listed, ".kind.line") == ["1 answer", "1 question"]
    assert "secret" not in page


def test_a_speaker_has_aliases_roles_subjects_and_turns(client):
    make_conversation(exchanges=2)
    make_speaker().aliases.create(name="Айгүл Сапарова")

    page = read(client, "/speakers/aigul-saparova/")

    facts = select(page, ".facts")[0].text_content()
    assert "Айгүл Сапарова" in facts
    assert "Interviewee" in facts
    assert texts(page, ".index .entry") == ["Water"]
    links = [link.get("href") for link in select(page, ".hit .no")]
    assert links == ["/interviews/steppe-2024/#a1", "/interviews/steppe-2024/#a2"]


def test_an_answer_stands_under_its_question(client):
    make_conversation(exchanges=1)

    page = read(client, "/speakers/aigul-saparova/")

    assert texts(page, ".hit .words") == [
        "Where does the water come from?",
        "From the mountains. […]",
    ]


def test_a_questioner_s_page_holds_questions(client):
    make_conversation(exchanges=1)

    page = read(client, "/speakers/daniyar-omarov/")

    assert text_of(page, ".hit .asked") == "Where does the water come from?"


def test_an_old_address_of_a_speaker_leads_on_for_ever(client):
    make_conversation(exchanges=1)
    speaker = make_speaker()
    speaker.slug = "aigul"
    speaker.save()

    for path in ("", "feed.atom"):
        response = client.get(f"/speakers/aigul-saparova/{path}")
        assert response.status_code == 301
        assert response["Location"] == f"/speakers/aigul/{path}"


def test_appearances_are_told_newest_first_with_their_roles(client):
    for slug, day in (("older", "2001-01-01"), ("newer", "2024-01-01")):
        interview = make_interview(slug, title=slug, date_start=day)
        make_participation(interview, make_speaker(), Role.MODERATOR)

    page = read(client, "/speakers/aigul-saparova/")

    assert texts(page, ".appearances .what > a") == ["newer", "older"]
    assert texts(page, ".appearances .line > span") == ["Moderator", "Moderator"]


def test_a_speaker_is_shown_under_the_names_that_sources_print(client):
    interview = make_interview()
    for label in ("A.S.:", "– ", "Dr Saparova:", "A.S.:"):
        make_turn(interview, speaker=make_speaker(), label=label)

    page = read(client, "/speakers/aigul-saparova/")

    assert texts(page, ".facts q") == ["A.S", "Dr Saparova"]


def test_a_speaker_is_known_elsewhere(client):
    make_conversation(exchanges=1)
    speaker = make_speaker()
    speaker.identifiers = {"wikidata": "Q42", "local": "7"}
    speaker.save()

    (link,) = read(client, "/speakers/aigul-saparova/").xpath("//a[@rel='noopener']")

    assert (link.text, link.get("href")) == (
        "Wikidata Q42",
        "https://www.wikidata.org/entity/Q42",
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("aigul", ["Aigul Saparova"]),
        ("САПАРОВА", ["Aigul Saparova"]),
        ("omarov dan", ["Daniyar Omarov"]),
        ("nobody", []),
    ],
)
def test_a_person_is_found_by_any_name(client, words, names):
    make_conversation(exchanges=1)
    make_speaker().aliases.create(name="Айгүл Сапарова")

    page = read(client, f"/speakers/?words={words}")

    assert texts(page, "a.entry") == names
    assert text_of(page, ".standfirst") == f"{len(names)} of 2 people"


def test_offices_stand_on_the_page_and_beside_the_name_in_their_time(client):
    interview = make_conversation(1)
    speaker = Speaker.objects.get(slug="aigul-saparova")
    told = {"speaker": speaker, "language": "kk", "start_precision": "year"}
    Office.objects.create(title="Әкім", start="2019-01-01", **told)
    Office.objects.create(title="Сенатор", start="2025-01-01", **told)

    page = client.get("/speakers/aigul-saparova/").content.decode()
    assert '<span lang="kk">Әкім</span>, 2019–' in page
    assert '<span lang="kk">Сенатор</span>, 2025–' in page
    page = client.get(interview.get_absolute_url()).content.decode()
    assert '<span class="quiet" lang="kk">Әкім</span>' in page
    assert "Сенатор" not in page


def test_a_speaker_is_known_elsewhere_by_identifiers_that_can_be(client):
    make_conversation(1)
    identifiers = {"wikidata": "Q42", "isni": "0000000121032683", "viaf": "x"}
    Speaker.objects.filter(slug="aigul-saparova").update(identifiers=identifiers)

    page = client.get("/speakers/aigul-saparova/").content.decode()

    assert 'href="https://www.wikidata.org/entity/Q42"' in page
    assert 'href="https://isni.org/isni/0000000121032683"' in page
    assert '"sameAs":["https://www.wikidata.org/entity/Q42","https://isni.org' in page
    assert "viaf.org" not in page
