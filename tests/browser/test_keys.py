"""Keys, the reader's place, and notes shown or not: what this browser remembers."""

import re
from io import BytesIO

import pytest
from pdfminer.high_level import extract_text
from playwright.sync_api import expect

from archive.models import Turn
from tests.factories import make_annotation, make_conversation

pytestmark = pytest.mark.django_db(transaction=True)

INTERVIEW = "/interviews/steppe-2024/"
FOCUSED = "document.activeElement.getAttribute('href')"
BRING = "name => import(`/static/js/${name}.js`).then(() => {})"


@pytest.fixture(autouse=True)
def interview(transactional_db):
    interview = make_conversation(exchanges=12)
    answer = Turn.objects.get(anchor="a1")
    make_annotation(answer, "mountains", body="The Tian Shan.")
    return interview


@pytest.fixture
def plain_page(browser, live_server):
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    ) as context:
        yield context.new_page()


def test_single_keys_act_until_they_are_switched_off(page):
    page.goto(INTERVIEW)

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(f'[href="{INTERVIEW}q2/"]:focus')).to_have_count(1)
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == f"{INTERVIEW}q1/"
    page.keyboard.press("Control+j")
    assert page.evaluate(FOCUSED) == f"{INTERVIEW}q1/"
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("j?k/")
    expect(page.locator("#find")).to_have_value("j?k/")

    page.get_by_role("link", name="Keys").click()
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet.get_by_role("button", name="Close")).to_be_focused()
    sheet.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.reload()
    page.keyboard.press("?")
    expect(sheet).to_be_hidden()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) is None


def test_on_an_exchange_the_keys_turn_the_page(page):
    page.goto(f"{INTERVIEW}q2/")

    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("/q3/$"))


def test_who_comes_back_may_go_on_and_may_be_forgotten(page):
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(INTERVIEW)
    for _ in range(5):
        page.keyboard.press("j")
    page.evaluate(BRING, "keys")
    page.evaluate(BRING, "place")

    page.goto("/")
    page.goto(INTERVIEW)
    offer = page.get_by_role("link", name="Go on reading at question 5")
    offer.click()
    expect(page.locator("#q5")).to_be_in_viewport()

    page.goto("/")
    page.keyboard.press("?")
    page.get_by_role("button", name="Forget them all").click()
    assert page.evaluate("localStorage.getItem('places')") is None
    page.goto(INTERVIEW)
    expect(page.locator("#going-on")).to_be_hidden()


def test_notes_are_folded_and_hidden_without_script(plain_page):
    plain_page.set_viewport_size({"width": 390, "height": 800})
    plain_page.goto(INTERVIEW)
    note = plain_page.get_by_text("The Tian Shan.")

    expect(note).to_be_visible()
    plain_page.get_by_text("Note a", exact=True).click()
    expect(note).to_be_hidden()
    plain_page.get_by_text("Note a", exact=True).click()
    plain_page.get_by_role("checkbox", name="Show 1 note").uncheck()
    expect(note).to_be_hidden()
    expect(plain_page.locator(".ref")).to_be_hidden()


def test_notes_stay_hidden_until_one_is_asked_for(page):
    page.goto(INTERVIEW)
    page.get_by_role("checkbox", name="Show 1 note").uncheck()
    page.reload()
    note = page.locator(".note")
    expect(note).to_be_hidden()

    page.goto(f"{INTERVIEW}#{note.get_attribute('id')}")
    page.reload()
    expect(note).to_be_in_viewport()


def test_paper_carries_title_date_address_and_numbered_notes(page):
    page.goto(INTERVIEW)

    words = extract_text(BytesIO(page.pdf(prefer_css_page_size=True)))

    assert words.count("The steppe remembers") >= 2
    assert "January 2024" in words
    assert f"http://127.0.0.1:8000{INTERVIEW}" in words
    assert re.search(r"From the mountains\s*1", words)
    assert "The Tian Shan." in words
    assert "Printed on " in words
    assert "Forget" not in words
