"""A source that was read is recognised by its bytes, and nothing is written."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import models
from archive.ingest.storing import store as storing
from archive.ingest.storing.store import Outcome, known, refresh, store
from tests.ingest.talks import talk

pytestmark = pytest.mark.django_db

SAID = ("Who dug the well behind it?", "My father dug it alone.")


def ask(told, sidecar="beside"):
    return known(told.source.sha256, told.source.name, sidecar)


def test_what_was_stored_is_known_without_a_word_to_the_database():
    told = talk(*SAID)
    interview = store(told, "beside").interview

    with CaptureQueriesContext(connection) as asked:
        met = ask(told)

    assert (met.interview, met.outcome) == (interview, Outcome.UNCHANGED)
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_beside_another_sidecar_it_has_to_be_read_again():
    told = talk(*SAID)
    store(told, "beside")

    assert ask(told, sidecar="another") is None


def test_another_parser_has_to_read_it_again(monkeypatch):
    told = talk(*SAID)
    store(told, "beside")
    monkeypatch.setattr(storing, "parser_digest", lambda: "of other code")

    assert ask(told) is None
    assert store(told, "beside").outcome is Outcome.UNCHANGED
    assert ask(told).outcome is Outcome.UNCHANGED


def test_a_reading_by_another_release_brings_nothing_new():
    told = talk(*SAID)
    store(told)
    steps = replace(told.provenance, parser_version="2")

    assert store(replace(told, provenance=steps)).outcome is Outcome.UNCHANGED


def test_what_was_never_stored_is_not_known():
    assert ask(talk(*SAID)) is None


def test_the_same_bytes_under_another_name_are_known():
    store(talk(*SAID), "beside")

    assert ask(talk(*SAID, name="copy.txt")).outcome is Outcome.DUPLICATE


def test_an_earlier_edition_is_still_known():
    first = talk(*SAID)
    store(first, "beside")
    store(talk(*SAID, "And then?", "He drank."), "beside")

    assert ask(first).outcome is Outcome.UNCHANGED


def test_a_sidecar_with_nothing_to_tell_is_known_the_next_time():
    told = talk(*SAID)
    store(told, "beside")

    assert store(told, "beside, with a remark").outcome is Outcome.UNCHANGED

    assert ask(told, sidecar="beside, with a remark") is not None
    assert models.Trail.objects.count() == 1


@pytest.mark.parametrize("again", [store, refresh])
def test_the_second_time_nothing_is_written(again):
    told = talk(*SAID)
    store(told, "beside")

    with CaptureQueriesContext(connection) as asked:
        again(told, "beside")

    verbs = {query["sql"].split()[0] for query in asked}
    assert verbs <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_sources_may_come_in_any_order_and_again():
    tellings = [
        talk(*SAID),
        talk(*SAID, "And then?", "He drank."),
        talk("Why?", "To drink.", title="On thirst", name="thirst.txt"),
    ]
    for told in tellings:
        store(told)
    numbers = list(models.Edition.objects.values_list("interview", "number"))

    outcomes = [store(told).outcome for told in reversed(tellings)]

    assert outcomes == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.SUPERSEDED]
    assert list(models.Edition.objects.values_list("interview", "number")) == numbers
