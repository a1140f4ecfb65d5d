"""Reported errors at the desk: seen beside the passage, and closed with a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Erratum, Trail
from tests.factories import make_erratum, make_exchange, make_interview
from tests.views.pages import parse, select, text_of, texts

LIST = reverse("admin:archive_erratum_changelist")


@pytest.fixture
def answer(db):
    return make_exchange(make_interview()).answers.get()


def address_of(erratum):
    return reverse("admin:archive_erratum_change", args=[erratum.pk])


def acts():
    told = Trail.objects.filter(subject__startswith="erratum").order_by("number")
    return list(told.values_list("actor", "act", "subject"))


def test_the_words_are_marked_beside_the_report(desk, answer):
    erratum = make_erratum(answer, "nine", body="Ten, says the source.")

    page = parse(desk.get(address_of(erratum)))

    assert texts(page, ".turn mark") == ["nine"]
    assert "Ten, says the source." in text_of(page, ".slip")


def test_words_that_moved_are_marked_where_they_went(desk, answer):
    told = "Nobody has ever walked all the way up there; it takes nine days, they say."
    answer.text = f"{told} And then some more, as my father used to tell us."
    erratum = make_erratum(answer, "nine")
    answer.text = f"Well. {answer.text}"
    answer.save()
    answer.segments.filter(order=1).update(start=0, end=len(answer.text))
    answer.segments.exclude(order=1).delete()

    page = parse(desk.get(address_of(erratum)))

    assert texts(page, ".turn mark") == ["nine"]
    assert "changed since; the reported words still stand" in page.text_content()


def test_words_that_are_gone_are_told_as_they_were(desk, answer):
    erratum = make_erratum(answer, "nine")
    answer.text = answer.text.replace("nine", "ten")
    answer.save()

    page = parse(desk.get(address_of(erratum)))

    assert texts(page, "blockquote") == ["nine"]
    assert texts(page, ".turn mark") == []


def test_a_report_on_a_turn_that_is_gone_can_be_read(desk, answer):
    erratum = make_erratum(answer, "nine")
    answer.delete()

    page = parse(desk.get(address_of(erratum)))

    assert "A later edition took this turn out." in page.text_content()


@pytest.mark.parametrize(
    ("state", "act"),
    [("accepted", "accept report"), ("declined", "decline report")],
)
def test_a_report_is_closed_with_a_reason_and_put_on_the_trail(
    desk, editor, answer, state, act
):
    erratum = make_erratum(answer, "nine")

    desk.post(address_of(erratum), {"state": state, "decision": "The scan shows it."})

    erratum.refresh_from_db()
    assert (erratum.state, erratum.decision) == (state, "The scan shows it.")
    assert erratum.closed_by == editor
    assert erratum.closed_at
    subject = f"erratum {erratum.pk}: The steppe remembers, a1p1"
    assert acts()[-1] == ("aray", act, subject)


def test_a_report_is_not_closed_without_a_reason(desk, answer):
    erratum = make_erratum(answer, "nine")

    page = parse(desk.post(address_of(erratum), {"state": "declined", "decision": " "}))

    assert "Say why: it is kept with the report." in page.text_content()
    assert Erratum.objects.get().state == "waiting"
    assert acts() == []


def test_a_closed_report_can_be_opened_again(desk, answer):
    erratum = make_erratum(answer, "nine")
    desk.post(address_of(erratum), {"state": "declined", "decision": "No."})

    desk.post(address_of(erratum), {"state": "waiting", "decision": "No."})

    erratum.refresh_from_db()
    assert (erratum.closed_at, erratum.closed_by) == (None, None)
    assert acts()[-1][1] == "reopen report"


def test_contacts_are_forgotten_by_an_act_on_the_trail(desk, answer):
    erratum = make_erratum(answer, "nine", contact="ann@example.org")
    silent = make_erratum(answer, "days")

    desk.post(
        LIST,
        {"action": "forget_contacts", "_selected_action": [erratum.pk, silent.pk]},
    )

    assert not Erratum.objects.exclude(contact="").exists()
    assert [act for _actor, act, _subject in acts()] == ["forget contact"]


def test_nobody_adds_a_report_at_the_desk(desk):
    assert desk.get(reverse("admin:archive_erratum_add")).status_code == 403


def test_the_list_asks_as_much_for_many_as_for_few(desk, answer):
    make_erratum(answer, "nine")
    desk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    for number in range(9):
        make_erratum(answer, "nine", body=f"Fault {number}")

    with CaptureQueriesContext(connection) as many:
        page = parse(desk.get(LIST))

    assert len(select(page, "#result_list tbody tr")) == 10
    assert len(many) == len(few)


def test_the_list_says_when_no_more_are_taken(desk, answer, monkeypatch):
    monkeypatch.setattr("archive.models.errata.MOST_A_DAY", 1)
    make_erratum(answer, "nine")

    assert "No more reports are taken" in desk.get(LIST).content.decode()
