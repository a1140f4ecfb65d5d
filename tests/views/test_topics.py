"""The index of topics and a topic."""

import pytest

from archive.models import State
from tests.factories import (
    make_conversation,
    make_exchange,
    make_interview,
    make_speaker,
    make_tagging,
    make_topic,
)
from tests.views.pages import read, select, text_of, texts

pytestmark = pytest.mark.django_db


def make_rivers():
    """Water, and rivers under it, each with an exchange of one interview."""
    interview = make_interview()
    water, rivers = make_topic(), make_topic("Rivers", "rivers")
    rivers.parent = water
    rivers.save()
    make_tagging(make_exchange(interview), water)
    make_tagging(make_exchange(interview), rivers)
    return interview


def test_the_index_shows_narrower_topics_under_their_broader_one(client):
    make_rivers()

    page = read(client, "/topics/")

    assert texts(page, ".index .index .entry") == ["Rivers"]
    assert texts(page, ".columns > li > .entry") == ["Water"]


def test_the_numbers_of_the_index_are_questions_and_lead_there(client):
    make_rivers()

    page = read(client, "/topics/")

    loci = select(page, ".columns > li > .loci a")
    assert [(link.text, link.get("href")) for link in loci] == [
        ("1", "/interviews/steppe-2024/#q1"),
        ("2", "/interviews/steppe-2024/#q2"),
    ]


def test_over_several_interviews_the_index_counts_exchanges(client):
    make_rivers()
    other = make_interview("other")
    make_tagging(make_exchange(other), make_topic())

    page = read(client, "/topics/")

    assert texts(page, ".loci") == ["3 exchanges", "1 exchange"]


def test_an_exchange_under_two_narrower_topics_counts_once(client):
    interview = make_rivers()
    interview.turns.get(anchor="q2").taggings.create(topic=make_topic())

    page = read(client, "/topics/")

    assert texts(page, ".columns > li > .loci a") == ["1", "2"]


def test_a_topic_shows_its_exchanges_in_order_with_the_narrower_ones(client):
    make_rivers()

    page = read(client, "/topics/water/")

    numbers = [link.get("href") for link in select(page, ".hit .no")]
    assert numbers == ["/interviews/steppe-2024/#q1", "/interviews/steppe-2024/#q2"]
    assert texts(page, ".facet a") == ["Rivers1"]


def test_a_topic_says_what_belongs_to_it_and_its_other_names(client):
    make_rivers()
    topic = make_topic()
    topic.scope_note = "Rivers, wells and rain."
    topic.save()
    topic.labels.create(language="kk", name="Су")

    page = read(client, "/topics/water/")

    assert text_of(page, ".standfirst") == "Rivers, wells and rain."
    assert select(page, ".head [lang=kk]")[0].text == "Су"


def test_a_narrower_topic_leads_to_its_broader_one(client):
    make_rivers()

    page = read(client, "/topics/rivers/")

    assert texts(page, ".path a") == ["Index of topics", "Water"]


def test_a_topic_counts_who_answers_and_what_goes_with_it(client):
    interview = make_conversation(exchanges=3)
    make_tagging(interview.turns.get(anchor="q1"), make_topic("Snow", "snow"))

    page = read(client, "/topics/water/")

    assert texts(page, ".facet a") == ["Snow1", "Aigul Saparova3"]


def test_opening_words_that_are_cut_say_so_in_our_voice(client):
    make_rivers()

    page = read(client, "/topics/rivers/")

    answers = texts(page, ".hit .words")
    assert answers == ["Where does the water come from?", "From the mountains. […]"]


@pytest.mark.parametrize(
    ("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)]
)
def test_a_topic_of_hidden_interviews_alone_is_not_found(client, state, status):
    make_tagging(make_exchange(make_interview(state=state)), make_topic())

    assert client.get("/topics/water/").status_code == status
    assert texts(read(client, "/topics/"), ".entry") == []


def test_a_long_topic_has_pages(client):
    make_conversation(exchanges=45)

    page = read(client, "/topics/water/?page=3")

    assert len(select(page, ".hit")) == 5
    assert text_of(page, ".pages .quiet") == "Page 3 of 3"
    assert select(page, ".pages a")[0].get("href") == "?page=2"


def test_a_topic_that_does_not_exist_is_not_found(client):
    make_speaker()

    assert client.get("/topics/nothing/").status_code == 404


def test_a_name_that_two_languages_share_is_told_once(client):
    topic = make_topic("Energy", "energy")
    make_tagging(make_exchange(make_interview()), topic)
    for language, name in [
        ("kk", "Энергетика"),
        ("ru", "Энергетика"),
        ("en", "Energy"),
    ]:
        topic.labels.create(language=language, name=name)
    topic.labels.create(language="ru", name="Ток")

    page = read(client, "/topics/energy/")

    told = select(page, ".title-page .quiet > span")
    assert [(name.text, name.get("lang")) for name in told] == [
        ("Энергетика", "kk"),
        ("Ток", "ru"),
    ]


def test_an_old_address_of_a_topic_leads_on_for_ever(client):
    interview = make_interview()
    topic = make_topic()
    make_tagging(make_exchange(interview), topic)
    topic.slug = "waters"
    topic.save()

    for path in ("", "feed.atom"):
        response = client.get(f"/topics/water/{path}?page=2")
        assert response.status_code == 301
        assert response["Location"] == f"/topics/waters/{path}?page=2"


def test_an_old_address_tells_nothing_of_a_hidden_topic(client):
    topic = make_topic()
    make_tagging(make_exchange(make_interview(state=State.DRAFT)), topic)
    topic.slug = "waters"
    topic.save()

    assert client.get("/topics/water/").status_code == 404


def test_exchanges_of_a_topic_stand_newest_first(client):
    for slug, day in (("older", "2001-01-01"), ("newer", "2024-01-01")):
        interview = make_interview(slug, title=slug, date_start=day)
        make_tagging(make_exchange(interview), make_topic())

    page = read(client, "/topics/water/")

    assert texts(page, "h2.record") == ["newer", "older"]


def test_a_deep_topic_shows_the_line_above_it(client):
    interview = make_interview()
    water, rivers = make_topic(), make_topic("Rivers", "rivers")
    deltas = make_topic("Deltas", "deltas")
    rivers.parent, deltas.parent = water, rivers
    rivers.save()
    deltas.save()
    make_tagging(make_exchange(interview), deltas)

    page = read(client, "/topics/deltas/")

    assert texts(page, ".path a") == ["Index of topics", "Water", "Rivers"]


def test_a_long_index_stands_under_letters(client, monkeypatch):
    monkeypatch.setattr("archive.views.index.LONG", 2)
    question = make_exchange(make_interview())
    for name, slug in (("Rivers", "rivers"), ("Salt", "salt"), ("Snow", "snow")):
        make_tagging(question, make_topic(name, slug))

    page = read(client, "/topics/")

    assert texts(page, ".letters a") == ["R", "S"]
    assert [each.text for each in page.xpath("//main//h2")] == ["R", "S"]
