"""Notes of every kind are written, and notes that lost their words placed, by hand."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from archive.ingest.storing.store import store
from archive.models import Annotation, Hold, State, Turn
from archive.models.particulars import Cited, FactCheck
from tests.browser.conftest import AXE
from tests.factories import make_annotation
from tests.ingest.talks import talk
from tests.judges import axe

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "steppe-water-nine"
TALK = [
    "Who dug the first well here?",
    "My father dug it with his own 🐎 hands, in May.",
    "And what came after it?",
    "Then the river fell, and we walked to the lake.",
]


@pytest.fixture
def orphan(transactional_db):
    User.objects.create_superuser("aray", password=PASSWORD)
    store(talk(*TALK))
    note = make_annotation(Turn.objects.get(anchor="a2"), "the river fell")
    store(talk(*TALK[:3], "Then the river sank, and we walked to the lake."))
    return note


@pytest.fixture
def desk(page, orphan):
    return log_in(page)


@pytest.fixture
def plain_desk(browser, live_server, orphan):
    """The same with JavaScript off."""
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    ) as context:
        yield log_in(context.new_page())


def log_in(page):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("aray")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Editors’ desk")).to_be_visible()
    return page


def open_slip(page):
    turn = Turn.objects.get(anchor="a1")
    page.goto(f"{reverse('admin:archive_annotation_add')}?turn={turn.pk}")


def write_fact_check(page):
    page.get_by_role("radio", name="Fact-check").check()
    page.get_by_label("Claim").fill("He dug it alone.")
    page.get_by_label("Verdict").select_option("misleading")
    page.get_by_label("Sources").fill("A letter of 1961 https://letters.example/1961")
    page.get_by_label("Note, in Markdown").fill("See [[q2]].")


def wait_at(note):
    return reverse("admin:archive_annotation_waiting", args=[note.pk])


CHECKED = FactCheck(
    "He dug it alone.",
    "misleading",
    (Cited("A letter of 1961", "https://letters.example/1961"),),
)


def test_a_fact_check_is_seen_in_the_margin_while_it_is_written(desk):
    open_slip(desk)
    desk.get_by_label("Words the note stands on").fill("🐎 hands")

    expect(desk.get_by_label("Claim")).to_be_hidden()
    write_fact_check(desk)

    seen = desk.locator("#seen")
    expect(seen).to_contain_text("He dug it alone.")
    expect(seen.get_by_role("link", name="question 2")).to_be_visible()
    assert not Annotation.objects.filter(kind="fact_check").exists()
    desk.get_by_role("button", name="Save note").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    note = Annotation.objects.get(kind="fact_check")
    assert (note.told, note.exact) == (CHECKED, "🐎 hands")


KINDS = [
    ("Context", {}, "context"),
    ("Correction", {"Should read": "with her own hands"}, "correction"),
    ("Commitment", {"What was promised": "A well", "By when": "2027-05"}, "commitment"),
    ("Translation", {"Language (": "kk", "Translation": "өз қолымен"}, "translation"),
    ("Source", {"What the source is": "A letter of 1961"}, "source"),
]


@pytest.mark.parametrize(("label", "fields", "kind"), KINDS)
def test_each_kind_has_a_form_of_its_own(desk, label, fields, kind):
    open_slip(desk)
    desk.get_by_label("Words the note stands on").fill("🐎 hands")

    desk.get_by_role("radio", name=label).check()
    expect(desk.get_by_label("Claim")).to_be_hidden()
    for name, words in fields.items():
        desk.get_by_role("textbox", name=name).fill(words)
    desk.get_by_label("Note, in Markdown").fill("A note.")
    desk.get_by_role("button", name="Save note").click()

    expect(desk.locator(".messagelist .success")).to_be_visible()
    note = Annotation.objects.get(kind=kind, exact="🐎 hands")
    told = str(note.told)
    assert all(words in told for words in fields.values())


def test_a_fact_check_is_written_without_javascript(plain_desk):
    open_slip(plain_desk)
    plain_desk.get_by_label("Words the note stands on").fill("🐎 hands")
    write_fact_check(plain_desk)

    plain_desk.get_by_role("button", name="See it in the margin").click()
    expect(plain_desk.locator("#preview")).to_contain_text("misleading")
    plain_desk.get_by_role("button", name="Save note").click()

    expect(plain_desk.locator(".messagelist .success")).to_be_visible()
    assert Annotation.objects.get(kind="fact_check").told == CHECKED


def test_one_key_places_a_note_that_lost_its_words(desk, orphan):
    desk.goto(wait_at(orphan))

    expect(desk.locator("kbd", has_text="1")).to_be_visible()
    desk.keyboard.press("1")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    orphan.refresh_from_db()
    assert (orphan.exact, orphan.hold) == ("the river sank", Hold.ANCHORED)


def test_a_note_is_retired_without_javascript_and_says_why(plain_desk, orphan):
    plain_desk.goto(wait_at(orphan))

    plain_desk.get_by_label("Or retire it, because").fill("Nothing is left to say.")
    plain_desk.get_by_role("button", name="Retire").click()

    expect(plain_desk.locator(".messagelist .success")).to_be_visible()
    orphan.refresh_from_db()
    assert orphan.state == State.WITHDRAWN


def test_a_finger_places_a_note(browser, live_server, orphan):
    with browser.new_context(
        base_url=live_server.url,
        has_touch=True,
        viewport={"width": 390, "height": 800},
    ) as context:
        page = log_in(context.new_page())
        page.goto(wait_at(orphan))

        page.locator(".choice").first.tap()

        expect(page.locator(".messagelist .success")).to_be_visible()
    orphan.refresh_from_db()
    assert orphan.hold == Hold.ANCHORED


def test_axe_finds_nothing_on_these_pages(browser, live_server, orphan):
    # The page's own policy forbids the script that axe is.
    with browser.new_context(base_url=live_server.url, bypass_csp=True) as context:
        page = log_in(context.new_page())
        found = []
        for address in (reverse("admin:archive_annotation_queue"), wait_at(orphan)):
            page.goto(address)
            found += violations(page)
        open_slip(page)
        for kind in ("Commitment", "Fact-check", "Translation"):
            page.get_by_role("radio", name=kind).check()
            found += violations(page)
    assert found == []


def violations(page):
    page.add_script_tag(content=AXE)
    found = page.evaluate(axe.ASK, axe.TAGS)["violations"]
    return [(each["id"], page.url) for each in found]
