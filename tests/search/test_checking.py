"""What is wrong with the index is named with its mend; mended, search goes on."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive.errors import EngineUnavailable
from archive.models import IndexTask, Interview, State
from archive.search import indexes, indexing
from archive.search.checking import Cause, check
from archive.search.engines.whoosh import library as whoosh_library
from tests import factories
from tests.search.documents import make_document, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(engine):
    """An interview of two turns, searchable."""
    interview = factories.make_interview()
    factories.make_exchange(interview, "And the snow?", "None.")
    indexing.do_tasks()
    return interview


def causes():
    return [fault.cause for fault in check()]


def run_check():
    with pytest.raises(CommandError) as stopped:
        call_command("check_index")
    return stopped.value.returncode, str(stopped.value)


def test_a_sound_index_is_said_to_be_sound(archive, capsys):
    call_command("check_index")

    assert capsys.readouterr().out == (
        "The search index is sound: 2 turns, as many as are public.\n"
    )


def test_a_missing_index_is_told_and_searchable_once_rebuilt(archive, engine, client):
    shutil.rmtree(engine._shelf.path)

    code, told = run_check()

    assert (code, causes()) == (3, [Cause.MISSING])
    assert "There is no search index" in told
    assert "manage.py rebuild_index" in told
    assert_resting(client)
    rebuild_elsewhere(engine)
    assert_found(client)


@pytest.mark.parametrize("kind", ["*.pst", "*.trm", "*.col", "*.toc", "*.sums"])
def test_a_damaged_index_is_told_and_searchable_once_rebuilt(
    archive, engine, client, kind
):
    for file in engine._shelf.path.glob(f"index-*/{kind}"):
        file.write_bytes(file.read_bytes()[:-9])

    code, told = run_check()

    assert (code, causes()) == (4, [Cause.DAMAGED])
    assert "cannot be read" in told
    assert "manage.py rebuild_index" in told
    rebuild_elsewhere(engine)
    assert_found(client)


def test_damage_that_no_turn_tells_of_is_mended_by_an_update(archive, engine):
    for file in engine._shelf.path.glob("index-*/*.pst"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    assert causes() == [Cause.DAMAGED]

    assert indexing.update(lambda documents: documents) == 2

    assert check() == []


def test_an_outdated_index_is_told_and_searchable_once_rebuilt(
    archive, engine, client, monkeypatch
):
    with monkeypatch.context() as another:
        another.setattr(whoosh_library, "FINGERPRINT", "analysis 99")
        assert_resting(client)
        code, told = run_check()

    assert code == Cause.OUTDATED == 5
    assert "was made by another version" in told
    assert_found(client)


def test_an_engine_that_is_down_is_told_and_asked_again(
    archive, engine, client, monkeypatch
):
    def be_down(*_):
        raise EngineUnavailable("Nobody answers at there:9200. Start it.")

    with monkeypatch.context() as down:
        for name in ("verify", "languages", "find"):
            down.setattr(engine, name, be_down)
        assert run_check() == (6, "Nobody answers at there:9200. Start it.")
        assert_resting(client)

    assert_found(client)


def test_changes_that_wait_are_told_but_not_what_waits_for_its_time(archive):
    later = factories.make_interview("later", state=State.PUBLISHED)
    Interview.objects.filter(pk=later.pk).update(
        publish_at=timezone.now() + timedelta(days=1)
    )
    IndexTask.objects.all().delete()
    IndexTask.objects.create(scope="interview", key=later.pk)
    assert check() == []

    IndexTask.objects.create(scope="interview", key=archive.pk)

    code, told = run_check()
    assert code == Cause.LAGGING == 7
    assert told == (
        "1 change waits to become searchable, for 0\xa0minutes. "
        "Mend it with: manage.py update_index"
    )
    indexing.update(lambda documents: documents)
    assert check() == []


def test_what_the_index_holds_wrongly_and_lacks_is_named(archive, engine):
    first, _ = archive.turns.order_by("pk")
    put(engine, make_document(99999, "ghost"))
    engine.replace({first.pk}, (), tuple)

    code, told = run_check()

    assert code == Cause.TOO_MANY == 8
    assert told.splitlines() == [
        "1 turn is in the index and not public, though no reader is shown it "
        "(turn 99999, removed). Mend it with: manage.py update_index",
        f"1 public turn is not in the index ({archive.slug}#{first.anchor}). "
        "Mend it with: manage.py update_index",
    ]
    indexing.update(lambda documents: documents)
    assert check() == []


def test_many_turns_are_named_by_the_first_of_them(archive, engine):
    put(engine, *(make_document(900_000 + number, "ghost") for number in range(7)))

    (fault,) = check()

    assert fault.told.startswith("7 turns are in the index")
    assert fault.told.count("removed") == 5
    assert "…)" in fault.told


def assert_resting(client):
    """Search says that it cannot answer, and the rest of the site stays up."""
    resting = client.get("/search/", {"q": "snow"})

    assert resting.status_code == 503
    assert int(resting.headers["Retry-After"]) > 0
    assert client.get("/interviews/").status_code == 200
    assert client.get("/").status_code == 200


def assert_found(client):
    found = client.get("/search/", {"q": "snow"})

    assert found.status_code == 200
    assert "2 turns found" in found.content.decode()


def rebuild_elsewhere(engine):
    """As another process does: this one is told nothing."""
    other = whoosh_library.Library(engine._shelf.path)
    other.rebuild(indexes.every_document(), indexing.documents)
