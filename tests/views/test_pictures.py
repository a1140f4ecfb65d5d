"""The addresses of share pictures."""

import pytest

from archive.models import Interview, State, Turn
from tests.factories import make_conversation, make_interview
from tests.views.pages import parse, read

pytestmark = pytest.mark.django_db

PATHS = [
    "/interviews/steppe-2024/picture.png",
    "/interviews/steppe-2024/q1/picture.png",
]


@pytest.mark.parametrize("path", PATHS)
def test_who_keeps_a_picture_asks_whether_it_still_stands(client, path):
    make_conversation(exchanges=1)

    first = client.get(path)
    version = first["ETag"].strip('"')
    pinned = client.get(path, {"v": version})

    assert (first.status_code, first["Content-Type"]) == (200, "image/png")
    assert first["Cache-Control"] == "no-cache"
    assert pinned["Cache-Control"] == "no-cache"
    assert (
        client.get(path, headers={"if-none-match": f'"{version}"'}).status_code == 304
    )


def test_a_picture_changes_with_the_words(client):
    interview = make_conversation(exchanges=1)
    before = client.get(PATHS[1])["ETag"]

    interview.turns.filter(anchor="q1").update(text="Where did it go?")

    assert client.get(PATHS[1])["ETag"] != before


@pytest.mark.parametrize(
    ("state", "status"), [(State.DRAFT, 404), (State.WITHDRAWN, 410)]
)
def test_what_is_not_public_has_no_picture(client, state, status):
    interview = make_conversation(exchanges=1)
    interview.state = state
    interview.save()

    assert [client.get(path).status_code for path in PATHS] == [status, status]


def test_there_is_no_picture_of_what_is_not_there(client):
    make_conversation(exchanges=1)

    for anchor in ("a1", "q9", "x"):
        path = f"/interviews/steppe-2024/{anchor}/picture.png"
        assert client.get(path).status_code == 404


def test_words_the_faces_lack_have_a_picture_without_them(client):
    interview = make_conversation(exchanges=1)
    Turn.objects.filter(interview=interview, anchor="q1").update(text="水从哪里来？")

    assert client.get(PATHS[1]).headers["Content-Type"] == "image/png"
    page = read(client, "/interviews/steppe-2024/q1/")
    assert page.xpath("//meta[@property='og:title']/@content") == ["水从哪里来？"]
    assert len(page.xpath("//meta[@property='og:image']")) == 1


@pytest.mark.parametrize(
    "page", ["/interviews/steppe-2024/", "/interviews/steppe-2024/q1/"]
)
def test_a_page_names_its_picture_by_the_address_of_the_site(client, page):
    make_conversation(exchanges=1)

    shown = parse(client.get(page, headers={"host": "localhost"}))

    (address,) = shown.xpath("//meta[@property='og:image']/@content")
    path = address.removeprefix("http://127.0.0.1:8000")
    assert path.startswith(f"{page}picture.png?v=")
    assert client.get(path)["ETag"] == f'"{path.partition("?v=")[2]}"'


def test_an_interview_without_people_or_outlet_is_shared_by_its_title(client):
    make_interview("bare", title="A talk", outlet=None)

    page = read(client, "/interviews/bare/")

    assert page.xpath("//meta[@property='og:title']/@content") == ["A talk"]


def test_an_interview_whose_very_address_is_in_another_script_has_a_picture(client):
    interview = make_conversation(exchanges=1, slug="水")
    Interview.objects.update(title="水从哪里来？")

    response = client.get(f"{interview.get_absolute_url()}picture.png")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
