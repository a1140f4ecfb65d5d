"""The pictures of the editors’ guide: each page is there, works, and can be drawn anew.

`pytest tests/browser/test_guide.py --update-guide` writes docs/img/*.webp.
"""

import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from archive.ingest.pipeline import parse
from archive.ingest.storing.store import store
from archive.models import Interview, Speaker, State, Topic, Trail, Upload
from tests.browser.test_annotating import PASSWORD
from tests.factories import make_annotation, make_speaker, make_tagging
from tests.shell import BASE_DIR

GUIDE = BASE_DIR / "docs/editors-guide.md"
PICTURES = BASE_DIR / "docs/img"
SEED = min((BASE_DIR / "seeds").glob("*.txt"))
SIZE = {"width": 1120, "height": 720}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def interview(transactional_db):
    """The interview the archive ships with, as an editor's morning finds it."""
    aray = User.objects.create_superuser("aray", password=PASSWORD)
    interview = store(parse(SEED)).interview
    Interview.objects.update(state=State.PUBLISHED)
    answer = interview.turns.get(anchor="a3")
    said = answer.text.split(". ")[0]
    words = " ".join(said.split()[2:6])
    make_annotation(
        answer, words, state=State.IN_REVIEW, author=aray, body="Since when?"
    )
    note = make_annotation(answer, said.split()[0], author=aray)
    type(note).objects.filter(pk=note.pk).update(hold="orphaned")
    interview.turns.filter(anchor="a5").update(doubt="two voices in one paragraph?")
    text = SEED.read_bytes()[:3000]
    Upload.objects.create(name="interview.txt", content=text, author=aray)
    call_command("update_index", verbosity=0)
    Trail.objects.record("aray", "publish", f"interview {interview.pk}: {interview}")
    return interview


def admin(name, *args):
    return reverse(f"admin:{name}", args=args)


def sign_in(page, interview):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("aray")
    page.get_by_label("Password").fill(PASSWORD)


def start(page, interview):
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()


def bring_in(page, interview):
    page.goto(admin("archive_upload_changelist"))
    expect(page.get_by_role("button", name="See how it is read")).to_be_visible()


def check_the_parse(page, interview):
    page.goto(admin("archive_upload_change", Upload.objects.get().pk))
    expect(page.locator(".parsed").first).to_be_visible()


def decide(page, interview):
    turn = interview.turns.get(anchor="a5")
    page.goto(admin("archive_desk_turn", turn.pk))
    expect(page.get_by_role("button", name="Accept")).to_be_visible()


def correct(page, interview):
    words = page.get_by_label(re.compile("The words as they were said"))
    said = words.input_value()
    first = said.split()[3]
    words.fill(said.replace(first, f"{first}s", 1))
    page.get_by_label("Why it is corrected").fill("Heard again on the tape.")
    page.locator("#words").get_by_role("button", name="See what it changes").click()
    expect(page.get_by_role("heading", name="What it would change")).to_be_visible()
    page.locator("#ahead").scroll_into_view_if_needed()


def annotate(page, interview):
    turn = interview.turns.get(anchor="q1")
    page.goto(f"{admin('archive_annotation_add')}?turn={turn.pk}")
    page.get_by_label("Words the note stands on").fill(" ".join(turn.text.split()[:4]))
    page.get_by_label("Note, in Markdown").fill("*Said in January.* See [[q2]].")
    expect(page.get_by_role("button", name="Save note", exact=True)).to_be_visible()


def review(page, interview):
    note = interview.turns.get(anchor="a3").annotations.get(state=State.IN_REVIEW)
    page.goto(admin("archive_annotation_change", note.pk))
    expect(page.locator(".moves")).to_be_visible()


def notes(page, interview):
    page.goto(f"{admin('archive_annotation_changelist')}?q=since")
    expect(page.locator("#result_list")).to_be_visible()


def topics(page, interview):
    page.goto(admin("archive_topic_changelist"))
    assert Topic.objects.exists()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def speakers(page, interview):
    page.goto(admin("archive_speaker_change", Speaker.objects.first().pk))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def tree(page, interview):
    page.goto(admin("archive_topic_tree"))
    expect(page.get_by_role("button", name="Move", exact=True)).to_be_visible()


def give(page, interview):
    page.goto(f"{admin('archive_assign')}?q=energy")
    page.get_by_label("Topic", exact=True).select_option(index=1)
    page.get_by_role("radio", name=re.compile("that were found")).check()
    expect(page.locator(".ticked li").first).to_be_visible()


def foresee(page, interview):
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("button", name="Give the topic")).to_be_visible()


def suggestions(page, interview):
    question = interview.turns.get(anchor="q4")
    taken = question.taggings.values("topic")
    topic = Topic.objects.exclude(pk__in=taken).first()
    make_tagging(question, topic, basis="suggested")
    page.goto(admin("archive_suggestions"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def merge(page, interview):
    kept = Speaker.objects.first()
    gone = make_speaker(f"{kept.name.split()[-1]}, President", "president")
    interview.turns.filter(anchor="a4").update(speaker=gone)
    path = admin("archive_speaker_merge", gone.pk)
    page.goto(f"{path}?into={kept.pk}&find={kept.name.split()[-1]}")
    expect(page.get_by_role("button", name="Merge")).to_be_visible()


def queue(page, interview):
    page.goto(admin("archive_annotation_queue"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def memory(page, interview):
    page.goto(admin("archive_trail_changelist"))
    expect(page.locator(".acts")).to_be_visible()


def edit_this(page, interview):
    page.goto(interview.get_absolute_url())
    expect(page.get_by_role("link", name="Edit this page")).to_be_visible()


# In the order of the guide, which is that of an editor's day.
SHOWN = {
    "sign-in": sign_in,
    "start": start,
    "bring-in": bring_in,
    "check": check_the_parse,
    "decide": decide,
    "correct": correct,
    "annotate": annotate,
    "review": review,
    "find": notes,
    "topics": topics,
    "tree": tree,
    "give": give,
    "foresee": foresee,
    "suggestions": suggestions,
    "speakers": speakers,
    "merge": merge,
    "queue": queue,
    "memory": memory,
    "edit-this": edit_this,
}


def test_every_picture_of_the_guide_shows_a_page_that_works(page, interview, request):
    page.set_viewport_size(SIZE)

    for name, show in SHOWN.items():
        show(page, interview)
        if request.config.getoption("--update-guide"):
            page.emulate_media(reduced_motion="reduce")
            draw(page, name)

    assert pictured() == list(SHOWN)


def test_every_picture_of_the_guide_is_kept_and_small():
    for name in pictured():
        path = PICTURES / f"{name}.webp"
        with Image.open(path) as picture:
            assert picture.width == SIZE["width"]
        assert path.stat().st_size < 64_000, name


def pictured():
    return re.findall(r"!\[[^\]]+\]\(img/([\w-]+)\.webp\)", GUIDE.read_text("utf-8"))


def draw(page, name):
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    PICTURES.mkdir(exist_ok=True)
    shot.convert("RGB").save(PICTURES / f"{name}.webp", quality=40, method=6)
