"""Copying a citation, the style that is remembered, and words in another's frame."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_conversation, make_outlet

pytestmark = pytest.mark.django_db(transaction=True)

CITE = "/interviews/steppe-2024/cite/"
READ = """async () => {
  const [copied] = await navigator.clipboard.read();
  const blobs = copied.types.map(async (type) => (await copied.getType(type)).text());
  return Promise.all(blobs);
}"""


@pytest.fixture(autouse=True)
def interview(transactional_db):
    interview = make_conversation(exchanges=1)
    interview.outlet = make_outlet()
    interview.save()


def test_a_citation_is_copied_with_its_italics_and_its_style_remembered(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(CITE)
    button = page.locator("#mla button").first

    button.click()

    expect(button).to_have_text("Copied")
    plain, rich = page.evaluate(READ)
    assert plain.startswith("Saparova, Aigul. “The Steppe Remembers.” Interview by ")
    assert "<i>Steppe Gazette</i>, Jan. 2024. <i>Suhbat</i>, http" in rich
    page.goto("/interviews/steppe-2024/q1/cite/")
    expect(page.locator(".style").first).to_have_id("mla")


def test_without_the_clipboard_the_citation_is_selected_and_copied(page):
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(CITE)

    page.locator("#plain button").click()

    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("The steppe remembers. Aigul Saparova interviewed by ")
