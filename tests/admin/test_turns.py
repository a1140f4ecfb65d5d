"""Turns on the desk: what was inferred is corrected, what was said is not."""

import pytest
from django.urls import reverse

from archive.ingest.storing.store import store
from archive.models import Kind, Turn
from tests.admin.sources import WELLS, read
from tests.factories import (
    make_conversation,
    make_interview,
    make_speaker,
    make_turn,
)


@pytest.fixture
def interview(db):
    return make_conversation(2)


def submit(desk, turn, model="turn", **fields):
    told = {"kind": turn.kind, "speaker": turn.speaker_id or ""}
    told["question"] = turn.question_id or ""
    rows = {"taggings-TOTAL_FORMS": 0, "taggings-INITIAL_FORMS": 0}
    rows |= {"segments-TOTAL_FORMS": 0, "segments-INITIAL_FORMS": 0}
    address = reverse(f"admin:archive_{model}_change", args=[turn.pk])
    return desk.post(address, {**told, **rows, **fields})


def errors(response):
    return response.context["adminform"].form.errors


def test_the_words_are_never_changed(desk, interview):
    turn = interview.turns.get(anchor="a1")

    submit(desk, turn, text="Other words.", anchor="a9", sequence=99, doubt="Hm.")

    after = Turn.objects.get(pk=turn.pk)
    assert after.doubt == "Hm."
    assert (after.text, after.anchor, after.sequence) == (
        "From the mountains.\n\nIt takes nine days.",
        "a1",
        2,
    )


def test_a_speaker_is_corrected_and_remembered(desk, interview):
    turn = interview.turns.get(anchor="a1")
    other = make_speaker("Madi Bek", "madi-bek")

    submit(desk, turn, model="answer", speaker=other.pk, reason="Heard again.")

    assert Turn.objects.get(pk=turn.pk).speaker == other
    assert turn.history.first().history_change_reason == "Heard again."


def test_a_kind_is_corrected(desk, interview):
    turn = interview.turns.get(anchor="a2")

    submit(desk, turn, kind="statement")

    after = Turn.objects.get(pk=turn.pk)
    assert (after.kind, after.question, after.anchor) == (Kind.STATEMENT, None, "a2")


def test_what_is_corrected_here_outlives_the_next_ingest(desk, db):
    kept = store(read(WELLS)).interview
    kept.turns.filter(anchor="q2").update(doubt="Who asks?")
    other = make_speaker("Madi Bek", "madi-bek")

    submit(desk, kept.turns.get(anchor="a2"), kind="statement", reason="He muses.")
    submit(desk, kept.turns.get(anchor="q2"), speaker=other.pk, doubt="")

    rows = kept.corrections.standing()
    assert [(row.anchor, row.act, row.value, row.reason) for row in rows] == [
        ("a2", "kind", "statement", "He muses."),
        ("q2", "accept", "Who asks?", ""),
        ("q2", "speaker", "Madi Bek", ""),
    ]
    store(read(WELLS.replace("the house?", "the old house?")))
    assert kept.turns.get(anchor="a2").kind == "statement"
    assert kept.turns.get(anchor="q2").speaker == other


def test_a_turn_without_a_source_leaves_no_correction(desk, interview):
    submit(desk, interview.turns.get(anchor="a2"), kind="statement")

    assert not interview.corrections.exists()


def test_a_question_with_answers_stays_a_question(desk, interview):
    response = submit(desk, interview.turns.get(anchor="q1"), kind="statement")

    assert errors(response)["kind"] == [
        "a1 answer this question. Move them to another first."
    ]


def test_an_exchange_with_topics_does_not_become_an_answer(desk, interview):
    question = interview.turns.get(anchor="q1")
    question.answers.update(question=interview.turns.get(anchor="q2"))

    response = submit(desk, question, kind="answer")

    assert errors(response)["kind"] == [
        "It has topics, and answers have none. Remove them first."
    ]


def test_an_answer_answers_a_question_of_its_own_interview(desk, interview):
    elsewhere = make_turn(make_interview(slug="elsewhere"))
    answer = interview.turns.get(anchor="a1")

    response = submit(desk, answer, question=elsewhere.pk)

    assert errors(response)["question"] == ["This question is in another interview."]


def test_an_answer_does_not_answer_an_answer(desk, interview):
    answer, other = interview.turns.filter(kind=Kind.ANSWER)

    response = submit(desk, answer, question=other.pk)

    assert errors(response)["question"] == ["This turn is no question."]


def test_turns_are_neither_added_nor_deleted(desk, interview):
    turn = interview.turns.first()

    for model in ("turn", "question"):
        add = reverse(f"admin:archive_{model}_add")
        delete = reverse(f"admin:archive_{model}_delete", args=[turn.pk])
        assert desk.get(add).status_code == 403
        assert desk.post(delete, {"post": "yes"}).status_code == 403


def test_doubtful_turns_are_found(desk, interview):
    interview.turns.filter(anchor="q2").update(doubt="Who asks?")

    listed = desk.get(reverse("admin:archive_turn_changelist"), {"doubts": "yes"})

    assert [turn.anchor for turn in listed.context["cl"].queryset] == ["q2"]


@pytest.mark.parametrize(
    ("model", "anchors"), [("question", ["q1", "q2"]), ("answer", ["a1", "a2"])]
)
def test_questions_and_answers_have_lists_of_their_own(desk, interview, model, anchors):
    listed = desk.get(reverse(f"admin:archive_{model}_changelist"))

    assert [turn.anchor for turn in listed.context["cl"].queryset] == anchors


def test_a_turn_leads_to_its_annotation(desk, interview):
    turn = interview.turns.get(anchor="a1")

    page = desk.get(reverse("admin:archive_answer_change", args=[turn.pk]))

    assert f"/admin/archive/annotation/add/?turn={turn.pk}" in page.content.decode()
