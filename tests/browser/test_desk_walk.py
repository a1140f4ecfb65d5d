"""Every page of the desk, found from its URL configuration: whole, lawful, open to all.

The `page` fixture fails on any complaint of the browser, so on any breach of the
page's own policy.
"""

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import resolve, reverse
from playwright.sync_api import expect

from archive.authorities.remembering import Signed as Signature
from archive.authorities.speakers import reassign
from archive.ingest.correction import standing
from archive.ingest.correction.correcting import reword
from archive.ingest.correction.standing import Signed
from archive.ingest.storing.store import store
from archive.models import (
    Annotation,
    SameConversation,
    Speaker,
    State,
    Topic,
    Trail,
    Turn,
    Upload,
)
from tests.admin.sources import WELLS, read
from tests.admin.test_matrix import DECLARED, A, N, allowed
from tests.browser.conftest import AXE
from tests.browser.test_annotating import PASSWORD, log_in
from tests.factories import (
    make_annotation,
    make_conversation,
    make_erratum,
    make_outlet,
    make_speaker,
    make_topic,
)
from tests.judges import axe

# Style sheets are not fetched again: only a rule that is experimental reads them.
ASK = """tags => axe.run(document, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false,
}).then(found => found.violations)"""
# Pages that are of no model.
OWN = ("desk", "alike")
# What leads elsewhere, sends words to a script, or stands behind something else.
NO_PAGE = {"autocomplete", "jsi18n", "logout", "password_change_done", "view_on_site"}
# What asks before it is done to what was ticked.
ACTIONS = (
    *(("annotation", name) for name in ("delete_selected", "change_many", "publish")),
    ("interview", "submit"),
    ("sameconversation", "delete_selected"),
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(transactional_db):
    """An archive with one of everything, and the addresses of its desk."""
    aray = User.objects.create_superuser("aray", password=PASSWORD)
    wells = store(read(WELLS)).interview
    steppe = make_conversation(2)
    told = wells.as_transcript()
    words = "My father dug it. And who helped him then? Nobody helped him."
    standing.make(wells, reword(told, 1, 0, words), Signed(aray, "Heard again."))
    turn = wells.turns.get(anchor="a1")
    Turn.objects.filter(pk=turn.pk).update(doubt="Two voices?")
    make_annotation(turn, "My father", state=State.IN_REVIEW, author=aray)
    make_annotation(turn, "Nobody helped", hold="anchored", author=aray)
    turn.annotations.filter(exact="Nobody helped").update(hold="orphaned")
    SameConversation.objects.create(
        first=min(wells, steppe, key=key_of), second=max(wells, steppe, key=key_of)
    )
    Upload.objects.create(name="b.txt", content=WELLS.encode(), author=aray)
    Trail.objects.record("aray", "change", f"turn {turn.pk}: {turn}")
    make_erratum(turn, "My father")
    make_outlet()
    namesake = make_speaker("Ali Bek of Semey", "ali-bek-of-semey")
    reassign(steppe, steppe.turns.first().speaker, namesake, Signature(aray, ""))
    came = {"username": "aray", "ip_address": "127.0.0.1", "path_info": "/admin/login/"}
    came["user_agent"] = "Chromium"
    AccessAttempt.objects.create(**came, failures_since_start=1)
    AccessLog.objects.create(**came)
    AccessFailureLog.objects.create(**came)
    pages = [reverse("admin:index"), *[reverse(f"admin:archive_{n}") for n in OWN]]
    pages.append(reverse("admin:archive_desk_turn", args=[turn.pk]))
    pages.append(f"{reverse('admin:archive_annotation_add')}?turn={turn.pk}")
    pages.append(reverse("admin:password_change"))
    brought = Upload.objects.get()
    for name in ("admin:archive_upload_change", "admin:archive_upload_history"):
        pages += [reverse(name, args=[brought.pk])]
    return [*pages, *of_their_own(wells), *registered(aray)]


def of_their_own(interview):
    """Pages of the desk's own work, with what they are about."""
    note = Annotation.objects.filter(hold="orphaned").get().pk
    speaker, topic = interview.turns.first().speaker_id, make_topic().pk
    of_nothing = ("trail_own", "topic_tree", "assign", "suggestions", "phrases")
    for name in (*of_nothing, "annotation_queue"):
        yield reverse(f"admin:archive_{name}")
    for thing in (Annotation.objects.get(pk=note), interview, *heads(speaker, topic)):
        page = f"admin:archive_{thing._meta.model_name}"
        thing.save()
        yield reverse(f"{page}_deleted")
        yield reverse(f"{page}_restore", args=[thing.pk, thing.history.first().pk])
    yield reverse("admin:archive_trail_changelist") + "?actor=aray"
    yield reverse("admin:archive_annotation_waiting", args=[note])
    yield reverse("admin:archive_interview_move", args=[interview.pk, "submit"])
    yield reverse("admin:archive_speaker_merge", args=[speaker])
    yield reverse("admin:archive_reassign", args=[speaker])
    yield reverse("admin:archive_topic_merge", args=[topic])
    yield reverse("admin:auth_user_password_change", args=[User.objects.first().pk])
    yield reverse("admin:archive_annotation_move", args=[note, "submit"])
    yield reverse("admin:archive_topic_delete", args=[make_topic("Wells", "wells").pk])
    yield reverse("admin:app_list", args=["archive"])


def heads(speaker, topic):
    return Speaker.objects.get(pk=speaker), Topic.objects.get(pk=topic)


def key_of(thing):
    return thing.pk


def registered(editor):
    """The list, the empty form, and one thing of every model: as the desk has them."""
    request = RequestFactory().get("/admin/")
    request.user = editor
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        if desk.has_add_permission(request) and model is not Annotation:
            yield reverse(f"{name}_add")
        first = model._default_manager.first()
        if first is None or model is Upload:
            continue
        yield reverse(f"{name}_change", args=[first.pk])
        yield reverse(f"{name}_history", args=[first.pk])
        if desk.has_delete_permission(request, first):
            yield reverse(f"{name}_delete", args=[first.pk])


def test_the_walk_leaves_no_page_of_the_desk_out(addresses):
    seen = {resolve(address.partition("?")[0]).url_name for address in addresses}
    shown = {name for name in DECLARED if allowed(name)[0] not in (A, N)}

    assert sorted(shown - seen - NO_PAGE) == []


def test_every_page_of_the_desk_is_whole_lawful_and_open_to_all(
    page, addresses, complaints
):
    """Narrow and wide, light and dark; each page is asked for once."""
    page.emulate_media(reduced_motion="reduce")
    wide, faults = [], []

    def look_at(address):
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                wide.append((address, width))
        assert complaints == [], address
        page.evaluate(AXE)
        faults.extend((address, *each) for each in faults_of(page))

    page.goto("/admin/login/")
    look_at("login")
    log_in(page)
    for address in addresses:
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.goto(address).status == 200, address
        look_at(address)
    for model, action in ACTIONS:
        page.goto(reverse(f"admin:archive_{model}_changelist"))
        page.locator("input.action-select").first.check()
        page.locator("select[name=action]").select_option(action)
        page.get_by_role("button", name="Go").click()
        look_at(f"{model} {action}")

    assert wide == []
    assert faults == []
    assert len(addresses) > 40


def faults_of(page):
    """What the judge finds, in the light and in the dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for fault in page.evaluate(ASK, axe.TAGS):
            yield scheme, fault["id"], fault["nodes"][0]["html"]
