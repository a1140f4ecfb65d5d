"""Errors are pages too: the right status, what happened, what to do."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from archive.views.refusals import refuse
from tests.views.pages import parse, select, text_of

pytestmark = pytest.mark.django_db

SAID = {
    "400": "This request cannot be read",
    "403": "This page is not open to you",
    "403_csrf": "The form was not accepted",
    "404": "Nothing stands at this address",
    "405": "This way of asking is not offered",
    "413": "This request is too large",
    "414": "This address is too long",
    "410": "This interview has been withdrawn",
    "429": "Too many requests",
    "500": "Something broke on our side",
    "503": "The archive is resting",
}


@pytest.mark.parametrize(("name", "said"), SAID.items())
def test_an_error_page_needs_neither_request_nor_database(
    name, said, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = render_to_string(f"{name}.html")

    assert f"<h1>{said}</h1>" in page
    assert 'content="noindex"' in page


def test_an_unknown_address_answers_404(client):
    response = client.get("/nothing/here/")

    assert response.status_code == 404
    assert text_of(parse(response), "h1") == SAID["404"]


def test_a_nul_in_the_address_answers_400(client):
    response = client.get("/search/?q=%00")

    assert response.status_code == 400
    assert text_of(parse(response), "h1") == SAID["400"]


@pytest.mark.parametrize("path", ["/", "/search/?q=<b>water", "/nothing/here/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_is_sent_to_a_page_for_reading_answers_405(method, path):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)(path)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert text_of(parse(response), "h1") == SAID["405"]
    assert "water" not in response.content.decode()


def test_an_endless_address_answers_414_and_repeats_nothing(client):
    response = client.get(f"/search/?q={'camel' * 2000}")

    assert response.status_code == 414
    assert text_of(parse(response), "h1") == SAID["414"]
    assert "camel" not in response.content.decode()


def test_a_fault_of_ours_answers_500_without_a_trace(monkeypatch):
    def fail(keys):
        raise RuntimeError("the secret reason")

    monkeypatch.setattr("archive.views.pages.told_of", fail)
    client = Client(raise_request_exception=False)

    response = client.get("/")

    assert response.status_code == 500
    assert "secret" not in response.content.decode()
    assert text_of(parse(response), "h1") == SAID["500"]


def test_a_forged_form_answers_403():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/admin/login/", {"username": "x"})

    assert response.status_code == 403
    assert text_of(parse(response), "h1") == SAID["403_csrf"]


def test_a_withdrawal_without_a_reason_says_so():
    assert "gave no reason" in render_to_string("410.html")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/interviews/tokayev-egemen-2024/", "tokayev egemen 2024"),
        ("/interviews/tokayev-egemen-2024/q7/", "tokayev egemen 2024"),
        ("/kk/topics/ядролық-энергетика/", "ядролық энергетика"),
        ("/old/index.php/water-water_rivers", "old water rivers"),
        ("/a" * 400, ""),
        ("/interviews/q7/", ""),
        ("/%3Cscript%3Ealert(1)", "script alert"),
    ],
)
def test_a_wrong_address_is_searched_for_by_its_words(client, path, words):
    response = client.get(path)

    assert response.status_code == 404
    boxes = select(parse(response), "input[id=q]")
    assert [box.get("value") for box in boxes] == ([words] if words else [])


def test_a_wrong_address_costs_few_questions(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get("/interviews/nothing-here/")


def test_who_asks_too_often_is_told_how_long_to_wait():
    response = refuse(429, 12)

    assert "Wait 12 seconds" in parse(response).text_content()
    assert response["Retry-After"] == "12"


@pytest.mark.parametrize("name", SAID)
def test_an_error_page_says_what_to_do(name):
    page = html.fromstring(render_to_string(f"{name}.html"))

    assert len(select(page, ".remedies a")) == 3
    assert len(text_of(page, ".notice").split(".")) > 2
