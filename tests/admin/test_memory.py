"""Who did what, when and why, before and after: on the trail and in the history."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.admin.history import Piece, compare
from archive.models import Annotation, Speaker, State, Topic, Trail
from archive.models.trail import TrailQuerySet
from tests.factories import (
    make_annotation,
    make_conversation,
    make_speaker,
    make_topic,
)


def acts():
    return list(Trail.objects.order_by("number").values_list("actor", "act", "subject"))


def change(thing):
    name = thing._meta.model_name
    return reverse(f"admin:archive_{name}_change", args=[thing.pk])


def history(desk, thing):
    name = thing._meta.model_name
    address = reverse(f"admin:archive_{name}_history", args=[thing.pk])
    return desk.get(address).content.decode()


@pytest.fixture
def note(db):
    interview = make_conversation(1)
    turn = interview.turns.get(anchor="a1")
    return make_annotation(turn, "mountains", state=State.DRAFT)


def save_note(desk, note, **fields):
    told = {"exact": note.exact, "kind": note.kind, "body": note.body}
    return desk.post(change(note), {**told, **fields})


def move(desk, thing, name, **fields):
    model = thing._meta.model_name
    address = reverse(f"admin:archive_{model}_move", args=[thing.pk, name])
    return desk.post(address, {"_move": "1", **fields})


def save_topic(desk, topic, **fields):
    rows = {"labels-TOTAL_FORMS": 0, "labels-INITIAL_FORMS": 0}
    rows |= {"addresses-TOTAL_FORMS": 0, "addresses-INITIAL_FORMS": 0}
    told = {"name": topic.name, "slug": topic.slug, "language": topic.language}
    return desk.post(change(topic), {**told, **rows, **fields})


def test_logging_in_and_out_is_on_the_trail(client, editor):
    login = {"username": "aray", "password": "steppe-water-nine"}

    client.post(reverse("admin:login"), login)
    client.post(reverse("admin:logout"))

    assert acts() == [
        ("aray", "log in", f"user {editor.pk}: aray"),
        ("aray", "log out", f"user {editor.pk}: aray"),
    ]


def test_every_act_is_on_the_trail(desk, note):
    before = len(acts())

    save_note(desk, note, body="Better.")
    save_note(desk, note, body="Better.", _publish="1")
    save_note(desk, note, body="Best.")
    move(desk, note, "withdraw", public_reason="Wrong.")
    move(desk, note, "republish", reason="It was right.")

    assert [act for _actor, act, _subject in acts()[before:]] == [
        "change",
        "publish",
        "change",
        "withdraw",
        "republish",
    ]
    assert {actor for actor, _act, _subject in acts()[before:]} == {"aray"}
    assert Trail.objects.broken() == []


def test_a_note_that_is_added_published_is_both_on_the_trail(desk, note):
    add = reverse("admin:archive_annotation_add")
    told = {"turn": note.turn_id, "exact": "nine days", "kind": "context", "body": "x"}

    desk.post(f"{add}?turn={note.turn_id}", {**told, "_publish": "1"})

    assert [act for _actor, act, _subject in acts()[-2:]] == ["add", "publish"]


def test_an_act_that_is_not_recorded_does_not_happen(desk, note, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr("archive.models.trail.TrailQuerySet.record", fail)

    with pytest.raises(RuntimeError, match="the trail is full"):
        save_note(desk, note, body="Unseen.")
    note.refresh_from_db()
    assert note.body == "A note of the editors."


def test_of_two_acts_that_belong_together_none_happens_alone(desk, note, monkeypatch):
    second = make_annotation(note.turn, "nine days", state=State.DRAFT)
    record, before = TrailQuerySet.record, (acts(), Annotation.history.count())

    def fail_later(*args, **kwargs):
        monkeypatch.setattr(TrailQuerySet, "record", fail)
        return record(*args, **kwargs)

    def fail(*args, **kwargs):
        raise RuntimeError("the trail is full")

    monkeypatch.setattr(TrailQuerySet, "record", fail_later)
    told = {"action": "publish", "_selected_action": [note.pk, second.pk], "_move": 1}
    with pytest.raises(RuntimeError, match="the trail is full"):
        desk.post(reverse("admin:archive_annotation_changelist"), told)

    states = Annotation.objects.values_list("state", flat=True)
    assert set(states) == {State.DRAFT}
    assert (acts(), Annotation.history.count()) == before


def test_a_save_without_a_change_leaves_no_trace(desk, note):
    Annotation.objects.update(body="One.\n\nTwo.")
    note.refresh_from_db()
    before = acts(), Annotation.history.count(), note.updated_at

    save_note(desk, note, body="One.\r\n\r\nTwo.", reason="None.")

    note.refresh_from_db()
    assert (acts(), Annotation.history.count(), note.updated_at) == before


def test_a_row_that_is_added_is_an_act_of_its_own(desk):
    topic, before = make_topic(), len(acts())
    label = {"labels-0-topic": topic.pk, "labels-0-language": "kk"}
    label["labels-0-kind"] = "alternative"

    save_topic(desk, topic, **label, **{"labels-0-name": "Су", "labels-TOTAL_FORMS": 1})

    assert topic.labels.get().name == "Су"
    assert acts()[before:] == [
        ("aray", "add", f"topiclabel {topic.labels.get().pk}: {topic.labels.get()}")
    ]


def test_what_came_before_the_first_edit_bears_its_own_time(desk, note):
    Annotation.history.all().delete()
    came = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
    Annotation.objects.update(created_at=came)

    save_note(desk, note, body="Better.")

    assert Annotation.history.earliest("history_date").history_date == came
    assert "Jan. 5, 2024, 9:30 a.m. UTC" in history(desk, note)


def test_accounts_are_on_the_trail(desk):
    told = {"username": "madi", "usable_password": "true"}
    words = {"password1": "nine-wells-deep", "password2": "nine-wells-deep"}

    desk.post(reverse("admin:auth_user_add"), {**told, **words})

    madi = User.objects.get(username="madi")
    assert acts()[-1] == ("aray", "add", f"user {madi.pk}: madi")


def test_accounts_are_kept_for_the_history_points_to_them(desk, editor):
    delete = reverse("admin:auth_user_delete", args=[editor.pk])

    assert desk.post(delete, {"post": "yes"}).status_code == 403


def test_the_history_shows_who_when_before_after_and_why(desk, note):
    save_note(desk, note, body="A note of two editors.", reason="One more came.")

    page = history(desk, note)
    assert "aray" in page
    assert "Reason: One more came." in page
    assert "A note of <del>the</del><ins>two</ins> editors." in page


def test_the_state_before_the_first_edit_is_kept(desk):
    topic = make_topic(name="Water", slug="water")
    Topic.history.all().delete()

    save_topic(desk, topic, name="Fresh water")

    page = history(desk, topic)
    assert "<del>Water</del><ins>Fresh water</ins>" in page
    assert "As it was before the first edit" in page
    assert [record.name for record in Topic.history.order_by("history_id")] == [
        "Water",
        "Fresh water",
    ]


def test_nobody_is_named_for_what_came_before_the_first_edit(desk):
    topic = make_topic()
    Topic.history.all().delete()

    save_topic(desk, topic, name="Rain")

    users = Topic.history.order_by("history_id").values_list("history_user__username")
    assert list(users) == [(None,), ("aray",)]


def test_a_deletion_leaves_the_last_state(desk, note):
    desk.post(
        reverse("admin:archive_annotation_changelist"),
        {"action": "delete_selected", "_selected_action": [note.pk], "post": "yes"},
    )

    assert not Annotation.objects.exists()
    gone = Annotation.history.first()
    assert (gone.history_type, gone.exact, gone.history_user.username) == (
        "-",
        "mountains",
        "aray",
    )


def test_links_are_told_in_the_history_of_their_owner(desk):
    interview = make_conversation(1)
    question = interview.turns.get(anchor="q1")
    tagging = question.taggings.get()
    rows = {
        "segments-TOTAL_FORMS": 0,
        "segments-INITIAL_FORMS": 0,
        "taggings-TOTAL_FORMS": 1,
        "taggings-INITIAL_FORMS": 1,
        "taggings-0-id": tagging.pk,
        "taggings-0-turn": question.pk,
        "taggings-0-topic": tagging.topic_id,
        "taggings-0-basis": "editor",
        "taggings-0-DELETE": "on",
    }

    desk.post(
        change(question),
        {"kind": "question", "speaker": question.speaker_id, "reason": "No.", **rows},
    )

    page = history(desk, question)
    assert "topic of an exchange deleted" in page
    assert f"<del>{tagging.topic}</del>" in page
    assert not question.taggings.exists()


def test_the_history_page_asks_as_much_for_two_acts_as_for_twenty(
    desk, django_assert_max_num_queries
):
    speaker = make_speaker()
    for number in range(20):
        speaker.note = f"Note {number}"
        speaker.save()

    with django_assert_max_num_queries(10):
        history(desk, Speaker.objects.get())


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "new", [("ins", "new")]),
        ("old", "", [("del", "old")]),
        ("a b c", "a x c", [("", "a "), ("del", "b"), ("ins", "x"), ("", " c")]),
        ("one two", "three four", [("del", "one two"), ("ins", "three four")]),
    ],
)
def test_a_change_is_told_word_by_word(old, new, pieces):
    assert list(compare(old, new)) == [Piece(*piece) for piece in pieces]
