"""Every page of the desk, found from its URL configuration: whole, lawful, open to all.

The `page` fixture fails on any complaint of the browser, so on any breach of the
page's own policy.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import expect

from archive.ingest.correction import standing
from archive.ingest.correction.correcting import reword
from archive.ingest.correction.standing import Signed
from archive.ingest.storing.store import store
from archive.models import Annotation, SameConversation, State, Trail, Turn, Upload
from tests.admin.sources import WELLS, read
from tests.browser.test_annotating import PASSWORD, log_in
from tests.factories import make_annotation, make_conversation
from tests.judges import axe
from tests.shell import BASE_DIR

AXE = BASE_DIR / "var/.cache/judges/node_modules/axe-core/axe.min.js"
# Pages that are of no model.
OWN = ("desk", "alike")

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
    pages = [reverse("admin:index"), *[reverse(f"admin:archive_{n}") for n in OWN]]
    pages.append(reverse("admin:archive_desk_turn", args=[turn.pk]))
    pages.append(f"{reverse('admin:archive_annotation_add')}?turn={turn.pk}")
    pages.append(reverse("admin:password_change"))
    brought = Upload.objects.get()
    pages.append(reverse("admin:archive_upload_change", args=[brought.pk]))
    return [*pages, *registered(aray)]


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


@pytest.fixture
def desk(page, addresses):
    log_in(page)
    return page


def test_every_page_of_the_desk_is_whole_narrow_and_wide(desk, addresses):
    """Obeying its own policy, too: a breach is a complaint of the browser."""
    wide = []
    for address in addresses:
        assert desk.goto(address).status == 200, address
        expect(desk.get_by_role("heading", level=1).first).to_be_visible()
        for width in (390, 1280):
            desk.set_viewport_size({"width": width, "height": 844})
            if desk.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                wide.append((address, width))

    assert wide == []
    assert len(addresses) > 40


def test_no_page_of_the_desk_is_closed_to_anybody(browser, live_server, addresses):
    """Where the outside judges are installed: python -m tests.judges axe."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed")
    faults, ask = [], AXE.read_text()
    # The page's own policy forbids the script that axe is.
    still = {"bypass_csp": True, "reduced_motion": "reduce"}
    with browser.new_context(base_url=live_server.url, **still) as context:
        page = context.new_page()
        log_in(page)
        for address in addresses:
            page.goto(address)
            page.evaluate(ask)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found = page.evaluate(axe.ASK, axe.TAGS)["violations"]
                for fault in found:
                    where = fault["nodes"][0]["html"]
                    faults.append((address, scheme, fault["id"], where))

    assert faults == []
