"""One journey of corrections: by keys alone, by touch, and without a script."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from archive.ingest.storing.store import store
from archive.models import Correction
from tests.admin.sources import WELLS, read
from tests.browser.conftest import note
from tests.browser.test_annotating import PASSWORD, log_in

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 390, "height": 844}}
TOUCH = {**PHONE, "has_touch": True, "is_mobile": True}
RIGHT = "My father dug it. And who helped him then? Nobody helped him."


@pytest.fixture
def interview(transactional_db):
    User.objects.create_superuser("aray", password=PASSWORD)
    return store(read(WELLS)).interview


def reach(page, target):
    """Go to something by Tab alone, as whoever has no mouse."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


class Keys:
    context = {"viewport": {"width": 1280, "height": 844}}

    def press(self, page, target):
        reach(page, target)
        page.keyboard.press("Enter")

    def write(self, page, target, words):
        reach(page, target)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(words)


class Touch:
    context = TOUCH

    def press(self, page, target):
        target.tap()

    def write(self, page, target, words):
        target.tap()
        target.fill(words)


class Plain:
    context = {**PHONE, "java_script_enabled": False}

    def press(self, page, target):
        target.click()

    def write(self, page, target, words):
        target.fill(words)


@pytest.mark.parametrize(
    "way", [Keys(), Touch(), Plain()], ids=["keys", "touch", "plain"]
)
def test_words_kind_speaker_and_joining_are_corrected(
    browser, live_server, interview, way
):
    complaints = []
    with browser.new_context(base_url=live_server.url, **way.context) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: note(complaints, said))
        log_in(page)
        turn = interview.turns.get(anchor="a1")
        address = reverse("admin:archive_desk_turn", args=[turn.pk])

        def button(name, **how):
            return page.get_by_role("button", name=name, **how).first

        def done(words):
            expect(page.locator(".messagelist .success")).to_contain_text(words)

        page.goto(address)
        way.write(page, page.get_by_label("The words as they were said"), RIGHT)
        why = page.get_by_label("Why it is corrected: readers are shown this")
        way.write(page, why, "Heard again.")
        way.press(page, button("Correct", exact=True))
        done("a1: words corrected")

        page.goto(address)
        way.press(page, button("Statement"))
        done("a1: kind statement")

        page.goto(address)
        way.write(page, page.get_by_label("Somebody else, by name"), "Madi Bek")
        way.press(page, button("Speaks"))
        done("a1: speaker Madi Bek")

        page.goto(address)
        way.press(page, button("Join to q1"))
        done("a1: joined to the turn before")
        way.press(page, button("Undo a1: joined to the turn before"))
        done("Taken back: a1: joined")

    back = interview.turns.get(text=RIGHT)
    assert (back.kind, back.speaker.name) == ("statement", "Madi Bek")
    assert Correction.objects.standing().count() == 3
    assert complaints == []
