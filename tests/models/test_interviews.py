"""An interview's date as readers and machines see it, its order and its address."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from archive.models import Interview
from tests.factories import (
    make_alias,
    make_conversation,
    make_edition,
    make_interview,
    make_outlet,
    make_source,
)

UNKNOWN = {"date_start": None, "date_precision": "", "date_basis": ""}
NEW_YEAR = date(2024, 1, 3)


def dated(precision, basis="text", start=NEW_YEAR):
    return Interview(date_start=start, date_precision=precision, date_basis=basis)


@pytest.mark.parametrize(
    ("precision", "label", "iso"),
    [
        ("day", "3 January 2024", "2024-01-03"),
        ("month", "January 2024", "2024-01"),
        ("year", "2024", "2024"),
    ],
)
def test_a_date_is_told_to_its_precision(precision, label, iso):
    assert dated(precision).date_label == label
    assert dated(precision).date_iso == iso


@pytest.mark.parametrize(
    ("precision", "label", "iso"),
    [
        ("day", "about 3 January 2024", "2024-01-03"),
        ("month", "about January 2024", "2024-01"),
        ("year", "about 2024", "2024"),
    ],
)
def test_an_inferred_date_is_told_as_about(precision, label, iso):
    interview = dated(precision, "inferred")

    assert interview.date_is_inferred
    assert (interview.date_label, interview.date_iso) == (label, iso)


@pytest.mark.parametrize("basis", ["text", "sidecar", "editor"])
def test_a_stated_date_is_told_as_it_is(basis):
    assert not dated("year", basis).date_is_inferred
    assert dated("year", basis).date_label == "2024"


def test_an_unknown_date_is_told_as_nothing():
    interview = Interview(**UNKNOWN)

    assert (interview.date_label, interview.date_iso) == ("", "")
    assert not interview.date_is_inferred


def test_an_early_year_keeps_its_four_digits_for_machines():
    assert dated("year", start=date(987, 1, 1)).date_iso == "0987"


def test_a_month_is_told_in_the_readers_language():
    with translation.override("ru"):
        assert "январ" in dated("day").date_label.lower()


def test_an_address_holds_the_slug():
    assert Interview(slug="сұхбат-1").get_absolute_url() == (
        "/interviews/%D1%81%D2%B1%D1%85%D0%B1%D0%B0%D1%82-1/"
    )


@pytest.mark.django_db
def test_the_newest_comes_first_and_those_without_a_date_last():
    make_interview("old", date_start=date(1999, 1, 1))
    make_interview("new", date_start=date(2024, 1, 1))
    make_interview("undated", **UNKNOWN)
    earlier = make_interview("undated earlier", **UNKNOWN)
    came = datetime(2010, 6, 1, tzinfo=UTC)
    Interview.objects.filter(pk=earlier.pk).update(created_at=came)

    slugs = Interview.objects.in_date_order().values_list("slug", flat=True)

    assert list(slugs) == ["new", "old", "undated", "undated earlier"]


@pytest.mark.django_db
def test_of_two_on_one_day_the_one_that_came_last_comes_first():
    make_interview("first")
    make_interview("second")

    slugs = Interview.objects.in_date_order().values_list("slug", flat=True)

    assert list(slugs) == ["second", "first"]


@pytest.mark.django_db
def test_an_interview_leaves_by_as_many_queries_however_long_it_is():
    short, long = make_conversation(1), make_conversation(20, slug="long-2024")
    outlet = make_outlet()
    for interview in (short, long):
        make_edition(interview, make_source())
        interview.outlet = interview.republisher = outlet
        interview.save()

    counts = []
    for interview in (short, long):
        with CaptureQueriesContext(connection) as queries:
            transcript = interview.as_transcript()
        counts.append(len(queries))

    assert len(transcript.turns) == 40
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_an_interview_leaves_with_what_is_known_of_it():
    interview = make_conversation(1)
    make_edition(interview, make_source())
    interview.turns.filter(anchor="q1").update(speaker=None)

    transcript = interview.as_transcript()

    assert (transcript.title, transcript.state) == ("The steppe remembers", "published")
    assert (transcript.outlet, transcript.dating.label) == ("", "2024-01")
    assert [(turn.anchor, turn.speaker) for turn in transcript.turns] == [
        ("q1", ""),
        ("a1", "p2"),
    ]
    assert [person.name for person in transcript.speakers] == [
        "Daniyar Omarov",
        "Aigul Saparova",
    ]
    assert transcript.topics[0].questions == ("q1",)


# Addresses given up


@pytest.mark.django_db
def test_an_address_given_up_is_kept_as_an_old_one():
    interview = make_interview("steppe")

    interview.slug = "the-steppe"
    interview.save()
    interview.save()

    assert [alias.slug for alias in interview.aliases.all()] == ["steppe"]


@pytest.mark.django_db
def test_an_address_taken_back_is_no_old_one():
    interview = make_interview("steppe")
    for slug in ("the-steppe", "steppe"):
        interview.slug = slug
        interview.save()

    assert [alias.slug for alias in interview.aliases.all()] == ["the-steppe"]


@pytest.mark.django_db
def test_an_old_address_of_one_interview_is_refused_to_another():
    make_alias(make_interview("steppe"), "old-steppe")

    with pytest.raises(ValidationError, match="Old links to another interview"):
        Interview(slug="old-steppe").clean()


@pytest.mark.django_db
def test_an_interview_may_have_its_own_old_address_again():
    interview = make_interview("steppe")
    make_alias(interview, "old-steppe")

    interview.slug = "old-steppe"
    interview.clean()
