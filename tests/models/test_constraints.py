"""Each named rule of the database refuses what it names, and nothing else does."""

import re
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint

from archive.models import (
    Claim,
    KeyPhrase,
    Office,
    Outlet,
    Rearrangement,
    Skipped,
    SpeakerAlias,
    TopicLabel,
    TopicLine,
    TopicRelation,
)
from tests.factories import (
    make_alias,
    make_annotation,
    make_apart,
    make_change,
    make_correction,
    make_edition,
    make_erratum,
    make_exchange,
    make_interlude,
    make_interview,
    make_outlet,
    make_participation,
    make_same_conversation,
    make_source,
    make_speaker,
    make_tagging,
    make_tombstone,
    make_topic,
    make_turn,
)

CONSTRAINTS = {
    constraint.name: (model, constraint)
    for model in apps.get_app_config("archive").get_models()
    for constraint in model._meta.constraints
}

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by(name):
    with pytest.raises(IntegrityError, match=_words_of(name)), transaction.atomic():
        yield


def _words_of(name):
    """SQLite tells a rule of uniqueness by its columns, all else by its name."""
    model, constraint = CONSTRAINTS[name]
    if connection.vendor == "postgresql" or not isinstance(
        constraint, UniqueConstraint
    ):
        return rf"\b{name}\b"
    fields = constraint.fields or [each.name for each in constraint.expressions]
    columns = [model._meta.get_field(field).column for field in fields]
    table = model._meta.db_table
    return re.escape(", ".join(f"{table}.{column}" for column in columns))


def refuse(rule, row, **fields):
    """A change to a lawful row breaks the rule of that name."""
    with refused_by(rule):
        type(row).objects.filter(pk=row.pk).update(**fields)


def test_every_rule_is_tried_here():
    source = "".join(
        function.__name__ + repr(function.__code__.co_consts)
        for name, function in globals().items()
        if name.startswith("test_")
    )

    assert [name for name in CONSTRAINTS if name not in source] == []


# Interviews and what is claimed of them


@pytest.mark.parametrize("fields", [{"title": ""}, {"slug": ""}])
def test_an_interview_has_a_title_and_an_address(fields):
    refuse("interview_is_named", make_interview(), **fields)


def test_an_interview_is_in_a_known_state():
    refuse("interview_state_is_known", make_interview(), state="lost")


@pytest.mark.parametrize(
    "fields",
    [
        {"date_start": None},
        {"date_precision": ""},
        {"date_precision": "era"},
        {"date_basis": ""},
        {"date_basis": "hearsay"},
        {"date_start": None, "date_precision": ""},
        {"date_start": None, "date_basis": ""},
    ],
)
def test_a_date_says_how_exact_it_is_and_who_says_so(fields):
    name = "interview_date_says_how_exact_and_who_says_so"

    refuse(name, make_interview(), **fields)


def test_a_date_may_be_unknown():
    interview = make_interview(date_start=None, date_precision="", date_basis="")

    assert interview.date_start is None


@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_a_date_may_be_as_exact_as_it_is(precision):
    make_interview(date_start=date(2024, 1, 1), date_precision=precision)


def test_two_claims_do_not_share_a_place():
    interview = make_interview()
    told = {"interview": interview, "order": 1, "field": "title", "basis": "text"}
    Claim.objects.create(value="A", **told)

    with refused_by("claim_has_one_place"):
        Claim.objects.create(value="B", **told)


def test_a_claim_has_a_known_basis():
    told = {"interview": make_interview(), "order": 1, "field": "title"}
    claim = Claim.objects.create(value="A", basis="text", **told)

    refuse("claim_has_a_basis", claim, basis="hearsay")


# Sources


def test_two_editions_do_not_share_a_number():
    interview, source = make_interview(), make_source()
    make_edition(interview, source)

    with refused_by("edition_has_one_number"):
        make_edition(interview, source)


def test_two_skipped_spans_do_not_start_together():
    edition = make_edition(make_interview(), make_source())
    Skipped.objects.create(edition=edition, kind="mark", start=0, end=2)

    with refused_by("skipped_span_starts_once"):
        Skipped.objects.create(edition=edition, kind="blank", start=0, end=1)


@pytest.mark.parametrize("end", [4, 5])
def test_a_skipped_span_is_not_empty(end):
    edition = make_edition(make_interview(), make_source())

    with refused_by("skipped_span_is_not_empty"):
        Skipped.objects.create(edition=edition, kind="mark", start=5, end=end)


def test_a_skipped_span_is_of_a_known_kind():
    edition = make_edition(make_interview(), make_source())
    span = Skipped.objects.create(edition=edition, kind="mark", start=0, end=2)

    refuse("skipped_kind_is_known", span, kind="whim")


# Speakers


def test_a_speaker_has_a_name():
    refuse("speaker_is_named", make_speaker(), name="")


def test_an_alias_is_told_once_of_one_speaker():
    aigul = make_speaker()
    SpeakerAlias.objects.create(speaker=aigul, name="A. Saparova")
    SpeakerAlias.objects.create(
        speaker=make_speaker("Asel Saparova", "asel"), name="A. Saparova"
    )

    with refused_by("alias_is_told_once"):
        SpeakerAlias.objects.create(speaker=aigul, name="A. Saparova")


def test_a_speaker_holds_a_role_once_in_an_interview():
    interview, speaker = make_interview(), make_speaker()
    make_participation(interview, speaker, "interviewee")
    make_participation(interview, speaker, "moderator")

    with refused_by("role_is_held_once"):
        make_participation(interview, speaker, "interviewee")


def test_a_participation_has_a_known_role():
    participation = make_participation(make_interview(), make_speaker())

    refuse("participation_role_is_known", participation, role="hero")


def test_a_participation_has_a_known_basis():
    participation = make_participation(make_interview(), make_speaker())

    refuse("participation_has_a_basis", participation, basis="hearsay")


# Turns


def test_two_turns_do_not_share_a_place():
    interview = make_interview()
    make_turn(interview, sequence=1, anchor="q1")

    with refused_by("turn_has_one_place"):
        make_turn(interview, sequence=1, anchor="q2")


def test_two_turns_do_not_share_an_anchor():
    interview = make_interview()
    make_turn(interview, sequence=1, anchor="q1")

    with refused_by("turn_anchor_is_unique"):
        make_turn(interview, sequence=2, anchor="q1")


def test_turns_of_two_interviews_may_share_place_and_anchor():
    first = make_turn(make_interview())
    second = make_turn(make_interview("sea-2024"))

    assert (first.anchor, first.sequence) == (second.anchor, second.sequence)


def test_a_turn_is_of_a_known_kind():
    refuse("turn_kind_is_known", make_turn(make_interview()), kind="shout")


def test_a_turn_has_words():
    refuse("turn_has_words", make_turn(make_interview()), text="")


@pytest.mark.parametrize("kind", ["question", "statement"])
def test_only_answers_point_to_a_question(kind):
    answer = make_exchange(make_interview()).answers.get()

    refuse("only_answers_answer", answer, kind=kind)


def test_no_turn_answers_itself():
    answer = make_exchange(make_interview()).answers.get()

    refuse("no_turn_answers_itself", answer, question=answer)


def test_an_answer_may_answer_nothing():
    make_turn(make_interview(), "answer", "I was there.")


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_is_a_share_of_one(confidence):
    turn = make_turn(make_interview())

    refuse("confidence_is_a_share", turn, confidence=confidence)


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_confidence_may_be_none_or_whole(confidence):
    make_turn(make_interview(), confidence=confidence)


# Segments and interludes


def two_paragraphs():
    return list(make_turn(make_interview(), text="One.\n\nTwo.").segments.all())


def test_two_segments_do_not_share_a_place():
    _first, second = two_paragraphs()

    refuse("segment_has_one_place", second, order=1)


def test_two_segments_do_not_share_an_anchor():
    _first, second = two_paragraphs()

    refuse("segment_anchor_is_unique", second, anchor="q1p1")


@pytest.mark.parametrize(
    "fields", [{"end": 0}, {"source_end": 0}, {"start": 4}, {"source_start": 4}]
)
def test_a_segment_is_not_empty(fields):
    first, _second = two_paragraphs()

    refuse("segment_is_not_empty", first, **fields)


def test_the_time_of_a_segment_runs_forward():
    first, _second = two_paragraphs()

    refuse("segment_time_runs_forward", first, time_start=2000, time_end=1000)


@pytest.mark.parametrize("fields", [{"time_start": 1}, {"time_end": 1}])
def test_the_time_of_a_segment_has_a_start_and_an_end(fields):
    first, _second = two_paragraphs()

    refuse("segment_time_runs_forward", first, **fields)


def test_a_segment_is_of_a_known_kind():
    first, _second = two_paragraphs()

    refuse("segment_kind_is_known", first, kind="sigh")


@pytest.mark.parametrize("times", [(None, None), (0, 0), (1000, 2000)])
def test_a_segment_may_have_a_time(times):
    first, _second = two_paragraphs()
    first.time_start, first.time_end = times

    first.save()


def test_two_interludes_do_not_share_a_place():
    interview = make_interview()
    make_interlude(interview, None, order=1)

    with refused_by("interlude_has_one_place"):
        make_interlude(interview, None, order=1)


def test_an_interlude_is_of_a_known_kind():
    interlude = make_interlude(make_interview(), None, order=1)

    refuse("interlude_kind_is_known", interlude, kind="sigh")


# Topics


def test_a_topic_has_a_name():
    refuse("topic_is_named", make_topic(), name="")


def test_a_topic_is_not_its_own_parent():
    topic = make_topic()

    refuse("topic_is_not_its_own_parent", topic, parent=topic)


def test_a_label_is_told_once_in_a_language():
    topic = make_topic()
    TopicLabel.objects.create(topic=topic, language="kk", name="Су")
    TopicLabel.objects.create(topic=topic, language="ky", name="Су")

    with refused_by("label_is_told_once"):
        TopicLabel.objects.create(topic=topic, language="kk", name="Су")


def test_a_topic_is_given_to_an_exchange_once():
    question, topic = make_exchange(make_interview()), make_topic()
    make_tagging(question, topic)

    with refused_by("topic_is_given_once"):
        make_tagging(question, topic, basis="suggested")


def test_a_tagging_has_a_known_basis():
    tagging = make_tagging(make_exchange(make_interview()), make_topic())

    refuse("tagging_has_a_basis", tagging, basis="hearsay")


# Annotations


@pytest.fixture
def annotation():
    return make_annotation(make_turn(make_interview()), "the water")


@pytest.mark.parametrize("fields", [{"start": 20, "end": 20}, {"start": 20, "end": 9}])
def test_an_annotation_stands_on_words(annotation, fields):
    refuse("annotation_stands_on_words", annotation, **fields)


@pytest.mark.parametrize("fields", [{"body": ""}, {"exact": ""}])
def test_an_annotation_says_something_about_something(annotation, fields):
    refuse("annotation_says_something", annotation, **fields)


def test_an_annotation_is_in_a_known_state(annotation):
    refuse("annotation_state_is_known", annotation, state="lost")


# What readers report


@pytest.fixture
def erratum():
    return make_erratum(make_turn(make_interview()), "water")


def test_an_erratum_stands_on_words(erratum):
    refuse("erratum_stands_on_words", erratum, start=9, end=9)


@pytest.mark.parametrize("fields", [{"body": ""}, {"exact": ""}])
def test_an_erratum_says_something_about_something(erratum, fields):
    refuse("erratum_says_something", erratum, **fields)


def test_an_erratum_is_of_a_known_kind(erratum):
    refuse("erratum_kind_is_known", erratum, kind="whim")


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "accepted", "decision": "It is so."},
        {"state": "declined", "closed_at": datetime(2024, 1, 1, tzinfo=UTC)},
        {"closed_at": datetime(2024, 1, 1, tzinfo=UTC)},
        {"state": "lost"},
    ],
)
def test_an_erratum_is_closed_with_a_reason_and_a_time(erratum, fields):
    refuse("erratum_is_closed_with_a_reason", erratum, **fields)


# Addresses


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (make_interview, {"title": "Another"}),
        (make_speaker, {"name": "Another"}),
        (make_topic, {"name": "Another"}),
        (make_outlet, {"name": "Another"}),
    ],
    ids=["interview", "speaker", "topic", "outlet"],
)
def test_an_address_is_given_once(make, fields):
    row = make()

    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        type(row).objects.create(slug=row.slug, **fields)


def test_an_old_address_leads_to_one_interview():
    make_alias(make_interview())

    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        make_alias(make_interview("sea-2024"))


def test_an_outlet_is_named_once():
    make_outlet()

    with pytest.raises(IntegrityError, match="name"), transaction.atomic():
        Outlet.objects.create(name="Steppe Gazette", slug="another")


def test_an_annotation_is_of_a_known_kind(annotation):
    refuse("annotation_kind_is_known", annotation, kind="whim")


def test_an_annotation_holds_in_a_known_way(annotation):
    refuse("annotation_hold_is_known", annotation, hold="loosely")


# Editions and what they change


def test_a_change_has_one_place_in_its_edition():
    edition = make_edition(make_interview(), make_source())
    make_change(edition)
    second = make_change(edition)

    refuse("change_has_one_place", second, order=1)


def test_a_turn_changes_once_an_edition():
    edition = make_edition(make_interview(), make_source())
    make_change(edition, anchor="a1")
    second = make_change(edition, anchor="a2")

    refuse("turn_changes_once_an_edition", second, anchor="a1")


def test_a_change_is_of_a_known_kind():
    change = make_change(make_edition(make_interview(), make_source()))

    refuse("change_kind_is_known", change, kind="undone")


@pytest.mark.parametrize("fields", [{"text": ""}, {"kind": "added"}])
def test_a_change_keeps_the_words_before_unless_there_were_none(fields):
    change = make_change(make_edition(make_interview(), make_source()))

    refuse("change_keeps_the_words_before", change, **fields)


def test_an_anchor_is_retired_once():
    edition = make_edition(make_interview(), make_source())
    make_tombstone(edition, anchor="q8")
    second = make_tombstone(edition, anchor="q9")

    refuse("anchor_is_retired_once", second, anchor="q8")


def test_an_anchor_does_not_lead_to_itself():
    stone = make_tombstone(make_edition(make_interview(), make_source()))

    refuse("no_anchor_follows_itself", stone, successor="q9")


def test_two_conversations_are_told_apart_once_and_in_order():
    first, second, third = (make_interview(slug) for slug in ("a", "b", "c"))
    make_apart(first, second)
    apart = make_apart(first, third)

    refuse("apart_is_said_once", apart, second=second)
    refuse("apart_names_two_in_order", apart, second=first)


def test_a_correction_is_an_act_on_words():
    correction = make_correction(make_interview())

    refuse("correction_is_known", correction, act="invent")
    refuse("correction_stands_on_words", correction, start=4, end=4)
    refuse("correction_stands_on_words", correction, exact="")


def test_two_conversations_are_linked_once_and_in_order():
    first, second, third = map(make_interview, ("one", "two", "three"))
    make_same_conversation(first, second)
    link = make_same_conversation(first, third)

    refuse("conversations_are_linked_once", link, second=second)
    refuse("same_conversation_links_two_in_order", link, second=first)


def test_a_topic_has_one_name_in_a_language():
    named = {"topic": make_topic(), "language": "kk", "kind": "preferred"}
    TopicLabel.objects.create(name="Су", **named)

    with refused_by("label_is_preferred_once"):
        TopicLabel.objects.create(name="Өзен", **named)


def test_a_label_is_of_a_known_kind():
    label = TopicLabel.objects.create(topic=make_topic(), language="kk", name="Су")

    refuse("label_kind_is_known", label, kind="nickname")


def test_a_line_of_topics_is_drawn_once():
    topic = make_topic()

    with refused_by("topic_line_is_drawn_once"):
        TopicLine.objects.create(topic=topic, broader=topic, distance=1)


def test_a_relation_is_told_once_and_in_one_order():
    water, law = make_topic(), make_topic("Law", "law")
    relation = TopicRelation.objects.create(first=water, second=law)

    with refused_by("relation_is_told_once"):
        TopicRelation.objects.create(first=water, second=law)
    refuse("relation_has_one_order", relation, first=law, second=water)


def test_a_key_phrase_is_kept_once_in_a_known_state():
    told = {"language": "en", "times": 3, "exchanges": 3, "longer": 0, "score": 4.0}
    phrase = KeyPhrase.objects.create(phrase="dry wells", stems="dri well", **told)

    with refused_by("phrase_is_kept_once"):
        KeyPhrase.objects.create(phrase="Dry well", stems="dri well", **told)
    refuse("phrase_state_is_known", phrase, state="lost")


def test_an_office_is_named_and_its_dates_say_how_exact_they_are():
    office = Office.objects.create(speaker=make_speaker(), title="Mayor")

    refuse("office_is_named", office, title="")
    refuse("office_date_says_how_exact", office, start="2019-01-01")
    refuse("office_date_says_how_exact", office, end_precision="year")


def test_a_rearrangement_is_a_known_act():
    row = Rearrangement.objects.create(act="tag", told="Water: 2 exchanges")

    refuse("rearrangement_act_is_known", row, act="burn")
