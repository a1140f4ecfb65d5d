"""One number for the whole archive, which every change of it moves."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from archive.models import (
    Generation,
    IndexTask,
    Participation,
    Speaker,
    Trail,
    watching,
)
from tests.factories import make_conversation, make_speaker, make_topic

pytestmark = pytest.mark.django_db


def test_every_table_but_those_left_out_is_watched():
    left_out = {
        model._meta.label_lower
        for model in apps.get_app_config("archive").get_models()
        if not model._meta.proxy and model._meta.db_table not in watching.watched()
    }

    assert left_out == {
        "archive.erratum",
        "archive.generation",
        "archive.indextask",
        "archive.paired",
        "archive.sought",
        "archive.trail",
        "archive.upload",
        "archive.wordpair",
    }
    assert watching.is_whole()


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda: make_topic("Salt", "salt"), id="a save"),
        pytest.param(lambda: Speaker.objects.update(name="Asel"), id="an update"),
        pytest.param(
            lambda: Speaker.objects.bulk_create(
                [Speaker(name="Asel", slug="asel")], ignore_conflicts=True
            ),
            id="a bulk write",
        ),
        pytest.param(lambda: Participation.objects.all().delete(), id="a deletion"),
        pytest.param(
            lambda: connection.cursor().execute("UPDATE archive_turn SET text = 'No'"),
            id="another program",
        ),
    ],
)
def test_a_write_of_any_kind_moves_it(write):
    make_conversation(1)
    before = Generation.objects.current()

    write()

    assert Generation.objects.current() > before


def test_what_no_page_shows_does_not_move_it():
    before = Generation.objects.current()

    Trail.objects.record("editor", "log in", "editor")
    IndexTask.objects.create(scope="turn", key=1)

    assert Generation.objects.current() == before


def test_what_is_rolled_back_does_not_move_it():
    before = Generation.objects.current()

    with transaction.atomic():
        make_speaker()
        transaction.set_rollback(True)

    assert Generation.objects.current() == before


def test_two_equal_histories_come_to_different_numbers():
    first = Generation.objects.current()
    steps = set()
    for number in range(8):
        make_speaker(f"Speaker {number}", f"speaker-{number}")
        steps.add(Generation.objects.current() - first)
        first = Generation.objects.current()

    assert len(steps) > 1


def test_many_rows_are_made_one_of_the_same_sum():
    before = Generation.objects.current()
    Generation.objects.bulk_create(Generation(number=2) for _ in range(501))

    asked = [Generation.objects.current(), Generation.objects.current()]

    assert asked == [before + 1002, before + 1002]
    assert Generation.objects.count() == 1


def test_a_trigger_that_is_missing_is_told_and_put_up_again():
    name = min(watching.held())
    with connection.cursor() as cursor:
        cursor.execute(watching.taken_down(name, watching.held()[name]))
    is_told = not watching.is_whole()

    watching.put_up()

    assert is_told
    assert watching.is_whole()


def test_nothing_counted_is_no_number():
    Generation.objects.all().delete()

    assert Generation.objects.current() is None
