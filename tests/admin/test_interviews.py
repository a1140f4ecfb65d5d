"""Interviews on the desk: corrected, published, withdrawn, never deleted."""

import pytest
from django.urls import reverse

from archive.models import Interview
from tests.factories import (
    make_alias,
    make_annotation,
    make_conversation,
    make_interview,
)

LIST = reverse("admin:archive_interview_changelist")
NO_ROWS = {
    f"{rows}-{count}_FORMS": 0
    for rows in ("participations", "aliases", "claims", "editions")
    for count in ("TOTAL", "INITIAL")
}


def submit(desk, interview, **fields):
    told = {
        "title": interview.title,
        "slug": interview.slug,
        "language": interview.language,
        "date_start": "2024-01-01",
        "date_precision": "month",
        "date_basis": "text",
    }
    address = reverse("admin:archive_interview_change", args=[interview.pk])
    return desk.post(address, {**told, **NO_ROWS, **fields})


def act(desk, name, *chosen, **fields):
    keys = [interview.pk for interview in chosen]
    return desk.post(LIST, {"action": name, "_selected_action": keys, **fields})


def test_a_new_address_leaves_the_old_one_behind(desk):
    interview = make_interview(slug="steppe")

    submit(desk, interview, slug="the-steppe")

    interview.refresh_from_db()
    assert interview.slug == "the-steppe"
    assert [alias.slug for alias in interview.aliases.all()] == ["steppe"]


def test_an_address_that_redirects_elsewhere_is_refused(desk):
    make_alias(make_interview(slug="other"), "old-steppe")
    interview = make_interview(slug="steppe")

    response = submit(desk, interview, slug="old-steppe")

    assert response.context["adminform"].form.errors["slug"]


@pytest.mark.parametrize(
    "fields", [{"date_precision": ""}, {"date_basis": ""}, {"date_start": ""}]
)
def test_a_date_is_told_whole_or_not_at_all(desk, fields):
    response = submit(desk, make_interview(), **fields)

    assert response.context["adminform"].form.errors


def test_interviews_are_neither_added_nor_deleted_here(desk):
    interview = make_interview()
    delete = reverse("admin:archive_interview_delete", args=[interview.pk])

    assert desk.get(reverse("admin:archive_interview_add")).status_code == 403
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    assert Interview.objects.exists()


def test_the_list_counts_turns_doubts_and_notes(desk):
    interview = make_conversation(2)
    interview.turns.filter(anchor="q2").update(doubt="Who asks?")
    make_annotation(interview.turns.get(anchor="a1"), "mountains")

    page = desk.get(LIST).content.decode()

    assert '/turn/?interview=steppe-2024">4</a>' in page
    assert '/correction/desk/?interview=steppe-2024">1</a>' in page
    assert '/annotation/?interview=steppe-2024">1</a>' in page


def test_the_list_keeps_interviews_with_doubts(desk):
    doubtful, clear = make_conversation(1), make_interview(slug="clear", title="Clear")
    doubtful.turns.update(doubt="Who asks?")

    shown = desk.get(LIST, {"doubts": "yes"}).context["cl"].queryset

    assert list(shown) == [doubtful]
    assert clear not in shown
