"""Notes are found by a piece of a word, in any script; many are changed at once."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Annotation, AnnotationKind, Sought, State, Trail
from archive.models.sought import folded
from tests.factories import make_annotation, make_conversation

LIST = "/admin/archive/annotation/"


@pytest.fixture
def answer(db):
    return make_conversation(1).turns.get(anchor="a1")


@pytest.fixture
def notes(answer):
    return [
        make_annotation(answer, "mountains", body="Тянь-Шаньские горы, «Көк-Төбе»."),
        make_annotation(answer, "nine days", body="Not ten.", state=State.DRAFT),
    ]


def found(desk, words, **asked):
    page = desk.get(LIST, {"q": words, **asked})
    return sorted(note.exact for note in page.context["cl"].result_list)


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("ГОРЫ", ["mountains"]),
        ("көк төбе", ["mountains"]),
        ('"Көк-Төбе"', ["mountains"]),
        ("шань", ["mountains"]),
        ("moun горы", ["mountains"]),
        ("moun ten", []),
        ("nine TEN", ["nine days"]),
        ("steppe", ["mountains", "nine days"]),
        ("steppe ten", ["nine days"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_a_note_is_found_by_its_words(desk, notes, words, exact):
    assert found(desk, words) == exact


def test_filters_narrow_what_is_found(desk, notes):
    assert found(desk, "steppe", state__exact="draft") == ["nine days"]


def test_what_a_note_of_its_kind_tells_is_found(desk, answer):
    source = {"title": "Waters of the Ile", "address": "", "place": "p. 4"}
    make_annotation(answer, "mountains", kind="source", particulars=source)

    assert found(desk, "ile waters") == ["mountains"]


def test_a_note_that_is_changed_is_found_by_what_it_says_now(desk, notes):
    notes[1].body = "Eleven."
    notes[1].save()

    assert found(desk, "eleven") == ["nine days"]
    assert found(desk, "ten") == []


def test_a_search_asks_as_much_for_many_as_for_few(desk, answer):
    def count():
        with CaptureQueriesContext(connection) as captured:
            desk.get(LIST, {"q": "moun tain"})
        return len(captured)

    make_annotation(answer, "mountains")
    count()
    few = count()
    for _ in range(12):
        make_annotation(answer, "mountains")

    assert count() == few


def test_notes_from_before_are_found_too(notes):
    Sought.objects.all().delete()
    names = [name.stem for name in find_migrations()]

    import_module(f"archive.migrations.{names[0]}").fill(apps, None)

    assert Sought.objects.get(note=notes[1]).words == "nine days not ten."


def find_migrations():
    from django.conf import settings

    folder = settings.BASE_DIR / "archive/migrations"
    return list(folder.glob("*_find_words_of_notes.py"))


def test_words_are_folded_alike_on_every_database():
    assert folded("  “Ёлка” —  CAFÉ\0 ‘n’ ") == "\"елка\" - cafe 'n'"


def change(desk, notes, **told):
    chosen = {"action": "change_many", "_selected_action": [n.pk for n in notes]}
    return desk.post(LIST, {**chosen, **told})


def kinds():
    return dict(Annotation.objects.values_list("exact", "kind"))


def test_many_notes_are_looked_at_before_they_are_changed(desk, notes):
    before = kinds()

    asked = change(desk, notes)
    seen = change(desk, notes, kind="translation", reason="Better.", _see="1")

    assert "2 notes are chosen." in asked.content.decode()
    page = seen.content.decode()
    assert page.count("<del>context</del> <ins>translation</ins>") == 2
    assert "Change 2 notes" in page
    assert kinds() == before


def test_many_notes_are_changed_with_a_reason(desk, notes, editor):
    acts = Trail.objects.count()

    change(desk, notes, kind="translation", author=editor.pk, reason="Ours.", _do="1")

    assert set(kinds().values()) == {AnnotationKind.TRANSLATION}
    assert {note.author for note in Annotation.objects.all()} == {editor}
    assert Trail.objects.count() == acts + 2
    assert Annotation.history.filter(history_change_reason="Ours.").count() == 2


def test_what_may_not_be_changed_is_said_and_left(desk, notes):
    told = {"title": "Waters", "address": "", "place": ""}
    Annotation.objects.filter(pk=notes[0].pk).update(kind="source", particulars=told)

    seen = change(desk, notes, kind="translation", reason="x", _see="1")
    change(desk, notes, kind="translation", reason="x", _do="1")

    assert "It tells what its kind asks for." in seen.content.decode()
    assert kinds() == {"mountains": "source", "nine days": "translation"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"reason": "x"}, "Choose what to change."),
        ({"kind": "translation"}, "This field is required."),
        ({"kind": "poem", "reason": "x"}, "Select a valid choice."),
        ({"author": "99999", "reason": "x"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_done_is_said(desk, notes, told, said):
    before = kinds()

    page = change(desk, notes, _do="1", **told)

    assert said in page.content.decode()
    assert kinds() == before


def test_who_may_not_change_notes_is_not_asked(client, notes):
    reader = User.objects.create_user("madi", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_annotation"))
    client.force_login(reader)

    change(client, notes, kind="translation", reason="x", _do="1")

    assert "translation" not in kinds().values()
    assert reverse("admin:archive_annotation_changelist") == LIST
