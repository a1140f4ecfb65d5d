"""One reader and one editor: from the home page to a note that search finds."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.test_annotating import PASSWORD, drag_over

pytestmark = pytest.mark.django_db(transaction=True)

SEEDS = Path(__file__).parents[2] / "seeds"
INTERVIEW = "/interviews/tokayev-egemen-qazaqstan-2024/"
CHOSEN = "republican referendum"
NOTE = "A plebiscite of **all** citizens."


@pytest.fixture
def archive():
    """The archive as it ships, with an editor."""
    call_command("rebuild_index", verbosity=0)
    call_command("ingest", SEEDS)
    User.objects.create_superuser("aray", password=PASSWORD)


def search(page, words):
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("button", name="Find").first.click()


def test_from_home_to_a_note_that_search_finds(page, archive):
    page.goto("/")
    search(page, "uranium")
    page.locator(".hit .words a").first.click()

    expect(page).to_have_url(re.compile(re.escape(INTERVIEW) + r".*mark=a15p1"))
    expect(page.locator("#a15p1 mark").first).to_have_text("uranium")

    page.get_by_label("About exchange 15").get_by_role(
        "link", name="Nuclear power"
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nuclear power")

    page.goto("/admin/")
    page.get_by_label("Username").fill("aray")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/archive/answer/?q=republican+referendum")
    page.get_by_role("link", name="a8", exact=True).click()
    page.get_by_role("link", name="Annotate").click()
    expect(page.locator("#record")).to_contain_text(CHOSEN)
    drag_over(page, None, CHOSEN)
    page.get_by_label("Note, in Markdown").fill(NOTE)
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist .success").first).to_be_visible()

    page.goto(INTERVIEW)
    expect(page.locator("#a8p7 mark")).to_have_text(CHOSEN)
    note = page.get_by_role("note").or_(page.locator("aside.note"))
    expect(note).to_contain_text("A plebiscite of all citizens.")
    expect(note.locator("strong")).to_have_text("all")

    search(page, "plebiscite")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator(".hit")).to_contain_text("plebiscite")
