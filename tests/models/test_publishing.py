"""What is not public is nowhere: not as interview, turn, person, topic or note."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.models import (
    Annotation,
    Answer,
    Hold,
    Interview,
    Participation,
    Question,
    Speaker,
    State,
    Tagging,
    Topic,
    Turn,
)
from tests.factories import (
    make_annotation,
    make_conversation,
    make_exchange,
    make_interview,
    make_participation,
    make_speaker,
    make_tagging,
    make_topic,
)

pytestmark = pytest.mark.django_db

HIDDEN = [
    pytest.param({"state": State.DRAFT}, id="draft"),
    pytest.param({"state": State.IN_REVIEW}, id="in review"),
    pytest.param({"state": State.WITHDRAWN}, id="withdrawn"),
    pytest.param(
        {
            "state": State.PUBLISHED,
            "publish_at": timezone.now() + timedelta(days=36500),
        },
        id="scheduled",
    ),
    pytest.param(
        {"state": State.DRAFT, "publish_at": timezone.now() - timedelta(days=1)},
        id="draft with a date that is past",
    ),
]
PUBLIC = [Interview, Turn, Speaker, Topic, Tagging, Annotation]


@pytest.fixture
def conversation():
    """A public conversation of one exchange, with a topic and a note."""
    interview = make_conversation(1)
    make_annotation(interview.turns.first(), "the water")
    return interview


def change(thing, **fields):
    type(thing).objects.filter(pk=thing.pk).update(**fields)


@pytest.mark.parametrize("model", PUBLIC)
def test_what_is_published_is_public(conversation, model):
    assert set(model.objects.public()) == set(model.objects.all()) != set()


@pytest.mark.parametrize("model", PUBLIC)
@pytest.mark.parametrize("fields", HIDDEN)
def test_nothing_of_a_hidden_interview_is_public(conversation, model, fields):
    change(conversation, **fields)

    assert list(model.objects.public()) == []


@pytest.mark.parametrize("model", PUBLIC)
def test_what_was_scheduled_is_public_once_it_is_due(conversation, model):
    change(conversation, publish_at=timezone.now())

    assert set(model.objects.public()) == set(model.objects.all())


@pytest.mark.parametrize("fields", HIDDEN)
def test_a_hidden_note_is_not_public(conversation, fields):
    change(Annotation.objects.get(), **fields)

    assert not Annotation.objects.public().exists()
    assert Turn.objects.public().count() == 2


@pytest.mark.parametrize(
    ("hold", "count"), [(Hold.ANCHORED, 1), (Hold.MOVED, 1), (Hold.ORPHANED, 0)]
)
def test_a_note_that_lost_its_words_is_not_public(conversation, hold, count):
    change(Annotation.objects.get(), hold=hold)

    assert Annotation.objects.public().count() == count


@pytest.mark.parametrize("fields", HIDDEN)
def test_a_row_says_of_itself_what_the_query_says(fields):
    interview = make_interview(**fields)

    assert not interview.is_public
    assert not Interview.objects.public().exists()


@pytest.mark.parametrize("due", [None, timezone.now() - timedelta(days=1)])
def test_a_published_row_says_that_it_is_public(due):
    interview = make_interview(publish_at=due)

    assert interview.is_public
    assert Interview.objects.public().get() == interview


def test_withdrawn_interviews_are_found_as_such():
    make_interview()
    gone = make_interview("sea-2024", state=State.WITHDRAWN)

    assert list(Interview.objects.withdrawn()) == [gone]


# What hangs on more than one interview


def test_a_speaker_of_a_hidden_and_a_public_interview_is_public_once(conversation):
    draft = make_interview("sea-2024", state=State.DRAFT)
    aigul = make_speaker()
    make_participation(draft, aigul)
    make_participation(draft, make_speaker("Asel", "asel"))

    public = Speaker.objects.public()

    assert list(public.values_list("slug", flat=True)) == [
        "aigul-saparova",
        "daniyar-omarov",
    ]


def test_a_turn_alone_makes_a_speaker_public(conversation):
    Participation.objects.filter(speaker__slug="aigul-saparova").delete()

    assert [each.slug for each in Speaker.objects.public()] == [
        "aigul-saparova",
        "daniyar-omarov",
    ]


def test_a_speaker_without_a_part_or_a_turn_is_not_public(conversation):
    Participation.objects.filter(speaker__slug="aigul-saparova").delete()
    Turn.objects.filter(speaker__slug="aigul-saparova").update(speaker=None)

    assert [each.slug for each in Speaker.objects.public()] == ["daniyar-omarov"]


def test_questions_and_answers_know_what_is_public(conversation):
    make_exchange(make_interview("sea-2024", state=State.DRAFT))

    assert {each.kind for each in Question.objects.public()} == {"question"}
    assert {each.interview.slug for each in Answer.objects.public()} == {"steppe-2024"}


def test_a_topic_is_public_with_its_exchange_and_so_is_the_broader_one(conversation):
    water = make_topic()
    water.parent = make_topic("Nature", "nature")
    water.save()
    make_topic("Law", "law")

    assert [topic.slug for topic in Topic.objects.public()] == ["nature", "water"]


def test_a_suggested_topic_is_not_public(conversation):
    change(Tagging.objects.get(), basis="suggested")

    assert list(Topic.objects.public()) == []
    assert list(Tagging.objects.public()) == []
    assert list(make_topic().exchanges()) == []


def test_a_topic_lists_its_public_exchanges_and_those_of_narrower_ones_in_order(
    conversation,
):
    nature, water = make_topic("Nature", "nature"), make_topic()
    water.parent = nature
    water.save()
    first = conversation.turns.get(anchor="q1")
    second = make_exchange(conversation, "And the rivers?")
    make_tagging(second, nature)
    make_tagging(second, water)
    draft = make_interview("sea-2024", state=State.DRAFT)
    make_tagging(make_exchange(draft), nature)

    assert list(nature.exchanges()) == [first, second]
    assert list(water.exchanges()) == [first, second]
