"""The page that cites, and its downloads, as readers and programs get them."""

import json

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.citations import Issued
from archive.models import Basis, Precision, Role, State, Turn
from archive.transcript import Span
from archive.views.cite import citable
from tests.factories import (
    make_alias,
    make_conversation,
    make_edition,
    make_exchange,
    make_interview,
    make_outlet,
    make_participation,
    make_source,
    make_speaker,
    make_tombstone,
    make_turn,
)
from tests.ingest.storing.test_editions import TALK
from tests.views.pages import parse, read, select, text_of, texts
from tests.views.test_changes import publish
from tests.views.test_marks import ABOUT, WELL, changed, pinned

pytestmark = pytest.mark.django_db

HOME = "http://127.0.0.1:8000/interviews/steppe-2024/"


def make_dated(**fields):
    interview = make_conversation(exchanges=1)
    for name, value in {"outlet": make_outlet(), **fields}.items():
        setattr(interview, name, value)
    interview.save()
    return interview


def test_the_record_is_gathered_from_what_the_archive_keeps():
    interview = make_dated(section="Society", republisher=make_outlet("Wire", "wire"))
    make_edition(interview, make_source(), digest="1" * 64)
    make_edition(interview, make_source(), number=2, digest="2" * 64)

    cited = citable(interview)

    assert [name.family for name in cited.interviewees] == ["Saparova"]
    assert [name.family for name in cited.interviewers] == ["Omarov"]
    assert cited.issued == Issued(2024, 1)
    assert (cited.outlet, cited.republisher) == ("Steppe Gazette", "Wire")
    assert (cited.section, cited.edition) == ("Society", "2" * 64)
    assert cited.address == cited.interview_address == HOME


@pytest.mark.parametrize(
    ("precision", "basis", "issued"),
    [
        (Precision.DAY, Basis.TEXT, Issued(2024, 5, 9)),
        (Precision.MONTH, Basis.SIDECAR, Issued(2024, 5)),
        (Precision.YEAR, Basis.EDITOR, Issued(2024)),
        (Precision.MONTH, Basis.INFERRED, Issued(2024, 5, is_about=True)),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_known(precision, basis, issued):
    interview = make_interview(
        date_start="2024-05-09", date_precision=precision, date_basis=basis
    )
    interview.refresh_from_db()

    assert citable(interview).issued == issued


def test_a_moderator_is_neither_interviewer_nor_interviewee():
    interview = make_interview()
    make_participation(interview, make_speaker(), Role.MODERATOR)

    cited = citable(interview)

    assert (cited.interviewees, cited.interviewers) == ((), ())


def test_an_exchange_has_its_own_address_and_an_answer_its_place():
    make_conversation(exchanges=2)
    question, answer = (Turn.objects.get(anchor=name) for name in ("q2", "a2"))

    assert citable(question).address == f"{HOME}q2/"
    assert citable(answer).address == f"{HOME}#a2"
    assert citable(answer).locus.said_by.family == "Saparova"


def test_a_passage_is_pinned_to_its_wording_in_each_of_its_paragraphs():
    make_conversation(exchanges=1)
    answer = Turn.objects.get(anchor="a1")

    cited = citable(answer, Span(5, 33))

    assert cited.address == (f"{HOME}?mark=a1.5-33@e65bb32b#a1p1")
    assert cited.locus.paragraphs == (1, 2)
    assert cited.locus.words == "the mountains.\n\nIt takes nin"


def test_what_lies_in_no_paragraph_is_cited_as_its_turn():
    turn = make_turn(make_interview())
    turn.segments.all().delete()

    assert citable(turn, Span(0, 5)) == citable(turn)


def test_many_passages_cost_what_they_show(django_assert_num_queries):
    make_conversation(exchanges=1)
    answer = Turn.objects.select_related("interview", "speaker").get(anchor="a1")

    with django_assert_num_queries(3):
        citable(answer, Span(0, 4))


@pytest.mark.parametrize(
    "path", ["cite/", "q1/cite/", "a1/cite/?mark=a1p1", "q1/embed/"]
)
def test_the_number_of_queries_is_constant(client, path):
    counts = []
    for exchanges, slug in ((2, "short"), (20, "long")):
        make_conversation(exchanges, slug)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/interviews/{slug}/{path}").status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 6


def test_the_page_shows_every_style_to_be_selected(client):
    make_dated()

    page = read(client, "/interviews/steppe-2024/cite/")

    assert [style.get("id") for style in select(page, ".style")] == [
        "apa",
        "chicago",
        "mla",
        "gost",
        "plain",
    ]
    assert text_of(page, "#listed-mla") == (
        "Saparova, Aigul. “The Steppe Remembers.” Interview by Daniyar Omarov. "
        f"Steppe Gazette, Jan. 2024. Suhbat, {HOME}."
    )
    assert texts(page, "#listed-mla i") == ["Steppe Gazette", "Suhbat"]
    assert select(page, "button.copy")[0].get("hidden") is not None
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}cite/"]


def test_a_chosen_style_comes_first(client):
    make_dated()

    page = read(client, "/interviews/steppe-2024/cite/?style=gost")

    assert select(page, ".style")[0].get("id") == "gost"
    (chosen,) = page.xpath("//a[@data-style][@aria-current]")
    assert chosen.get("data-style") == "gost"


def test_a_passage_is_quoted_with_its_citation(client):
    make_dated()

    page = read(client, "/interviews/steppe-2024/cite/?mark=a1p2.3-13")

    assert text_of(page, "blockquote") == "[…] takes nine […]"
    assert text_of(page, "#quotation").startswith(
        "“takes nine” The steppe remembers. Aigul Saparova interviewed by "
        "Daniyar Omarov, Steppe Gazette, January 2024. Suhbat, answer 1, paragraph 2, "
        f"{HOME}?mark=a1p2.3-13@e65bb32b#a1p2 (accessed "
    )
    (ris,) = page.xpath("//a[.='RIS']/@href")
    assert ris == "?mark=a1p2.3-13@e65bb32b&format=ris"


def test_marks_that_go_on_are_one_passage(client):
    make_dated()

    page = read(client, "/interviews/steppe-2024/cite/?mark=a1p1.5-19,a1p2.0-13")

    assert text_of(page, "blockquote") == "[…] the mountains. It takes nine […]"


@pytest.mark.parametrize(
    "path", ["cite/?mark=a1p2", "a1p2/cite/", "a1/cite/?mark=a1p2"]
)
def test_a_paragraph_is_quoted_whole(client, path):
    make_dated()

    page = read(client, f"/interviews/steppe-2024/{path}")

    assert text_of(page, "blockquote") == "It takes nine days."
    assert f"{HOME}?mark=a1p2@e65bb32b#a1p2" in text_of(page, "#listed-apa")


def test_a_mark_may_count_in_the_words_of_a_turn(client):
    make_dated()

    page = read(client, "/interviews/steppe-2024/cite/?mark=a1.5-33@e65bb32b")

    assert text_of(page, "blockquote") == "[…] the mountains. It takes nin […]"


def test_marks_apart_are_not_run_together(client):
    make_dated()

    page = read(client, "/interviews/steppe-2024/cite/?mark=a1p1.0-4,a1p2.0-12")

    assert text_of(page, "blockquote") == "From […]"


@pytest.mark.parametrize("mark", ["a1p2.0-9@00000000", "a1p9", "a1p1.50-60", "a7p1"])
def test_a_passage_that_is_gone_is_said_and_never_made_up(client, mark):
    make_dated()

    page = read(client, f"/interviews/steppe-2024/a1/cite/?mark={mark}")

    assert "do not stand there any more" in text_of(page, ".notice")
    assert not select(page, "#quotation")


@pytest.mark.parametrize("anchor", ["a1", "a1p1"])
def test_words_that_were_changed_are_cited_as_they_stood(client, anchor):
    publish(*TALK)
    mark = pinned("a1p1", "summer of 1961")
    changed(1, WELL.replace("1961", "1962"))

    page = read(client, f"{ABOUT}{anchor}/cite/?mark={mark}")

    assert text_of(page, "blockquote") == "[…] summer of 1961 […]"
    assert "words of an earlier edition" in text_of(page, ".notice")
    assert f"?mark={mark}#a1p1" in text_of(page, "#quotation")


def test_words_of_a_turn_that_is_gone_are_cited_with_the_edition_they_had(client):
    first = publish(*TALK).editions.get().digest
    mark = pinned("a2p1", "We walked to the river")
    publish(*TALK[:2], *TALK[4:])

    asked = {"mark": mark, "format": "csl"}
    (cited,) = json.loads(client.get(f"{ABOUT}a2/cite/", asked).content)

    assert cited["note"] == "answer 2, paragraph 1"
    assert cited["URL"].endswith(f"/about-wells/?mark={mark}#a2p1")
    assert cited["custom"]["edition"] == first


@pytest.mark.parametrize(
    ("wanted", "media_type", "ending"),
    [
        ("ris", "application/x-research-info-systems", "ris"),
        ("bibtex", "application/x-bibtex", "bib"),
        ("csl", "application/vnd.citationstyles.csl+json", "json"),
    ],
)
def test_a_download_has_its_type_and_name(client, wanted, media_type, ending):
    make_dated()

    answer = client.get("/interviews/steppe-2024/q1/cite/", {"format": wanted})

    assert answer.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="steppe-2024-q1.{ending}"'
    )
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Saparova, Aigul" in answer.content.decode() or wanted == "csl"


def test_a_name_in_cyrillic_is_kept_in_the_download(client):
    make_interview("дала-2024", title="Дала")

    answer = client.get("/interviews/дала-2024/cite/?format=ris")

    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%B4%D0%B0%D0%BB%D0%B0-2024.ris"
    )
    (record,) = rispy.loads(answer.content.decode())
    assert (record["id"], record["title"]) == ("дала-2024", "Дала")


def test_a_passage_can_be_downloaded(client):
    make_dated()

    answer = client.get("/interviews/steppe-2024/cite/?mark=a1p2.3-13&format=csl")

    (told,) = json.loads(answer.content)
    assert told["id"] == "steppe-2024-a1p2"
    assert told["URL"] == f"{HOME}?mark=a1p2.3-13@e65bb32b#a1p2"
    assert told["note"] == "answer 1, paragraph 2"


@pytest.mark.parametrize("asked", ["format=docx", "format=ris%00", "format=RIS"])
def test_an_unknown_format_is_refused(client, asked):
    make_dated()

    assert client.get(f"/interviews/steppe-2024/cite/?{asked}").status_code == 400


@pytest.mark.parametrize("path", ["cite/", "q1/cite/", "q1/embed/", "a1/embed/"])
@pytest.mark.parametrize(
    ("state", "status"),
    [(State.DRAFT, 404), (State.IN_REVIEW, 404), (State.WITHDRAWN, 410)],
)
def test_what_is_not_public_is_not_cited(client, path, state, status):
    make_dated(state=state)

    answer = client.get(f"/interviews/steppe-2024/{path}?mark=a1p1&format=ris")

    assert answer.status_code == status
    assert "mountains" not in answer.content.decode()
    assert "Saparova" not in answer.content.decode()


def test_an_old_address_leads_to_the_new_one(client):
    make_alias(make_dated(), "old-steppe")

    answer = client.get("/interviews/old-steppe/q1/cite/?style=mla")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/interviews/steppe-2024/q1/cite/?style=mla"


def test_a_turn_that_is_gone_leads_to_who_took_its_words(client):
    interview = make_dated()
    edition = make_edition(interview, make_source(), number=2)
    make_tombstone(edition, anchor="q8", successor="q1")
    make_tombstone(edition, anchor="q9")

    moved = client.get("/interviews/steppe-2024/q8/cite/")
    gone = client.get("/interviews/steppe-2024/q9/cite/")
    never = client.get("/interviews/steppe-2024/q7/cite/")

    assert moved.headers["Location"] == "/interviews/steppe-2024/q1/cite/"
    assert (gone.status_code, never.status_code) == (410, 404)


@pytest.mark.parametrize("path", ["", "q1/", "cite/"])
def test_reference_managers_find_the_interview_in_the_page(client, path):
    make_dated()

    page = read(client, f"/interviews/steppe-2024/{path}")

    (span,) = page.xpath("//span[@class='Z3988']")
    assert "rft.type=interview" in span.get("title")
    assert "rft.contributor=Omarov%2C%20Daniyar" in span.get("title")
    assert page.xpath("//meta[@name='citation_author']/@content") == ["Saparova, Aigul"]


def test_interview_and_exchange_lead_to_their_citations(client):
    make_dated()

    whole = read(client, "/interviews/steppe-2024/")
    exchange = read(client, "/interviews/steppe-2024/q1/")

    assert whole.xpath("//a[.='Cite this interview']/@href") == [
        "/interviews/steppe-2024/cite/"
    ]
    assert whole.xpath("//a[.='Cite or quote']/@href") == [
        "/interviews/steppe-2024/q1/cite/"
    ]
    assert exchange.xpath("//a[.='All styles']/@href") == [
        "/interviews/steppe-2024/q1/cite/"
    ]


def test_markup_in_the_record_is_words(client):
    interview = make_interview(title="<b>Water</b> & “salt”")
    make_exchange(interview, "<script>alert(1)</script>?", 'A "quote" & <i>more</i>.')

    answer = client.get("/interviews/steppe-2024/q1/cite/")

    assert "<script>alert" not in answer.content.decode()
    page = parse(answer)
    assert not page.xpath("//blockquote//i | //h1//b | //pre//blockquote")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;?" in text_of(page, "#snippet")
