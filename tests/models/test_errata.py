"""How long it is known who reported an error, and how many reports are taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.models import Erratum
from archive.models import errata as kept
from tests.factories import make_erratum, make_exchange, make_interview, make_turn

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.now() - timedelta(days=days)


def report(created=0, closed=None, **fields):
    """A report with a contact, made and closed so many days ago."""
    turn = make_turn(make_interview(f"steppe-{Erratum.objects.count()}"))
    erratum = make_erratum(turn, "water", contact="ann@example.org")
    if closed is not None:
        fields |= {"state": "accepted", "decision": "So.", "closed_at": ago(closed)}
    Erratum.objects.filter(pk=erratum.pk).update(created_at=ago(created), **fields)
    return erratum


def test_a_contact_is_forgotten_when_its_time_is_over():
    kept_still = [report(closed=29), report(created=364)]
    over = [report(closed=31), report(created=366)]

    assert Erratum.objects.all().forget_contacts() == 2

    holding = Erratum.objects.exclude(contact="")
    assert {*holding.values_list("pk", flat=True)} == {each.pk for each in kept_still}
    assert {each.pk for each in over}.isdisjoint(each.pk for each in holding)


def test_every_contact_can_be_forgotten_at_once():
    report()

    assert Erratum.objects.all().forget_contacts(at_once=True) == 1
    assert Erratum.objects.get().contact == ""


def test_no_more_are_taken_than_may_wait(monkeypatch):
    monkeypatch.setattr(kept, "MOST_WAITING", 2)
    report(created=9)
    report(created=9, closed=3)
    assert not Erratum.objects.all().is_full()

    report(created=9)

    assert Erratum.objects.all().is_full()


def test_no_more_are_taken_than_may_come_in_a_day(monkeypatch):
    monkeypatch.setattr(kept, "MOST_A_DAY", 2)
    report(created=2)
    report(closed=0)
    assert not Erratum.objects.all().is_full()

    report()

    assert Erratum.objects.all().is_full()


def test_a_report_outlives_its_turn():
    answer = make_exchange(make_interview()).answers.get()
    make_erratum(answer, "mountains")

    answer.delete()

    erratum = Erratum.objects.get()
    assert (erratum.turn, erratum.anchor, erratum.exact) == (None, "a1p1", "mountains")
    assert not erratum.is_of_this_wording
