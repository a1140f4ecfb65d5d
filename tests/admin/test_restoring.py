"""An earlier state comes back as a new change, and so does what was deleted."""

import pytest
from django.urls import reverse

from archive.models import Annotation, Hold, State, Trail, Turn
from tests.factories import make_annotation, make_conversation, make_topic


@pytest.fixture
def note(db):
    turn = make_conversation(1).turns.get(anchor="a1")
    note = make_annotation(turn, "mountains", body="First.", state=State.DRAFT)
    note.body, note.state = "Second.", State.PUBLISHED
    note.save()
    return note


def address(thing, record):
    model = thing._meta.model_name
    return reverse(f"admin:archive_{model}_restore", args=[record.id, record.pk])


def test_a_state_is_restored_as_a_new_change(desk, note):
    first = note.history.last()

    shown = desk.get(address(note, first)).content.decode()
    desk.post(address(note, first), {"reason": "It was better."})

    note.refresh_from_db()
    newest = note.history.first()
    assert "<del>Second</del><ins>First</ins>." in shown
    assert (note.body, note.state) == ("First.", State.PUBLISHED)
    assert (newest.history_change_reason, note.history.count()) == ("It was better.", 3)
    assert Trail.objects.first().act == "restore state"


def test_the_history_leads_to_what_can_be_restored(desk, note):
    page = reverse("admin:archive_annotation_history", args=[note.pk])

    assert address(note, note.history.last()) in desk.get(page).content.decode()


def test_to_restore_one_says_why(desk, note):
    desk.post(address(note, note.history.last()), {"reason": " "})

    note.refresh_from_db()
    assert note.body == "Second."


def test_a_deleted_note_comes_back_as_a_draft_on_its_words(desk, note):
    key = note.pk
    note.delete()
    gone = Annotation.history.first()

    listed = desk.get(reverse("admin:archive_annotation_deleted")).content.decode()
    desk.post(address(note, gone), {"reason": "By mistake."})

    back = Annotation.objects.get()
    assert address(note, gone) in listed
    assert (back.pk, back.body, back.state) == (key, "Second.", State.DRAFT)
    assert (back.exact, back.hold) == ("mountains", Hold.ANCHORED)
    assert not Annotation.history.filter(history_type="-").exclude(pk=gone.pk)


def test_a_deleted_note_whose_text_changed_comes_back_as_an_orphan(desk, note):
    note.delete()
    Turn.objects.filter(anchor="a1").update(text="From the mountains, mountains.")

    desk.post(address(note, Annotation.history.first()), {"reason": "Oh."})

    assert Annotation.objects.get().hold == Hold.ORPHANED


def test_a_note_whose_text_changed_stays_where_it_is(desk, note):
    Turn.objects.filter(anchor="a1").update(text="Out of the mountains.")
    first = note.history.last()
    Annotation.objects.update(start=11, end=20, wording="f" * 64)

    desk.post(address(note, first), {"reason": "Oh."})

    note.refresh_from_db()
    assert (note.body, note.start, note.wording) == ("First.", 11, "f" * 64)


def test_a_topic_keeps_its_address(desk, db):
    topic = make_topic("Water", "water")
    topic.name, topic.slug = "Rain", "rain"
    topic.save()

    desk.post(address(topic, topic.history.last()), {"reason": "No."})

    topic.refresh_from_db()
    assert (topic.name, topic.slug) == ("Water", "rain")


def test_a_state_of_another_thing_is_not_found(desk, note):
    other = make_annotation(note.turn, "nine")
    first = note.history.last()
    page = reverse("admin:archive_annotation_restore", args=[other.pk, first.pk])

    assert desk.get(page).status_code == 404
