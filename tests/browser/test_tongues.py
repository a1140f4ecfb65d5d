"""From one language to another, at the same place and with the same question."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_conversation

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_changes_the_language_and_keeps_the_place(page):
    make_conversation(exchanges=2)
    page.goto("/interviews/steppe-2024/?mark=a1p1.0-4")

    page.get_by_role("link", name="Қазақша").click()

    expect(page).to_have_url("/kk/interviews/steppe-2024/?mark=a1p1.0-4")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.get_by_role("link", name="Сұхбаттар", exact=True)).to_be_visible()
    expect(page.locator("#a1p1 mark").first).to_be_visible()

    page.get_by_role("link", name="Сұхбаттар", exact=True).click()
    expect(page).to_have_url("/kk/interviews/")

    page.get_by_role("link", name="English").click()
    expect(page).to_have_url("/interviews/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
