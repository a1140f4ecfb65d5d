"""“Edit this” is for those who may: a reader's page has not a byte of it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_annotation, make_conversation


@pytest.fixture
def interview(db):
    interview = make_conversation(1)
    make_annotation(interview.turns.get(anchor="a1"), "mountains")
    return interview


def log_in(*codenames, is_staff=True):
    client = Client()
    user = User.objects.create_user("berik", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


PAGES = (
    "/interviews/steppe-2024/",
    "/interviews/steppe-2024/q1/",
    "/interviews/steppe-2024/a1p1/",
    "/speakers/aigul-saparova/",
    "/topics/water/",
)
ALL = ("change_interview", "change_turn", "change_annotation", "add_annotation")
ALL += ("change_speaker", "change_topic")


def test_an_editor_is_led_to_whatever_is_on_the_page(interview):
    turn = interview.turns.get(anchor="a1")
    note = turn.annotations.get()

    page = log_in(*ALL).get(PAGES[0]).content.decode()

    desk = reverse("admin:archive_desk_turn", args=[turn.pk])
    for address in (
        reverse("admin:archive_interview_change", args=[interview.pk]),
        f"{reverse('admin:archive_desk')}?interview=steppe-2024&amp;all=1",
        desk,
        f"{desk}?paragraph=1#words",
        f"{reverse('admin:archive_annotation_add')}?turn={turn.pk}",
        reverse("admin:archive_annotation_change", args=[note.pk]),
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize("name", ["speaker", "topic"])
def test_a_speaker_and_a_topic_are_led_to(interview, name):
    turn = interview.turns.get(anchor="a1")
    question = interview.turns.get(anchor="q1")
    thing = turn.speaker if name == "speaker" else question.taggings.get().topic

    page = log_in(*ALL).get(thing.get_absolute_url()).content.decode()

    assert reverse(f"admin:archive_{name}_change", args=[thing.pk]) in page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_with_the_way_to_the_desk_is_kept_by_nobody(interview, path):
    response = log_in(*ALL).get(path)

    assert 'class="edit' in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("codenames", "is_staff"), [((), True), (ALL, False)], ids=["no rights", "no staff"]
)
def test_who_may_not_edit_is_led_nowhere(interview, path, codenames, is_staff):
    page = log_in(*codenames, is_staff=is_staff).get(path).content

    assert page == Client().get(path).content
    assert b"/admin/" not in page


def test_each_is_led_to_what_they_may_do_alone(interview):
    page = log_in("add_annotation").get(PAGES[0]).content.decode()

    assert "Annotate a1" in page
    assert "Correct the words" not in page
    assert "Edit this page" not in page


def test_a_reader_costs_no_query_more(interview):
    def count(client):
        client.get(PAGES[0])
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGES[0])
        return {query["sql"].split()[-1] for query in asked}, len(asked)

    _, reader = count(Client())
    _, editor = count(log_in(*ALL))

    assert reader < editor <= reader + 4


def test_a_cookie_that_is_nobody_s_shows_nothing(interview, settings):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "forged"

    assert client.get(PAGES[0]).content == Client().get(PAGES[0]).content
