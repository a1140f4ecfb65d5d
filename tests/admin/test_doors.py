"""Who is kept out, of the desk or of a part of it, and what the trail says of it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from archive.models import State, Trail
from tests.factories import make_annotation, make_conversation


def acts():
    return list(Trail.objects.order_by("number").values_list("actor", "act", "subject"))


def test_a_change_of_ones_own_password_is_on_the_trail(desk, editor):
    editor.set_password("steppe-water-nine")
    editor.save()
    desk.force_login(editor)

    desk.post(
        reverse("admin:password_change"),
        {
            "old_password": "steppe-water-nine",
            "new_password1": "another-water-ten",
            "new_password2": "another-water-ten",
        },
    )

    assert acts()[-1] == ("aray", "change password", f"user {editor.pk}: aray")


def test_a_refused_change_of_password_is_not_on_the_trail(desk, editor):
    before = acts()

    desk.post(reverse("admin:password_change"), {"old_password": "wrong"})

    assert acts() == before


def test_a_lockout_is_on_the_trail(client, editor):
    login = {"username": "aray", "password": "wrong"}

    for _ in range(5):
        client.post(reverse("admin:login"), login)

    assert acts() == [("somebody", "lock out", "aray from 127.0.0.1")]


def test_a_door_that_stays_closed_is_told_once(client, editor):
    login = {"username": "aray", "password": "wrong"}

    for _ in range(9):
        client.post(reverse("admin:login"), login)

    assert len(acts()) == 1


def test_a_password_is_not_changed_behind_the_trail(desk, editor, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr("archive.models.trail.TrailQuerySet.record", fail)
    words = {"old_password": "steppe-water-nine"}
    words |= {
        "new_password1": "another-water-ten",
        "new_password2": "another-water-ten",
    }

    with pytest.raises(RuntimeError, match="the trail is full"):
        desk.post(reverse("admin:password_change"), words)

    editor.refresh_from_db()
    assert editor.check_password("steppe-water-nine")


@pytest.mark.parametrize(
    ("codenames", "sees"),
    [
        (["view_turn"], False),
        (["view_turn", "view_annotation"], True),
    ],
)
def test_drafts_are_for_those_who_may_see_notes(client, db, codenames, sees):
    reader = User.objects.create_user("berik", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(reader)
    answer = make_conversation(1).turns.get(anchor="a1")
    make_annotation(answer, answer.text[:9], state=State.DRAFT)

    page = client.get(reverse("admin:archive_turn_change", args=[answer.pk]))

    assert ("Notes on this turn" in page.content.decode()) is sees
    assert "Annotate" not in page.content.decode()


@pytest.fixture
def visitor(client, db):
    """Logs in a member of staff with these rights alone."""

    def enter(*codenames):
        visitor = User.objects.create_user("berik", is_staff=True)
        visitor.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client.force_login(visitor)
        return client

    return enter


def test_who_may_only_add_notes_sees_none_of_others(visitor):
    answer = make_conversation(1).turns.get(anchor="a1")
    make_annotation(answer, "mountains", body="Not yet.", state=State.DRAFT)
    client = visitor("add_annotation")

    page = client.get(reverse("admin:archive_annotation_add"), {"turn": answer.pk})

    assert page.status_code == 200
    assert 'class="ledger"' not in page.content.decode()


@pytest.mark.parametrize(
    ("codenames", "is_offered"), [(["view_turn", "add_annotation"], True), ([], False)]
)
def test_annotate_is_offered_to_those_who_may(visitor, codenames, is_offered):
    make_conversation(1)
    client = visitor("view_turn", *codenames)

    page = client.get(reverse("admin:archive_turn_changelist")).content.decode()

    assert ("Annotate q1" in page) is is_offered


@pytest.mark.parametrize(
    ("codenames", "place"),
    [
        (["view_turn"], "admin:archive_turn_changelist"),
        (["view_answer"], "admin:archive_answer_changelist"),
        ([], "admin:index"),
    ],
)
def test_a_note_without_a_turn_leads_where_the_editor_may_go(visitor, codenames, place):
    client = visitor("add_annotation", *codenames)

    response = client.get(reverse("admin:archive_annotation_add"), follow=True)

    assert response.redirect_chain == [(reverse(place), 302)]
    assert response.status_code == 200
