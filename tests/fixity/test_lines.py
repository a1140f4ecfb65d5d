"""A tree that was changed behind the program is found."""

import pytest

from archive.fixity.lines import check_lines
from archive.models import Topic, TopicLine
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


def test_a_tree_that_was_drawn_by_saving_is_whole():
    make_topic(parent=make_topic("Nature", "nature"))

    assert list(check_lines()) == []


def test_a_topic_that_was_moved_behind_the_program_is_found():
    make_topic("Nature", "nature")
    make_topic()
    Topic.objects.filter(slug="water").update(parent=Topic.objects.get(slug="nature"))

    assert [finding.where for finding in check_lines()] == ["topic water"]


def test_a_line_that_is_gone_is_found():
    make_topic()
    TopicLine.objects.all().delete()

    assert [finding.where for finding in check_lines()] == ["topic water"]
