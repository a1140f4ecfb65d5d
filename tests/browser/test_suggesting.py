"""Suggestions while typing: by keyboard, by pointer, announced, never in the way."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from archive.search import suggestions
from tests.browser.test_journey import SEEDS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(transactional_db):
    suggestions.forget()
    call_command("rebuild_index", verbosity=0)
    call_command("ingest", SEEDS)


def test_a_name_is_chosen_by_keyboard_and_is_announced(page, archive):
    page.goto("/help/")
    page.get_by_role("searchbox", name="Search the archive").focus()
    box = page.get_by_role("combobox", name="Search the archive")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("Тока")
    options = page.get_by_role("option")
    expect(options).to_have_text(
        [
            "Kassym-Jomart Tokayev",
            "Kassym-Jomart Tokayev: As a forward-thinking nation, we must look ahead",
        ]
    )
    expect(page.get_by_role("status")).to_have_text("2 suggestions")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = options.first.get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", active)

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("Тока")
    expect(box).to_be_focused()

    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", active)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url("/speakers/kassym-jomart-tokayev/")


def test_enter_alone_searches_and_a_click_follows(page, archive):
    page.goto("/search/")
    page.get_by_role("searchbox").press_sequentially("nu")
    box = page.get_by_role("combobox")
    box.press_sequentially("clear")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 turns found")

    page.get_by_role("searchbox").fill("nucl")
    page.get_by_role("option", name="Nuclear power", exact=True).click()
    expect(page).to_have_url("/topics/nuclear-power/")
