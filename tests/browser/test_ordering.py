"""Topics and people are brought into order: by mouse, by keyboard, with no script."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from archive.models import Kind, Speaker, Tagging, Topic
from tests.browser.test_kinds_and_queue import PASSWORD, log_in
from tests.factories import make_conversation, make_speaker, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(transactional_db):
    """Exchanges of water, a topic for them, one above it, and somebody named twice."""
    User.objects.create_superuser("aray", password=PASSWORD)
    interview = make_conversation(exchanges=3)
    make_topic("Nature", "nature")
    Tagging.objects.exclude(turn__anchor="q1").delete()
    double = make_speaker("Aigul Saparowa", "aigul-saparowa")
    interview.turns.filter(anchor="a2").update(speaker=double)
    call_command("update_index", verbosity=0)
    return interview


@pytest.fixture
def plain_desk(browser, live_server, archive):
    """The desk with JavaScript off, on a narrow screen."""
    with browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        viewport={"width": 390, "height": 800},
    ) as context:
        yield log_in(context.new_page())


def test_a_topic_is_given_by_mouse_to_what_a_search_finds_and_taken_back(page, archive):
    log_in(page).goto(f"{reverse('admin:archive_assign')}?q=mountains")
    page.get_by_label("Topic", exact=True).select_option("Water")
    page.get_by_role("radio", name="all 3 that were found").check()
    page.get_by_role("button", name="See what would change").click()
    would = page.get_by_text("2 exchanges would get the topic “Water”.")
    expect(would).to_be_visible()
    assert Topic.objects.get(slug="water").taggings.count() == 1

    page.get_by_role("button", name="Give the topic").click()
    expect(page.get_by_role("button", name="Undo it")).to_be_visible()
    assert Topic.objects.get(slug="water").taggings.count() == 3

    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert Topic.objects.get(slug="water").taggings.count() == 1


def test_two_who_are_one_are_merged_by_keyboard(page, archive):
    gone = Speaker.objects.get(slug="aigul-saparowa")
    log_in(page).goto(reverse("admin:archive_speaker_merge", args=[gone.pk]))
    page.get_by_label("Find a person by name").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Aigul Saparova")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Aigul Saparova").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Reason").focus()
    page.keyboard.type("One letter mistyped.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Merge")).to_be_focused()

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state()
    kept = Speaker.objects.get(slug="aigul-saparova")
    assert kept.turns.filter(kind=Kind.ANSWER).count() == 3
    assert page.goto("/speakers/aigul-saparowa/").url.endswith("/aigul-saparova/")


def test_topics_are_moved_without_script_on_a_narrow_screen(plain_desk):
    plain_desk.goto(reverse("admin:archive_topic_tree"))
    plain_desk.get_by_role("checkbox", name="Move Water").check()
    plain_desk.get_by_label("Put those ticked under").select_option("Nature")

    plain_desk.get_by_role("button", name="Move", exact=True).click()

    level = plain_desk.get_by_text("Level 2:")
    expect(level).to_be_attached()
    assert Topic.objects.get(slug="water").parent == Topic.objects.get(slug="nature")
    wide = plain_desk.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_a_topic_is_renamed_and_named_in_kazakh_without_script(plain_desk):
    topic = Topic.objects.get(slug="water")
    plain_desk.goto(reverse("admin:archive_topic_change", args=[topic.pk]))
    plain_desk.get_by_label("Slug:").fill("waters")
    plain_desk.locator("[name=labels-0-language]").fill("kk")
    plain_desk.locator("[name=labels-0-name]").fill("Су")
    plain_desk.locator("[name=labels-0-kind]").select_option("preferred")
    plain_desk.get_by_role("button", name="Save", exact=True).click()

    expect(plain_desk.locator(".messagelist .success")).to_be_visible()
    kazakh = plain_desk.goto("/kk/topics/water/")
    assert kazakh.url.endswith("/kk/topics/waters/")
    expect(plain_desk.get_by_role("heading", level=1)).to_have_text("Су")


def test_a_suggestion_is_accepted_with_a_finger(browser, live_server, archive):
    Topic.objects.create(name="Mountains", slug="mountains")
    with browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    ) as context:
        page = log_in(context.new_page())
        page.goto(reverse("admin:archive_suggestions"))
        page.get_by_label("Look through one interview").fill(archive.slug)
        page.get_by_role("button", name="Look for topics in the words").tap()
        expect(page.locator("mark").first).to_be_visible()
        assert not Topic.objects.get(slug="mountains").taggings.accepted().exists()
        page.get_by_role("button", name="Accept", exact=True).first.tap()
        expect(page.locator(".messagelist .success").first).to_be_visible()

    assert Topic.objects.get(slug="mountains").taggings.accepted().count() == 1
