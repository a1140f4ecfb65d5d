"""A reader reports an error: what is kept, what is refused, and who sees nothing."""

from hashlib import sha256

import pytest
from django.test import Client

from archive.models import Erratum, State
from archive.models import errata as kept
from tests.factories import (
    make_alias,
    make_edition,
    make_erratum,
    make_exchange,
    make_interview,
    make_source,
    make_tombstone,
)
from tests.views.pages import parse, read, select, text_of, texts

pytestmark = pytest.mark.django_db

ANSWER = "From the mountains.\n\nIt takes nine days."
WORDING = sha256(ANSWER.encode()).hexdigest()
FORM = "/interviews/steppe-2024/a1p2/report/"
THANKS = f"{FORM}thanks/"
SENT = {"kind": "words", "body": "It takes ten.", "contact": "", "wording": WORDING}


@pytest.fixture
def interview():
    kept_interview = make_interview()
    make_exchange(kept_interview, answered=ANSWER)
    return kept_interview


def test_a_report_is_kept_with_the_words_it_is_about(client, interview):
    sent = {**SENT, "contact": "ann@example.org"}

    response = client.post(f"{FORM}?mark=a1p2.9-13", sent)

    assert (response.status_code, response["Location"]) == (302, THANKS)
    erratum = Erratum.objects.get()
    assert (erratum.exact, erratum.prefix, erratum.suffix) == (
        "nine",
        "From the mountains.\n\nIt takes ",
        " days.",
    )
    assert (erratum.start, erratum.end, erratum.wording) == (30, 34, WORDING)
    assert erratum.address == (
        f"/interviews/steppe-2024/?mark=a1p2.9-13@{WORDING[:8]}#a1p2"
    )
    assert (erratum.anchor, erratum.turn.anchor) == ("a1p2", "a1")
    assert (erratum.kind, erratum.body) == ("words", "It takes ten.")
    assert (erratum.contact, erratum.state) == ("ann@example.org", "waiting")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a1p2/report/", ["It takes nine days."]),
        ("a1p2/report/?mark=a1p2.3-13", ["[…] takes nine […]"]),
        ("a1/report/", ["From the mountains.", "It takes nine days."]),
        ("a1p2/report/?mark=q1p1.0-5", ["It takes nine days."]),
        ("a1p2/report/?mark=a1p2.3-99", ["It takes nine days."]),
        ("a1p2/report/?mark=a1p2.3-13@00000000", ["It takes nine days."]),
    ],
)
def test_the_form_shows_the_words_it_is_about(client, interview, path, words):
    page = read(client, f"/interviews/steppe-2024/{path}")

    assert texts(page, ".passage p") == words


def test_the_form_leads_to_the_other_paragraphs_of_its_exchange(client, interview):
    page = read(client, FORM)

    assert texts(page, ".others a") == ["q1p1", "a1p1"]


def test_thanks_say_what_happens_next(client, interview):
    page = read(client, THANKS)

    assert "The report is closed with a reason." in page.text_content()
    assert "30 days" in page.text_content()


def test_a_report_sent_twice_is_kept_once(client, interview):
    for _ in range(2):
        assert client.post(FORM, SENT).status_code == 302

    assert Erratum.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"body": ""}, "Say what is wrong, and what is right."),
        ({"body": "  "}, "Say what is wrong, and what is right."),
        ({"kind": ""}, "Choose what is wrong."),
        ({"kind": "whim"}, "whim is not one of the available choices."),
        ({"body": "x" * 2001}, "at most 2000 characters (it has 2001)"),
        ({"contact": "x" * 201}, "at most 200 characters (it has 201)"),
        ({"website": "https://shop.example"}, "Leave the box for programs empty."),
        ({"wording": "0" * 64}, "The editors changed this turn while you wrote."),
        ({"wording": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    client, interview, wrong, told
):
    response = client.post(FORM, {**SENT, **wrong})

    assert response.status_code == 400
    page = parse(response)
    assert told in text_of(page, ".notice")
    assert Erratum.objects.count() == 0
    typed = {**SENT, **wrong}["body"]
    assert select(page, "textarea")[0].text_content().strip() == typed.strip()


def test_a_nul_in_the_form_answers_400(client, interview):
    response = client.post(FORM, {**SENT, "body": "a\x00b"})

    assert response.status_code == 400
    assert text_of(parse(response), "h1") == "This request cannot be read"


def test_a_form_that_comes_back_can_be_sent_again(client, interview):
    page = parse(client.post(FORM, {**SENT, "wording": "0" * 64}))

    assert select(page, "input[name=wording]")[0].get("value") == WORDING


def test_a_form_from_elsewhere_is_refused(interview):
    client = Client(enforce_csrf_checks=True)

    assert client.post(FORM, SENT).status_code == 403
    token = select(read(client, FORM), "input[name=csrfmiddlewaretoken]")[0]
    sent = {**SENT, "csrfmiddlewaretoken": token.get("value")}
    assert client.post(FORM, sent).status_code == 302


def test_one_client_may_report_so_often(client, interview, settings, tmp_path):
    settings.IS_THROTTLED, settings.DATA_DIR = True, tmp_path
    settings.PACES = {"reports": (1 / 30, 2)}

    for number in range(2):
        sent = {**SENT, "body": f"Fault {number}"}
        assert client.post(FORM, sent).status_code == 302
    refused = client.post(FORM, {**SENT, "body": "Fault 3"})

    assert refused.status_code == 429
    assert 1700 < int(refused["Retry-After"]) <= 1800
    assert "Wait 30 minutes" in text_of(parse(refused), ".notice")
    assert "Fault 3" in parse(refused).xpath("string(//textarea)")
    assert Erratum.objects.count() == 2


def test_a_flood_from_everywhere_is_refused(client, interview, monkeypatch):
    monkeypatch.setattr(kept, "MOST_A_DAY", 1)
    client.post(FORM, SENT)

    refused = client.post(FORM, {**SENT, "body": "Another"})

    assert (refused.status_code, refused["Retry-After"]) == (503, "86400")
    assert "send it again tomorrow" in text_of(parse(refused), ".notice")
    assert Erratum.objects.count() == 1


def test_contacts_whose_time_is_over_go_when_a_report_comes(client, interview):
    make_erratum(interview.turns.get(anchor="a1"), "nine", contact="old@example.org")
    Erratum.objects.update(created_at="2020-01-01T00:00Z")

    client.post(FORM, SENT)

    assert not Erratum.objects.exclude(contact="").exists()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", [FORM, THANKS])
@pytest.mark.parametrize(
    ("state", "status"),
    [(State.DRAFT, 404), (State.IN_REVIEW, 404), (State.WITHDRAWN, 410)],
)
def test_what_is_not_public_cannot_be_reported(
    client, interview, method, path, state, status
):
    if (method, path) == ("post", THANKS):
        status = 405
    interview.state = state
    interview.save()

    response = getattr(client, method)(path, SENT if method == "post" else {})

    assert response.status_code == status
    assert "nine" not in response.content.decode()
    assert Erratum.objects.count() == 0


@pytest.mark.parametrize("anchor", ["a9", "a1p9", "x", "Q1"])
def test_a_passage_that_does_not_exist_cannot_be_reported(client, interview, anchor):
    response = client.get(f"/interviews/steppe-2024/{anchor}/report/")

    assert response.status_code == 404


def test_a_passage_that_is_gone_cannot_be_reported(client, interview):
    make_tombstone(make_edition(interview, make_source()), anchor="q9")

    assert client.get("/interviews/steppe-2024/q9/report/").status_code == 410


def test_an_old_address_leads_to_the_form(client, interview):
    make_alias(interview, "old-steppe")

    response = client.get("/interviews/old-steppe/a1p2/report/?mark=a1p2.9-13")

    assert response.status_code == 301
    assert response["Location"] == f"{FORM}?mark=a1p2.9-13"


@pytest.mark.parametrize("path", [FORM, THANKS])
def test_the_form_is_kept_by_no_cache_and_found_by_no_crawler(client, interview, path):
    response = client.get(path)

    assert response["Cache-Control"] == "private, no-store"
    robots = select(parse(response), "meta[name=robots]")[0]
    assert robots.get("content") == "noindex, nofollow"


def test_a_report_is_nowhere_public(client, interview):
    answer = interview.turns.get(anchor="a1")
    make_erratum(answer, "nine", body="A secret fault", contact="ann@example.org")

    for path in ("", "q1/", "a1p2/", "changes/", "a1p2/report/", "a1p2/report/thanks/"):
        page = client.get(f"/interviews/steppe-2024/{path}").content.decode()
        assert "secret" not in page, path
        assert "ann@" not in page, path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("q1/", "/interviews/steppe-2024/q1/report/"),
        ("a1p2/", "/interviews/steppe-2024/a1p2/report/?mark=a1p2"),
        ("a1p2/?mark=a1p2.9-13", f"{FORM}?mark=a1p2.9-13"),
    ],
)
def test_passages_lead_to_the_form(client, interview, path, address):
    page = read(client, f"/interviews/steppe-2024/{path}")

    (link,) = page.xpath("//a[text()='Report an error'][contains(@href,'/report/')]")
    assert link.get("href") == address
    assert client.get(address).status_code == 200
