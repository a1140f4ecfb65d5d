"""`manage.py suggest_topics` looks through the archive, and tells what it found."""

import pytest
from django.core.management import CommandError, call_command

from archive.models import KeyPhrase, Tagging
from tests.factories import make_exchange, make_interview, make_topic

pytestmark = pytest.mark.django_db


def test_the_archive_is_looked_through(capsys):
    interview = make_interview()
    make_topic()
    for number in range(3):
        make_exchange(interview, f"And {number}?", "The dry wells. Water.")

    call_command("suggest_topics")

    assert capsys.readouterr().out == (
        "3 new suggestions of topics.\n1 key phrases wait for an editor.\n"
    )
    assert (Tagging.objects.suggested().count(), KeyPhrase.objects.count()) == (3, 1)


def test_one_interview_is_looked_through(capsys):
    make_topic()
    for slug in ("one", "two"):
        make_exchange(make_interview(slug), "Water?", "Yes.")

    call_command("suggest_topics", "one")

    assert capsys.readouterr().out == "1 new suggestions of topics.\n"


def test_an_interview_that_is_none_is_said():
    with pytest.raises(CommandError, match="There is no interview nowhere"):
        call_command("suggest_topics", "nowhere")
