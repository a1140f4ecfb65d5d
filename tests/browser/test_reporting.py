"""An error reported without script or mouse, and of selected words."""

import pytest
from playwright.sync_api import expect

from archive.models import Erratum
from tests.factories import make_conversation

pytestmark = pytest.mark.django_db(transaction=True)

EXCHANGE = "/interviews/steppe-2024/q1/"
DRAG = """() => {
  const text = document.getElementById("a1p2").firstChild;
  getSelection().setBaseAndExtent(text, 9, text, 13);
}"""


@pytest.fixture(autouse=True)
def interview(transactional_db):
    return make_conversation(exchanges=1)


def test_an_error_is_reported_by_keyboard_and_without_script(browser, live_server):
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    ) as context:
        page = context.new_page()
        page.goto(EXCHANGE)
        page.get_by_role("link", name="Report an error").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="a1p2", exact=True).focus()
        page.keyboard.press("Enter")
        page.get_by_role("radio").first.focus()
        for key in ("Space", "Tab"):
            page.keyboard.press(key)
        page.keyboard.type("The scan says ten days.")
        page.keyboard.press("Tab")
        page.keyboard.type("ann@example.org")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")

    erratum = Erratum.objects.get()
    assert (erratum.exact, erratum.body) == (
        "It takes nine days.",
        "The scan says ten days.",
    )
    assert (erratum.kind, erratum.contact) == ("words", "ann@example.org")


def test_selected_words_are_reported_as_they_were_selected(page, complaints):
    page.goto(EXCHANGE)
    page.evaluate(DRAG)

    page.get_by_role("toolbar").get_by_role("link", name="Report an error").click()

    expect(page.locator(".passage p")).to_have_text("[…] nine […]")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what is wrong.")
    (refusal,) = complaints
    assert "400 (Bad Request)" in refusal
    complaints.clear()
    page.get_by_role("link", name="Choose what is wrong.").click()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio").first).to_be_focused()
