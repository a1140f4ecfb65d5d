"""What the archive cannot keep is refused by a law of the Transcript, in its words."""

import dataclasses
import json

import pytest

from archive.errors import MalformedTranscript
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.transcript import (
    Basis,
    Participation,
    Role,
    Segment,
    Source,
    Span,
    Speaker,
    Topic,
    check,
    dumps,
    loads,
)

WELLS = "About wells\n\n– Who dug it?\n– My father.\n"
TOLD = parse_content(WELLS.encode(), "wells.txt", Sidecar())
PART = Participation("p1", Role.INTERVIEWEE, Basis.TEXT)


def changed(**fields):
    return dataclasses.replace(TOLD, **fields)


def with_turn(**fields):
    first, second = TOLD.turns
    return changed(turns=(dataclasses.replace(first, **fields), second))


def topic(slug="wells", name="Wells", parent="", questions=("q1",)):
    return Topic(slug, name, parent, questions=questions)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (changed(title="  "), "it has no title"),
        (changed(section="a" * 201), "its section is longer than 200 characters"),
        (
            changed(speakers=(Speaker("p1", " "),), participations=(PART,)),
            "the name “ ” is empty, or too long for a person",
        ),
        (
            changed(speakers=(Speaker("p1", "Ali"),), participations=(PART, PART)),
            "“p1” is given twice as interviewee",
        ),
        (changed(topics=(topic(), topic())), "a topic is given twice"),
        (
            changed(topics=(topic(slug="a b"),)),
            "topic “a b” needs a slug and a name",
        ),
        (
            changed(topics=(topic(name=""),)),
            "the topic “wells” needs a slug and a name",
        ),
        (changed(topics=(topic(questions=()),)), "has no question and no narrower"),
        (
            changed(topics=(topic(questions=("q1", "q1")),)),
            "the topic “wells” names a question twice",
        ),
        (changed(topics=(topic(parent="sand"),)), "the topic “sand” above “wells”"),
        (changed(topics=(topic(parent="wells"),)), "“wells” stands above itself"),
        (
            changed(topics=(topic("a", parent="b"), topic("b", parent="a"))),
            "the topic “a” stands above itself",
        ),
        (with_turn(label="–" * 201), "the printed mark of q1 is longer than 200"),
        (
            with_turn(segments=(Segment("q1p1", "Who drilled it?", Span(15, 26)),)),
            "q1p1 is not what the source says there",
        ),
    ],
)
def test_a_transcript_that_cannot_be_kept_is_refused(told, complaint):
    with pytest.raises(MalformedTranscript) as refusal:
        check(told)

    assert complaint in str(refusal.value)


def test_a_topic_may_stand_above_another():
    broader = topic("water", "Water", questions=())

    assert check(changed(topics=(broader, topic(parent="water"))))


@pytest.mark.parametrize(
    ("said", "is_kept"),
    [
        ("Who dug it?", True),
        ("Whodug it?", True),
        ("Who dugit?", False),
        ("Who  dug it?", True),
        ("Who dug it? No", False),
        ("Who-dug it?", False),
        ("Who dug", False),
    ],
)
def test_a_line_end_is_a_space_in_the_words_or_nothing(said, is_kept):
    broken = WELLS.replace("Who dug", "Who\ndug")
    source = Source("wells.txt", TOLD.source.content, broken)
    told = with_turn(segments=(Segment("q1p1", said, Span(15, 26)),))
    told = dataclasses.replace(told, source=source)

    if is_kept:
        assert check(told)
    else:
        with pytest.raises(MalformedTranscript, match="not what the source says"):
            check(told)


def test_only_plain_text_is_held_to_the_letter():
    source = Source("wells.html", TOLD.source.content, WELLS, "text/html")
    told = with_turn(segments=(Segment("q1p1", "Who drilled it?", Span(15, 26)),))

    assert check(dataclasses.replace(told, source=source))


def test_a_nul_is_no_part_of_a_transcript():
    form = json.loads(dumps(TOLD))
    form["rights"] = "none\0"

    with pytest.raises(MalformedTranscript, match="a NUL character"):
        loads(json.dumps(form))
