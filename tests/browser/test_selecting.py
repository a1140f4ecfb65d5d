"""Selected words, and what a reader does with them."""

import re

import pytest
from playwright.sync_api import expect

from archive.models import Turn
from tests.browser.selecting import PARAGRAPHS, follow, random_selections
from tests.factories import (
    make_annotation,
    make_exchange,
    make_interview,
    make_speaker,
)

pytestmark = pytest.mark.django_db(transaction=True)

INTERVIEW = "/interviews/steppe-2024/"
BASE = "http://127.0.0.1:8000"
SAID = [
    (
        "Where 🐎 does the water come from?",
        "From the mountains.\n\nIt takes nine days.",
    ),
    (
        "Су қайдан келеді? 👩\u200d👩\u200d👧",
        "Таулардан — «тоғыз күн».\n\nИз гор.\n\n🐎🐎 девять дней 🐎.",
    ),
    ("Is it e\u0301 cold, <b>or</b> not?", "“Never”, he said.\nAnd left."),
]
DRAG = """([id, from, to]) => {
  const text = document.getElementById(id).firstChild;
  getSelection().setBaseAndExtent(text, from, text, to);
}"""
HELD = "navigator.clipboard.readText()"


@pytest.fixture(autouse=True)
def interview(transactional_db):
    interview = make_interview()
    asks = make_speaker("Daniyar Omarov", "daniyar-omarov")
    for asked, answered in SAID:
        make_exchange(interview, asked, answered, speaker=asks)
    make_annotation(Turn.objects.get(anchor="a2"), "тоғыз күн")
    make_annotation(Turn.objects.get(anchor="a2"), "дней 🐎")
    return interview


@pytest.fixture
def menu(page):
    return page.get_by_role("toolbar", name="The selected words")


def select(page, name="a1p2", start=3, end=13):
    page.evaluate(DRAG, [name, start, end])


@pytest.mark.parametrize("kind", ["link", "pinned"])
def test_a_random_selection_comes_back_through_its_link(page, kind):
    page.goto(INTERVIEW)
    paragraphs = page.evaluate(PARAGRAPHS)

    for selection in random_selections(paragraphs, 12, seed=6):
        assert follow(page, INTERVIEW, selection, kind) == selection.words


def test_the_menu_comes_with_words_and_goes_with_them(page, menu):
    page.goto(INTERVIEW)
    expect(menu).to_be_hidden()

    select(page)
    expect(menu).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    expect(menu).to_be_hidden()


def test_signs_without_words_bring_no_menu(page, menu):
    page.goto(INTERVIEW)

    select(page, "a3p1", 0, 1)
    page.wait_for_timeout(400)

    expect(menu).to_be_hidden()


def test_a_quotation_is_copied_with_its_citation(page, menu):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(INTERVIEW)
    select(page)

    menu.get_by_role("button", name="Copy quotation with citation").click()

    expect(menu.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate(HELD)
    assert "takes nine" in copied
    assert "The steppe remembers" in copied
    assert "mark=a1p2.3-13" in copied


@pytest.mark.parametrize(
    ("paragraph", "start", "end", "mark"),
    [
        ("a1p2", 5, 10, "a1p2.3-13"),
        ("a1p2", 3, 9, "a1p2.3-8"),
        ("q2p1", 1, 5, "q2p1.0-9"),
        ("a4p1", 1, 2, "a4p1.1-2"),
    ],
)
def test_a_sloppy_selection_is_widened_to_whole_words(
    page, menu, interview, paragraph, start, end, mark
):
    make_exchange(interview, "水从哪里来？", "来自高山。")
    page.goto(INTERVIEW)

    select(page, paragraph, start, end)

    expect(menu).to_be_visible()
    cite = menu.locator("[data-act=cite]").get_attribute("href")
    assert f"mark={mark}@" in cite


def test_links_are_copied_in_context_pinned_and_alone(page, menu):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(INTERVIEW)
    select(page)
    copied = []
    for name in ("Copy link", "Copy pinned link", "Copy link to the words alone"):
        page.evaluate("navigator.clipboard.writeText('')")
        menu.get_by_role("button", name=name, exact=True).click()
        page.wait_for_function("async () => await navigator.clipboard.readText()")
        copied.append(page.evaluate(HELD))
    expect(menu.get_by_role("status")).to_have_text("Copied")

    pinned = copied.pop(1)
    assert copied == [
        f"{BASE}{INTERVIEW}?mark=a1p2.3-13#a1p2",
        f"{BASE}{INTERVIEW}a1p2/?mark=a1p2.3-13",
    ]
    assert re.fullmatch(r".*\?mark=a1p2\.3-13@[0-9a-f]{8}#a1p2", pinned)


def test_nothing_is_asked_of_the_site_before_a_reader_asks(page, menu):
    page.goto(INTERVIEW, wait_until="networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    select(page)
    expect(menu).to_be_visible()

    assert [url for url in asked if "/static/js/" not in url] == []


def test_the_menu_is_worked_by_keys_alone(page, menu):
    page.goto(INTERVIEW)
    page.locator("#a1 .loc").focus()

    page.keyboard.press("m")
    first = menu.get_by_role("button").first
    expect(first).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "It takes nine days."
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")

    expect(menu).to_be_hidden()
    expect(page.locator("#a1 .loc")).to_be_focused()


def test_tab_leads_from_selected_words_into_the_menu(page, menu):
    page.goto(INTERVIEW)
    select(page)
    expect(menu).to_be_visible()

    page.keyboard.press("Tab")

    expect(menu.get_by_role("button").first).to_be_focused()


def test_words_lead_to_their_place_in_the_source_and_to_their_citation(page, menu):
    page.goto(INTERVIEW)
    select(page)

    source = menu.get_by_role("link", name="Check in the source")
    cite = menu.get_by_role("link", name="Cite", exact=True)
    expect(source).to_have_attribute("href", f"{INTERVIEW}source/?at=a1p2#at")
    cite.click()
    expect(page.locator("#quotation")).to_contain_text("takes nine")


def test_the_menu_fits_a_small_screen(page, menu):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(INTERVIEW)
    select(page)
    expect(menu).to_be_visible()

    box = menu.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 640
