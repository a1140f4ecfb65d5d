"""The door before Django: as good as its own, and quicker."""

import pytest
from django.test import Client

from archive.stored.front import answer_first
from tests.factories import make_conversation
from tests.shell import run_python

pytestmark = pytest.mark.django_db


def open_door(process, path, **told):
    """Returns what the door answers, or None where it asks the site."""
    answered = []
    environ = {**Client()._base_environ(PATH_INFO=path), **told}
    process.site.current = process.store
    body = answer_first(lambda *_: answered.append(None) or [])(
        environ, lambda *line: answered.append(line)
    )
    return answered[0] and (*answered[0], b"".join(body))


def test_the_door_answers_as_the_site_does(process):
    make_conversation(1)
    made = process.get("/interviews/steppe-2024/")

    status, headers, content = open_door(process, "/interviews/steppe-2024/")

    assert status == "200 OK"
    assert dict(headers) == dict(made.items())
    assert content == made.content


def test_the_door_knows_who_has_it_already(process):
    known = process.get("/about/")["ETag"]

    status, headers, content = open_door(process, "/about/", HTTP_IF_NONE_MATCH=known)

    assert (status, content) == ("304 Not Modified", b"")
    assert dict(headers)["ETag"] == known


@pytest.mark.parametrize(
    "told",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic YTpi"},
        {"REQUEST_METHOD": "POST"},
        {"CONTENT_LENGTH": "5"},
        {"HTTP_HOST": "evil.example"},
        {"wsgi.url_scheme": "https"},
        {"QUERY_STRING": "x=1"},
    ],
)
def test_whoever_brings_anything_is_let_through_to_the_site(process, told):
    process.get("/about/")
    is_open = open_door(process, "/about/") is not None

    assert is_open
    assert open_door(process, "/about/", **told) is None


def test_a_page_that_was_not_asked_for_is_left_to_the_site(process):
    assert open_door(process, "/about/") is None


def test_any_server_can_open_the_door(tmp_path):
    opened = run_python("-c", "import archive.wsgi", DATA_DIR=tmp_path)

    assert opened.returncode == 0, opened.stderr
