"""Each kind of note has its own small form, and is refused what it cannot tell."""

import pytest
from django.urls import reverse

from archive.models import Annotation, Hold
from archive.models.particulars import Cited, Commitment, FactCheck, Status
from tests.factories import make_annotation, make_conversation

ADD = reverse("admin:archive_annotation_add")


@pytest.fixture
def answer(db):
    return make_conversation(2).turns.get(anchor="a2")


def submit(desk, turn, kind, **fields):
    given = {"turn": turn.pk, "exact": "the mountains", "kind": kind, "body": ""}
    return desk.post(f"{ADD}?turn={turn.pk}", {**given, **fields})


def faults(response):
    return response.context["adminform"].form.errors


def test_a_fact_check_has_a_claim_a_verdict_and_sources(desk, answer):
    submit(
        desk,
        answer,
        "fact_check",
        claim="Water comes from the mountains.",
        verdict="mostly_true",
        sources="Yearbook 2023, page 7 https://stat.example/2023\r\n\r\nA letter\r\n",
        body="See [[q1]].",
    )

    note = Annotation.objects.get()
    assert note.told == FactCheck(
        "Water comes from the mountains.",
        "mostly_true",
        (
            Cited("Yearbook 2023, page 7", "https://stat.example/2023"),
            Cited("A letter"),
        ),
    )
    assert note.history.get().particulars == note.particulars


def test_a_commitment_has_a_history_of_statuses_in_order_of_time(desk, answer):
    submit(
        desk,
        answer,
        "commitment",
        promised="A dam",
        due="2026-05",
        statuses_standing=["broken", "open", "", ""],
        statuses_date=["2026-06-01", "2024", "", ""],
        statuses_remark=["Nothing was built.", "", "", ""],
    )

    assert Annotation.objects.get().told == Commitment(
        "A dam",
        "2026-05",
        (Status("open", "2024"), Status("broken", "2026-06-01", "Nothing was built.")),
    )


def test_a_status_is_added_below_those_that_are_kept(desk, answer):
    told = {"promised": "A dam", "statuses": [{"standing": "open", "date": "2024"}]}
    note = make_annotation(answer, "the mountains", kind="commitment", particulars=told)

    page = desk.get(reverse("admin:archive_annotation_change", args=[note.pk]))

    rows = page.content.decode().split('class="status-row"')[1:]
    assert len(rows) == 3
    assert '<option value="open" selected>' in rows[0]
    assert 'value="2024"' in rows[0]


def test_a_translation_and_a_source_need_no_words_of_their_own(desk, answer):
    submit(desk, answer, "translation", translated_into="kk", translated="Таулардан")
    submit(desk, answer, "source", citation="A map", address="https://map.example")
    submit(desk, answer, "correction", reading="the hills")

    kept = Annotation.objects.order_by("pk").values_list("kind", "particulars")
    assert list(kept) == [
        ("translation", {"language": "kk", "text": "Таулардан"}),
        ("source", {"citation": "A map", "address": "https://map.example"}),
        ("correction", {"reading": "the hills"}),
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "field", "fault"),
    [
        ("context", {}, "body", "Write the note."),
        ("correction", {}, "body", "Write the note."),
        ("fact_check", {"claim": "x"}, "verdict", "A note of this kind needs this."),
        ("fact_check", {"verdict": "true"}, "claim", "A note of this kind needs this."),
        (
            "fact_check",
            {"claim": "x", "verdict": "true", "sources": "Here https://"},
            "sources",
            "“https://” is no address of a page on the web.",
        ),
        ("commitment", {"body": "x"}, "promised", "A note of this kind needs this."),
        (
            "commitment",
            {"promised": "x", "due": "soon"},
            "due",
            "“soon” is no date. Write 2025, 2025-03 or 2025-03-14.",
        ),
        (
            "commitment",
            {
                "promised": "x",
                "statuses_standing": "open",
                "statuses_date": "",
                "statuses_remark": "",
            },
            "statuses",
            "Say since when it stands so.",
        ),
        (
            "translation",
            {"translated_into": "Kazakh!", "translated": "x"},
            "translated_into",
            "Write a language as BCP 47 has it, such as en, kk or zh-Hant.",
        ),
        ("source", {"body": "x"}, "citation", "A note of this kind needs this."),
        (
            "source",
            {"citation": "x", "address": "ftp://x.example"},
            "citation",
            "“ftp://x.example” is no address of a page on the web.",
        ),
        (
            "context",
            {"body": "See [[q9]] and [[rivers/a1p1]]."},
            "body",
            "[[q9]]: there is no such passage. Look its name up in the margin.",
        ),
        (
            "context",
            {"body": "So [[sic]]."},
            "body",
            "[[sic]] names no passage. Write [[q7p2]], or [[address/q7p2]].",
        ),
    ],
)
def test_what_a_kind_cannot_tell_is_refused(desk, answer, kind, fields, field, fault):
    response = submit(desk, answer, kind, **fields)

    assert fault in faults(response)[field]
    assert not Annotation.objects.exists()


def test_every_fault_of_a_body_is_told(desk, answer):
    response = submit(desk, answer, "context", body="[[q9]] [[a9]] `[[a8]]` [[a1p1]]")

    told = " ".join(faults(response)["body"])
    assert "[[q9]]" in told
    assert "[[a9]]" in told
    assert "[[a8]]" not in told
    assert "[[a1p1]]" not in told


def test_fields_of_other_kinds_are_not_kept(desk, answer):
    submit(desk, answer, "context", body="A note.", claim="x", citation="y")

    assert Annotation.objects.get().particulars == {}


def test_a_note_from_before_its_kind_told_anything_may_stay_so(desk, answer):
    note = make_annotation(answer, "the mountains", kind="source")
    change = reverse("admin:archive_annotation_change", args=[note.pk])
    given = {"exact": "the mountains", "place": note.start, "kind": "source"}

    desk.post(change, {**given, "body": "Still."})

    note.refresh_from_db()
    assert (note.body, note.particulars) == ("Still.", {})


def test_the_preview_is_what_readers_will_see(desk, answer):
    response = submit(
        desk, answer, "source", citation="A map", body="See [[q1]].", _preview="1"
    )

    seen = response.content.decode().split('id="preview"')[1].split("</section>")[0]
    assert '<a class="lemma"' in seen
    assert "Source</span> A map" in seen
    assert 'href="/interviews/steppe-2024/#q1"' in seen


def test_an_edit_of_a_moved_note_does_not_accept_its_place(desk, answer):
    note = make_annotation(answer, "the mountains", body="Old.")
    was = {"anchor": "a1", "wording": "0" * 64, "start": 0, "end": 3}
    Annotation.objects.update(hold=Hold.MOVED, moved_from=was, hold_evidence="so")
    change = reverse("admin:archive_annotation_change", args=[note.pk])
    given = {"exact": "the mountains", "place": note.start, "kind": "context"}

    desk.post(change, {**given, "body": "New."})

    note.refresh_from_db()
    kept = (note.body, note.hold, note.moved_from, note.hold_evidence)
    assert kept == ("New.", Hold.MOVED, was, "so")


def test_one_note_leads_to_the_next(desk, answer):
    page = desk.get(f"{ADD}?turn={answer.pk}").content.decode()
    asked = answer.interview.turns.get(anchor="q2")

    again = submit(desk, answer, "context", body="One.", _addanother="1")

    assert f'href="{ADD}?turn={asked.pk}" rel="prev">Annotate q2</a>' in page
    assert again.url == f"{ADD}?turn={answer.pk}"
