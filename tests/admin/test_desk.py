"""The desk as a whole: who may come in, what each list costs, what may not be done."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Annotation, Speaker, State, Trail
from tests.factories import (
    make_annotation,
    make_conversation,
    make_edition,
    make_outlet,
    make_source,
    make_speaker,
    make_topic,
)

MODELS = (
    "interview",
    "question",
    "answer",
    "turn",
    "annotation",
    "speaker",
    "topic",
    "outlet",
    "source",
    "edition",
    "trail",
)
READ_ONLY = ("source", "edition", "trail")


def listed(model):
    return reverse(f"admin:archive_{model}_changelist")


def fill(number):
    interview = make_conversation(2, slug=f"steppe-{number}")
    turn = interview.turns.get(anchor="a1")
    make_annotation(turn, "mountains")
    make_edition(interview, make_source(name=f"{number}.txt"))
    speaker = make_speaker(f"Speaker {number}", f"speaker-{number}")
    speaker.aliases.create(name=f"S{number}")
    topic = make_topic(name=f"Topic {number}", slug=f"topic-{number}")
    topic.labels.create(language="kk", name=f"Т{number}")
    make_outlet(f"Outlet {number}", f"outlet-{number}")
    Trail.objects.record("aray", "change", f"thing {number}")


def count(desk, address):
    """How many queries a page makes once Django knows its content types."""
    desk.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_as_much_for_many_as_for_few(desk, model):
    fill(1)
    few = count(desk, listed(model))
    for number in range(2, 8):
        fill(number)

    assert count(desk, listed(model)) == few


@pytest.mark.parametrize("model", ["interview", "answer", "speaker", "annotation"])
def test_a_form_asks_as_much_in_a_large_archive_as_in_a_small(desk, model):
    fill(1)
    things = {
        "interview": lambda: Annotation.objects.first().turn.interview,
        "answer": lambda: Annotation.objects.first().turn,
        "speaker": lambda: make_speaker("Speaker 1", "speaker-1"),
        "annotation": Annotation.objects.first,
    }
    address = reverse(f"admin:archive_{model}_change", args=[things[model]().pk])
    few = count(desk, address)
    for number in range(2, 6):
        fill(number)

    assert count(desk, address) == few


@pytest.mark.parametrize("model", MODELS)
def test_every_list_can_be_searched(desk, model):
    fill(1)

    assert desk.get(listed(model), {"q": "steppe"}).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_search_of_very_many_words_is_no_fault(desk, model):
    assert desk.get(listed(model), {"q": "a " * 1900}).status_code == 200


@pytest.mark.parametrize("year", ["99999999999", "0", "-1", "²"])
def test_a_year_that_no_calendar_has_is_no_fault(desk, year):
    fill(1)

    response = desk.get(listed("rearrangement"), {"created_at__year": year})

    address = "/admin/archive/rearrangement/?e=1"
    assert (response.status_code, response.url) == (302, address)


@pytest.mark.parametrize("model", READ_ONLY)
def test_the_record_and_what_vouches_for_it_are_read_and_not_written(desk, model):
    fill(1)
    thing = apps.get_model("archive", model).objects.first()
    page = reverse(f"admin:archive_{model}_change", args=[thing.pk])
    delete = reverse(f"admin:archive_{model}_delete", args=[thing.pk])

    assert desk.get(page).status_code == 200
    assert desk.post(page, {}).status_code == 403
    assert desk.post(delete, {"post": "yes"}).status_code == 403
    assert desk.get(reverse(f"admin:archive_{model}_add")).status_code == 403


def test_the_text_of_a_source_is_shown_as_text(desk):
    source = make_source("<script>alert(1)</script>")

    page = desk.get(reverse("admin:archive_source_change", args=[source.pk]))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_a_stranger_is_sent_to_the_login(client, db, model):
    response = client.get(listed(model))

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("model", MODELS)
def test_an_account_without_rights_sees_nothing(client, db, model):
    client.force_login(User.objects.create_user("madi", is_staff=True))

    assert client.get(listed(model)).status_code == 403


def test_who_may_only_view_is_offered_no_form(client, db):
    fill(1)
    note = Annotation.objects.get()
    reader = User.objects.create_user("madi", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_annotation"))
    client.force_login(reader)

    address = reverse("admin:archive_annotation_change", args=[note.pk])
    page = client.get(address).content.decode()

    assert "A note of the editors." in page
    assert 'name="exact"' not in page
    assert client.post(address, {"body": "x"}).status_code == 403


def test_who_may_not_change_may_not_publish(client, db):
    fill(1)
    Annotation.objects.update(state=State.DRAFT)
    reader = User.objects.create_user("madi", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_annotation"))
    client.force_login(reader)
    note = Annotation.objects.get()

    client.post(
        listed("annotation"), {"action": "publish", "_selected_action": [note.pk]}
    )

    note.refresh_from_db()
    assert note.state == State.DRAFT


def test_the_desk_is_grouped_by_its_work_and_the_record_stands_apart(desk):
    page = desk.get(reverse("admin:index"))

    groups = {
        str(group["name"]): [model["object_name"] for model in group["models"]]
        for group in page.context["app_list"]
    }
    assert [*groups] == [
        "Interviews",
        "Coming in",
        "Notes and reports",
        "People and topics",
        "The record, to be read",
        "Who comes in",
    ]
    assert groups["Notes and reports"] == ["Annotation", "Erratum"]
    assert groups["The record, to be read"][-1] == "Trail"


def test_an_account_that_is_tried_too_often_is_told_so(client, editor):
    wrong = {"username": "aray", "password": "guess"}
    for _ in range(5):
        response = client.post(reverse("admin:login"), wrong)

    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
    assert "Wait a quarter of an hour" in response.content.decode()


def test_the_slug_that_a_speaker_gives_up_still_leads_to_them(desk):
    speaker = make_speaker()
    rows = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    for name in ("participations", "offices", "addresses"):
        rows |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    told = {"name": "Aigul S.", "slug": "other", "identifiers": "{}"}

    desk.post(
        reverse("admin:archive_speaker_change", args=[speaker.pk]), {**told, **rows}
    )

    speaker.refresh_from_db()
    assert (speaker.name, speaker.slug) == ("Aigul S.", "other")
    assert Speaker.objects.addressed("aigul-saparova") == speaker
