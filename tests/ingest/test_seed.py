"""The interview the archive ships with, counted by other means than the archive's."""

import hashlib
import re
from pathlib import Path

import pytest

from archive.ingest.pipeline import parse
from archive.transcript import Basis, Dating, Kind, Participation, Precision, Role
from archive.transcript import SkippedKind as Skip

SEED = Path(__file__).parents[2] / "seeds" / "egemen-qazaqstan-2024.txt"
SHA256 = "483fdc6e4a30bccaee4b787c40c7ea08f2c490d323994543e4fba77b0b15a183"


@pytest.fixture(scope="module")
def seed():
    return parse(SEED)


@pytest.fixture(scope="module")
def lines():
    text = SEED.read_text(encoding="utf-8")
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_the_source_is_the_one_that_was_published(seed):
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SHA256
    assert seed.source.sha256 == SHA256


def test_it_has_26_questions_26_answers_and_165_paragraphs(seed):
    questions, answers = seed.of_kind(Kind.QUESTION), seed.of_kind(Kind.ANSWER)

    assert (len(questions), len(answers)) == (26, 26)
    assert sum(len(turn.segments) for turn in questions) == 27
    assert sum(len(turn.segments) for turn in answers) == 138
    assert len(seed.turns) == 52


def test_its_paragraphs_are_the_lines_between_standfirst_and_credit(seed, lines):
    said = [part.text for turn in seed.turns for part in turn.segments]

    assert said == [re.sub(r"^– ", "", line) for line in lines[4:-1]]


def test_turns_open_at_the_lines_with_a_leading_dash(seed, lines):
    opened = [line[2:] for line in lines if line.startswith("– ")]

    assert [turn.segments[0].text for turn in seed.turns] == opened


def test_questions_and_answers_alternate_and_are_numbered_alike(seed):
    named = [(turn.anchor, turn.question) for turn in seed.turns]

    assert named == [
        name
        for number in range(1, 27)
        for name in ((f"q{number}", ""), (f"a{number}", f"q{number}"))
    ]


def test_the_first_question_has_two_paragraphs_the_second_without_a_dash(seed):
    first = seed.turns[0]

    assert [part.anchor for part in first.segments] == ["q1p1", "q1p2"]
    assert (
        first.segments[1].text
        == "What notable events stand out for you from the past year?"
    )


def test_five_dashes_inside_sentences_open_no_turn(seed):
    inside = [
        part.anchor
        for turn in seed.turns
        for part in turn.segments
        for _ in range(part.text.count(" – "))
    ]

    assert inside == ["a6p2", "a6p3", "a9p7", "a19p6", "a21p1"]


def test_what_is_in_no_turn_says_what_it_is(seed):
    text = seed.source.text
    named = [
        (part.kind, part.note, text[part.source.start : part.source.end])
        for part in seed.skipped
        if part.kind not in {Skip.BLANK, Skip.MARK}
    ]
    title = "Kassym-Jomart Tokayev: As a forward-thinking nation, we must look ahead"

    assert named == [
        (
            Skip.FRONT_MATTER,
            "page title and site",
            f"{title} | Company News | Export credit agency of Kazakhstan",
        ),
        (Skip.FRONT_MATTER, "section", "Company News"),
        (Skip.FRONT_MATTER, "title", title),
        (
            Skip.FRONT_MATTER,
            "standfirst",
            "Interview with President Kassym-Jomart Tokayev for the Egemen Qazaqstan "
            "newspaper",
        ),
        (Skip.CREDIT, "credit", "Interview conducted by Dikhan Kamzabekuly"),
    ]
    assert sum(part.kind is Skip.MARK for part in seed.skipped) == 52


def test_the_people_are_named_by_the_text_itself(seed):
    names = {person.key: person.name for person in seed.speakers}

    assert names == {"p1": "Kassym-Jomart Tokayev", "p2": "Dikhan Kamzabekuly"}
    assert seed.participations == (
        Participation(
            "p1",
            Role.INTERVIEWEE,
            Basis.TEXT,
            f"{seed.standfirst} · {seed.title}",
        ),
        Participation(
            "p2",
            Role.INTERVIEWER,
            Basis.TEXT,
            "Interview conducted by Dikhan Kamzabekuly",
        ),
    )
    assert {turn.speaker for turn in seed.of_kind(Kind.QUESTION)} == {"p2"}
    assert {turn.speaker for turn in seed.of_kind(Kind.ANSWER)} == {"p1"}


def test_outlet_and_republisher_are_read_from_the_text(seed):
    found = {claim.field: claim for claim in seed.claims}

    assert (seed.outlet, found["outlet"].basis) == ("Egemen Qazaqstan", Basis.TEXT)
    assert seed.republisher == "Export credit agency of Kazakhstan"
    assert found["republisher"].basis is Basis.INFERRED


def test_the_date_is_about_january_2024_by_inference_alone(seed):
    assert seed.dating == Dating(
        "2024-01-01",
        Precision.MONTH,
        Basis.INFERRED,
        "the text speaks of a New Year just begun: “as we mark the arrival of the New "
        "Year” (a1p1); “celebrate the New Year in 2024” (q26p1)",
    )


def test_every_question_stands_under_a_topic_of_two_levels(seed):
    under = {anchor for topic in seed.topics for anchor in topic.questions}
    parents = {topic.slug: topic.parent for topic in seed.topics}

    assert under == {f"q{number}" for number in range(1, 27)}
    assert 12 <= len(seed.topics) <= 25
    assert all(not parents[parent] for parent in parents.values() if parent)


def test_nothing_in_it_is_doubtful(seed):
    assert {turn.doubt for turn in seed.turns} == {""}
    assert seed.provenance.fit == 1.0
