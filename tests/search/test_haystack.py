"""Haystack's own ways in: they work where they can be right, and harm nothing."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from haystack import connections
from haystack.inputs import AutoQuery, Exact
from haystack.query import SQ, SearchQuerySet

from archive.errors import BadQuery, EngineUnavailable
from archive.models import IndexTask, State, Turn
from archive.search.indexing import do_tasks
from archive.search_indexes import TurnIndex
from tests import factories
from tests.search.documents import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def turns(engine):
    interview = factories.make_interview()
    made = [
        factories.make_turn(interview, text=text)
        for text in ("Water power?", "Power, water.", "The steppe.")
    ]
    do_tasks()
    return made


@pytest.fixture
def backend(engine):
    return connections["default"].get_backend()


def found(queryset):
    return [int(result.pk) for result in queryset]


def test_auto_query_speaks_our_language(turns):
    first, second, third = (turn.pk for turn in turns)
    everything = SearchQuerySet()

    assert found(everything.auto_query("waters")) == [first, second]
    assert found(everything.auto_query('"water power"')) == [first]
    assert found(everything.auto_query("-water")) == [third]
    assert found(everything.auto_query("zebra")) == []


def test_filters_by_content_are_joined_by_and(turns):
    first, second, _ = (turn.pk for turn in turns)
    water = SearchQuerySet().filter(content="water")

    assert found(water.filter(content="power")) == [first, second]
    assert found(water.filter(text=Exact("power water"))) == [second]


def test_a_result_is_its_turn(turns):
    (result,) = SearchQuerySet().models(Turn).auto_query("steppe").load_all()

    assert result.object == turns[2]


def test_everything_can_be_counted_sliced_and_ordered(turns):
    everything = SearchQuerySet().order_by("sequence")

    assert everything.count() == 3
    assert found(everything[1:3]) == [turn.pk for turn in turns[1:]]
    assert found(SearchQuerySet().order_by("-date")) == [turn.pk for turn in turns]


def test_a_query_without_words_finds_nothing(turns):
    assert found(SearchQuerySet().filter(content=AutoQuery("😀"))) == []


@pytest.mark.parametrize(
    "queryset",
    [
        SearchQuerySet().filter(SQ(content="water") | SQ(content="steppe")),
        SearchQuerySet().exclude(content="water"),
        SearchQuerySet().filter(speaker="Aigul"),
        SearchQuerySet().auto_query("water").order_by("-date", "speaker"),
        SearchQuerySet().auto_query("water").highlight(),
        SearchQuerySet().facet("speaker").auto_query("water"),
    ],
)
def test_what_would_be_wrong_is_refused(turns, queryset):
    with pytest.raises(BadQuery):
        list(queryset)


def test_update_puts_in_what_is_public_and_takes_out_the_rest(turns, backend):
    draft = factories.make_interview("draft", state=State.DRAFT)
    secret = factories.make_turn(draft, text="Saiga?")
    Turn.objects.filter(pk=turns[0].pk).update(text="Saiga!")

    backend.update(TurnIndex(), [turns[0], secret])

    assert ask(backend.engine, "saiga").turns == (turns[0].pk,)


def test_a_turn_is_removed_by_itself_or_by_its_name(turns, backend):
    backend.remove(turns[0])
    backend.remove(f"archive.turn.{turns[1].pk}")

    assert backend.engine.turns() == {turns[2].pk}


def test_haystack_knows_which_turns_are_searchable(turns):
    factories.make_turn(factories.make_interview("draft", state=State.DRAFT))

    index = TurnIndex()

    assert index.get_model() is Turn
    assert list(index.index_queryset().order_by("pk")) == turns


def test_the_index_is_never_emptied(turns, backend):
    with pytest.raises(EngineUnavailable, match="never emptied"):
        backend.clear()
    with pytest.raises(CommandError, match=r"never emptied .*rebuild_index"):
        call_command("clear_index", "--noinput")

    assert len(backend.engine.turns()) == 3


def test_update_index_does_what_is_pending(turns, capsys):
    turns[0].text = "Saiga?"
    turns[0].save()

    call_command("update_index")

    assert capsys.readouterr().out == "1 change indexed.\n"
    assert not IndexTask.objects.exists()


def test_rebuild_index_builds_it_anew(turns, capsys, engine):
    engine.replace({turn.pk for turn in turns}, (), tuple)

    call_command("rebuild_index")

    assert capsys.readouterr().out == "3 turns indexed.\n"
    assert len(engine.turns()) == 3


@pytest.mark.parametrize("command", ["update_index", "rebuild_index"])
def test_a_command_that_fails_says_why(turns, engine, monkeypatch, command):
    def fail(*_):
        raise EngineUnavailable("The disk is full.")

    monkeypatch.setattr(engine, "rebuild", fail)
    monkeypatch.setattr(engine, "turns", fail)

    with pytest.raises(CommandError, match="The disk is full"):
        call_command(command)


@pytest.mark.parametrize("command", ["update_index", "rebuild_index"])
def test_a_command_before_migrate_says_so_in_one_line(turns, monkeypatch, command):
    monkeypatch.setattr(Turn._meta, "db_table", "table_to_come")

    with pytest.raises(CommandError) as told, transaction.atomic():
        call_command(command)

    name = connection.settings_dict["NAME"]
    line = str(told.value)
    assert line.startswith(f"The database {name} could not be read: ")
    assert "table_to_come" in line
    assert line.endswith(". Make or upgrade its tables with: manage.py migrate")
    assert "\n" not in line
