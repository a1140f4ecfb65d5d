"""A source is brought in, looked at beside its parse, mended, and only then kept."""

import dataclasses
import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from archive.admin import bringing, stating, uploads
from archive.errors import UnreadableSource
from archive.ingest.obtaining.fetching import Obtained
from archive.models import Interview, Source, State, Trail, Upload
from tests.admin.sources import WELLS, read

BRING = "/admin/archive/upload/"


def bring(desk, **told):
    return desk.post(BRING, told)


def file(name="wells.txt", content=WELLS):
    return SimpleUploadedFile(name, content.encode())


def address(upload):
    return reverse("admin:archive_upload_change", args=[upload.pk])


def look(desk, upload, button="see", people=(), **told):
    """Posts the form as a browser would, with what the page showed but for `told`."""
    page = desk.get(address(upload))
    form = page.context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    rows = {"people-TOTAL_FORMS": len(people), "people-INITIAL_FORMS": 0}
    if not people:
        given = page.context["people"]
        rows = {"people-INITIAL_FORMS": given.initial_form_count()}
        rows["people-TOTAL_FORMS"] = given.total_form_count()
        people = [[each[f].value() or "" for f in each.fields] for each in given]
    for place, row in enumerate(people):
        for name, words in zip(("name", "role", "aliases"), row, strict=True):
            rows[f"people-{place}-{name}"] = words
    return desk.post(address(upload), {**shown, **rows, **told, button: "1"})


@pytest.fixture
def upload(desk):
    bring(desk, sources=file())
    return Upload.objects.get()


def test_a_file_is_kept_aside_and_shown(desk):
    answer = bring(desk, sources=file())

    upload = Upload.objects.get()
    assert answer.url == address(upload)
    assert (upload.name, bytes(upload.content)) == ("wells.txt", WELLS.encode())
    assert upload.author.username == "aray"
    assert not Interview.objects.exists()


def test_several_files_wait_in_a_list(desk):
    answer = bring(desk, sources=[file("a.txt"), file("b.txt")])

    assert answer.url == "."
    page = desk.get(BRING).content.decode()
    assert "a.txt" in page
    assert "b.txt" in page


def test_a_pasted_text_is_a_source(desk):
    bring(desk, text=WELLS.replace("\n", "\r\n"), name="The wells")

    upload = Upload.objects.get()
    assert upload.name == "The wells.txt"
    assert bytes(upload.content) == WELLS.encode()
    assert upload.obtained == timezone.localdate().isoformat()


def test_what_an_address_holds_is_brought(desk, monkeypatch):
    held = Obtained(
        content=WELLS.encode(),
        name="wells.txt",
        media_type="text/plain",
        origin="https://steppe.example/wells.txt",
        obtained="2026-11-23T13:00:00+00:00",
        asked="https://steppe.example/wells",
        headers={"ETag": "7"},
    )
    monkeypatch.setattr(bringing, "obtain", lambda address: held)

    bring(desk, address=" https://steppe.example/wells ")

    upload = Upload.objects.get()
    assert (upload.origin, upload.obtained) == (held.origin, held.obtained)
    assert upload.received == {"ETag": "7"}


def test_an_address_that_does_not_answer_is_said(desk, monkeypatch):
    def fail(address):
        raise UnreadableSource(address, "it does not answer. Try later.")

    monkeypatch.setattr(bringing, "obtain", fail)

    page = bring(desk, address="https://steppe.example/").content.decode()

    assert "https://steppe.example/: it does not answer. Try later." in page
    assert not Upload.objects.exists()


def test_a_zip_brings_what_it_holds(desk):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/wells.txt", WELLS)
        archive.writestr("in/picture.jpg", b"\xff\xd8")
    bring(desk, sources=SimpleUploadedFile("all.zip", packed.getvalue()))

    assert [(each.name, each.origin) for each in Upload.objects.all()] == [
        ("wells.txt", "all.zip")
    ]


def test_a_zip_without_sources_is_said(desk):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("picture.jpg", b"\xff\xd8")

    page = bring(desk, sources=SimpleUploadedFile("all.zip", packed.getvalue()))

    assert "all.zip: it holds 0 sources." in page.content.decode()


def test_nothing_is_nothing(desk):
    page = bring(desk).content.decode()

    assert page.count("Choose a file, paste a text or give an address.") == 1


def test_a_file_that_is_too_large_is_refused(desk, monkeypatch):
    monkeypatch.setattr(bringing, "LARGEST", 10)

    page = bring(desk, sources=file()).content.decode()

    assert "wells.txt is larger than 0 MB. Split it." in page


def test_what_nobody_kept_is_thrown_away_after_a_week(desk, upload):
    Upload.objects.update(created_at=timezone.now() - timedelta(days=8))

    bring(desk, sources=file("new.txt"))

    assert [each.name for each in Upload.objects.all()] == ["new.txt"]


def test_a_parse_stands_beside_its_source(desk, upload):
    page = desk.get(address(upload))

    rows = page.context["page"].object_list
    assert [
        (row.line, row.turn.anchor if row.turn else row.left.kind.value) for row in rows
    ] == [(1, "front_matter"), (3, "q1"), (5, "a1"), (7, "q2"), (9, "a2")]
    assert page.context["report"].questions == 2
    assert "unlabelled dashes" in [rival.name for rival in page.context["rivals"]]


def test_what_is_stated_is_read_at_once(desk, upload):
    look(
        desk,
        upload,
        title="Wells of the steppe",
        date="2024-03",
        language="en",
        outlet="Steppe Gazette",
        people=[
            ("Dana Omarova", "interviewer", ""),
            ("Ali Bek", "interviewee", "A. B., Ali"),
            ("", "other", ""),
        ],
    )

    told = desk.get(address(upload)).context["told"]
    assert (told.title, told.language, told.outlet) == (
        "Wells of the steppe",
        "en",
        "Steppe Gazette",
    )
    assert (told.dating.start, told.dating.label) == ("2024-03-01", "2024-03")
    assert [(person.name, person.aliases) for person in told.speakers] == [
        ("Dana Omarova", ()),
        ("Ali Bek", ("A. B.", "Ali")),
    ]
    claims = {claim.field: claim.basis.value for claim in told.claims if claim.value}
    assert claims["outlet"] == "sidecar"
    assert not Interview.objects.exists()


def test_what_the_text_says_itself_is_not_stated(desk, upload):
    look(desk, upload)

    upload.refresh_from_db()
    assert not any(upload.stated.values())


def test_another_convention_is_tried(desk, upload):
    look(desk, upload, convention="labels")

    page = desk.get(address(upload))
    assert page.context["told"] is None
    assert page.context["refusal"].complaint.startswith("wells.txt: ")
    assert "See it read again" in page.content.decode()


@pytest.mark.parametrize(
    ("date", "is_good"),
    [("2024", True), ("2024-02-30", False), ("2024-13", False), ("in May", False)],
)
def test_a_date_is_one(desk, upload, date, is_good):
    answer = look(desk, upload, date=date)

    assert (answer.status_code == 302) is is_good


def test_it_is_kept_as_a_draft(desk, upload):
    look(desk, upload, button="keep", language="en")

    interview = Interview.objects.get()
    assert (interview.title, interview.state) == ("About wells", State.DRAFT)
    assert not Upload.objects.exists()
    assert Trail.objects.first().act == "bring in"
    source = Source.objects.get()
    assert (source.name, bytes(source.content)) == ("wells.txt", WELLS.encode())


def test_what_an_address_answered_is_kept_and_its_charset_believed(desk, editor):
    words = "Колодец\n- Кто его выкопал?\n- Мой отец.\n"
    answered = {"Content-Type": "text/plain; charset=koi8-r"}
    upload = Upload.objects.create(
        name="wells.txt",
        content=words.encode("koi8-r"),
        received=answered,
        author=editor,
    )

    look(desk, upload, button="keep", language="ru")

    source = Source.objects.get()
    assert (source.text, source.received) == (words, answered)


def test_it_is_kept_and_published(desk, upload):
    look(desk, upload, button="publish")

    assert Interview.objects.get().state == State.PUBLISHED


def test_who_may_not_publish_keeps_a_draft(client, db):
    clerk = User.objects.create_user("clerk", password="x", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="add_interview"))
    client.force_login(clerk)
    bring(client, sources=file())
    upload = Upload.objects.get()
    assert "Keep and publish" not in client.get(address(upload)).content.decode()

    look(client, upload, button="publish")

    assert Interview.objects.get().state == State.DRAFT


def test_doubts_lead_to_the_ingest_desk(desk):
    bring(desk, text=WELLS.replace("And the river?", "Well, the river."))
    upload = Upload.objects.get()
    doubts = desk.get(address(upload)).context["told"].turns
    assert any(turn.doubt for turn in doubts)

    answer = look(desk, upload, button="keep")

    assert answer.url.startswith(reverse("admin:archive_desk"))


def test_an_address_that_is_taken_is_said_and_nothing_is_kept(desk, upload):
    look(desk, upload, button="keep")
    bring(desk, sources=file("other.txt", WELLS.replace("before us", "first")))
    other = Upload.objects.get()
    assert "belongs to “About wells”" in desk.get(address(other)).content.decode()

    page = look(desk, other, button="keep").content.decode()

    assert "belongs to “About wells” from another source" in page
    assert Interview.objects.count() == 1
    assert Upload.objects.exists()


def test_what_is_known_already_is_said(desk, upload):
    look(desk, upload, button="keep")
    bring(desk, sources=file(content=WELLS.replace("before us", "first")))

    page = desk.get(address(Upload.objects.get())).content.decode()

    assert "In the archive already as “About wells”." in page


def test_it_is_thrown_away(desk, upload):
    look(desk, upload, button="discard")

    assert not Upload.objects.exists()
    assert not Interview.objects.exists()


def test_bytes_that_cannot_be_read_are_said_so(desk):
    bring(desk, sources=SimpleUploadedFile("wells.docx", b"PK\x03\x04nonsense"))

    page = desk.get(address(Upload.objects.get()))

    assert page.status_code == 200
    assert page.context["refusal"].complaint.startswith("wells.docx: ")
    assert page.context["rivals"] == []


LETTER = "Dear all,\n\nthe well is dug.\n"
NUL = b"About wells\n\n- Who dug it?\n\n- I\x00 did.\n"


def test_a_refused_source_is_shown_with_the_complaint_at_its_line(desk):
    bring(desk, sources=SimpleUploadedFile("wells.txt", NUL))

    answer = desk.get(address(Upload.objects.get()))

    page = answer.content.decode()
    refusal = answer.context["refusal"]
    assert refusal.line == 5
    assert 'href="#L5"' in page
    assert 'id="L5"' in page


def test_a_refused_text_is_shown_by_lines(desk, monkeypatch):
    def refuse(upload, by):
        raise UnreadableSource("wells.txt", "the marks say nothing.", 3)

    monkeypatch.setattr(stating, "parse", refuse)
    bring(desk, sources=file(content=LETTER))

    page = desk.get(address(Upload.objects.get())).content.decode()

    assert 'id="L3"' in page
    assert "the well is dug." in page
    assert page.index('id="L3"') < page.rindex("the marks say nothing.")


def test_what_is_stated_of_a_refused_source_is_kept(desk):
    bring(desk, sources=file(content=LETTER))
    upload = Upload.objects.get()
    assert desk.get(address(upload)).context["told"] is None

    look(
        desk,
        upload,
        people=[("Dana Omarova", "interviewer", "")],
        title="On wells",
        encoding="cp1251",
        date="2024",
    )

    upload.refresh_from_db()
    assert upload.stated["people"] == [["Dana Omarova", "interviewer", []]]
    page = desk.get(address(upload))
    assert page.context["form"]["title"].value() == "On wells"
    assert page.context["form"]["encoding"].value() == "cp1251"
    assert page.context["form"]["date"].value() == "2024"
    assert page.context["people"][0]["name"].value() == "Dana Omarova"


def test_an_encoding_that_is_chosen_is_believed(desk):
    text = "Колодец\n\n- Кто копал?\n\n- Отец.\n\n- Один?\n\n- Один.\n"
    content = text.encode("cp866")
    bring(desk, sources=SimpleUploadedFile("wells.txt", content))
    upload = Upload.objects.get()

    look(desk, upload, encoding="cp866")

    told = desk.get(address(upload)).context["told"]
    assert (told.source.encoding, told.turns[0].text) == ("cp866", "Кто копал?")


def test_a_format_that_is_chosen_gives_the_file_its_ending(desk):
    bring(desk, sources=file(name="wells.xyz"))
    upload = Upload.objects.get()
    assert desk.get(address(upload)).context["told"] is None

    look(desk, upload, format=".txt")

    upload.refresh_from_db()
    assert upload.name == "wells.txt"
    assert desk.get(address(upload)).context["told"] is not None


def test_a_list_says_what_was_read(desk):
    doubtful = "Wells\n\n– Who dug it?\n\n– I did. – Alone?\n\n– Yes.\n"
    files = [file("a.txt"), file("b.txt", LETTER), file("c.txt", doubtful)]
    bring(desk, sources=files)

    said = dict(Upload.objects.values_list("name", "reading"))

    assert (said["a.txt"], said["b.txt"]) == ("read", "refused")
    page = desk.get(BRING).content.decode()
    assert "<strong>not read</strong>" in page


def test_doubts_are_noted(desk, monkeypatch):
    told = read(WELLS)
    turns = (dataclasses.replace(told.turns[0], doubt="Who asks?"), *told.turns[1:])
    sure = dataclasses.replace(told, turns=turns)
    monkeypatch.setattr(stating, "parse", lambda upload, by: sure)

    bring(desk, sources=file())

    assert Upload.objects.get().reading == "doubtful"


def test_many_are_read_when_they_are_looked_at(desk, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 0)
    bring(desk, sources=[file("a.txt"), file("b.txt")])
    assert "not looked at yet" in desk.get(BRING).content.decode()

    desk.get(address(Upload.objects.get(name="a.txt")))

    assert Upload.objects.get(name="a.txt").reading == "read"


@pytest.mark.parametrize("fault", [KeyError("a"), MemoryError(), ZeroDivisionError()])
def test_a_fault_of_ours_is_no_error_page(desk, upload, monkeypatch, caplog, fault):
    def fail(*_args):
        raise fault

    monkeypatch.setattr(stating, "parse_with", fail)

    page = desk.get(address(upload)).content.decode()

    assert "This source could not be read" in page
    assert "Who dug the well" in page
    assert "reading upload" in caplog.text
    look(desk, upload, button="discard")
    assert not Upload.objects.exists()


def test_bytes_that_no_reader_reads_are_not_shown(desk):
    bring(desk, sources=SimpleUploadedFile("wells.xyz", b"\0\1\2" * 9))

    refusal = desk.get(address(Upload.objects.get())).context["refusal"]

    assert refusal.lines == []


def test_only_who_may_add_interviews_brings_any(client, upload):
    reader = User.objects.create_user("reader", password="x", is_staff=True)
    client.force_login(reader)

    assert client.get(BRING).status_code == 403
    assert client.get(address(upload)).status_code == 403
    assert "Bring in" not in client.get(reverse("admin:index")).content.decode()


def test_what_somebody_else_brought_is_theirs(client, upload):
    other = User.objects.create_superuser("madi", password="x")
    client.force_login(other)

    assert client.get(address(upload)).status_code == 404
    assert client.get(f"{BRING}x/change/").status_code == 404
    assert "wells.txt" not in client.get(BRING).content.decode()
