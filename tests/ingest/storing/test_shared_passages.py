"""The same conversation, printed twice, is found by its passages."""

import pytest

from archive import models
from archive.ingest.storing.shared_passages import Shared, shared_passages
from archive.ingest.storing.store import store
from tests.ingest.talks import talk

pytestmark = pytest.mark.django_db

LONG = [
    f"What do you remember of the {word} well and of all who came to drink from it?"
    for word in ("first", "second", "third", "fourth", "fifth")
]


def test_what_two_interviews_share_is_counted():
    first = store(talk(*LONG)).interview
    second = store(talk(*LONG[:3], "Yes.", title="Wells", name="other.txt")).interview

    assert shared_passages(second) == [Shared(first, 3, 3)]
    assert shared_passages(first) == [Shared(second, 3, 5)]


def test_a_transcript_is_compared_before_it_is_kept():
    first = store(talk(*LONG)).interview
    told = talk(*LONG[1:], title="Wells", name="other.txt")

    assert shared_passages(told) == [Shared(first, 4, 4)]


def test_an_interview_shares_nothing_with_itself():
    told = talk(*LONG)
    interview = store(told).interview

    assert shared_passages(told) == []
    assert shared_passages(interview) == []


def test_one_passage_in_common_is_no_conversation():
    store(talk(*LONG))
    second = store(talk(*LONG[:1], "Yes.", title="Wells", name="other.txt")).interview

    assert shared_passages(second) == []


def test_what_everybody_says_is_not_counted():
    thanks = ["Thank you very much.", "Thank you.", "Not at all.", "Goodbye then."]
    store(talk(*thanks))
    second = store(talk(*thanks, title="Wells", name="other.txt")).interview

    assert models.Segment.objects.filter(fingerprint=None).count() == 8
    assert shared_passages(second) == []


def test_the_most_shared_come_first():
    one = store(talk(*LONG[:3], title="One", name="one.txt")).interview
    all_but = store(talk(*LONG[:4], title="Two", name="two.txt")).interview

    found = shared_passages(talk(*LONG))

    assert [each.interview for each in found] == [all_but, one]
