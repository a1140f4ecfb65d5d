"""Speakers and a speaker."""

import pytest

from archive.models import Role, State
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
