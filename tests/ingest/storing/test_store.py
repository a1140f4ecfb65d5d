"""What keeping an interview writes, and that it writes it once."""

import dataclasses
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import models
from archive.errors import AddressTaken
from archive.ingest.pipeline import parse, parse_content
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.ingest.storing import keeping
from archive.ingest.storing.store import Outcome, store
from archive.transcript import Basis, Role, Source, State, Topic
from tests.factories import make_interview

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[3] / "seeds" / "egemen-qazaqstan-2024.txt"
WELLS = "About wells\n\n– Who dug it?\n– My father.\nAlone.\n– Where?\n– There.\n"


def wells(text=WELLS, name="wells.txt", **stated):
    words = {"language": "en", **stated}
    return parse_content(text.encode(), name, Sidecar("wells.toml", words=words))


def rows():
    """How many rows each table of the archive holds."""
    kept = (model for model in vars(models).values() if hasattr(model, "objects"))
    return {model.__name__: model.objects.count() for model in kept}


def test_the_interview_comes_back_as_it_was_parsed():
    told = parse(SEED)

    stored = store(told)

    assert models.Interview.objects.get().as_transcript() == told
    assert stored.outcome is Outcome.NEW


def test_what_is_sealed_at_first_is_what_the_database_has():
    told = dataclasses.replace(parse(SEED), outlet="The Well")

    edition = store(told).interview.editions.get()

    assert edition.checksums.said == models.said_of(edition)


def test_questions_and_answers_are_kept_in_their_sequence():
    store(parse(SEED))

    assert models.Question.objects.count() == 26
    assert models.Answer.objects.count() == 26
    assert models.Segment.objects.count() == 165
    assert list(models.Turn.objects.in_sequence().values_list("anchor", flat=True)) == [
        anchor for number in range(1, 27) for anchor in (f"q{number}", f"a{number}")
    ]


def test_segments_count_code_points_of_their_turn():
    store(wells())

    segment = models.Segment.objects.get(anchor="a1p2")

    assert (segment.start, segment.end, segment.text) == (12, 18, "Alone.")
    assert WELLS[segment.source_start : segment.source_end] == "Alone."


def test_the_second_time_nothing_is_written():
    store(parse(SEED))
    before = rows()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = store(parse(SEED))

    written = [
        query["sql"]
        for query in queries
        if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
    ]
    assert again.outcome is Outcome.UNCHANGED
    assert written == []
    assert rows() == before


def test_an_ingest_is_one_act_on_the_trail_and_one_task_for_the_index():
    interview = store(wells()).interview

    act = models.Trail.objects.get()
    assert (act.actor, act.act) == ("ingest", "ingest")
    assert act.subject == f"interview {interview.slug}"
    assert models.Turn.history.count() == 0


def test_a_failure_half_way_leaves_nothing(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    before = rows()
    monkeypatch.setattr(keeping, "keep_claims", fail)

    with pytest.raises(ZeroDivisionError):
        store(wells())

    assert rows() == before


def test_the_state_is_set_once_and_then_left_to_editors():
    told = wells()
    store(dataclasses.replace(told, state=State.PUBLISHED))

    again = store(dataclasses.replace(told, state=State.DRAFT))

    assert again.outcome is Outcome.UNCHANGED
    assert models.Interview.objects.get().state == "published"


def test_another_source_does_not_take_an_address():
    store(wells())
    other = WELLS.replace("father", "mother")

    with pytest.raises(AddressTaken, match="“about-wells” belongs to “About wells”"):
        store(wells(other, name="other.txt"))


def test_the_same_bytes_under_another_name_change_nothing():
    store(wells())

    again = store(wells(name="copy.txt", rights="All mine"))

    assert again.interview == models.Interview.objects.get()
    assert again.outcome is Outcome.DUPLICATE
    assert again.interview.rights == ""


def test_an_old_address_is_still_the_interviews_own():
    interview = store(wells()).interview
    interview.slug = "the-well"
    interview.save()

    assert store(wells()).outcome is Outcome.UNCHANGED


def test_people_are_known_by_name_or_alias_across_interviews():
    aigul = models.Speaker.objects.create(name="Aigul Saparova", slug="aigul")
    aigul.aliases.create(name="A. Saparova")
    people = (StatedPerson("a. saparova", Role.INTERVIEWEE),)

    store(parse_content(WELLS.encode(), "wells.txt", Sidecar(people=people)))

    assert models.Speaker.objects.get() == aigul
    assert models.Turn.objects.get(anchor="a1").speaker == aigul


def test_two_people_of_one_name_are_never_mixed_up():
    for slug in ("one", "two"):
        models.Speaker.objects.create(name="Aigul Saparova", slug=slug)

    people = (StatedPerson("Aigul Saparova", Role.INTERVIEWEE),)

    store(parse_content(WELLS.encode(), "wells.txt", Sidecar(people=people)))

    said_by = models.Turn.objects.get(anchor="a1").speaker
    assert said_by.slug == "aigul-saparova"


def test_a_sidecar_that_says_more_restates_the_interview():
    store(wells())
    told = dataclasses.replace(
        wells(rights="CC0", title="On wells"),
        topics=(Topic("wells", "Wells", questions=("q1", "q2")),),
    )

    stored = store(told)

    interview = models.Interview.objects.get()
    assert stored.outcome is Outcome.RESTATED
    assert (interview.title, interview.rights) == ("On wells", "CC0")
    assert models.Tagging.objects.count() == 2
    assert models.Claim.objects.filter(value="CC0", basis=Basis.SIDECAR).exists()
    assert store(told).outcome is Outcome.UNCHANGED


def test_restating_leaves_alone_what_an_editor_changed():
    store(wells())
    models.Interview.objects.update(title="The editor’s title")
    tagged = models.Turn.objects.get(anchor="q1")
    topic = models.Topic.objects.create(name="Water", slug="water")
    tagged.taggings.create(topic=topic)

    store(wells(rights="CC0"))

    assert models.Interview.objects.get().title == "The editor’s title"
    assert models.Tagging.objects.get().topic == topic


def test_an_address_another_interview_had_is_not_taken_over():
    moved = store(wells(slug="wells")).interview
    moved.slug = "the-wells"
    moved.save()
    other = WELLS.replace("father", "mother")
    store(wells(other, name="other.txt", slug="rivers"))

    with pytest.raises(AddressTaken, match="“wells” belongs to “About wells”"):
        store(wells(other, name="other.txt", slug="wells"))

    assert list(moved.aliases.values_list("slug", flat=True)) == ["wells"]


def test_a_person_named_later_is_given_their_turns():
    store(wells())
    people = (StatedPerson("Aigul Saparova", Role.INTERVIEWEE),)

    store(parse_content(WELLS.encode(), "wells.txt", Sidecar(people=people)))

    answers = models.Answer.objects.values_list("speaker__name", flat=True)
    assert set(answers) == {"Aigul Saparova"}


def test_a_person_told_otherwise_is_replaced():
    before = (StatedPerson("Bo Ek", Role.INTERVIEWER),)
    after = (StatedPerson("Cy Oz", Role.INTERVIEWER),)
    store(parse_content(WELLS.encode(), "wells.txt", Sidecar(people=before)))

    store(parse_content(WELLS.encode(), "wells.txt", Sidecar(people=after)))

    (part,) = models.Participation.objects.all()
    assert part.speaker.name == "Cy Oz"
    asked_by = models.Question.objects.values_list("speaker__name", flat=True)
    assert set(asked_by) == {"Cy Oz"}


def test_restating_leaves_the_desks_work_alone():
    store(parse(SEED))
    interviewer = models.Speaker.objects.get(name="Dikhan Kamzabekuly")
    interviewer.name = "Dikhan Qamzabekuly"
    interviewer.save()
    models.Participation.objects.filter(speaker=interviewer).update(role="moderator")
    models.Tagging.objects.filter(
        turn__anchor="q1", topic__slug="political-reform"
    ).delete()
    models.Topic.objects.filter(slug="china").update(name="The East")
    given = models.Turn.objects.get(anchor="a3")
    given.speaker = interviewer
    given.save()
    told = parse(SEED)
    source = dataclasses.replace(told.source, origin="elsewhere")

    store(dataclasses.replace(told, source=source))

    interview = models.Interview.objects.get()
    assert models.Source.objects.get().origin == "elsewhere"
    assert models.Speaker.objects.count() == 2
    assert [part.role for part in interview.participations.order_by("pk")] == [
        "interviewee",
        "moderator",
    ]
    assert not models.Tagging.objects.filter(
        turn__anchor="q1", topic__slug="political-reform"
    ).exists()
    assert models.Topic.objects.get(slug="china").name == "The East"
    assert models.Turn.objects.get(anchor="a3").speaker == interviewer


def test_a_topic_told_otherwise_follows_where_no_editor_changed_it():
    told = wells()
    water, wells_topic = Topic("water", "Water"), Topic("wells", "Wells", "water")
    under = dataclasses.replace(wells_topic, questions=("q1",))
    store(dataclasses.replace(told, topics=(water, under)))
    labels = (("kk", "Құдықтар"),)
    now = Topic("wells", "Dug wells", "", "Not drilled.", labels, ("q2",))

    store(dataclasses.replace(told, topics=(now,)))

    (kept,) = models.Interview.objects.get().as_transcript().topics
    assert kept == now


def test_a_restated_slug_keeps_the_old_address():
    store(wells(slug="wells"))

    store(wells(slug="the-wells"))

    interview = models.Interview.objects.get()
    assert interview.slug == "the-wells"
    assert [alias.slug for alias in interview.aliases.all()] == ["wells"]


def test_an_interview_by_hand_is_no_source_of_ours():
    make_interview(slug="about-wells", title="By hand")

    with pytest.raises(AddressTaken, match="By hand"):
        store(wells())


def test_bytes_that_are_not_utf_8_are_kept_as_obtained():
    content = WELLS.encode("utf-16")
    told = parse_content(content, "wells.txt", Sidecar())

    store(told)

    kept = models.Source.objects.get()
    assert bytes(kept.content) == content
    assert kept.sha256 == Source("", content, "").sha256
