"""What quotations are looked up by is in step with the archive."""

import pytest
from django.core.management import call_command

from archive.models import IndexTask, Paired, Scope, State, WordPair
from archive.quoting import keeping
from archive.quoting.candidates import look_up
from archive.quoting.quotation import read_quotation
from tests.factories import (
    make_change,
    make_edition,
    make_interview,
    make_source,
    make_turn,
)

pytestmark = pytest.mark.django_db

WELL = "My father dug the well before the road came."


@pytest.fixture
def turn():
    return make_turn(make_interview(), "statement", WELL)


def found(text):
    (lookup,) = look_up([read_quotation(text)])
    return [passage.record.words.text for passage in lookup.whole()]


def test_all_is_read_the_first_time(turn):
    assert keeping.update(list) == 1

    assert found("dug the well") == [WELL]
    assert set(WordPair.objects.values_list("shelf", flat=True)) == {0}
    assert not keeping.pending().exists()


def test_what_changed_alone_is_read_again(turn):
    keeping.update(list)
    turn.text = "My uncle built it."
    turn.save()
    assert list(keeping.pending()) == [turn.interview]

    assert keeping.update(list) == 1

    assert found("uncle built it") == ["My uncle built it."]
    assert found("dug the well") == []


def test_a_bulk_write_tells_by_its_task(turn):
    keeping.update(list)

    IndexTask.objects.create(scope=Scope.INTERVIEW, key=turn.interview_id)

    assert list(keeping.pending()) == [turn.interview]


def test_many_interviews_read_one_by_one_are_read_together(turn, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_ALONE", 1)
    keeping.catch_up()
    make_turn(make_interview("other"), "statement", "It took him nine days.")

    assert keeping.update(list) == 2

    assert not Paired.objects.filter(is_alone=True).exists()
    assert found("took him nine days") == ["It took him nine days."]


def test_more_than_can_be_read_by_the_way_is_left(turn):
    make_interview("other")

    assert keeping.catch_up(1) == 2
    assert not WordPair.objects.exists()


def test_a_rebuild_takes_out_what_is_gone(turn):
    keeping.update(list)
    turn.interview.delete()

    call_command("index_quotes", rebuild=True)

    assert not WordPair.objects.exists()


def test_an_interview_that_changes_while_all_is_read_stays_pending(turn):
    def change(keys):
        turn.save()
        return keys

    keeping.rebuild(change)

    assert list(keeping.pending()) == [turn.interview]


def test_an_earlier_wording_is_kept(turn):
    edition = make_edition(turn.interview, make_source(), number=2)
    make_change(edition, anchor="s1", text="My father made this well.")
    keeping.update(list)

    assert found("made this well") == ["My father made this well."]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_readers_may_not_see_is_not_looked_up(turn, state):
    turn.interview.state = state
    turn.interview.save()
    keeping.update(list)

    assert found("dug the well") == []


@pytest.mark.django_db(transaction=True)
def test_a_change_is_read_after_it_is_committed():
    turn = make_turn(make_interview(), "statement", WELL)
    keeping.update(list)

    turn.text = "My uncle built it."
    turn.save()

    assert found("uncle built it") == ["My uncle built it."]
    assert not keeping.pending().exists()


def test_the_command_tells_how_many_were_read(turn, capsys):
    call_command("index_quotes")

    assert capsys.readouterr().out == "1 interview read.\n"


def test_a_single_word_is_looked_up(turn):
    keeping.update(list)

    assert found("came") == [WELL]
    assert found("gone") == []


def test_what_changes_while_it_is_read_is_read_again(turn, monkeypatch):
    """Another writer takes the interview off the list in the middle."""
    interview = turn.interview
    keeping.rebuild(iter)
    Paired.objects.all().delete()
    read = keeping._texts

    def change_meanwhile(keys):
        told = list(read(keys))
        Paired.objects.filter(pk=interview.pk).delete()
        return told

    monkeypatch.setattr(keeping, "_texts", change_meanwhile)
    keeping.catch_up()
    assert list(keeping.pending()) == [interview]

    monkeypatch.setattr(keeping, "_texts", read)
    keeping.catch_up()
    assert not keeping.pending()


def test_what_another_reads_at_the_same_time_is_no_fault(turn):
    interview = turn.interview
    keeping.rebuild(iter)
    Paired.objects.all().delete()
    Paired.objects.create(interview=interview, is_alone=True)

    keeping.catch_up()

    assert not keeping.pending()
