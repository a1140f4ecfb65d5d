"""`ingest --refresh` against a site: what changed is a new edition, nothing is lost."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.ingest.obtaining import fetching
from archive.ingest.obtaining.finding import Received
from archive.models import Edition, Interview, State

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1", "localhost"]),
]
# PostgreSQL reads many rows through a cursor, which it declares.
READS = {"SELECT", "DECLARE", "FETCH", "CLOSE", "PRAGMA"}
WELLS = "About wells\n\n– Who dug it?\n– My father.\nAlone.\n– Where?\n– There.\n"


class Site(BaseHTTPRequestHandler):
    """A page that says what it was when it is asked whether it changed."""

    def do_GET(self):
        page = self.server.page
        self.server.asked.append(dict(self.headers))
        if page.waits:
            self.server.released.wait(5)
        unchanged = self.headers.get("If-None-Match") == page.tag and page.tag
        self.send_response(304 if unchanged else page.status)
        if page.tag:
            self.send_header("ETag", page.tag)
        self.send_header("Content-Type", page.kind)
        self.end_headers()
        if not unchanged:
            self.wfile.write(page.content)

    def log_message(self, *_arguments):
        pass


class Page:
    def __init__(self, content=b"", tag="", status=200, kind="text/plain", waits=False):
        self.content, self.tag, self.status = content, tag, status
        self.kind, self.waits = kind, waits


@pytest.fixture
def site(settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.released = [], threading.Event()
    server.url = f"http://127.0.0.1:{server.server_port}/wells.txt"
    server.page = Page(WELLS.encode(), '"one"')
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def kept(site, capsys):
    call_command("ingest", site.url)
    capsys.readouterr()
    return Interview.objects.get()


def written_by(*words):
    with CaptureQueriesContext(connection) as asked:
        call_command("ingest", *words)
    return {query["sql"].split()[0] for query in asked} - READS


def test_the_headers_of_the_answer_are_kept(site, kept):
    received = kept.editions.get().source.received

    assert (received["ETag"], received["Content-Type"]) == ('"one"', "text/plain")


@pytest.mark.parametrize("tag", ['"one"', ""], ids=["says so", "same bytes"])
def test_what_is_unchanged_is_not_read_and_not_written(
    tag, site, kept, monkeypatch, capsys
):
    site.page = Page(WELLS.encode(), tag)
    monkeypatch.setattr(Received, "parsed", None)

    assert written_by("--refresh") == set()
    assert capsys.readouterr().out == "wells.txt: unchanged.\n"
    assert site.asked[-1]["If-None-Match"] == '"one"'


def test_what_changed_is_a_new_edition_with_its_own_headers(site, kept, capsys):
    site.page = Page(WELLS.replace("My father", "My uncle").encode(), '"two"')

    call_command("ingest", "--refresh")

    editions = Edition.objects.order_by("number")
    assert [(each.act, each.source.received["ETag"]) for each in editions] == [
        ("ingest", '"one"'),
        ("refresh", '"two"'),
    ]
    assert "a new edition" in capsys.readouterr().out
    assert kept.turns.get(anchor="a1").text == "My uncle.\n\nAlone."


def test_the_newest_edition_is_asked_about(site, kept, capsys):
    site.page = Page(WELLS.replace("My father", "My uncle").encode(), '"two"')
    call_command("ingest", "--refresh")
    capsys.readouterr()

    assert written_by("--refresh") == set()
    assert capsys.readouterr().out == "wells.txt: unchanged.\n"


def test_what_was_there_once_before_is_an_edition_again(site, kept):
    site.page = Page(WELLS.replace("My father", "My uncle").encode(), '"two"')
    call_command("ingest", "--refresh")
    site.page = Page(WELLS.encode(), '"one"')

    call_command("ingest", "--refresh")

    assert kept.editions.count() == 3


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_page_that_is_gone_is_told_and_nothing_is_lost(status, site, kept):
    site.page = Page(b"Gone.", status=status)

    with pytest.raises(CommandError, match=rf"wells\.txt: it answers {status}"):
        call_command("ingest", "--refresh")

    assert kept.editions.count() == 1
    assert kept.turns.count() == 4


def test_a_site_that_does_not_answer_is_told_and_nothing_is_lost(
    site, kept, monkeypatch
):
    site.page = Page(WELLS.encode(), waits=True)
    monkeypatch.setattr(fetching, "DEADLINE", 0.2)

    with pytest.raises(CommandError, match="does not answer as a page does"):
        call_command("ingest", "--refresh")

    assert kept.turns.count() == 4


def test_a_dry_run_tells_what_would_become_of_it(site, kept, capsys):
    site.page = Page(WELLS.replace("My father", "My uncle").encode(), '"two"')

    assert written_by("--refresh", "--dry-run") == set()
    assert "dry run: a new edition" in capsys.readouterr().out


def test_a_dry_run_of_what_is_unchanged_says_so(site, kept, capsys):
    call_command("ingest", "--refresh", "--dry-run")

    assert capsys.readouterr().out == "wells.txt: unchanged.\n"


def test_an_interview_stays_as_public_as_it_is(site):
    call_command("ingest", site.url, "--publish")
    site.page = Page(WELLS.replace("My father", "My uncle").encode(), '"two"')

    call_command("ingest", "--refresh")

    assert Interview.objects.get().state == State.PUBLISHED


def test_a_page_is_read_in_the_charset_its_server_says(site):
    words = "Колодец\n\n- Кто его выкопал?\n- Мой отец.\n"
    site.page = Page(words.encode("koi8-r"), kind="text/plain; charset=koi8-r")

    call_command("ingest", site.url)

    source = Edition.objects.get().source
    assert (source.text, source.encoding) == (words, "koi8-r")
    assert bytes(source.content) == words.encode("koi8-r")
