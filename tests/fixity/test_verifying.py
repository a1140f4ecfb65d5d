"""What was done to the archive behind its back is found: that, and nothing else."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.urls import reverse

from archive import models
from archive.fixity import Verification
from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar
from archive.ingest.storing.store import store
from tests.admin.test_interviews import submit as edit_interview
from tests.admin.test_turns import submit as edit_turn
from tests.factories import (
    make_annotation,
    make_interview,
    make_speaker,
    make_turn,
)
from tests.ingest.storing.test_editions import TALK
from tests.ingest.talks import talk
from tests.views.editing import Editor
from tests.views.test_changes import divide

pytestmark = pytest.mark.django_db

SUMS = ("parts", "asides", "skipped", "said")
WELL = f"{TALK[1]}\n{TALK[3]}"
PAGE = """<!doctype html><title>Wells</title><h1>Wells</h1>
<p><b>Who dug the well?</b></p><p>My father &amp; his brothers did.</p>
<h2>Later</h2>
<p><b>Where does the water come from?</b></p><p>From the <i>mountains</i>.</p>
"""


NAMED = "\n\n".join(
    f"Dana Aman: Who dug well {each}?\n\nSerik Bolat: My father dug well {each}."
    for each in range(4)
).encode()


class Quiet:
    def begin(self, what, rows):
        pass

    def advance(self, rows):
        pass


def findings():
    return [
        f"{found.where}: {found.what}" for found in Verification(Quiet()).findings()
    ]


def behind_its_back(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def interview():
    """An interview of two editions, with a note."""
    store(talk(TALK[0], WELL, *TALK[2:]))
    stored = store(talk(TALK[0], WELL.replace("1961", "1962"), *TALK[4:]))
    make_annotation(models.Turn.objects.get(anchor="a1"), "the river")
    return stored.interview


@pytest.fixture
def page():
    """An interview from a format whose source is not its words."""
    told = parse_content(PAGE.encode(), "wells.html", Sidecar())
    return store(told).interview


@pytest.fixture
def named():
    """An interview that says who answers."""
    return store(parse_content(NAMED, "named.txt", Sidecar())).interview


def test_a_whole_archive_has_no_finding(interview, page):
    checked = Verification(Quiet())

    assert list(checked.findings()) == []
    assert (checked.acts, checked.sources, checked.interviews) == (4, 3, 2)
    assert checked.paragraphs == models.Segment.objects.count()


def test_an_empty_archive_has_no_finding():
    assert findings() == []


def test_a_flipped_byte_of_a_source_is_found(interview):
    source = models.Source.objects.order_by("pk").first()
    content = bytearray(source.content)
    content[20] ^= 1
    models.Source.objects.filter(pk=source.pk).update(content=bytes(content))

    (found,) = findings()

    assert found.startswith(f"source {source.pk} (wells.txt): its bytes are not those")


def test_another_text_of_a_source_is_found(page):
    source = models.Source.objects.get()
    models.Source.objects.update(text=source.text.replace("father", "mother"))

    (found,) = findings()

    assert "(wells.html): its text is not the one read from it" in found


@pytest.mark.parametrize("other", ["mother", "grandfather", "dad"])
@pytest.mark.parametrize("kind", ["interview", "page"])
def test_a_changed_paragraph_is_found(request, kind, other):
    slug = request.getfixturevalue(kind).slug
    turn = models.Turn.objects.get(anchor="a1", interview__slug=slug)
    models.Turn.objects.filter(pk=turn.pk).update(
        text=turn.text.replace("father", other)
    )

    assert findings() == [f"{slug}, a1p1: its words are not those that were kept."]


def test_paragraphs_divided_otherwise_are_found(interview):
    turn = models.Turn.objects.get(anchor="a1")
    models.Turn.objects.filter(pk=turn.pk).update(
        text=turn.text.replace("\n\n", "\n\nAnd\n\n")
    )

    assert findings() == ["about-wells, a1: its words are not those that were kept."]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"source_start": F("source_start") + 1}, "its place in the source is 196–230"),
        ({"source_end": F("source_end") - 1}, "its place in the source is 195–229"),
        ({"end": F("end") - 1}, "its place in the turn is 0–34"),
        ({"time_start": 5, "time_end": 9}, "its time is 5–9, on record None–None."),
    ],
)
def test_a_wrong_offset_is_found(interview, changed, found):
    models.Segment.objects.filter(anchor="q3p1").update(**changed)

    (told,) = findings()

    assert told.startswith(f"about-wells, q3p1: {found}")


def test_paragraphs_that_are_gone_or_new_are_found(interview):
    models.Segment.objects.filter(anchor="a1p2").update(anchor="a1p9")

    assert findings() == [
        "about-wells, a1p9: nothing of that name was kept.",
        "about-wells, a1p2: it is gone.",
    ]


def test_turns_in_another_order_are_found(interview):
    turns = models.Turn.objects.filter(anchor__in=["q1", "q3"])
    turns.update(sequence=F("sequence") + 100)
    models.Turn.objects.filter(anchor="q1").update(sequence=3)
    models.Turn.objects.filter(anchor="q3").update(sequence=1)

    assert findings() == [
        "about-wells, turns: they do not stand in the order they were kept in."
    ]


def test_a_changed_interlude_is_found(page):
    models.Interlude.objects.update(text="Much later")

    assert findings() == [f"{page.slug}, interlude 1: it is not as it was kept."]


def test_a_changed_skipped_span_is_found(interview):
    spans = models.Skipped.objects.filter(edition__number=2, kind="mark")
    models.Skipped.objects.filter(pk=spans.order_by("start")[0].pk).update(
        kind="credit"
    )

    assert findings() == ["about-wells, skipped span 2: it is not as it was kept."]


def test_a_turn_that_somebody_else_says_is_found(interview):
    other = make_speaker(name="Botagoz Omar")
    models.Turn.objects.filter(anchor="a1").update(speaker=other)

    assert findings() == ["about-wells, a1: “Botagoz Omar” says it, on record nobody."]


def test_a_turn_that_nobody_says_any_more_is_found(named):
    models.Turn.objects.filter(anchor="a1").update(speaker=None)

    assert findings() == [f"{named.slug}, a1: nobody says it, on record “Serik Bolat”."]


def test_another_name_of_a_speaker_is_found(named):
    speaker = models.Turn.objects.get(anchor="a1").speaker
    models.Speaker.objects.filter(pk=speaker.pk).update(name="Somebody Else")

    assert findings() == [
        f"{named.slug}, speaker {speaker.pk}: the name is “Somebody Else”, on record "
        "“Serik Bolat”."
    ]


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("title", "About rivers", "title is “About rivers”, on record “About wells”"),
        ("standfirst", "Dry.", "standfirst is “Dry.”, on record “”"),
        ("language", "kk", "language is “kk”, on record “en”"),
        ("rights", "Mine.", "rights is “Mine.”, on record “”"),
    ],
)
def test_another_fact_of_an_interview_is_found(interview, field, value, what):
    models.Interview.objects.update(**{field: value})

    assert findings() == [f"about-wells, interview: its {what}."]


def test_another_date_is_found(interview):
    models.Interview.objects.update(
        date_start="2020-01-02", date_precision="day", date_basis="text"
    )

    assert findings() == [
        "about-wells, interview: its date is “2020-01-02”, on record “”.",
        "about-wells, interview: its precision is “day”, on record “”.",
        "about-wells, interview: its basis is “text”, on record “”.",
    ]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origin", "https://x.example/"),
        ("obtained", "2020-01-02"),
        ("encoding", "koi8-r"),
    ],
)
def test_another_origin_of_a_source_is_found(interview, number, field, value):
    edition = interview.editions.get(number=number)
    was = getattr(edition.source, field)
    models.Source.objects.filter(pk=edition.source_id).update(**{field: value})

    assert findings() == [
        f"about-wells, source of edition {number}: its {field} is “{value}”, on "
        f"record “{was}”."
    ]


def test_another_header_of_a_source_is_found():
    told = parse_content(NAMED, "named.txt", Sidecar())
    store(told, received={"etag": "1"})
    models.Source.objects.update(received={"etag": "2"})

    (found,) = findings()

    assert found.endswith(
        "of edition 1: its received is “{'etag': '2'}”, on record “{'etag': '1'}”."
    )


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"role": "moderator"}, "moderator"),
        (None, ""),
    ],
)
def test_another_role_of_a_speaker_is_found(named, change, found):
    part = named.participations.get(speaker__name="Serik Bolat")
    parts = models.Participation.objects.filter(pk=part.pk)
    parts.update(**change) if change else parts.delete()

    assert findings() == [
        f"{named.slug}, speaker {part.speaker_id}: the role is “{found}”, on record "
        "“interviewee”."
    ]


def test_another_name_of_an_outlet_is_found(interview):
    interview.outlet = models.Outlet.objects.create(name="The Well", slug="well")
    interview.save()
    models.seal_again(models.touched_by(interview), "aigul")
    models.Outlet.objects.update(name="The Spring")

    assert findings() == [
        f"about-wells, outlet {interview.outlet.pk}: the name is “The Spring”, on "
        "record “The Well”."
    ]


@pytest.mark.parametrize(
    ("field", "value", "record"),
    [("kind", "statement", "question"), ("label", "— ", "– "), ("rule", "x", None)],
)
def test_a_turn_taken_for_something_else_is_found(interview, field, value, record):
    turn = models.Turn.objects.get(anchor="q3")
    was = getattr(turn, field) if record is None else record
    models.Turn.objects.filter(question=turn).update(question=None, kind="statement")
    interview.refresh_from_db()
    models.seal_again([interview.pk], "aigul")
    models.Turn.objects.filter(pk=turn.pk).update(**{field: value})

    assert findings() == [
        f"about-wells, q3: its {field} is “{value}”, on record “{was}”."
    ]


def test_another_reader_of_a_source_is_found(interview):
    models.Edition.objects.filter(number=2).update(reader="guess")

    (found,) = findings()

    assert found.startswith("about-wells, edition 2: its reader is “guess”, on record")


def test_who_said_it_changed_along_with_what_is_written_down_is_found(named):
    models.Turn.objects.filter(anchor="a1").update(speaker=None)
    sums = models.Checksums.objects.get()
    sums.said["voices"]["a1"] = None
    sums.save()

    assert findings()[0] == (
        f"{named.slug}, edition 1: the trail does not vouch for what was written down "
        "of it."
    )


def test_what_editors_state_otherwise_is_no_finding(named):
    speaker = models.Turn.objects.get(anchor="a1").speaker
    named.title, speaker.name = "Deep wells", "Serik B. Bolat"
    for thing in (named, speaker):
        thing.save()
        assert len(findings()) == 1
        models.seal_again(models.touched_by(thing), "aigul")
        models.seal_again(models.touched_by(thing), "aigul")

    assert findings() == []
    assert list(models.Trail.objects.values_list("act", flat=True)) == [
        "seal",
        "add",  # the name given up, as an alias
        "change",
        "seal",
        "change",
        "ingest",
    ]


def test_what_is_edited_at_the_desk_is_no_finding(client, named):
    client.force_login(User.objects.create_superuser("aray"))
    turn = models.Turn.objects.get(anchor="a1")
    edit_interview(client, named, title="Deep wells")
    edit_turn(client, turn, model="answer", speaker=make_speaker("Madi Bek").pk)

    assert models.Interview.objects.get().title == "Deep wells"
    assert models.Turn.objects.get(pk=turn.pk).speaker.name == "Madi Bek"
    assert findings() == []
    acts = models.Trail.objects.filter(actor="aray")
    assert "seal" in acts.values_list("act", flat=True)


def test_roles_and_outlets_that_the_desk_changes_are_no_finding(client, named):
    client.force_login(User.objects.create_superuser("aray"))
    part = named.participations.get(speaker__name="Serik Bolat")
    inline = {
        "participations-0-id": part.pk,
        "participations-0-interview": named.pk,
        "participations-0-speaker": part.speaker_id,
        "participations-0-order": part.order,
        "participations-0-role": "moderator",
        "participations-0-basis": "editor",
        "participations-INITIAL_FORMS": 1,
        "participations-TOTAL_FORMS": 1,
    }
    edit_interview(client, named, **inline)
    outlet = models.Outlet.objects.create(name="The Well", slug="well")
    edit_interview(client, named, outlet=outlet.pk)
    page = reverse("admin:archive_outlet_change", args=[outlet.pk])
    client.post(page, {"name": "The Spring", "slug": "well", "address": ""})

    assert models.Participation.objects.get(pk=part.pk).role == "moderator"
    assert models.Interview.objects.get().outlet.name == "The Spring"
    assert findings() == []


def test_an_origin_that_is_told_otherwise_later_is_no_finding(interview):
    told = talk(TALK[0], WELL.replace("1961", "1962"), *TALK[4:])
    store(replace(told, source=replace(told.source, origin="https://w.example/")))

    assert models.Source.objects.filter(origin="https://w.example/").exists()
    assert findings() == []


def test_a_changed_former_wording_is_found(interview):
    models.Change.objects.filter(kind="reworded").update(text="We never dug.")

    assert findings() == [
        "about-wells, a1, edition 2: the words it had before are not those that were "
        "kept."
    ]


def test_a_changed_tombstone_is_found(interview):
    models.Tombstone.objects.filter(anchor="a2").update(text="We never walked.")

    assert findings() == [
        "about-wells, a2, retired: the words it had before are not those that were "
        "kept."
    ]


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("start", 3, "the words it stands on are not at its place."),
        ("end", 9999, "its place is outside of the turn."),
        ("exact", "the well", "the words it stands on are not at its place."),
        ("wording", "0" * 64, "it is pinned to other words than those of its turn."),
    ],
)
def test_a_note_off_its_words_is_found(interview, field, value, what):
    note = models.Annotation.objects.get()
    models.Annotation.objects.update(**{field: value})

    assert findings() == [f"about-wells, note {note.pk} on a1: {what}"]


def test_a_note_that_tells_what_its_kind_does_not_is_found(interview):
    note = models.Annotation.objects.get()
    models.Annotation.objects.update(kind="source", particulars={"citation": ""})

    told = f"about-wells, note {note.pk} on a1: Say what the source is."
    assert findings() == [told]


def test_a_note_that_was_said_to_be_adrift_is_no_finding(interview):
    models.Annotation.objects.update(start=0, hold=models.Hold.ORPHANED)

    assert findings() == []


def test_an_altered_act_is_found(interview):
    behind_its_back("UPDATE archive_trail SET actor = 'nobody' WHERE number = 1")

    assert findings() == ["trail, 1: this act was altered after it was written."]


@pytest.mark.parametrize(
    ("gone", "what"),
    [
        ("number = 1", "trail, 1: this act is gone from the trail."),
        ("number = 2", "trail, 2: this act is gone from the trail."),
        (
            "number IN (1, 2)",
            "trail, 1: the acts up to 2 are gone from the trail.",
        ),
    ],
)
def test_an_act_taken_out_is_found(interview, gone, what):
    models.Trail.objects.record("aigul", "publish", "interview about-wells")
    behind_its_back(f"DELETE FROM archive_trail WHERE {gone}")

    assert findings() == [what]


def test_an_act_written_anew_with_its_chain_is_found(interview):
    act = models.Trail.objects.get(number=1)
    act.actor = "nobody"
    behind_its_back(
        "UPDATE archive_trail SET actor = 'nobody', chain = %s WHERE number = 1",
        act.computed_chain(),
    )

    assert findings() == [
        "trail, 2: this act does not follow the one before it: one was written anew."
    ]


def test_the_last_act_taken_out_is_found_by_what_it_vouched_for(interview):
    behind_its_back("DELETE FROM archive_trail WHERE number >= 2")

    strayed, edition = findings()
    assert strayed.startswith("history of annotation ")
    assert strayed.endswith("no act on the trail put it there.")
    assert edition == (
        "about-wells, edition 2: the trail does not vouch for what was written down of "
        "it."
    )


def test_checksums_changed_along_with_the_words_are_found(interview):
    turn = models.Turn.objects.get(anchor="q3")
    models.Turn.objects.filter(pk=turn.pk).update(text="Where does it come from?!?!?!")
    sums = models.Checksums.objects.get(edition__number=2)
    sums.parts[3][1] = "0" * 32
    sums.save()

    assert "about-wells, edition 2: the trail does not vouch" in findings()[0]


def test_checksums_that_are_gone_are_found(interview):
    models.Checksums.objects.filter(edition__number=2).delete()

    assert findings()[0].startswith("about-wells, edition 2: the trail does not vouch")


def test_a_changed_digest_of_an_edition_is_found(interview):
    models.Edition.objects.filter(number=1).update(digest="0" * 64)

    assert findings() == [
        "about-wells, edition 1: the trail does not vouch for what was written down of "
        "it."
    ]


def test_an_edition_that_is_gone_is_found(interview):
    models.Edition.objects.filter(number=1).delete()

    assert findings() == ["about-wells, editions: edition 1 is gone."]


def test_an_answer_to_nothing_asked_before_is_found(interview):
    first, later = (models.Turn.objects.get(anchor=name) for name in ("a1", "q3"))
    models.Turn.objects.filter(pk=first.pk).update(question=later)

    assert findings() == [
        "about-wells, a1: it answers nothing that was asked before it."
    ]


def test_turns_without_an_edition_are_found():
    make_turn(make_interview())

    assert findings() == ["steppe-2024, editions: all of them are gone."]


def test_two_faults_are_two_findings(interview, page):
    models.Source.objects.filter(name="wells.html").update(content=b"")
    turn = models.Turn.objects.get(anchor="q3")
    models.Turn.objects.filter(pk=turn.pk).update(text=turn.text.replace("now", "NOW"))

    bytes_changed, words_changed = findings()

    assert "its bytes are not those obtained" in bytes_changed
    assert words_changed.startswith("about-wells, q3p1: its words")


def test_every_finding_says_what_to_do(interview):
    models.Turn.objects.filter(anchor="q3").update(text="No.")

    (found,) = Verification(Quiet()).findings()

    assert "Restore a backup from before it was changed" in str(found)


def test_the_work_of_editors_is_no_finding(interview):
    divide(interview)

    assert interview.editions.count() == 3
    assert findings() == []


def test_editions_without_end_are_no_finding():
    editor = Editor(seed=8)
    for _ in range(12):
        store(talk(*editor.said))
        editor.edit()

    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_an_older_archive_is_written_down_as_it_is(transactional_db):
    told = parse_content(PAGE.encode(), "wells.html", Sidecar())
    store(told)
    store(talk(TALK[0], WELL))
    before = list(models.Checksums.objects.order_by("edition").values_list(*SUMS))

    call_command("migrate", "archive", "0011", verbosity=0)
    call_command("migrate", verbosity=0)

    after = list(models.Checksums.objects.order_by("edition").values_list(*SUMS))
    assert after == before
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_what_was_said_is_vouched_for_before_and_after_it_is_written_down():
    store(parse_content(NAMED, "named.txt", Sidecar()))

    call_command("migrate", "archive", "0012", verbosity=0)
    call_command("migrate", verbosity=0)

    assert findings() == []
    acts = models.Trail.objects.order_by("number").values_list("actor", "act")
    assert list(acts) == [
        ("ingest", "ingest"),
        ("migrate", "seal"),  # what 0027 adds is left out
        ("migrate", "seal"),  # and all of it
        ("migrate", "seal"),  # then it is written down again
        ("migrate", "seal"),  # with what 0027 adds
    ]
    models.Turn.objects.filter(anchor="a1").update(speaker=None)
    assert len(findings()) == 1
