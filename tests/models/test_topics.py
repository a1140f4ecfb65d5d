"""Topics are a tree, and no topic is broader than itself."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from archive.models import Topic, TopicLabel, TopicLine
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """Nature, under it water, under that rivers."""
    nature = make_topic("Nature", "nature")
    water = make_topic("Water", "water", parent=nature)
    return nature, water, make_topic("Rivers", "rivers", parent=water)


def test_a_topic_knows_all_broader_ones(tree):
    nature, water, rivers = tree

    assert rivers.with_broader() == [rivers, water, nature]


def test_a_circle_of_topics_comes_to_an_end(tree):
    nature, water, rivers = tree
    Topic.objects.filter(pk=nature.pk).update(parent=rivers)

    assert Topic.objects.get(pk=rivers.pk).with_broader() == [rivers, water, nature]


@pytest.mark.parametrize("below", [0, 1, 2])
def test_a_topic_does_not_go_under_itself_or_a_narrower_one(tree, below):
    nature = tree[0]
    nature.parent = tree[below]

    with pytest.raises(ValidationError, match="is itself broader than"):
        nature.clean()


def test_a_topic_goes_under_any_other(tree):
    nature, _water, rivers = tree
    rivers.parent = nature

    rivers.clean()


def test_a_topic_has_an_address(tree):
    assert tree[0].get_absolute_url() == "/topics/nature/"


def lines():
    kept = TopicLine.objects.values_list("topic", "broader", "distance")
    return set(kept)


def test_lines_say_what_the_broader_topics_say_after_any_move(tree):
    nature, water, rivers = tree
    law = make_topic("Law", "law")
    for topic, parent in ((water, law), (rivers, None), (law, nature), (rivers, law)):
        topic.refresh_from_db()
        topic.parent = parent
        topic.save()

        assert lines() == TopicLine.objects.expected()
    assert {line.broader.slug for line in water.lines.all()} == {
        "water",
        "law",
        "nature",
    }


def test_a_topic_is_never_saved_under_itself(tree):
    nature, _water, rivers = tree
    nature.parent = rivers

    with pytest.raises(ValidationError, match="never under itself"):
        nature.save()


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", ("Water", "en")),
        ("kk", ("Су", "kk")),
        ("ru", ("Water", "en")),
        ("zh-hant", ("水", "zh-Hant")),
        ("zh-hans", ("水", "zh-Hant")),
    ],
)
def test_a_topic_is_named_in_the_language_of_the_page(language, label, db):
    topic = make_topic()
    for told_in, name, kind in (
        ("kk", "Су", "preferred"),
        ("ru", "Воды", "alternative"),
        ("zh-Hant", "水", "preferred"),
    ):
        TopicLabel.objects.create(topic=topic, language=told_in, name=name, kind=kind)

    with override(language):
        assert topic.label == label


def test_an_address_that_two_gave_up_leads_to_the_last(tree):
    _nature, water, rivers = tree
    for topic, slug in ((water, "waters"), (rivers, "water"), (rivers, "streams")):
        topic.slug = slug
        topic.save()

    assert Topic.objects.addressed("water") == rivers


def test_a_slug_given_up_leads_there_until_it_is_taken_back(tree):
    water = tree[1]
    water.slug = "waters"
    water.save()

    assert Topic.objects.addressed("water") == water
    water.slug = "water"
    water.save()
    assert [each.slug for each in water.addresses.all()] == ["waters"]
