"""An editor chooses words in a browser; the offsets kept are those of the record."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from archive.models import Annotation, State
from tests.factories import make_annotation, make_conversation, make_exchange

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = (
    "Our 🐎🐎 drink from the 🏞️ river.\n\nIs the river old? Yes, and the river is cold."
)
PASSWORD = "steppe-water-nine"


@pytest.fixture
def answer(transactional_db):
    User.objects.create_superuser("aray", password=PASSWORD)
    interview = make_conversation(1)
    return make_exchange(interview, answered=ANSWER).answers.get()


@pytest.fixture
def desk(page, answer):
    """A page of an editor who is logged in."""
    log_in(page)
    return page


@pytest.fixture
def plain_desk(browser, live_server, answer):
    """The same with JavaScript off."""
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=False
    ) as context:
        page = context.new_page()
        log_in(page)
        yield page


def log_in(page):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("aray")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Editors’ desk")).to_be_visible()


def open_slip(page, answer):
    page.goto(f"{reverse('admin:archive_annotation_add')}?turn={answer.pk}")


def drag_over(page, answer, words, last=None):
    """Draws the mouse from the first of `words` to the last of `last`, or of them."""
    points = page.evaluate(EDGES, [words, last or words])
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=8)
    page.mouse.up()


EDGES = """([first, last]) => {
  const edge = (words, isEnd) => {
    for (const p of document.querySelectorAll("#record p[data-start]")) {
      const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        const boxes = [...range.getClientRects()];
        const box = isEnd ? boxes.at(-1) : boxes[0];
        return [isEnd ? box.right - 0.5 : box.left + 0.5, box.top + box.height / 2];
      }
    }
  };
  const holds = (p) => p.textContent.includes(first);
  const paragraphs = [...document.querySelectorAll("#record p[data-start]")];
  paragraphs.find(holds).scrollIntoView({ block: "center" });
  return [edge(first, false), edge(last, true)];
}"""


def save(page, body="A note."):
    page.get_by_label("Note, in Markdown").fill(body)
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_words_after_an_emoji_are_chosen_with_the_mouse(desk, answer):
    open_slip(desk, answer)

    drag_over(desk, answer, "drink from the 🏞️ river")

    expect(desk.get_by_label("Words the note stands on")).to_have_value(
        "drink from the 🏞️ river"
    )
    expect(desk.locator("#found")).to_have_text("Paragraph 1, characters 7 to 30.")
    save(desk)
    note = Annotation.objects.get()
    assert (note.start, note.end, note.exact) == (7, 30, "drink from the 🏞️ river")
    assert note.prefix == "Our 🐎🐎 "


def test_words_across_paragraphs_are_chosen_with_the_mouse(desk, answer):
    open_slip(desk, answer)

    drag_over(desk, answer, "🏞️ river.", "Is the river old")
    save(desk)

    note = Annotation.objects.get()
    assert note.exact == "🏞️ river.\n\nIs the river old"
    assert ANSWER[note.start : note.end] == note.exact


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Отец вырыл этот колодец. Йод и ёлка остались.", "Йод и ёлка"),
        ("Бұл құдықты әкем қазған, ол — ғұлама еді.", "әкем қазған"),
        ("حفر أبي هذه البئر بيده في شهر مايو.", "هذه البئر"),
        ("這口井是我父親挖的，水很涼。", "我父親挖的"),
        ("हमारी नदी का पानी 👩‍👩‍👧 ठंडा है।", "नदी का पानी 👩‍👩‍👧"),
    ],
    ids=["Russian", "Kazakh", "Arabic", "Chinese", "Hindi"],
)
def test_words_of_any_script_are_chosen_with_the_mouse(desk, answer, text, words):
    turn = make_exchange(answer.interview, answered=text).answers.get()
    open_slip(desk, turn)

    drag_over(desk, turn, words)
    save(desk)

    note = Annotation.objects.get()
    assert (note.exact, note.start) == (words, turn.text.index(words))


def test_several_notes_stand_on_one_passage(desk, answer):
    for body in ("First.", "Second."):
        open_slip(desk, answer)
        drag_over(desk, answer, "river is cold")
        save(desk, body)
    Annotation.objects.update(state=State.PUBLISHED)

    desk.goto(answer.interview.get_absolute_url())

    expect(desk.locator("mark.noted", has_text="river is cold").first).to_be_visible()
    assert desk.locator(".note .body").all_inner_texts() == ["First.", "Second."]


def test_the_second_of_two_alike_is_chosen_by_pointing_at_it(desk, answer):
    open_slip(desk, answer)

    drag_over(desk, answer, "the river is cold")
    for _ in range(2):
        desk.keyboard.press("Tab")
    save(desk)

    assert Annotation.objects.get().start == ANSWER.index("the river is cold")


def test_a_selection_that_runs_over_the_slip_ends_with_the_text(desk, answer):
    open_slip(desk, answer)
    drag_over(desk, answer, "drink")
    start = desk.evaluate(EDGES, ["the river is cold", "cold"])[0]
    desk.mouse.move(*start)
    desk.mouse.down()
    box = desk.get_by_role("group", name="Kind").bounding_box()
    desk.mouse.move(box["x"] + 5, box["y"] + 5, steps=8)
    desk.mouse.up()

    expect(desk.get_by_label("Words the note stands on")).to_have_value(
        "the river is cold."
    )


@pytest.mark.parametrize(
    ("width", "height", "is_reached"), [(1280, 720, True), (390, 844, False)]
)
def test_the_page_begins_with_the_record(desk, answer, width, height, is_reached):
    """Where there is room for both, the note can be saved without scrolling."""
    make_exchange(answer.interview, answered="\n\n".join(["A long tale."] * 60))
    desk.set_viewport_size({"width": width, "height": height})

    open_slip(desk, answer.interview.turns.last())

    expect(desk.locator("#record")).to_be_focused()
    assert desk.evaluate("scrollY") == 0
    expect(desk.locator("#record .loc").first).to_be_in_viewport()
    desk.evaluate("scrollTo(0, 900)")
    if is_reached:
        expect(desk.get_by_role("button", name="Save note")).to_be_in_viewport()


def test_who_leaves_with_an_unsaved_note_is_asked(desk, answer):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    open_slip(desk, answer)
    desk.goto("/admin/")
    assert asked == []

    open_slip(desk, answer)
    drag_over(desk, answer, "drink")
    desk.goto("/admin/")
    assert asked == ["beforeunload"]

    open_slip(desk, answer)
    drag_over(desk, answer, "drink")
    save(desk)
    assert asked == ["beforeunload"]


def test_words_are_chosen_with_the_keyboard(desk, answer):
    open_slip(desk, answer)
    desk.locator("#record").focus()

    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "Shift+ArrowRight"):
        desk.keyboard.press(key)

    expect(desk.get_by_label("Words the note stands on")).to_have_value("the river")
    save(desk)
    assert Annotation.objects.get().start == ANSWER.index("the river old")


def test_words_are_chosen_with_a_finger(browser, live_server, answer):
    """A long press and its handles change the selection, and nothing else happens."""
    with browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    ) as context:
        page = context.new_page()
        log_in(page)
        open_slip(page, answer)

        page.evaluate(HANDLES, ["is", "is cold"])
        expect(page.get_by_label("Words the note stands on")).to_have_value("is cold")
        page.get_by_role("link", name="Write the note").tap()
        page.get_by_label("Note, in Markdown").fill("A note.")
        page.get_by_role("button", name="Save note").tap()

        expect(page.locator(".messagelist .success")).to_be_visible()
    assert Annotation.objects.get().start == ANSWER.index("is cold")


HANDLES = """(steps) => {
  const node = document.querySelector("#a2p2").firstChild;
  const at = node.data.indexOf(steps.at(-1));
  for (const words of steps) {
    document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""


def test_typed_words_are_found_while_they_are_typed(desk, answer):
    open_slip(desk, answer)
    words = desk.get_by_label("Words the note stands on")

    words.fill("drink")
    expect(desk.locator("#found")).to_have_text("Paragraph 1, characters 7 to 12.")
    words.fill("the river")
    expect(desk.locator("#found")).to_contain_text("stand at 2 places")
    words.fill("a lake")
    expect(desk.locator("#found")).to_contain_text("looked for once more")


def test_the_chosen_words_are_lit(desk, answer):
    note = make_annotation(answer, "drink")
    desk.goto(reverse("admin:archive_annotation_change", args=[note.pk]))
    expect(desk.locator("#record mark")).to_have_text("drink")

    drag_over(desk, answer, "river old")

    assert (
        desk.evaluate("[...CSS.highlights.get('passage')][0].toString()") == "river old"
    )
    expect(desk.locator("#record mark")).to_have_count(0)


def test_a_quotation_does_without_a_script(plain_desk, answer):
    open_slip(plain_desk, answer)

    plain_desk.get_by_label("Words the note stands on").fill("drink from the 🏞️")
    save(plain_desk)

    note = Annotation.objects.get()
    assert (note.start, note.exact) == (7, "drink from the 🏞️")


def test_words_that_stand_twice_are_asked_about_without_a_script(plain_desk, answer):
    open_slip(plain_desk, answer)
    plain_desk.get_by_label("Words the note stands on").fill("the river")
    plain_desk.get_by_label("Note, in Markdown").fill("A note.")
    plain_desk.get_by_role("button", name="Save note").click()

    plain_desk.locator("[name=chosen]").last.check()
    save(plain_desk)

    assert Annotation.objects.get().start == ANSWER.rindex("the river")


def test_a_choice_among_places_works_with_the_script_too(desk, answer):
    open_slip(desk, answer)
    desk.get_by_label("Words the note stands on").fill("the river")
    desk.get_by_label("Note, in Markdown").fill("A note.")
    desk.get_by_role("button", name="Save note").click()

    desk.locator("[name=chosen]").last.check()
    save(desk)

    assert Annotation.objects.get().start == ANSWER.rindex("the river")


@pytest.mark.parametrize(
    "body", ["<img src=x onerror=document.title='x'>", "[a](javascript:alert(1))"]
)
def test_a_preview_runs_nothing(desk, answer, body):
    open_slip(desk, answer)
    drag_over(desk, answer, "drink")
    desk.get_by_label("Note, in Markdown").fill(body)

    desk.get_by_role("button", name="See it in the margin").click()

    expect(desk.locator("#preview .note")).to_be_visible()
    expect(desk.locator("#preview img, #preview a[href^=javascript]")).to_have_count(0)
    assert Annotation.objects.count() == 0


def test_every_form_of_the_desk_obeys_the_policy(desk, answer):
    """The `page` fixture fails on any complaint of the browser."""
    note = make_annotation(answer, "drink", state=State.DRAFT)
    interview, speaker = answer.interview, answer.interview.turns.first().speaker

    for address in (
        reverse("admin:archive_interview_changelist"),
        reverse("admin:archive_interview_change", args=[interview.pk]),
        reverse("admin:archive_interview_history", args=[interview.pk]),
        reverse("admin:archive_turn_changelist"),
        reverse("admin:archive_answer_change", args=[answer.pk]),
        reverse("admin:archive_question_change", args=[answer.question.pk]),
        reverse("admin:archive_annotation_changelist"),
        reverse("admin:archive_annotation_change", args=[note.pk]),
        reverse("admin:archive_annotation_delete", args=[note.pk]),
        reverse("admin:archive_annotation_history", args=[note.pk]),
        reverse("admin:archive_speaker_add"),
        reverse("admin:archive_speaker_change", args=[speaker.pk]),
        reverse("admin:archive_topic_add"),
        reverse("admin:archive_outlet_add"),
        reverse("admin:archive_trail_changelist"),
        reverse("admin:auth_user_add"),
        reverse("admin:auth_user_change", args=[User.objects.get().pk]),
        reverse("admin:auth_group_add"),
        reverse("admin:password_change"),
    ):
        desk.goto(address)
        expect(desk.get_by_role("heading", level=1)).to_be_visible()


def test_a_speaker_is_found_by_typing_in_a_search_box(desk, answer):
    desk.goto(reverse("admin:archive_answer_change", args=[answer.pk]))

    desk.get_by_role("combobox", name="Speaker").click()
    desk.locator(".select2-search__field").fill("Aig")
    desk.get_by_role("option", name="Aigul Saparova").click()
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.locator(".messagelist .success")).to_be_visible()
    answer.refresh_from_db()
    assert answer.speaker.name == "Aigul Saparova"
