"""Topics and people brought into order at the desk: looked at first, undone after."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive.models import (
    KeyPhrase,
    Office,
    Rearrangement,
    Speaker,
    Tagging,
    TaggingBasis,
    Topic,
    TopicAddress,
    Trail,
)
from tests.factories import (
    make_exchange,
    make_interview,
    make_participation,
    make_speaker,
    make_tagging,
    make_topic,
)
from tests.search.conftest import committed, engine, library

__all__ = ["committed", "engine", "library"]

pytestmark = pytest.mark.django_db

ASSIGN = "/admin/archive/topic/assign/"


@pytest.fixture
def interview(engine, committed):
    """Two exchanges say water, one of them in its answer; a third does not."""
    with committed():
        interview = make_interview()
        make_exchange(interview, "Where is water?", "There.")
        make_exchange(interview, "What else?", "More water.")
        make_exchange(interview, "And snow?", "None.")
    return interview


def words_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def chosen(topic, **fields):
    return {"topic": topic.pk, "act": "give", "which": "all", **fields}


def digest_in(response):
    return re.search(r'name="digest" value="(\w+)"', response.content.decode())[1]


def anchors_of(topic):
    return [turn.anchor for turn in topic.exchanges()]


def test_an_editor_finds_the_turns_that_readers_find(desk, interview):
    page = desk.get(ASSIGN, {"q": "water"})

    found = desk.get("/search/", {"q": "water"}).content.decode()
    assert "3 turns, as readers find them." in words_of(page)
    assert "3 turns" in re.sub(r"<[^>]+>", "", found)
    assert page.content.decode().count('name="turn"') == 3


def test_what_would_change_is_told_before_it_does(desk, interview):
    water = make_topic()
    make_tagging(interview.turns.get(anchor="q1"), water)

    page = desk.post(f"{ASSIGN}?q=water", chosen(water))

    assert "1 exchange would get the topic “Water”." in words_of(page)
    assert "1 exchange has it already." in words_of(page)
    assert anchors_of(water) == ["q1"]


def test_a_topic_is_given_by_a_search_told_once_and_undone(desk, interview, committed):
    water = make_topic()
    digest = digest_in(desk.post(f"{ASSIGN}?q=water", chosen(water)))
    before = Trail.objects.count()

    with committed():
        told = chosen(water, digest=digest, reason="Asked for")
        answer = desk.post(f"{ASSIGN}?q=water", told)

    row = Rearrangement.objects.get()
    assert anchors_of(water) == ["q1", "q2"]
    assert (row.query, row.reason, row.author.username) == (
        "q=water",
        "Asked for",
        "aray",
    )
    assert Trail.objects.count() == before + 1
    assert "2 turns" in words_of(desk.get("/search/", {"q": "topic:water in:question"}))
    assert f"done={row.pk}" in answer["Location"]
    kept = desk.get(reverse("admin:archive_rearrangement_change", args=[row.pk]))
    assert "Undo it" in words_of(kept)

    desk.post(reverse("admin:archive_rearrangement_undo", args=[row.pk]))
    assert anchors_of(water) == []


def test_only_what_is_ticked_is_changed(desk, interview):
    water = make_topic()
    ticked = {"which": "ticked", "turn": [interview.turns.get(anchor="a2").pk]}
    digest = digest_in(desk.post(f"{ASSIGN}?q=water", chosen(water, **ticked)))

    desk.post(f"{ASSIGN}?q=water", chosen(water, digest=digest, **ticked))

    assert anchors_of(water) == ["q2"]


def test_a_search_that_finds_otherwise_meanwhile_is_looked_at_again(
    desk, interview, committed
):
    water = make_topic()
    digest = digest_in(desk.post(f"{ASSIGN}?q=water", chosen(water)))
    with committed():
        make_exchange(interview, "And water again?", "Yes.")

    page = desk.post(f"{ASSIGN}?q=water", chosen(water, digest=digest))

    assert "The search finds otherwise than a moment ago." in words_of(page)
    assert anchors_of(water) == []


def test_a_topic_is_taken_away_by_a_search(desk, interview):
    water = make_topic()
    make_tagging(interview.turns.get(anchor="q1"), water)
    told = chosen(water, act="take")
    digest = digest_in(desk.post(f"{ASSIGN}?q=water", told))

    desk.post(f"{ASSIGN}?q=water", {**told, "digest": digest})

    assert anchors_of(water) == []


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ({}, "Choose a topic"),
        ({"which": "ticked", "act": "give"}, "Choose a topic"),
        ({"which": "ticked", "act": "give", "topic": "1"}, "Tick a hit"),
    ],
)
def test_a_choice_that_is_none_is_said(desk, interview, told, complaint):
    make_topic(pk=1)

    assert complaint in words_of(desk.post(f"{ASSIGN}?q=water", told))


def test_suggestions_are_shown_with_their_words_and_decided(desk, interview):
    make_topic("Snow", "snow")
    make_topic()
    desk.post(reverse("admin:archive_suggestions_look"), {"interview": interview.slug})

    page = desk.get(reverse("admin:archive_suggestions"))

    assert "3 topics are suggested by the words." in words_of(page)
    assert "<mark>snow</mark>" in page.content.decode()
    snow = Tagging.objects.get(topic__slug="snow")
    decide = reverse("admin:archive_suggestions_decide")
    desk.post(decide, {"act": f"accept:{snow.pk}"})
    others = Tagging.objects.filter(topic__slug="water").values_list("pk", flat=True)
    desk.post(decide, {"act": "reject", "tagging": list(others)})

    bases = Tagging.objects.order_by("topic__slug").values_list("basis", flat=True)
    assert list(bases) == ["editor", "rejected", "rejected"]
    assert anchors_of(Topic.objects.get(slug="snow")) == ["q3"]


def test_a_key_phrase_becomes_a_topic_whose_exchanges_are_suggested(desk, interview):
    for _ in range(3):
        make_exchange(interview, "And?", "The dry wells.")
    desk.post(reverse("admin:archive_suggestions_look"))
    phrase = KeyPhrase.objects.get(phrase="dry wells")
    assert "said 3 times" in words_of(desk.get(reverse("admin:archive_phrases")))

    told = {"act": f"accept:{phrase.pk}", f"name-{phrase.pk}": "Dry wells"}
    desk.post(reverse("admin:archive_phrases_decide"), told)

    topic = Topic.objects.get(slug="dry-wells")
    assert topic.taggings.suggested().count() == 3
    phrase.refresh_from_db()
    assert (phrase.state, phrase.topic) == ("accepted", topic)


def test_a_merger_of_topics_is_looked_at_then_done(desk, interview):
    water, rivers = make_topic(), make_topic("Rivers", "rivers")
    make_tagging(interview.turns.get(anchor="q1"), rivers)
    address = reverse("admin:archive_topic_merge", args=[rivers.pk])

    page = desk.get(address, {"into": water.pk})
    assert "1 exchange gets the topic “Water”." in words_of(page)
    desk.post(address, {"into": water.pk, "reason": "One subject"})

    assert anchors_of(water) == ["q1"]
    assert Topic.objects.addressed("rivers") == water


def test_topics_are_moved_in_their_tree(desk):
    nature, rivers = make_topic("Nature", "nature"), make_topic("Rivers", "rivers")

    told = {"topic": [rivers.pk], "parent": nature.pk}
    desk.post(reverse("admin:archive_topic_move"), told)

    rivers.refresh_from_db()
    assert rivers.parent == nature
    page = desk.get(reverse("admin:archive_topic_tree")).content.decode()
    assert page.index(">Nature</a>") < page.index(">Rivers</a>")
    wrong = {"topic": [nature.pk], "parent": rivers.pk}
    answer = desk.post(reverse("admin:archive_topic_move"), wrong, follow=True)
    assert "Rivers stands under Nature" in words_of(answer)


def test_the_tree_asks_no_more_for_more_topics(desk, django_assert_max_num_queries):
    for number in range(12):
        make_topic(f"Topic {number}", f"topic-{number}")

    with django_assert_max_num_queries(8):
        desk.get(reverse("admin:archive_topic_tree"))


def inlines(*prefixes):
    return {
        f"{prefix}-{name}_FORMS": 0
        for prefix in prefixes
        for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }


def save_topic(desk, topic, **told):
    fields = {
        "name": topic.name,
        "language": "en",
        "slug": topic.slug,
        "parent": "",
        "scope_note": "",
    }
    address = reverse("admin:archive_topic_change", args=[topic.pk])
    return desk.post(address, {**fields, **inlines("labels", "addresses"), **told})


def test_a_renamed_topic_redirects_and_nobody_takes_its_old_address(desk, interview):
    water, law = make_topic(), make_topic("Law", "law")
    make_tagging(interview.turns.get(anchor="q1"), water)

    save_topic(desk, water, slug="waters")

    assert TopicAddress.objects.get().slug == "water"
    page = save_topic(desk, law, slug="water")
    assert "still leads there" in words_of(page)


def test_related_topics_are_told_once_and_true_both_ways(desk):
    water, law = make_topic(), make_topic("Law", "law")

    save_topic(desk, water, related=[law.pk], reason="Rights of water")

    assert list(law.related()) == [water]
    save_topic(desk, law)
    assert list(water.related()) == []


def test_what_is_broader_is_not_related(desk):
    nature = make_topic("Nature", "nature")
    water = make_topic(parent=nature)

    page = save_topic(desk, water, parent=nature.pk, related=[nature.pk])

    assert "Broader or narrower is not related: Nature." in words_of(page)


def save_speaker(desk, speaker, **told):
    fields = {"name": speaker.name, "slug": speaker.slug, "identifiers": "{}"}
    rows = inlines("aliases", "offices", "participations", "addresses")
    address = reverse("admin:archive_speaker_change", args=[speaker.pk])
    return desk.post(address, {**fields, **rows, **told})


def test_identifiers_are_kept_in_one_form_and_checked(desk):
    speaker = make_speaker()
    told = {
        "wikidata": "https://www.wikidata.org/wiki/Q1234",
        "isni": "0000 0001 2103 2683",
        "identifiers": '{"gnd": "118540238"}',
    }

    save_speaker(desk, speaker, **told)

    speaker.refresh_from_db()
    assert speaker.identifiers == {
        "wikidata": "Q1234",
        "isni": "0000000121032683",
        "gnd": "118540238",
    }
    page = save_speaker(desk, speaker, isni="0000 0001 2103 2684")
    assert "its last sign does not fit the others" in words_of(page)


def test_two_people_are_compared_then_made_one(desk, interview):
    kept = make_speaker()
    gone = make_speaker("Айгүл Сапарова", "aigul")
    make_participation(interview, gone)
    address = reverse("admin:archive_speaker_merge", args=[gone.pk])

    assert "Aigul Saparova" in words_of(desk.get(address))
    page = desk.get(address, {"into": kept.pk})
    assert "These names become aliases, and still find them: Айгүл" in words_of(page)
    desk.post(address, {"into": kept.pk})

    assert Speaker.objects.get() == kept
    assert Speaker.objects.addressed("aigul") == kept


def test_words_of_one_interview_are_given_to_a_namesake(desk, interview):
    speaker, other = make_speaker(), make_speaker("Aigul Saparova", "aigul-2")
    interview.turns.update(speaker=speaker)
    address = reverse("admin:archive_reassign", args=[speaker.pk])
    told = {"interview": interview.pk, "into": other.pk}

    assert "6 turns of “The steppe remembers”" in words_of(desk.get(address, told))
    desk.post(address, told)

    assert other.turns.count() == 6


def test_an_office_that_somebody_changed_stands_in_the_way_of_an_undo(desk, interview):
    kept, gone = make_speaker(), make_speaker("A. Saparova", "a")
    office = Office.objects.create(speaker=gone, title="Mayor")
    desk.post(reverse("admin:archive_speaker_merge", args=[gone.pk]), {"into": kept.pk})
    Office.objects.filter(pk=office.pk).update(speaker=make_speaker("B", "b"))

    row = Rearrangement.objects.get()
    undo = reverse("admin:archive_rearrangement_undo", args=[row.pk])
    assert "somebody changed it since" in words_of(desk.post(undo, follow=True))
    assert not Speaker.objects.filter(slug="a").exists()


PAGES = [
    "archive_topic_tree",
    "archive_assign",
    "archive_suggestions",
    "archive_phrases",
    "archive_rearrangement_changelist",
]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_shown_when_there_is_nothing_yet(desk, engine, name):
    assert desk.get(reverse(f"admin:{name}")).status_code == 200


ACTS = [
    ("archive_topic_move", []),
    ("archive_assign", []),
    ("archive_suggestions_decide", []),
    ("archive_suggestions_look", []),
    ("archive_phrases_decide", []),
    ("archive_topic_merge", [1]),
    ("archive_speaker_merge", [1]),
    ("archive_reassign", [1]),
    ("archive_rearrangement_undo", [1]),
]


@pytest.mark.parametrize(("name", "args"), ACTS)
@pytest.mark.parametrize("group", ["contributor", None])
def test_who_may_not_bring_into_order_does_not(client, db, name, args, group):
    madi = User.objects.create_user("madi", is_staff=True)
    if group:
        madi.groups.add(Group.objects.get(name=group))
    client.force_login(madi)

    answer = client.post(reverse(f"admin:{name}", args=args))

    assert answer.status_code == 403


def test_the_rejected_and_the_suggested_are_not_counted_as_told(desk, interview):
    water = make_topic()
    for anchor, basis in (("q1", TaggingBasis.REJECTED), ("q2", "suggested")):
        make_tagging(interview.turns.get(anchor=anchor), water, basis)

    page = desk.get(reverse("admin:archive_topic_changelist")).content.decode()

    assert '?topic=water">0</a>' in page
