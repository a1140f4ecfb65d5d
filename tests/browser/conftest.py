"""A real Chromium and a live site, for what no test client can show."""

import os
from importlib.resources import files

import pytest
from playwright.sync_api import sync_playwright

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@pytest.fixture(scope="session")
def browser(chromium):
    # Playwright keeps an event loop in this thread; the tests themselves stay sync.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What the browser complains of and whom else it asks; empty at the end."""
    return []


@pytest.fixture
def page(browser, live_server, complaints):
    """A page of a new reader; it must stay without complaints and on this site."""
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: note(complaints, said))
        page.on("request", lambda asked: watch(complaints, asked, live_server.url))
        yield page
    assert complaints == []


def note(complaints, said):
    if said.type in {"error", "warning"}:
        complaints.append(f"{said.text} {said.location}")


def watch(complaints, asked, home):
    if not asked.url.startswith((home, "data:", "blob:")):
        complaints.append(f"left the site for {asked.url}")
