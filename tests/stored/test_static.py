"""Static files: named by their bytes, packed once, and safe without a word too many."""

import re

import brotli
import pytest
from django.core.management import call_command
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "archive.stored.sheets.Collected"},
}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A reader of a site whose files were collected."""
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=STORAGES,
        WHITENOISE_AUTOREFRESH=False,
        WHITENOISE_USE_FINDERS=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield Client()


@pytest.fixture
def style_sheet(client):
    return re.search(r'href="(/static/css/edition[^"]+)"', client.get("/").text)[1]


def fetch(client, path, **headers):
    answer = client.get(path, headers=headers)
    content = b"".join(answer)
    answer.close()
    return answer, content


def test_a_hashed_file_is_kept_for_ever_and_packed(client, style_sheet):
    plain, words = fetch(client, style_sheet)
    packed, content = fetch(client, style_sheet, **{"Accept-Encoding": "gzip, br"})

    assert packed["Cache-Control"] == "max-age=315360000, public, immutable"
    assert packed["Content-Encoding"] == "br"
    assert packed["Vary"] == "Accept-Encoding"
    assert brotli.decompress(content) == words
    assert plain["ETag"] == packed["ETag"]
    assert plain["ETag"].startswith('W/"')


def test_who_has_a_file_gets_304(client, style_sheet):
    known = fetch(client, style_sheet)[0]["ETag"]

    answer, content = fetch(client, style_sheet, **{"If-None-Match": known})

    assert (answer.status_code, content) == (304, b"")


def test_a_file_says_how_it_may_be_used_and_nothing_else(client, style_sheet):
    answer, _ = fetch(client, style_sheet)

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert sum(len(name) + len(told) + 4 for name, told in answer.items()) < 400


def test_a_drawing_opened_by_itself_does_nothing(client):
    mark = re.search(r'href="(/static/img/mark[^"]+)"', client.get("/").text)[1]

    answer, _ = fetch(client, mark)

    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_file_stays_public_for_a_signed_in_person(client, style_sheet, admin_user):
    editor = Client()
    editor.force_login(admin_user)

    answer, _ = fetch(editor, style_sheet)

    assert "public" in answer["Cache-Control"]


def test_a_style_sheet_is_one_file_of_what_it_imports(client, style_sheet):
    _, sheet = fetch(client, style_sheet)

    assert sheet.startswith(b"@layer tokens,base,layout,components,print;")
    assert b"@import" not in sheet
    assert b"@media print{@layer print{" in sheet
    assert b"/*" not in sheet
    assert re.search(rb"fonts/brygada-roman-latin\.[0-9a-f]{12}\.woff2", sheet)


def test_a_module_asks_for_others_by_their_hashed_names(client):
    begin = re.search(r'src="(/static/js/begin[^"]+)"', client.get("/").text)[1]

    _, script = fetch(client, begin)

    asked = re.findall(rb'import\("\./([^"]+)"\)', script)
    assert len(asked) == 6
    for name in asked:
        told, _ = fetch(client, f"/static/js/{name.decode()}")
        assert "immutable" in told["Cache-Control"]
