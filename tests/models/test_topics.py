"""Topics are a tree, and no topic is broader than itself."""

import pytest
from django.core.exceptions import ValidationError

from archive.models import Topic
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
