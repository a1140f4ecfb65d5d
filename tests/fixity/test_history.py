"""The history is as its acts left it, and the trail ends where it ended."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from simple_history.models import registered_models

from archive.admin.memory import remember
from archive.fixity.history import check_states
from archive.models import Annotation, Speaker, Tagging, Trail
from archive.models.heads import Head, note_head, noted_head
from archive.models.memory import Vouched, histories
from tests.factories import make_annotation, make_conversation, make_speaker
from tests.fixity.test_verifying import Quiet, behind_its_back, findings


@pytest.fixture
def speaker(db):
    speaker = make_speaker(identifiers={"wikidata": "Q1", "viaf": "2"})
    speaker.note = "Dug wells."
    speaker.save()
    return speaker


@pytest.fixture
def head(settings, tmp_path):
    settings.TRAIL_HEAD = tmp_path / "head.json"
    return settings.TRAIL_HEAD


def test_every_history_is_vouched_for():
    strangers = [
        model.__name__
        for model in registered_models.values()
        if not issubclass(model.history.model, Vouched)
    ]

    assert strangers == [], "Give them `history = remembered()`."
    assert len(histories()) == len(registered_models)


def test_what_is_saved_changed_and_deleted_is_as_it_was_kept(speaker):
    make_annotation(make_conversation(2).turns.get(anchor="a1"), "mountains")
    Tagging.objects.first().delete()
    other = make_speaker("Serik Bolat", "serik-bolat")
    remember(other, "He is nobody.")
    other.delete()

    assert list(check_states(Quiet())) == []


def test_what_came_before_the_first_edit_is_vouched_for_with_it(speaker):
    Speaker.history.all().delete()
    Trail.objects.all()._raw_delete("default")
    remember(speaker, "")
    speaker.note = "Dug two wells."
    speaker.save()

    assert findings() == []
    assert Trail.objects.get().states == 2


def test_states_put_in_by_the_hundred_are_vouched_for(speaker):
    Speaker.history.bulk_history_create([speaker, speaker], update=True)

    assert findings() == []
    assert Trail.objects.first().states == 2


@pytest.mark.parametrize(
    "change",
    [
        "note = 'Stole wells.'",
        "history_change_reason = 'He asked.'",
        "history_date = '2020-01-01 00:00:00+00:00'",
        "history_type = '-'",
    ],
)
def test_a_state_that_was_altered_is_found(speaker, change):
    behind_its_back(
        f"UPDATE archive_historicalspeaker SET {change} WHERE history_type = '~'"
    )

    assert findings() == [
        f"history, act 2 (change, speaker {speaker.pk}: Aigul Saparova): what it put "
        "into the history was altered."
    ]


def test_a_state_that_is_gone_is_found(speaker):
    behind_its_back("DELETE FROM archive_historicalspeaker WHERE history_type = '~'")

    assert findings() == [
        f"history, act 2 (change, speaker {speaker.pk}: Aigul Saparova): 0 of its "
        "states are kept, and it put in 1."
    ]


@pytest.mark.parametrize(("number", "faults"), [(None, 1), (1, 1), (77, 1)])
def test_a_state_that_somebody_put_in_is_found(speaker, number, faults):
    state = Speaker.history.first()
    state.pk, state.vouched_by, state.note = None, number, "Forged."
    state.save(force_insert=True)

    assert len(findings()) == faults


def test_a_tail_that_was_cut_off_is_found(speaker, head):
    last = Trail.objects.first()
    note_head(Head(last.number, last.chain))
    Speaker.history.filter(vouched_by=2).delete()
    behind_its_back("DELETE FROM archive_trail WHERE number = 2")

    assert findings() == ["trail, 2: the acts from here to 2 were cut off."]


def test_a_trail_that_was_written_anew_is_found(speaker, head):
    note_head(Head(2, "0" * 64))

    assert findings() == [
        "trail, 2: this act is another than the one that was noted beside it."
    ]


def test_the_last_act_is_noted_once_it_is_committed(
    db, head, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        Trail.objects.record("aray", "change", "thing 1")

    assert noted_head() == Head(1, Trail.objects.get().chain)


@pytest.mark.parametrize("words", ["", "{}", "[1]", '{"number": "x", "chain": 1}'])
def test_a_note_that_cannot_be_read_is_none(head, words):
    head.write_text(words)

    assert noted_head() is None


def test_a_folder_that_takes_no_note_stops_no_act(settings, tmp_path, caplog):
    settings.TRAIL_HEAD = tmp_path / "nowhere" / "head.json"

    note_head(Head(1, "a"))

    assert "could not be noted" in caplog.text


def test_what_is_done_at_the_desk_is_as_it_was_kept(client, db):
    client.force_login(User.objects.create_superuser("aray"))
    turn = make_conversation(1).turns.get(anchor="a1")
    note = make_annotation(turn, "mountains")
    page = reverse("admin:archive_annotation_change", args=[note.pk])

    client.post(page, {"exact": "mountains", "kind": "context", "body": "Better."})

    assert Annotation.objects.get().body == "Better."
    assert list(check_states(Quiet())) == []
