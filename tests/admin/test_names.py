"""Speakers and topics on the desk: what is promised to readers stays."""

import pytest
from django.urls import reverse

from archive.admin.borrowed import WORDS
from archive.models import Speaker, Topic
from tests.factories import make_conversation, make_speaker, make_topic


def delete(desk, thing):
    name = thing._meta.model_name
    address = reverse(f"admin:archive_{name}_delete", args=[thing.pk])
    return desk.post(address, {"post": "yes"})


def save_speaker(desk, identifiers):
    speaker = make_speaker()
    rows = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    rows |= {"participations-TOTAL_FORMS": 0, "participations-INITIAL_FORMS": 0}
    address = reverse("admin:archive_speaker_change", args=[speaker.pk])
    for name in ("offices", "addresses"):
        rows |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    told = {"name": speaker.name, "slug": speaker.slug, "identifiers": identifiers}
    return desk.post(address, {**told, **rows})


def test_a_topic_with_exchanges_is_not_deleted(desk):
    make_conversation(1)

    assert delete(desk, Topic.objects.get()).status_code == 403


def test_a_topic_with_narrower_ones_is_not_deleted(desk):
    broad = make_topic("Nature", "nature")
    make_topic(parent=broad)

    assert delete(desk, broad).status_code == 403


def test_a_topic_that_leads_nowhere_is_deleted(desk):
    assert delete(desk, make_topic()).status_code == 302
    assert not Topic.objects.exists()


@pytest.mark.parametrize("make", [make_topic, make_speaker])
def test_topics_and_speakers_are_not_deleted_in_bulk(desk, make):
    thing = make()
    address = reverse(f"admin:archive_{thing._meta.model_name}_changelist")
    told = {"action": "delete_selected", "_selected_action": [thing.pk]}

    desk.post(address, {**told, "post": "yes"})

    assert type(thing).objects.get() == thing


@pytest.mark.parametrize("identifiers", ["null", "", "{}"])
def test_a_speaker_may_be_without_identifiers(desk, identifiers):
    assert save_speaker(desk, identifiers).status_code == 302
    assert Speaker.objects.get().identifiers == {}


@pytest.mark.parametrize(
    "identifiers",
    ["[1, 2]", '"Q1"', "1", '{"gnd": 1}', '{"gnd": {}}', '{"": "Q1"}'],
)
def test_identifiers_are_names_and_strings(desk, identifiers):
    response = save_speaker(desk, identifiers)

    assert response.context["adminform"].form.errors["identifiers"] == [
        'Write names and values, all in quotes, such as {"wikidata": "Q1234"}.'
    ]


def test_identifiers_are_kept(desk):
    save_speaker(desk, '{"gnd": "118540238"}')

    assert Speaker.objects.get().identifiers == {"gnd": "118540238"}


def test_what_django_does_not_say_in_kazakh_yet_is_said(desk):
    told = {"HTTP_ACCEPT_LANGUAGE": "kk"}
    page = desk.get(reverse("admin:archive_speaker_changelist"), **told)

    words = page.content.decode()
    assert "Негізгі мазмұнға өту" in words
    assert not [each for each in WORDS if each in words and "%" not in each]
