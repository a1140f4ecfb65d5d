"""From state to state: who may, from where, why, and from when on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from archive.models import MOVES, Annotation, Interview, Stage, State, Trail
from tests.factories import (
    make_annotation,
    make_conversation,
    make_editor,
    make_interview,
)

LIST = reverse("admin:archive_interview_changelist")
NOTES = reverse("admin:archive_annotation_changelist")
GROUPS = ("contributor", "editor", "publisher", "administrator")
LATER = datetime(2999, 1, 1, 9, 30, tzinfo=UTC)
STAGES = {
    Stage.DRAFT: {"state": State.DRAFT},
    Stage.IN_REVIEW: {"state": State.IN_REVIEW},
    Stage.SCHEDULED: {"state": State.PUBLISHED, "publish_at": LATER},
    Stage.PUBLIC: {"state": State.PUBLISHED},
    Stage.WITHDRAWN: {"state": State.WITHDRAWN, "withdrawn_reason": "Wrong."},
}
# Who may do what to an interview, and to a note that somebody else wrote.
PUBLISHERS = ("publisher", "administrator")
MAY = dict.fromkeys(MOVES, PUBLISHERS)
MAY |= dict.fromkeys(("submit", "send-back"), ("editor", *PUBLISHERS))
GIVEN = {"_move": "1", "reason": "So be it.", "public_reason": "It was wrong."}


@pytest.fixture
def note(db):
    turn = make_conversation(1).turns.get(anchor="a1")
    return make_annotation(turn, "mountains", state=State.DRAFT)


def address(thing, name):
    model = thing._meta.model_name
    return reverse(f"admin:archive_{model}_move", args=[thing.pk, name])


def move(client, thing, name, **fields):
    answer = client.post(address(thing, name), {**GIVEN, **fields})
    thing.refresh_from_db()
    return answer


def enter(client, group):
    account = make_editor("madi", group)
    client.force_login(account)
    return account


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("model", ["interview", "annotation"])
def test_a_move_is_made_by_whoever_may_and_by_nobody_else(
    client, note, model, name, group
):
    enter(client, group)
    thing = {"interview": make_interview("other"), "annotation": note}[model]
    begins = STAGES[min(MOVES[name].starts)]
    type(thing).objects.filter(pk=thing.pk).update(**begins)
    for way in ("page", "list"):
        type(thing).objects.filter(pk=thing.pk).update(**begins)
        if way == "page":
            move(client, thing, name)
        else:
            told = {"action": name.replace("-", "_"), "_selected_action": thing.pk}
            client.post(
                {"interview": LIST, "annotation": NOTES}[model], {**GIVEN, **told}
            )
        thing.refresh_from_db()
        kept = {field: getattr(thing, field) for field in begins}
        was_moved = kept != begins or thing.withdrawn_reason == "It was wrong."

        assert was_moved is (group in MAY[name]), way


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", MOVES)
def test_a_move_begins_where_it_may_and_nowhere_else(desk, db, name, stage):
    thing = make_interview(**STAGES[stage])

    move(desk, thing, name)

    was_recorded = Trail.objects.exclude(act__in=("add", "log in")).exists()
    assert was_recorded is (stage in MOVES[name].starts)


@pytest.mark.parametrize("model", ["interview", "annotation"])
@pytest.mark.parametrize("group", ["contributor", "editor"])
def test_no_form_publishes_without_the_right(client, note, model, group):
    account = enter(client, group)
    Annotation.objects.update(author=account)
    Interview.objects.update(state=State.DRAFT)
    thing = note.turn.interview if model == "interview" else note
    page = reverse(f"admin:archive_{model}_change", args=[thing.pk])
    told = {"exact": "mountains", "kind": "context", "body": "x", "title": "x"}
    told |= {"slug": "steppe-2024", "language": "en", "state": "published"}
    told |= {"publish_at_0": "2020-01-01", "publish_at_1": "00:00"}
    told |= {
        f"{rows}-{count}_FORMS": 0
        for rows in ("participations", "aliases", "claims", "editions")
        for count in ("TOTAL", "INITIAL")
    }
    told |= {"date_start": "2024-01-01", "date_precision": "day", "date_basis": "text"}

    client.post(page, told)
    refused = client.post(page, {**told, "_publish": "1"})

    thing.refresh_from_db()
    assert (thing.state, thing.publish_at) == (State.DRAFT, None)
    assert refused.status_code == 403


def test_a_contributor_writes_and_submits_a_draft_and_is_done_with_it(client, note):
    account = enter(client, "contributor")
    add = f"{reverse('admin:archive_annotation_add')}?turn={note.turn_id}"
    given = {"turn": note.turn_id, "exact": "nine days", "kind": "context"}

    client.post(add, {**given, "body": "A first try."})
    own = Annotation.objects.get(author=account)
    change = reverse("admin:archive_annotation_change", args=[own.pk])
    client.post(change, {**given, "body": "A better one.", "_submit": "1"})
    refused = client.post(change, {**given, "body": "Too late."})

    own.refresh_from_db()
    assert (own.body, own.state) == ("A better one.", State.IN_REVIEW)
    assert refused.status_code == 403
    assert list(Trail.objects.filter(actor="madi").values_list("act", flat=True)) == [
        "submit",
        "change",
        "add",
        "log in",
    ]


def test_a_contributor_neither_changes_nor_deletes_what_others_wrote(client, note):
    enter(client, "contributor")
    given = {"exact": "mountains", "kind": "context", "body": "Mine."}
    pages = [
        reverse(f"admin:archive_annotation_{page}", args=[note.pk])
        for page in ("change", "delete")
    ]

    answers = [client.post(page, {**given, "post": "yes"}) for page in pages]

    note.refresh_from_db()
    assert [answer.status_code for answer in answers] == [403, 403]
    assert note.body == "A note of the editors."


@pytest.mark.parametrize(
    ("name", "stage", "needed"),
    [
        ("send-back", Stage.IN_REVIEW, "reason"),
        ("withdraw", Stage.PUBLIC, "public_reason"),
        ("explain", Stage.WITHDRAWN, "public_reason"),
        ("republish", Stage.WITHDRAWN, "reason"),
    ],
)
def test_where_it_matters_one_has_to_say_why(desk, db, name, stage, needed):
    thing = make_interview(**STAGES[stage])
    before = Trail.objects.count()

    asked = move(desk, thing, name, **{needed: " "})

    assert needed in asked.context["form"].errors
    assert Trail.objects.count() == before


def test_readers_are_told_one_reason_and_editors_another(desk, client, db):
    thing = make_interview()

    move(desk, thing, "withdraw", reason="The lawyers wrote.")
    page = client.get(thing.get_absolute_url())

    assert thing.withdrawn_reason == "It was wrong."
    assert thing.history.first().history_change_reason == "The lawyers wrote."
    assert page.status_code == 410
    assert "It was wrong." in page.content.decode()
    assert "lawyers" not in page.content.decode()


def test_what_is_scheduled_is_hidden_until_its_time(desk, client, db, monkeypatch):
    thing = make_interview(state=State.DRAFT)

    move(desk, thing, "publish", at="2999-01-01T09:30")

    assert (thing.stage, thing.publish_at) == (Stage.SCHEDULED, LATER)
    assert client.get(thing.get_absolute_url()).status_code == 404
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    assert client.get(thing.get_absolute_url()).status_code == 200


def test_a_time_is_shown_changed_and_given_up(desk, db):
    thing = make_interview(**STAGES[Stage.SCHEDULED])
    change = reverse("admin:archive_interview_change", args=[thing.pk])

    shown = desk.get(change).content.decode()
    move(desk, thing, "reschedule", at="2998-01-01T09:30")
    changed = thing.publish_at
    move(desk, thing, "cancel")

    assert "Readers see it from Jan. 1, 2999, 9:30 a.m. UTC on." in shown
    assert changed == LATER.replace(year=2998)
    assert (thing.state, thing.publish_at) == (State.DRAFT, None)
    assert list(Trail.objects.values_list("act", flat=True)[:2]) == [
        "cancel",
        "reschedule",
    ]


def test_what_is_published_at_once_tells_since_when(desk, db):
    thing = make_interview(state=State.DRAFT)

    move(desk, thing, "publish")

    assert thing.is_public
    assert timezone.now() - thing.publish_at < timedelta(minutes=10)


def test_many_are_looked_at_before_they_are_moved(desk, db):
    draft = make_interview("draft", title="A draft", state=State.DRAFT)
    shown = make_interview("shown", title="Shown")
    told = {"action": "publish", "_selected_action": [draft.pk, shown.pk]}

    asked = desk.post(LIST, told).content.decode()
    draft.refresh_from_db()
    before = draft.state
    desk.post(LIST, {**told, **GIVEN})

    draft.refresh_from_db()
    assert "A draft" in asked
    assert "Shown: it is: published" in asked
    assert (before, draft.state) == (State.DRAFT, State.PUBLISHED)
    assert Trail.objects.filter(act="publish").count() == 1


def test_more_than_can_be_looked_at_are_not_moved(desk, db, monkeypatch):
    monkeypatch.setattr("archive.admin.moving.MOST", 1)
    for slug in ("one", "two"):
        make_interview(slug, state=State.DRAFT)
    keys = list(Interview.objects.values_list("pk", flat=True))

    asked = desk.post(LIST, {"action": "publish", "_selected_action": keys, **GIVEN})

    assert "At most 1 are moved at a time." in asked.content.decode()
    assert set(Interview.objects.values_list("state", flat=True)) == {State.DRAFT}


def test_a_move_that_there_is_not_is_not_found(desk, note):
    page = f"/admin/archive/annotation/{note.pk}/move/burn/"

    assert desk.get(page).status_code == 404


def test_a_note_that_was_withdrawn_is_kept_for_its_tombstone(desk, note):
    Annotation.objects.update(**STAGES[Stage.WITHDRAWN])
    delete = reverse("admin:archive_annotation_delete", args=[note.pk])

    assert desk.post(delete, {"post": "yes"}).status_code == 403


def test_an_account_without_rights_moves_nothing(client, note):
    client.force_login(User.objects.create_user("nobody", is_staff=True))

    assert client.get(address(note, "publish")).status_code == 403
