"""The trail, page by page: of all, of one editor, each act with what it changed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin import walking
from archive.admin.stream import DEEDS
from archive.models import State, Trail
from tests.admin.test_memory import move, save_note
from tests.factories import make_annotation, make_conversation, make_editor

PAGE = "admin:archive_trail_changelist"


def shown(desk, page=PAGE, **asked):
    return desk.get(reverse(page), asked)


def numbers(response):
    return [line.act.number for line in response.context["lines"]]


def things(response):
    """The numbers in the names of the things of the `acts`."""
    acts = [line.act for line in response.context["lines"]]
    return [int(act.subject.split()[-1]) for act in acts]


@pytest.fixture
def note(db):
    turn = make_conversation(1).turns.get(anchor="a1")
    return make_annotation(turn, "mountains", state=State.DRAFT)


@pytest.fixture
def acts(desk, monkeypatch):
    """Seven acts by two people, two on a page."""
    monkeypatch.setattr(walking, "A_PAGE", 2)
    for number in range(1, 8):
        who, did = (
            ("asel", "berik")[number % 2],
            ("add", "change", "delete")[number % 3],
        )
        Trail.objects.record(who, did, f"topic {number}: Thing {number}")
    return Trail.objects.order_by("number")


def walk(desk, first, side):
    """The numbers of the pages that follow one another."""
    pages, response = [], first
    while True:
        pages.append([line.act.number for line in response.context["lines"]])
        address = response.context[f"{side}_page"]
        if not address:
            return pages
        response = desk.get(reverse(PAGE) + address)


def test_one_act_is_told_by_whom_when_before_after_and_why(desk, note):
    save_note(desk, note, body="A note of two editors.", reason="One more came.")

    page = shown(desk, actor="aray").content.decode()

    assert "What aray did" in page
    assert "<b>aray</b></a> changed <a" in page
    assert "A note of <del>the</del><ins>two</ins> editors." in page
    assert "Reason: One more came." in page


def test_the_stream_of_an_editor_has_every_act_of_theirs_and_no_others(desk, acts):
    pages = walk(desk, shown(desk, actor="asel"), "older")

    assert pages == [[7, 5], [3]]


def test_older_pages_lead_back_to_the_newest(desk, acts):
    older = walk(desk, shown(desk), "older")
    last = shown(desk, before=older[-2][-1])

    back = walk(desk, last, "newer")

    assert older == [[8, 7], [6, 5], [4, 3], [2, 1]]
    assert back[:4] == older[::-1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"act": "add", "actor": "asel"}, [6]),
        ({"act": "delete", "actor": "berik"}, [5]),
        ({"q": "thing 3"}, [3]),
        ({"q": "THING 3 topic"}, [3]),
        ({"q": "nothing"}, []),
        ({"actor": "nobody"}, []),
    ],
)
def test_acts_are_found(desk, acts, asked, found):
    assert things(shown(desk, **asked)) == found


def test_of_many_acts_a_stretch_is_searched_and_it_is_said(desk, acts, monkeypatch):
    monkeypatch.setattr(walking, "LOOKED_AT", 3)
    Trail.objects.record("dana", "add", "word 1: a word")

    first = shown(desk, q="thing 2")
    second = desk.get(reverse(PAGE) + first.context["older_page"])
    third = desk.get(reverse(PAGE) + second.context["older_page"])

    assert [numbers(first), numbers(second), numbers(third)] == [[], [], [3]]
    assert "there are older ones" in first.content.decode()
    assert "there are older ones" not in third.content.decode()


def test_the_acts_up_to_a_day_are_asked_for(desk, acts):
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    yesterday = tomorrow - timedelta(days=2)

    assert len(numbers(shown(desk, until=tomorrow))) == 2
    assert numbers(shown(desk, until=yesterday)) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"before": "x", "after": "-1", "act": "nothing", "until": "9999-99-99"},
        {"until": "9999-12-31"},
        {"until": "0001-01-01"},
        {"q": "a " * 99, "actor": "x" * 199, "before": "9" * 99},
        {"before": "0"},
        {"after": str(2**53)},
    ],
)
def test_no_question_to_the_trail_is_a_fault(desk, acts, asked):
    assert shown(desk, **asked).status_code == 200


def test_a_page_asks_as_much_for_one_act_as_for_thirty(desk, note):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            shown(desk, actor="aray")
        return len(captured)

    save_note(desk, note, body="Number 0")
    asked()
    few = asked()
    for number in range(1, 30):
        save_note(desk, note, body=f"Number {number}")

    assert asked() == few


def test_what_many_changes_are_is_told_on_the_page_of_their_act(desk, monkeypatch):
    interview = make_conversation(1)
    turn = interview.turns.get(anchor="a1")
    monkeypatch.setattr("archive.admin.vouched.changes_of.__defaults__", (0,))
    make_annotation(turn, "mountains", body="Deep and cold.")
    act = Trail.objects.filter(states=1).latest("number")

    listed = shown(desk).content.decode()
    own = desk.get(reverse("admin:archive_trail_change", args=[act.pk]))

    assert "<ins>Deep and cold.</ins>" not in listed
    assert "1 change that is not shown here" in listed
    assert "<ins>Deep and cold.</ins>" in own.content.decode()


def test_everybody_reads_what_they_did_and_no_more(client, note):
    client.force_login(make_editor("madi", "contributor"))
    move(client, note, "submit", reason="Ready.")
    Trail.objects.record("aray", "publish", "annotation 1: a secret of others")

    page = shown(client, "admin:archive_trail_own", actor="aray").content.decode()

    assert "What you did" in page
    assert "<b>madi</b>" in page
    assert "a secret of others" not in page
    assert shown(client).status_code == 403


def test_accounts_and_histories_lead_to_what_was_done(desk, note):
    save_note(desk, note, body="Other.")
    account = User.objects.get(username="aray")

    of_account = desk.get(reverse("admin:auth_user_change", args=[account.pk]))
    of_note = desk.get(reverse("admin:archive_annotation_history", args=[note.pk]))

    link = f'href="{reverse(PAGE)}?actor=aray"'
    assert link in of_account.content.decode()
    assert link in of_note.content.decode()


def test_every_sort_of_act_has_a_sentence_that_names_who_and_what():
    assert all(
        "{who}" in str(says) and "{what}" in str(says) for says in DEEDS.values()
    )
