"""Topics merged, moved and given: nothing is lost, and all of it can be undone."""

import pytest

from archive.authorities import topics
from archive.authorities.rearranging import undo
from archive.backup.tables import Watch, tables
from archive.errors import CannotMerge, CannotUndo
from archive.fixity.history import check_states
from archive.models import (
    IndexTask,
    Rearrangement,
    Tagging,
    TaggingBasis,
    Topic,
    TopicAddress,
    TopicLabel,
    TopicRelation,
    Trail,
)
from tests.authorities.signing import signed
from tests.factories import (
    make_exchange,
    make_interview,
    make_tagging,
    make_topic,
    make_turn,
)

pytestmark = pytest.mark.django_db

LINES = "archive.topicline"
LEFT = {"archive.rearrangement", "archive.trail", "auth.user", "archive.checksums"}


def rows():
    """Every table but those that tell of the act, and the histories, which grow."""
    return {
        table.name: sorted(map(str, table.model.objects.values(*names_in(table))))
        for table in tables()
        if table.name not in LEFT and ".historical" not in table.name
    }


def names_in(table):
    """All columns; the keys of lines, which are drawn anew, mean nothing."""
    names = [field.attname for field in table.fields]
    return [name for name in names if (table.name, name) != (LINES, "id")]


@pytest.fixture
def interview():
    return make_interview()


@pytest.fixture
def two(interview):
    """Water and Rivers, with an exchange each and one that has both."""
    water, rivers = make_topic(), make_topic("Rivers", "rivers", scope_note="Flowing.")
    for given in ((water,), (rivers,), (water, rivers)):
        question = make_exchange(interview)
        for topic in given:
            make_tagging(question, topic)
    return water, rivers


def slugs_of(topic):
    return [turn.anchor for turn in topic.exchanges()]


def test_a_topic_is_given_to_the_exchanges_of_turns_once(interview):
    question = make_exchange(interview)
    answer = question.answers.get()
    water = make_topic()

    assert topics.tag([question.pk, answer.pk], water, signed(), "well") == 1

    row = Rearrangement.objects.get()
    assert slugs_of(water) == ["q1"]
    assert (row.act, row.told, row.query) == ("tag", "Water: 1 exchange", "well")
    assert Trail.objects.first().subject.endswith("Water: 1 exchange [well]")


def test_what_has_the_topic_already_is_told_and_left_alone(two, interview):
    water, _rivers = two
    keys = list(interview.turns.values_list("pk", flat=True))

    change = topics.foresee(keys, water, gives=True)

    named = interview.turns.in_bulk([*change.changed, *change.kept])
    assert [named[key].anchor for key in change.changed] == ["q2"]
    assert [named[key].anchor for key in change.kept] == ["q1", "q3"]


def test_giving_a_topic_accepts_what_was_suggested_or_rejected(interview):
    water = make_topic()
    suggested = make_tagging(make_exchange(interview), water, TaggingBasis.SUGGESTED)
    rejected = make_tagging(make_exchange(interview), water, TaggingBasis.REJECTED)

    topics.tag([suggested.turn_id, rejected.turn_id], water, signed())

    assert set(Tagging.objects.values_list("basis", flat=True)) == {"editor"}


def test_a_statement_is_an_exchange_by_itself_and_a_lost_answer_is_none(interview):
    alone = make_turn(interview, "statement", "Nobody asked.")
    lost = make_turn(interview, "answer", "To what?")

    assert topics.openings([alone.pk, lost.pk]) == [alone.pk]


def test_taking_a_topic_away_and_undoing_it_is_nothing_at_all(two, interview):
    water, _rivers = two
    before = rows()

    topics.untag(interview.turns.values_list("pk", flat=True), water, signed(), "in:q")
    assert slugs_of(water) == []
    undo(Rearrangement.objects.get(), signed().by)

    assert rows() == before
    assert Trail.objects.first().act == "take back"


def test_what_was_changed_at_once_is_remembered_and_searched_one_by_one(interview):
    question = make_exchange(interview)
    water = make_topic()
    IndexTask.objects.all().delete()

    topics.tag([question.pk], water, signed("asked for"))

    record = Tagging.history.get()
    assert (record.history_type, record.history_change_reason) == ("+", "asked for")
    assert record.history_user.username == "madi"
    assert [(each.scope, each.key) for each in IndexTask.objects.all()] == [
        ("turn", question.pk)
    ]


def test_two_topics_become_one_with_all_that_was_theirs(two):
    water, rivers = two
    make_topic("Streams", "streams", parent=rivers)
    TopicLabel.objects.create(
        topic=rivers, language="kk", name="Өзендер", kind="preferred"
    )
    TopicLabel.objects.create(topic=rivers, language="en", name="Water")
    TopicAddress.objects.create(topic=rivers, slug="flows")

    topics.merge(rivers, water, signed("One subject"))

    water = Topic.objects.get(slug="water")
    assert slugs_of(water) == ["q1", "q2", "q3"]
    assert water.scope_note == "Flowing."
    assert [topic.slug for topic in water.narrower.all()] == ["streams"]
    assert Topic.objects.get(slug="streams").lines.count() == 2
    told = water.labels.values_list("language", "name", "kind").order_by("name")
    assert list(told) == [
        ("en", "Rivers", "alternative"),
        ("kk", "Өзендер", "preferred"),
    ]
    assert Topic.objects.addressed("rivers") == water
    assert Topic.objects.addressed("flows") == water
    assert not Topic.objects.filter(slug="rivers").exists()


def test_a_merger_is_undone_to_the_last_row(two):
    water, rivers = two
    law = make_topic("Law", "law")
    make_topic("Streams", "streams", parent=rivers)
    TopicLabel.objects.create(topic=rivers, language="kk", name="Өзендер")
    TopicRelation.objects.create(first=rivers, second=law)
    before = rows()

    topics.merge(rivers, water, signed())
    assert list(water.related()) == [law]
    undo(Rearrangement.objects.get(), signed().by)

    assert rows() == before
    assert list(check_states(Watch())) == []


def test_an_act_is_one_row_of_the_trail_that_vouches_for_all_its_states(two):
    water, rivers = two
    before = Trail.objects.count()

    topics.merge(rivers, water, signed("One subject"))

    assert Trail.objects.count() == before + 1
    act = Trail.objects.first()
    assert (act.actor, act.act) == ("madi", "merge topics")
    assert act.states > 0
    assert list(check_states(Watch())) == []
    Topic.history.filter(history_type="-").update(name="Lakes")
    assert len(list(check_states(Watch()))) == 1


def test_a_topic_goes_into_one_that_was_below_it(two):
    water, rivers = two
    rivers.parent = water
    rivers.save()

    topics.merge(water, rivers, signed())

    kept = Topic.objects.get(slug="rivers")
    assert kept.parent is None
    assert [(line.topic_id, line.broader_id) for line in kept.lines.all()] == [
        (kept.pk, kept.pk)
    ]


def test_what_was_guessed_gives_way_to_what_was_told(interview):
    water, rivers = make_topic(), make_topic("Rivers", "rivers")
    question = make_exchange(interview)
    make_tagging(question, water, TaggingBasis.REJECTED)
    make_tagging(question, rivers, TaggingBasis.SIDECAR)

    topics.merge(rivers, water, signed())

    assert Tagging.objects.get().basis == "sidecar"


def test_a_topic_does_not_become_itself(two):
    with pytest.raises(CannotMerge, match="this one is the same"):
        topics.merge(two[0], two[0], signed())


def test_what_somebody_changed_since_is_not_undone(two, interview):
    water, _rivers = two
    topics.tag(interview.turns.values_list("pk", flat=True), water, signed())
    Tagging.objects.filter(topic=water).update(basis=TaggingBasis.SIDECAR)

    with pytest.raises(CannotUndo, match="somebody changed it since"):
        undo(Rearrangement.objects.get(), signed().by)

    assert Rearrangement.objects.get().undone_at is None
    assert slugs_of(water) == ["q1", "q2", "q3"]


def test_an_act_is_undone_once(two, interview):
    topics.tag(interview.turns.values_list("pk", flat=True), two[0], signed())
    row = Rearrangement.objects.get()
    undo(row, signed().by)

    with pytest.raises(CannotUndo, match="undone already"):
        undo(row, signed().by)


def test_topics_move_with_all_that_is_below_them():
    nature, rivers = make_topic("Nature", "nature"), make_topic("Rivers", "rivers")
    streams = make_topic("Streams", "streams", parent=rivers)

    topics.move([rivers], nature, signed())

    assert streams.lines.filter(broader=nature).get().distance == 2
    with pytest.raises(CannotMerge, match="Streams stands under Rivers"):
        topics.move([Topic.objects.get(pk=rivers.pk)], streams, signed())
    undo(Rearrangement.objects.get(), signed().by)
    assert not streams.lines.filter(broader=nature).exists()


def test_an_act_that_changes_nothing_leaves_no_trace(two, interview):
    water, _rivers = two

    assert topics.tag([two[0].taggings.first().turn_id], water, signed()) == 0

    assert not Rearrangement.objects.exists()


def test_a_rejected_suggestion_stays_rejected_and_is_undone(interview):
    waiting = make_tagging(
        make_exchange(interview), make_topic(), TaggingBasis.SUGGESTED
    )

    assert topics.decide([waiting], signed(), accepts=False) == 1
    assert Tagging.objects.get().basis == "rejected"
    undo(Rearrangement.objects.get(), signed().by)

    assert Tagging.objects.get().basis == "suggested"
