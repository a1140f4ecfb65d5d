"""After every kind of edit the next reader sees it, whichever process answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from archive.backup import Watch, replace, write
from archive.ingest.correction import standing
from archive.ingest.correction.acts import Act
from archive.ingest.correction.correcting import about_turn
from archive.ingest.correction.standing import Signed
from archive.models import (
    Annotation,
    Interlude,
    Interview,
    Outlet,
    Participation,
    Precision,
    Role,
    Speaker,
    State,
    Tagging,
    Topic,
    TopicLabel,
    Turn,
)
from archive.stored.standing import next_due
from archive.stored.store import Store, store
from tests.factories import (
    make_alias,
    make_annotation,
    make_conversation,
    make_edition,
    make_exchange,
    make_interlude,
    make_interview,
    make_outlet,
    make_participation,
    make_same_conversation,
    make_source,
    make_speaker,
    make_tagging,
    make_topic,
)

pytestmark = pytest.mark.django_db

INTERVIEW = "/interviews/steppe-2024/"
QUESTION = f"{INTERVIEW}q1/"
CITE = f"{INTERVIEW}cite/"
AIGUL = "/speakers/aigul-saparova/"
WATER = "/topics/water/"


@pytest.fixture
def archive():
    """An interview with something of every kind on its pages."""
    interview = make_conversation(2)
    interview.outlet = make_outlet()
    interview.save()
    make_edition(interview, make_source())
    first = interview.turns.get(anchor="q1")
    make_annotation(first, "water", body="A note on a canal.")
    make_interlude(interview, first, text="She laughs.")
    return interview


@dataclass(frozen=True)
class Edit:
    """An edit, the pages it touches, and words it puts there or takes away."""

    make: Callable[[], object]
    paths: list[str]
    put: str = ""
    taken: str = ""


def change(model, **fields):
    """Saves the first of a model anew, as an editor's form does."""

    def make():
        row = model.objects.first()
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    return make


def give_another_voice():
    Turn.objects.filter(anchor="q1").update(speaker=make_speaker("Asel", "asel"))


def move_topic():
    water = Topic.objects.get(slug="water")
    water.parent = make_topic("Landscape", "landscape")
    water.save()


def print_again():
    again = make_interview("again", title="The same talk")
    make_same_conversation(Interview.objects.get(slug="steppe-2024"), again)


EDITS = {
    "the title of an interview": Edit(
        change(Interview, title="The steppe forgets"),
        ["/", "/interviews/", INTERVIEW, QUESTION, CITE, AIGUL, WATER, "/feed.atom"],
        put="The steppe forgets",
    ),
    "its standfirst": Edit(
        change(Interview, standfirst="On salt"),
        [INTERVIEW, "/feed.atom"],
        put="On salt",
    ),
    "its date": Edit(
        change(Interview, date_start="1999-05-01", date_precision=Precision.YEAR),
        ["/interviews/", INTERVIEW, CITE],
        put="1999",
    ),
    "its rights": Edit(
        change(Interview, rights="Everybody may copy it."),
        [INTERVIEW],
        put="Everybody may copy it.",
    ),
    "the name of an outlet": Edit(
        change(Outlet, name="Steppe Herald"), [INTERVIEW, CITE], put="Steppe Herald"
    ),
    "the words of a turn": Edit(
        lambda: Turn.objects.filter(anchor="q1").update(text="Where is the salt?"),
        [INTERVIEW, QUESTION, WATER, f"{WATER}feed.atom", f"{INTERVIEW}q1/embed/"],
        put="Where is the salt?",
    ),
    "a turn more": Edit(
        lambda: make_exchange(Interview.objects.get(), "What of the wind?"),
        [INTERVIEW],
        put="What of the wind?",
    ),
    "an answer less": Edit(
        lambda: Turn.objects.filter(kind="answer").delete(),
        [INTERVIEW, QUESTION],
        taken="From the mountains.",
    ),
    "who says a turn": Edit(give_another_voice, [QUESTION, "/speakers/"], put="Asel"),
    "the name of a speaker": Edit(
        lambda: Speaker.objects.filter(slug="aigul-saparova").update(name="Aigul S."),
        ["/interviews/", INTERVIEW, QUESTION, "/speakers/", AIGUL, CITE],
        put="Aigul S.",
    ),
    "another name of a speaker": Edit(
        lambda: Speaker.objects.get(slug="aigul-saparova").aliases.create(
            name="Айгүл Сапарова", language="kk"
        ),
        [AIGUL],
        put="Айгүл Сапарова",
    ),
    "a role": Edit(
        lambda: make_participation(
            Interview.objects.get(), make_speaker("Asel", "asel"), Role.MODERATOR
        ),
        [INTERVIEW],
        put="Asel",
    ),
    "a role less": Edit(
        lambda: Participation.objects.filter(role=Role.INTERVIEWER).delete(),
        [CITE],
        taken="Omarov",
    ),
    "the name of a topic": Edit(
        change(Topic, name="Rivers"),
        ["/", INTERVIEW, QUESTION, "/topics/", WATER, AIGUL, f"{WATER}feed.atom"],
        put="Rivers",
    ),
    "a label of a topic": Edit(
        lambda: TopicLabel.objects.create(
            topic=Topic.objects.get(), language="kk", name="Су"
        ),
        [WATER],
        put="Су",
    ),
    "a broader topic": Edit(move_topic, [WATER], put="Landscape"),
    "a topic given": Edit(
        lambda: make_tagging(Turn.objects.get(anchor="q1"), make_topic("Salt", "salt")),
        ["/", INTERVIEW, QUESTION, "/topics/", AIGUL],
        put="Salt",
    ),
    "topics taken away": Edit(
        lambda: Tagging.objects.all().delete(),
        ["/", INTERVIEW, QUESTION, "/topics/"],
        taken="Water",
    ),
    "a note": Edit(
        lambda: make_annotation(
            Turn.objects.get(anchor="q1"), "come", body="Said of rain."
        ),
        [INTERVIEW, QUESTION],
        put="Said of rain.",
    ),
    "the words of a note": Edit(
        change(Annotation, body="A note on a lake."),
        [INTERVIEW, QUESTION],
        put="A note on a lake.",
    ),
    "a note withdrawn": Edit(
        lambda: Annotation.objects.update(state=State.WITHDRAWN),
        [INTERVIEW, QUESTION],
        taken="A note on a canal.",
    ),
    "a stage direction": Edit(
        change(Interlude, text="She weeps."), [INTERVIEW], put="She weeps."
    ),
    "the same conversation elsewhere": Edit(
        print_again, [INTERVIEW], put="The same talk"
    ),
    "an interview published": Edit(
        lambda: make_interview("salt", title="On salt and bread"),
        ["/", "/interviews/", "/feed.atom"],
        put="On salt and bread",
    ),
    "an interview withdrawn": Edit(
        change(Interview, state=State.WITHDRAWN),
        ["/", "/interviews/", "/feed.atom", "/sitemap.xml"],
        taken="steppe-2024",
    ),
    "an interview back in review": Edit(
        change(Interview, state=State.IN_REVIEW),
        ["/", "/interviews/", "/topics/", "/speakers/", "/sitemap.xml"],
        taken="aigul-saparova",
    ),
    "another address": Edit(
        change(Interview, slug="steppe-of-2024"),
        ["/", "/interviews/", WATER, "/feed.atom", "/sitemap.xml"],
        put="steppe-of-2024",
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_shows_on_every_page_it_touches_in_every_process(
    archive, processes, edit
):
    for process in processes:
        for path in edit.paths:
            process.get(path)
            assert process.has_kept(path)

    edit.make()

    for process in processes:
        for path in edit.paths:
            shown = process.get(path).text
            assert edit.put in shown
            assert not edit.taken or edit.taken not in shown


def test_an_old_address_leads_on_and_a_withdrawn_one_says_why(archive, processes):
    for process in processes:
        process.get(INTERVIEW)
    change(Interview, slug="steppe-of-2024")()

    moved = [process.get(INTERVIEW) for process in processes]
    change(Interview, state=State.WITHDRAWN, withdrawn_reason="A wish.")()
    gone = [process.get("/interviews/steppe-of-2024/") for process in processes]

    assert [each.status_code for each in moved] == [301, 301]
    assert [each.status_code for each in gone] == [410, 410]


def test_an_alias_taken_over_by_an_interview_leads_no_more(archive, processes):
    alias = make_alias(archive, "old-steppe")
    before = [each.get("/interviews/old-steppe/").status_code for each in processes]

    alias.delete()

    after = [each.get("/interviews/old-steppe/").status_code for each in processes]
    assert (before, after) == ([301, 301], [404, 404])


@pytest.mark.parametrize("thing", ["interview", "annotation"])
def test_what_is_planned_shows_when_it_is_due_and_not_before(
    archive, processes, monkeypatch, thing
):
    due = timezone.now() + timedelta(minutes=5)
    if thing == "interview":
        path, words = "/interviews/", "A talk of tomorrow"
        make_interview("planned", title=words, publish_at=due)
    else:
        path, words = INTERVIEW, "A note of tomorrow"
        make_annotation(archive.turns.first(), "come", body=words, publish_at=due)
    before = [process.get(path).text for process in processes]
    still = [process.has_kept(path) for process in processes]

    monkeypatch.setattr(timezone, "now", lambda: due)

    after = [process.get(path).text for process in processes]
    assert still == [True, True]
    assert [words in each for each in before] == [False, False]
    assert [words in each for each in after] == [True, True]


def test_a_citation_tells_the_day_it_was_made_on(archive, process, monkeypatch):
    today = timezone.now().replace(hour=12)
    monkeypatch.setattr(timezone, "now", lambda: today)
    process.get(CITE)
    assert process.has_kept(CITE)

    tomorrow = today + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert not process.has_kept(CITE)
    assert f"{tomorrow:%Y}" in process.get(CITE).text


def test_the_next_thing_due_is_the_nearest():
    now = timezone.now().replace(hour=12)
    make_interview("far", publish_at=now + timedelta(hours=3))
    make_interview("near", publish_at=now + timedelta(hours=2))
    make_interview("draft", publish_at=now + timedelta(hours=1), state=State.DRAFT)
    make_interview("past", publish_at=now - timedelta(hours=1))

    assert next_due(now) == now + timedelta(hours=2)


WELLS = "About wells\n\n– Who dug the well?\n\n– My father dug it.\n"


def test_an_ingest_and_another_edition_show(processes, tmp_path):
    source = tmp_path / "wells.txt"
    for process in processes:
        process.get("/interviews/")

    source.write_text(WELLS)
    call_command("ingest", str(source), "--publish")
    listed = [process.get("/interviews/").text for process in processes]
    first = [process.get("/interviews/about-wells/").text for process in processes]
    source.write_text(WELLS.replace("My father", "My mother"))
    call_command("ingest", str(source), "--publish")
    second = [process.get("/interviews/about-wells/").text for process in processes]

    assert ["About wells" in each for each in listed] == [True, True]
    assert ["My father dug it." in each for each in first] == [True, True]
    assert ["My mother dug it." in each for each in second] == [True, True]


def test_a_correction_shows(processes, tmp_path):
    source = tmp_path / "wells.txt"
    source.write_text(WELLS)
    call_command("ingest", str(source), "--publish")
    path = "/interviews/about-wells/changes/"
    before = [process.get(path)["ETag"] for process in processes]

    interview = Interview.objects.get()
    told = interview.as_transcript()
    answer = [turn.anchor for turn in told.turns].index("a1")
    signed = Signed(User.objects.create_user("aray"), "Heard again.")
    standing.make(interview, about_turn(told, answer, Act.KIND, "statement"), signed)

    after = [process.get(path)["ETag"] for process in processes]
    assert before[0] == before[1] != after[0] == after[1]


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_is_put_back_shows(processes, tmp_path):
    make_conversation(1)
    write(tmp_path / "archive.zip", "operator", Watch())
    change(Interview, title="The steppe forgets")()
    before = [process.get(INTERVIEW).text for process in processes]

    replace(tmp_path / "archive.zip", "operator", Watch())

    after = [process.get(INTERVIEW).text for process in processes]
    assert ["The steppe forgets" in each for each in before] == [True, True]
    assert ["The steppe remembers" in each for each in after] == [True, True]


# Settings, code, templates and static files are a process's own: it begins with nothing


def test_a_process_begins_with_nothing(archive, process):
    process.get(INTERVIEW)

    process.store = Store(1024 * 1024)

    assert not process.has_kept(INTERVIEW)


@pytest.mark.parametrize(
    ("debug", "megabytes", "is_kept"),
    [(False, 64, True), (False, 0, False), (True, 64, False)],
)
def test_whoever_works_on_templates_sees_them_at_once(
    settings, debug, megabytes, is_kept
):
    settings.DEBUG, settings.PAGES_MEMORY = debug, megabytes

    assert (store.__wrapped__() is not None) is is_kept
