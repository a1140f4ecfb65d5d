"""What a reader's browser does with the pages: themes, keyboard, screens, paper."""

import re

import pytest
from playwright.sync_api import expect

from archive.models import Annotation, Turn
from tests.factories import (
    make_annotation,
    make_conversation,
    make_edition,
    make_long_interview,
    make_source,
)

pytestmark = pytest.mark.django_db(transaction=True)

INTERVIEW = "/interviews/steppe-2024/"
PAGES = [
    "/",
    "/interviews/",
    INTERVIEW,
    f"{INTERVIEW}q2/",
    f"{INTERVIEW}a2p2/?mark=a2p2.3-13",
    f"{INTERVIEW}source/?at=a2p2",
    f"{INTERVIEW}q2/cite/",
    f"{INTERVIEW}q2/embed/",
    "/speakers/",
    "/speakers/aigul-saparova/",
    "/topics/",
    "/topics/water/",
    "/search/",
    "/help/",
    "/about/",
    "/styleguide/",
]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((each) => {
    const { width, height, left } = each.getBoundingClientRect();
    return width && left >= 0 && (width < 24 || height < 24);
  }).map((each) => each.outerHTML)"""
PAPER = "getComputedStyle(document.body).backgroundColor"
DAY, NIGHT = "rgb(250, 251, 249)", "rgb(20, 24, 26)"


@pytest.fixture(autouse=True)
def interview(transactional_db):
    interview = make_conversation(exchanges=12)
    make_edition(interview, make_source("Where does the water come from? " * 80))
    for turn in Turn.objects.all()[:5]:
        make_annotation(turn, turn.text[:9])
    return interview


@pytest.fixture
def plain_page(browser, live_server):
    """A page of a reader whose browser runs no script."""
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1680])
def test_no_page_scrolls_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 800})

    for path in PAGES:
        page.goto(path)
        assert page.evaluate(OVERFLOW) == 0, path


def test_fingers_find_every_link(page):
    page.set_viewport_size({"width": 390, "height": 844})

    for path in PAGES:
        page.goto(path)
        assert page.evaluate(SMALL) == [], path


def test_a_chosen_theme_is_kept_and_the_system_is_followed_again(page):
    page.emulate_media(color_scheme="light")
    page.goto("/")
    assert page.evaluate(PAPER) == DAY

    page.get_by_role("button", name="Night").click()
    assert page.evaluate(PAPER) == NIGHT
    page.goto(INTERVIEW)
    assert page.evaluate(PAPER) == NIGHT

    page.get_by_role("button", name="Day").click()
    assert page.evaluate(PAPER) == DAY
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == NIGHT


def test_the_contents_follow_the_reader(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{INTERVIEW}#q7")

    current = page.locator(".contents a[aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_have_attribute("href", "#q7")


def test_the_contents_are_open_beside_the_record_and_folded_above_it(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(INTERVIEW)
    expect(page.locator(".contents li").first).to_be_visible()
    expect(page.locator(".contents details[open]")).to_have_count(1)

    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".contents li").first).to_be_hidden()
    page.locator(".contents summary").click()
    expect(page.locator(".contents li").first).to_be_visible()


def test_a_note_stands_beside_its_words_or_below_them(page):
    words, note = page.locator("#q1p1"), page.locator(".note").first

    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(INTERVIEW)
    wide, beside = words.bounding_box(), note.bounding_box()
    assert beside["x"] >= wide["x"] + wide["width"]
    assert abs(beside["y"] - wide["y"]) < 20

    page.set_viewport_size({"width": 390, "height": 800})
    narrow, below = words.bounding_box(), note.bounding_box()
    assert below["y"] >= narrow["y"] + narrow["height"]


PLACES = """() => [...document.querySelectorAll(".passage > p")]
  .map((p) => Math.round(p.getBoundingClientRect().top + scrollY))"""
OVERLAPS = """() => {
  const parts = [...document.querySelectorAll(".turn .apparatus")]
    .map((part) => part.getBoundingClientRect()).filter((box) => box.height);
  return parts.slice(1).filter((box, at) => box.top < parts[at].bottom - 1).length;
}"""


@pytest.mark.parametrize("width", [1200, 1280, 1680])
def test_no_note_moves_the_record(page, interview, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(INTERVIEW)
    Annotation.objects.all().delete()
    page.goto(INTERVIEW)
    bare = page.evaluate(PLACES)

    for turn in Turn.objects.all()[:8]:
        for segment in turn.segments.all():
            for length, body in [(4, "Short."), (6, "Twice as long. " * 30)]:
                words = turn.text[segment.start : segment.start + length]
                make_annotation(turn, words, body=body)
    Turn.objects.filter(anchor="a2").update(doubt="taken as an answer by its place")
    page.goto(INTERVIEW)

    assert page.locator(".note").count() > 15
    assert page.evaluate(PLACES) == bare
    assert page.evaluate(OVERLAPS) == 0


def test_the_first_tab_leads_past_the_head(page):
    page.goto(INTERVIEW)

    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


COPY = """async ([first, from, last, to]) => {
  const text = (selector) => document.createTreeWalker(
    document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const start = text(first).nextNode();
  const walk = text(last);
  let end = walk.nextNode();
  for (let node = end; node; node = walk.nextNode()) end = node;
  getSelection().setBaseAndExtent(start, from, end, to < 0 ? end.length + 1 + to : to);
  const isHere = () => performance.getEntriesByType("resource")
    .some(({ name }) => name.endsWith("/copy.js"));
  for (let frame = 0; frame < 600 && !isHere(); frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  if (isHere()) await import("/static/js/copy.js");
  const carried = new DataTransfer();
  const event = new ClipboardEvent("copy",
    { clipboardData: carried, bubbles: true, cancelable: true });
  document.dispatchEvent(event);
  return [carried.getData("text/plain"), carried.getData("text/html"),
    event.defaultPrevented, getSelection().toString()];
}"""


def test_who_copies_the_record_copies_its_words_alone(page):
    page.goto(INTERVIEW)

    plain, html, ours, _ = page.evaluate(COPY, ["#q1p1", 0, "#a2p2", -1])

    question, answer = "Where does the water come from?", "From the mountains."
    spoken = [question, answer, "It takes nine days."] * 2
    assert ours
    assert plain.split("\n\n") == spoken
    assert html == "".join(f"<p>{words}</p>" for words in spoken)


def test_who_copies_a_part_copies_that_part(page):
    page.goto(f"{INTERVIEW}q1/")

    plain, *_ = page.evaluate(COPY, ["#a1p2", 3, "#a1p2", 8])

    assert plain == "takes"


def test_who_copies_a_note_copies_the_note(page):
    page.goto(INTERVIEW)

    _, _, ours, selected = page.evaluate(
        COPY, [".note .body", 0, ".note .body > p", -1]
    )

    assert not ours
    assert selected.strip() == "A note of the editors."


def test_a_selection_holds_no_topic_numeral_or_letter_without_script(plain_page):
    plain_page.goto(INTERVIEW)

    selected = plain_page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStartBefore(document.getElementById("q6"));
          range.setEndAfter(document.querySelector("#a6p2"));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return getSelection().toString();
        }"""
    )

    assert selected.split("\n\n") == [
        "Where does the water come from?",
        "From the mountains.",
        "It takes nine days.",
    ]


def test_on_paper_the_record_is_black_on_white_with_its_address(page):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(INTERVIEW)

    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator("#a1p1")).to_be_visible()
    address = f"http://127.0.0.1:8000{INTERVIEW}"
    expect(page.locator(".on-paper")).to_contain_text(address)


def test_without_script_pages_read_and_link(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("link", name="The steppe remembers").click()
    plain_page.locator("#q2 .no").click()
    beside = plain_page.get_by_role("navigation", name="Neighbouring exchanges")
    beside.get_by_role("link", name="Question 3").click()

    expect(plain_page.locator("#q3")).to_be_visible()
    expect(plain_page.locator("button.theme")).to_be_hidden()


def test_a_marked_link_lands_on_its_words_without_script(plain_page):
    plain_page.goto(f"{INTERVIEW}?mark=a12p2.9-13#a12p2")

    expect(plain_page.locator("#a12p2 mark")).to_have_text("nine")
    expect(plain_page.locator("#a12p2 mark")).to_be_in_viewport()


def test_two_thousand_turns_are_one_page_with_every_word_and_link(page):
    make_long_interview(exchanges=1000)

    page.goto("/interviews/long/#a900p1")

    expect(page.locator("#a900p1")).to_be_in_viewport()
    assert page.evaluate("find('the well of year 950')")
    assert page.evaluate("getSelection().anchorNode.parentElement.id") == "a950p1"
    expect(page.locator(".contents [aria-current]")).to_have_attribute("href", "#q950")
