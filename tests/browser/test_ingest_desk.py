"""An editor decides about turns by mouse, by single keys, and without a script."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from archive.ingest.storing.store import store
from archive.models import Correction, Interview, State, Upload
from tests.admin.sources import WELLS, read
from tests.browser.conftest import AXE
from tests.browser.test_annotating import PASSWORD, log_in
from tests.judges import axe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def interview(transactional_db):
    User.objects.create_superuser("aray", password=PASSWORD)
    interview = store(read(WELLS)).interview
    interview.turns.filter(anchor__in=["a1", "q2"]).update(doubt="Two voices?")
    return interview


@pytest.fixture
def desk(page, interview):
    log_in(page)
    return page


@pytest.fixture
def plain_desk(browser, live_server, interview):
    """The same with JavaScript off, on a phone."""
    with browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    ) as context:
        page = context.new_page()
        log_in(page)
        yield page


def open_turn(page, interview, anchor):
    turn = interview.turns.get(anchor=anchor)
    page.goto(reverse("admin:archive_desk_turn", args=[turn.pk]))


def spoken(interview):
    return [(turn.anchor, turn.text) for turn in interview.turns.all()]


DIVIDED = [
    ("a1", "My father dug it."),
    ("q3", "And who helped him there? Nobody helped him."),
]


def done(page, words):
    expect(page.locator(".messagelist .success")).to_contain_text(words)


def test_a_doubt_is_settled_by_two_keys(desk, interview):
    desk.goto(reverse("admin:archive_desk"))

    desk.keyboard.press("j")
    expect(desk.get_by_role("heading", name="a1: About wells")).to_be_visible()
    desk.keyboard.press("y")

    done(desk, "a1: accepted")
    expect(desk.get_by_role("heading", name="q2: About wells")).to_be_visible()
    assert interview.turns.get(anchor="a1").doubt == ""


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [("s", "kind", "statement"), ("2", "speaker__name", "Ali Bek")],
)
def test_a_kind_and_a_speaker_are_one_key(desk, interview, key, field, value):
    open_turn(desk, interview, "q2")

    desk.keyboard.press(key)

    done(desk, "q2:")
    assert interview.turns.filter(anchor="q2").values_list(field, flat=True)[0] == value


def test_a_turn_is_divided_with_the_mouse(desk, interview):
    open_turn(desk, interview, "a1")
    words = desk.locator("#record p[data-start]")
    box = words.evaluate(WORD, "And")

    desk.mouse.click(box["x"], box["y"])
    expect(desk.get_by_label("The second part begins with the words")).to_have_value(
        "And who helped him there? Nobody helped him."
    )
    desk.get_by_role("button", name="Divide", exact=True).click()

    done(desk, "a1: divided")
    expect(desk.get_by_role("heading", name="q3: About wells")).to_be_visible()
    assert spoken(interview)[1:3] == DIVIDED


def test_a_turn_is_divided_with_a_finger(browser, live_server, interview):
    with browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    ) as context:
        page = context.new_page()
        log_in(page)
        open_turn(page, interview, "a1")
        words = page.locator("#record p[data-start]")
        words.scroll_into_view_if_needed()
        box = words.evaluate(WORD, "And")

        page.touchscreen.tap(box["x"], box["y"])
        expect(page.locator("#found")).to_contain_text("begins with “And who helped")
        page.get_by_role("button", name="Divide", exact=True).tap()

        done(page, "a1: divided")
    assert spoken(interview)[1:3] == DIVIDED


WORD = """(paragraph, word) => {
  const range = document.createRange();
  const at = paragraph.firstChild.data.indexOf(word);
  range.setStart(paragraph.firstChild, at);
  range.setEnd(paragraph.firstChild, at + word.length);
  const box = range.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}"""


def test_a_turn_is_divided_with_the_keyboard_and_joined_again(desk, interview):
    before = spoken(interview)
    open_turn(desk, interview, "a1")

    desk.keyboard.press("x")
    for _ in range(4):
        desk.keyboard.press("ArrowRight")
    expect(desk.locator("#found")).to_contain_text("begins with “And who helped")
    desk.keyboard.press("Enter")

    done(desk, "a1: divided")
    assert spoken(interview)[1:3] == DIVIDED
    desk.keyboard.press("u")
    done(desk, "Taken back: a1: divided")
    assert spoken(interview) == before


def test_a_turn_is_joined_by_a_key(desk, interview):
    open_turn(desk, interview, "q2")

    desk.keyboard.press("p")

    done(desk, "q2: joined to the turn before")
    assert [anchor for anchor, _ in spoken(interview)] == ["q1", "a1", "a2"]


def test_letters_that_are_typed_are_no_keys(desk, interview):
    open_turn(desk, interview, "q2")

    desk.keyboard.press("n")
    desk.keyboard.type("yes")

    expect(desk.get_by_label("Somebody else, by name")).to_have_value("yes")
    assert not Correction.objects.exists()


def test_who_dictates_turns_the_keys_off(desk, interview):
    open_turn(desk, interview, "q2")

    desk.get_by_label("Single keys").uncheck()
    desk.keyboard.press("y")
    desk.reload()
    desk.keyboard.press("y")

    expect(desk.get_by_label("Single keys")).not_to_be_checked()
    expect(desk.locator("kbd").first).to_be_hidden()
    assert not Correction.objects.exists()


def test_a_turn_is_divided_without_a_script(plain_desk, interview):
    open_turn(plain_desk, interview, "a1")

    plain_desk.get_by_label("The second part begins with the words").fill("And who")
    plain_desk.get_by_role("button", name="Divide", exact=True).click()

    done(plain_desk, "a1: divided")
    assert spoken(interview)[1:3] == DIVIDED


def test_somebody_new_is_named_without_a_script(plain_desk, interview):
    open_turn(plain_desk, interview, "q2")

    plain_desk.get_by_label("Somebody else, by name").fill("Madi Bek")
    plain_desk.keyboard.press("Enter")

    done(plain_desk, "q2: speaker Madi Bek")
    assert interview.turns.get(anchor="q2").speaker.name == "Madi Bek"


@pytest.mark.parametrize("kind", ["desk", "plain_desk"])
def test_a_pasted_text_is_looked_at_mended_and_kept(request, kind, interview):
    page = request.getfixturevalue(kind)
    page.goto(reverse("admin:archive_upload_changelist"))

    page.get_by_label("Text", exact=True).fill(WELLS.replace("wells", "a river"))
    page.get_by_label("A name for the text").fill("river")
    page.get_by_role("button", name="See how it is read").click()
    expect(page.get_by_role("heading", name="river.txt")).to_be_visible()
    expect(page.locator("#q2")).to_contain_text("And the river?")
    page.get_by_label("Title").fill("On a river")
    page.get_by_label("Language").fill("en")
    page.get_by_role("button", name="See it read again").click()
    page.get_by_role("button", name="Keep as a draft").click()

    done(page, "“On a river”: new.")
    kept = Interview.objects.get(title="On a river")
    assert (kept.state, kept.language, kept.turns.count()) == (State.DRAFT, "en", 4)


@pytest.fixture
def addresses(interview):
    """Every page of the desk, one with a turn and one with a source refused."""
    turn = interview.turns.get(anchor="a1")
    interview.turns.filter(anchor="a1").update(rule="a name and a colon " * 9)
    author = User.objects.get(username="aray")
    letter = b"Dear all,\n\nthe well is dug.\n"
    refused = Upload.objects.create(name="a.txt", content=letter, author=author)
    told = Upload.objects.create(name="b.txt", content=WELLS.encode(), author=author)
    desk = reverse("admin:archive_desk")
    return [
        reverse("admin:index"),
        desk,
        f"{desk}?interview={interview.slug}&all=1",
        reverse("admin:archive_desk_turn", args=[turn.pk]),
        reverse("admin:archive_upload_change", args=[refused.pk]),
        reverse("admin:archive_upload_change", args=[told.pk]),
        reverse("admin:archive_upload_changelist"),
        reverse("admin:archive_interview_change", args=[interview.pk]),
        reverse("admin:archive_alike"),
        reverse("admin:archive_correction_changelist"),
    ]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_of_the_desk_scrolls_sideways(desk, addresses, width):
    desk.set_viewport_size({"width": width, "height": 844})

    for address in addresses:
        desk.goto(address)
        over = "document.documentElement.scrollWidth - innerWidth"
        assert desk.evaluate(over) <= 0, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_desk_is_shut_to_anybody(
    browser, live_server, addresses, scheme
):
    # The page's own policy forbids the script that axe is.
    with browser.new_context(
        base_url=live_server.url, bypass_csp=True, color_scheme=scheme
    ) as context:
        page = context.new_page()
        log_in(page)
        for address in addresses:
            page.goto(address)
            page.evaluate(AXE)
            found = page.evaluate(axe.ASK, axe.TAGS)["violations"]
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
