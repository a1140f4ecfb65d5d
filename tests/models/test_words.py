"""The database and the waist say the same words, and every row can say its name."""

import pytest

from archive import models, transcript
from tests.factories import (
    make_alias,
    make_annotation,
    make_edition,
    make_exchange,
    make_interlude,
    make_interview,
    make_outlet,
    make_participation,
    make_source,
    make_speaker,
    make_tagging,
    make_topic,
)


@pytest.mark.parametrize(
    "name",
    [
        "Basis",
        "InterludeKind",
        "Kind",
        "Precision",
        "Role",
        "SegmentKind",
        "SkippedKind",
        "State",
    ],
)
def test_choices_are_those_of_the_waist(name):
    kept = {choice.name: choice.value for choice in getattr(models, name)}
    passed = {member.name: member.value for member in getattr(transcript, name)}

    assert kept == passed


def test_a_tagging_has_the_bases_that_a_topic_can_have():
    said = set(models.TaggingBasis.values) - {"suggested", "rejected"}
    assert said == {"sidecar", "editor"}
    assert {"sidecar", "editor"} <= set(models.Basis.values)


@pytest.mark.django_db
def test_every_row_says_what_it_is():
    interview, speaker, topic = make_interview(), make_speaker(), make_topic()
    question = make_exchange(interview)
    edition = make_edition(interview, make_source())
    rows = [
        interview,
        make_alias(interview),
        make_outlet(),
        edition,
        edition.source,
        question,
        question.segments.get(),
        make_interlude(interview, question),
        speaker,
        make_participation(interview, speaker),
        topic,
        make_tagging(question, topic),
        make_annotation(question, "the water"),
        models.Skipped(edition=edition, kind="mark", start=0, end=2),
        models.SpeakerAlias(speaker=speaker, name="Mrs Saparova"),
        models.TopicLabel(topic=topic, language="kk", name="Су"),
        models.Claim(interview=interview, field="title", value="The steppe"),
    ]

    assert [str(row) for row in rows] == [
        "The steppe remembers",
        "old-steppe",
        "Steppe Gazette",
        "The steppe remembers, 1",
        "steppe.txt",
        "q1: Where does the water come from?",
        "q1p1",
        "She laughs.",
        "Aigul Saparova",
        "Aigul Saparova, interviewee",
        "Water",
        "Water: q1",
        "“the water” A note of the editors.",
        "mark 0–2",
        "Mrs Saparova",
        "Су",
        "title: The steppe",
    ]
