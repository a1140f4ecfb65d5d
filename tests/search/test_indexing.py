"""What changes is searched as it now is, once its transaction is committed."""

import logging
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from archive.errors import EngineUnavailable
from archive.models import IndexTask, Kind, Outlet, Scope, State, TaggingBasis
from archive.search import indexes, indexing
from archive.search.engine import Hidden
from archive.search.languages import code
from tests import factories
from tests.search.documents import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(engine, committed):
    with committed():
        return factories.make_interview()


@pytest.fixture
def exchange(interview, committed):
    """A question about water, answered without the word."""
    with committed():
        return factories.make_exchange(interview, "About water?", "From the hills.")


def found(engine, text):
    return set(ask(engine, text).turns)


def test_a_new_turn_is_found_after_its_commit(engine, exchange):
    answer = exchange.answers.get()

    assert found(engine, "water") == {exchange.pk, answer.pk}
    assert found(engine, "hills") == {answer.pk}
    assert not IndexTask.objects.exists()


def test_before_its_commit_a_change_is_a_task(engine, exchange):
    exchange.text = "About the steppe?"
    exchange.save()

    assert [(task.scope, task.key) for task in IndexTask.objects.all()] == [
        (Scope.TURN, exchange.pk)
    ]
    assert found(engine, "steppe") == set()


def test_a_changed_question_changes_what_its_answer_is_found_by(
    engine, exchange, committed
):
    with committed():
        exchange.text = "About the steppe?"
        exchange.save()

    assert found(engine, "steppe") == {exchange.pk, exchange.answers.get().pk}
    assert found(engine, "water") == set()


def test_a_change_through_a_proxy_model_counts(engine, exchange, committed):
    from archive.models import Answer

    answer = Answer.objects.get(question=exchange)
    with committed():
        answer.text = "From the glaciers."
        answer.save()

    assert found(engine, "glaciers") == {answer.pk}


def test_a_deleted_turn_is_found_no_more(engine, exchange, committed):
    answer = exchange.answers.get()
    with committed():
        answer.delete()

    assert found(engine, "water") == {exchange.pk}


def test_a_turn_deleted_through_a_proxy_model_is_found_no_more(
    engine, exchange, committed
):
    from archive.models import Answer, Question

    with committed():
        Answer.objects.get(question=exchange).delete()

    assert found(engine, "water") == {exchange.pk}

    with committed():
        Question.objects.all().delete()

    assert engine.turns() == set()


def test_a_change_through_a_proxy_model_is_one_task(engine, exchange):
    from archive.models import Answer

    Answer.objects.get(question=exchange).save()

    assert IndexTask.objects.count() == 1


def test_a_deleted_interview_is_one_task_and_found_no_more(engine, exchange, committed):
    interview = exchange.interview
    with committed():
        exchange.answers.all().delete()
        interview.delete()
        assert set(IndexTask.objects.values_list("scope", flat=True)) == {
            Scope.TURN,
            Scope.INTERVIEW,
        }

    assert engine.turns() == set()


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_published_is_in_no_index(engine, exchange, committed, state):
    with committed():
        exchange.interview.state = state
        exchange.interview.save()

    assert engine.turns() == set()

    with committed():
        exchange.interview.state = State.PUBLISHED
        exchange.interview.save()

    assert found(engine, "hills") == {exchange.answers.get().pk}


def test_a_date_changed_on_the_interview_orders_its_turns(engine, exchange, committed):
    with committed():
        later = factories.make_interview("later", date_start=timezone.now().date())
        turn = factories.make_turn(later, text="Water later?")

    assert ask(engine, "water", order="date").turns[0] == turn.pk

    with committed():
        later.date_start = exchange.interview.date_start.replace(year=1990)
        later.save()

    assert ask(engine, "water", order="date").turns[-1] == turn.pk


def test_a_topic_covers_its_exchange_and_counts_for_the_broader_one(
    engine, exchange, committed
):
    with committed():
        nature = factories.make_topic("Nature", "nature")
        rivers = factories.make_topic("Rivers", "rivers", parent=nature)
        tagging = factories.make_tagging(exchange, rivers)

    assert dict(ask(engine, "water").facets["topic"]) == {nature.pk: 2, rivers.pk: 2}

    with committed():
        rivers.parent = None
        rivers.save()

    assert dict(ask(engine, "water").facets["topic"]) == {rivers.pk: 2}

    with committed():
        tagging.delete()

    assert ask(engine, "water").facets["topic"] == {}


def test_a_deleted_topic_is_counted_no_more(engine, exchange, committed):
    with committed():
        topic = factories.make_topic()
        factories.make_tagging(exchange, topic)
    with committed():
        topic.delete()

    assert ask(engine, "water").facets["topic"] == {}


def test_a_suggested_topic_is_not_counted(engine, exchange, committed):
    with committed():
        topic = factories.make_topic()
        factories.make_tagging(exchange, topic, TaggingBasis.SUGGESTED)

    assert ask(engine, "water").facets["topic"] == {}


def test_a_published_note_leads_to_its_turn(engine, exchange, committed):
    with committed():
        note = factories.make_annotation(
            exchange, "water", body="See [Shakarim](https://example.org/saiga)."
        )

    assert found(engine, "shakarim") == {exchange.pk}
    assert found(engine, "saiga") == set()

    with committed():
        note.state = State.DRAFT
        note.save()

    assert found(engine, "shakarim") == set()

    with committed():
        note.state = State.PUBLISHED
        note.save()
    with committed():
        note.delete()

    assert found(engine, "shakarim") == set()


def test_what_is_rolled_back_leaves_no_task(engine, exchange, committed):
    with committed(), transaction.atomic():
        exchange.text = "About the steppe?"
        exchange.save()
        transaction.set_rollback(True)

    assert not IndexTask.objects.exists()
    assert found(engine, "steppe") == set()


def test_many_changes_of_one_transaction_are_written_once(
    engine, exchange, committed, monkeypatch
):
    written = []
    monkeypatch.setattr(engine, "replace", lambda *args: written.append(args))

    with committed():
        for _ in range(5):
            exchange.save()

    assert len(written) == 1


def test_bulk_writes_leave_tasks_themselves(engine, interview, committed):
    turn = factories.make_turn(interview, text="Saiga?")
    IndexTask.objects.all().delete()

    with committed():
        IndexTask.objects.create(scope=Scope.INTERVIEW, key=interview.pk)

    assert found(engine, "saiga") == {turn.pk}


@pytest.fixture
def full_disk(engine, monkeypatch):
    """A block in which the engine cannot write."""

    def fail(*_):
        raise EngineUnavailable("The disk is full.")

    @contextmanager
    def block():
        with monkeypatch.context() as patch:
            patch.setattr(engine, "replace", fail)
            yield

    return block


def test_an_engine_that_fails_breaks_no_save_and_says_so(
    engine, exchange, committed, full_disk, caplog
):
    with full_disk(), caplog.at_level(logging.WARNING), committed():
        exchange.text = "About the steppe?"
        exchange.save()

    assert "not searchable yet: The disk is full." in caplog.text
    assert IndexTask.objects.count() == 1


def test_a_task_that_failed_is_done_with_the_next_change(
    engine, exchange, committed, full_disk
):
    with full_disk(), committed():
        exchange.text = "About the steppe?"
        exchange.save()

    with committed():
        exchange.interview.turns.last().save()

    assert exchange.pk in found(engine, "steppe")
    assert not IndexTask.objects.exists()


def test_an_archive_never_indexed_keeps_its_tasks_in_silence(
    engine, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(engine, "exists", lambda: False)
    IndexTask.objects.create(scope=Scope.TURN, key=1)

    indexing.try_tasks()

    assert IndexTask.objects.count() == 1
    assert caplog.text == ""


def test_tasks_are_done_in_batches(engine, exchange, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    IndexTask.objects.bulk_create(
        IndexTask(scope=Scope.TURN, key=key) for key in range(900, 905)
    )

    assert indexing.do_tasks() == 5
    assert not IndexTask.objects.exists()


def test_what_becomes_public_later_waits_as_a_task(engine, exchange, committed):
    interview = exchange.interview
    with committed():
        interview.publish_at = timezone.now() + timedelta(hours=1)
        interview.save()
        exchange.save()

    assert engine.turns() == set()
    assert set(IndexTask.objects.values_list("scope", "key")) == {
        (Scope.INTERVIEW, interview.pk),
        (Scope.TURN, exchange.pk),
    }

    type(interview).objects.update(publish_at=timezone.now())
    indexing.do_tasks()

    assert len(engine.turns()) == 2
    assert not IndexTask.objects.exists()


def test_a_note_that_becomes_public_later_waits_as_a_task(engine, exchange, committed):
    later = timezone.now() + timedelta(hours=1)
    with committed():
        note = factories.make_annotation(
            exchange, "water", body="Shakarim", publish_at=later
        )
    assert found(engine, "shakarim") == set()

    type(note).objects.update(publish_at=timezone.now())
    indexing.do_tasks()

    assert found(engine, "shakarim") == {exchange.pk}


def later_by(monkeypatch, hours):
    now = timezone.now() + timedelta(hours=hours)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_a_search_finds_an_interview_once_it_is_due(
    engine, exchange, committed, client, monkeypatch
):
    with committed():
        exchange.interview.publish_at = timezone.now() + timedelta(hours=1)
        exchange.interview.save()
    asked = {"q": "hills"}
    assert "1 result" not in client.get("/search/", asked).content.decode()

    later_by(monkeypatch, 2)
    page = client.get("/search/", asked)

    assert [hit.turn for hit in page.context["results"].hits] == [
        exchange.answers.get()
    ]
    assert not IndexTask.objects.exists()


def test_a_search_finds_each_of_two_notes_once_it_is_due(
    engine, exchange, committed, monkeypatch
):
    with committed():
        for hours, body in ((1, "Shakarim"), (3, "Mukhtar")):
            later = timezone.now() + timedelta(hours=hours)
            factories.make_annotation(exchange, "water", body=body, publish_at=later)

    later_by(monkeypatch, 2)
    indexing.try_due()

    assert found(engine, "shakarim") == {exchange.pk}
    assert found(engine, "mukhtar") == set()

    later_by(monkeypatch, 2)
    indexing.try_due()

    assert found(engine, "mukhtar") == {exchange.pk}
    assert not IndexTask.objects.exists()


def test_what_one_worker_does_or_failed_to_do_no_other_waits_for(
    engine, exchange, monkeypatch
):
    def fail(*asked):
        calls.append(asked)
        raise EngineUnavailable("the index is gone")

    calls = []
    monkeypatch.setattr(type(engine), "replace", fail)
    due_at = timezone.now() - timedelta(seconds=1)
    IndexTask.objects.create(scope=Scope.TURN, key=exchange.pk, due_at=due_at)

    indexing.try_due()
    indexing.try_due()

    assert len(calls) == 1
    later_by(monkeypatch, 1)
    indexing.try_due()
    assert len(calls) == 2


def test_what_lags_in_the_index_is_hidden(engine, exchange):
    gone = exchange.answers.get().pk
    exchange.answers.all().delete()
    exchange.save()
    IndexTask.objects.create(scope=Scope.INTERVIEW, key=exchange.interview_id)
    IndexTask.objects.create(scope=Scope.INTERVIEW, key=99)

    assert indexing.hidden() == Hidden(frozenset({gone}), frozenset({99}))


def test_update_finds_what_no_task_told(engine, interview):
    missed = factories.make_turn(interview, text="Saiga?")
    stale = factories.make_turn(interview, text="Steppe?")
    indexing.do_tasks()
    type(missed).objects.filter(pk=stale.pk).delete()
    IndexTask.objects.all().delete()
    engine.replace({missed.pk}, (), tuple)

    assert indexing.update(iter) == 2

    assert engine.turns() == {missed.pk}
    assert indexing.update(iter) == 0


def test_update_builds_an_index_that_cannot_be_used(engine, exchange, tmp_path):
    (tmp_path / "index" / "in-use").write_text("nonsense")

    assert indexing.update(iter) == 2

    assert len(engine.turns()) == 2


def test_rebuild_does_the_tasks_left_as_well(engine, exchange):
    exchange.save()

    assert indexing.rebuild(iter) == 2
    assert not IndexTask.objects.exists()


def test_a_rebuild_does_not_do_again_what_it_has_read(engine, exchange, monkeypatch):
    exchange.save()
    written = []
    monkeypatch.setattr(engine, "replace", lambda *asked: written.append(asked))

    indexing.rebuild(iter)

    assert written == []
    assert not IndexTask.objects.exists()


def test_the_queries_of_an_index_build_do_not_grow_with_the_turns(
    engine, interview, django_assert_num_queries
):
    for number in range(20):
        factories.make_exchange(interview, f"Water {number}?")

    with django_assert_num_queries(3):
        assert len(list(indexes.every_document())) == 40


def test_a_document_says_all_of_a_turn(engine, interview):
    speaker = factories.make_speaker()
    topic = factories.make_topic()
    question = factories.make_turn(interview, text="Where? " + "so " * 80 + "there")
    factories.make_tagging(question, topic)
    answer = factories.make_turn(
        interview,
        Kind.ANSWER,
        "Là-bas.\n\nOui.",
        question=question,
        speaker=speaker,
        language="fr-CA",
    )

    (document,) = indexing.documents({answer.pk})

    assert document.turn == answer.pk
    assert document.interview == interview.pk
    assert document.speaker == speaker.pk
    assert document.kind == 1
    assert code(document.language) == "fr"
    assert document.outlet == 0
    assert document.year == 2024
    assert date.fromordinal(document.date) == date(2024, 1, 1)
    assert date.fromordinal(document.until) == date(2024, 1, 31)
    assert document.sequence == 2
    assert document.topics == (topic.pk,)
    assert document.own == {
        "la": [0],
        "=la": [0],
        "bas": [1],
        "=bas": [1],
        "oui": [52],
        "=oui": [52],
    }
    assert set(document.context) == {"where", "=where", "so", "=so"}
    assert len(document.context["so"]) == 59
    assert document.notes == {}


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ({"date_precision": "day"}, date(2024, 2, 10)),
        ({"date_precision": "month"}, date(2024, 2, 29)),
        ({"date_precision": "year"}, date(2024, 12, 31)),
    ],
)
def test_a_date_lasts_as_long_as_it_may_mean(engine, fields, last):
    interview = factories.make_interview(
        outlet=Outlet.objects.create(name="Steppe", slug="steppe"),
        date_start=date(2024, 2, 10),
        **fields,
    )
    factories.make_turn(interview)

    (document,) = indexes.every_document()

    assert date.fromordinal(document.until) == last
    assert document.outlet == interview.outlet_id


def test_an_interview_without_a_date_has_no_days(engine):
    factories.make_turn(
        factories.make_interview(date_start=None, date_precision="", date_basis="")
    )

    (document,) = indexes.every_document()

    assert (document.date, document.until, document.year) == (0, 0, 0)
