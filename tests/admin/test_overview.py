"""The start page: every queue is one entry, one sentence, one query, one link."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.admin.queues import Queue, Waiting, waiting_in
from archive.models import (
    Annotation,
    Correction,
    Hold,
    IndexTask,
    State,
    Trail,
    Turn,
    Upload,
)
from tests.factories import (
    make_annotation,
    make_conversation,
    make_correction,
    make_interview,
)

START = "/admin/"


def waits(desk):
    return [each.says for each in desk.get(START).context["waiting"]]


@pytest.fixture
def answer(db):
    return make_conversation(1).turns.get(anchor="a1")


def test_nothing_waits_where_nothing_does(desk):
    IndexTask.objects.all().delete()

    page = desk.get(START).content.decode()

    assert "Nothing waits for you." in page
    assert "Nothing is scheduled." in page


def test_every_queue_is_a_sentence_and_a_link(desk, editor, answer):
    make_annotation(answer, "mountains", state=State.IN_REVIEW)
    make_annotation(answer, "nine days", hold=Hold.MOVED)
    Annotation.objects.filter(exact="nine days").update(hold=Hold.MOVED)
    Turn.objects.filter(pk=answer.pk).update(doubt="Two voices?")
    make_interview("another", state=State.IN_REVIEW)
    Upload.objects.create(name="a.txt", content=b"a", author=editor)
    IndexTask.objects.all().delete()

    page = desk.get(START)

    assert [(each.says, each.address) for each in page.context["waiting"]] == [
        ("1 doubtful turn", reverse("admin:archive_desk")),
        (
            "1 source that you brought in is not kept yet",
            reverse("admin:archive_upload_changelist"),
        ),
        (
            "1 interview is in review",
            "/admin/archive/interview/?state__exact=in_review",
        ),
        ("1 note is in review", "/admin/archive/annotation/?state__exact=in_review"),
        (
            "1 note has moved with its words",
            "/admin/archive/annotation/queue/?hold=moved",
        ),
    ]
    for each in page.context["waiting"]:
        assert desk.get(each.address).status_code == 200


def test_what_is_not_searchable_yet_is_said(desk, answer):
    IndexTask.objects.all().delete()
    IndexTask.objects.create(scope="turn", key=answer.pk)

    assert [says[:30] for says in waits(desk)] == ["1 change is not searchable yet"]


def test_a_search_that_does_not_answer_is_said(desk, settings, tmp_path):
    page = desk.get(START)

    assert ("The search does not answer" in page.content.decode()) is not (
        page.context["is_searchable"]
    )


def test_what_is_to_appear_is_listed_the_next_one_first(desk, answer):
    now = timezone.now()
    late = make_annotation(answer, "mountains", publish_at=now + timedelta(days=2))
    make_annotation(answer, "nine days", publish_at=now - timedelta(days=1))
    soon = make_interview("soon", title="Soon", publish_at=now + timedelta(days=1))

    shown = desk.get(START).context["scheduled"]

    assert [(each["what"], each["address"]) for each in shown] == [
        ("Soon", reverse("admin:archive_interview_change", args=[soon.pk])),
        (
            "a note on “mountains”, The steppe remembers",
            reverse("admin:archive_annotation_change", args=[late.pk]),
        ),
    ]


def test_acts_are_told_in_words_with_a_link(desk, answer):
    Trail.objects.record("madi", "publish", f"turn {answer.pk}: a1 <b>")
    Trail.objects.record("ingest", "ingest", "interview steppe-2024")
    Trail.objects.record("madi", "delete", "topic 7: Water")
    Trail.objects.record("madi", "seal", "interview 1: quiet")
    Trail.objects.record("madi", "whistle", "something")

    says = [deed.says for deed in desk.get(START).context["lately"]]

    interview = reverse("admin:archive_interview_change", args=[answer.interview_id])
    turn = reverse("admin:archive_turn_change", args=[answer.pk])
    madi, ingest = (
        f'<a href="{reverse("admin:archive_trail_changelist")}?actor={who}">'
        f"<b>{who}</b></a>"
        for who in ("madi", "ingest")
    )
    assert says[:4] == [
        f"{madi}: whistle something",
        f"{madi} deleted Water",
        f'{ingest} took in <a href="{interview}">The steppe remembers</a>',
        f'{madi} published <a href="{turn}">a1 &lt;b&gt;</a>',
    ]


def test_interviews_with_turns_of_nobody_known_wait(desk, answer):
    Turn.objects.filter(pk=answer.pk).update(speaker=None)

    assert "1 interview has turns of nobody known" in waits(desk)
    listed = desk.get("/admin/archive/interview/", {"doubts": "voices"})
    assert list(listed.context["cl"].queryset) == [answer.interview]


def test_what_an_editor_said_of_nobody_known_does_not_wait(desk, answer):
    Turn.objects.filter(pk=answer.pk).update(speaker=None)
    row = make_correction(answer.interview)
    Correction.objects.filter(pk=row.pk).update(act="speaker", value="", anchor="a1")

    assert "1 interview has turns of nobody known" not in waits(desk)


def test_an_interview_without_a_language_waits(desk):
    make_interview("another", language="und")

    assert "1 interview states no language" in waits(desk)


def test_each_sees_what_waits_for_them_alone(client, answer):
    Turn.objects.filter(pk=answer.pk).update(doubt="Two voices?")
    make_annotation(answer, "mountains", state=State.IN_REVIEW)
    reader = User.objects.create_user("madi", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_annotation"))
    client.force_login(reader)

    page = client.get(START)

    assert [each.says for each in page.context["waiting"]] == ["1 note is in review"]
    assert "What was done lately" not in page.content.decode()


def test_the_start_page_asks_as_much_for_many_as_for_few(desk, answer):
    def fill(number):
        for _ in range(number):
            make_annotation(answer, "mountains", state=State.IN_REVIEW)
            Trail.objects.record("ingest", "ingest", "interview steppe-2024")

    def count():
        desk.get(START)
        with CaptureQueriesContext(connection) as captured:
            desk.get(START)
        return len(captured)

    fill(1)
    few = count()
    fill(30)

    assert count() == few


def test_an_empty_queue_and_a_closed_one_are_left_out(rf):
    request = rf.get("/")
    request.user = User(is_superuser=True)
    full = Queue("archive.view_turn", lambda _: 2, lambda n: f"{n} wait", lambda: "/x/")
    empty = Queue("archive.view_turn", lambda _: 0, str, lambda: "/x/")

    assert list(waiting_in([full, empty], request)) == [Waiting(2, "2 wait", "/x/")]
    request.user = AnonymousUser()
    assert list(waiting_in([full, empty], request)) == []
