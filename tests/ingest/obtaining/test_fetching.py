"""Addresses: what is had from them, and what is refused before or while it comes."""

import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from archive.errors import UnreadableSource
from archive.ingest.obtaining import fetching
from archive.ingest.obtaining.fetching import NotThere, is_public, name_of, obtain

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1", "localhost"]),
]
PAGE = "<p>– Who dug it?</p><p>– Мой отец.</p>".encode("cp1251")


class Site(BaseHTTPRequestHandler):
    """A site of one page, and of the ways a site can misbehave."""

    def do_GET(self):
        getattr(self, self.path.strip("/").partition("/")[0].partition("?")[0])()

    def log_message(self, *_arguments):
        pass

    def answer(self, status, content=b"", **headers):
        self.send_response(status)
        for name, words in headers.items():
            self.send_header(name.replace("_", "-"), words)
        self.end_headers()
        self.wfile.write(content)

    def page(self):
        self.server.seen.append(dict(self.headers))
        self.answer(200, PAGE, Content_Type="text/html; charset=windows-1251")

    def old(self):
        self.answer(301, Location="/page/wells?a=%D0%B1")

    def round(self):
        self.answer(302, Location="/round")

    def inward(self):
        self.answer(302, Location="http://10.0.0.1/")

    def elsewhere(self):
        self.answer(302, Location="file:///etc/passwd")

    def gone(self):
        self.answer(410)

    def broken(self):
        self.answer(500)

    def squeezed(self):
        self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def bomb(self):
        content = gzip.compress(bytes(64 * 1024**2))
        self.answer(200, content, Content_Encoding="gzip")

    def short(self):
        self.answer(200, b"half", Content_Length="100")

    def drip(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b".")
                time.sleep(0.02)
        except OSError:
            return

    def nonsense(self):
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.seen = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def allowed(settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True


@pytest.mark.usefixtures("allowed")
def test_bytes_are_kept_as_received_with_address_time_and_headers(site):
    found = obtain(f"{site.url}/page/wells")

    assert found.content == PAGE
    assert (found.name, found.media_type) == ("wells.html", "text/html")
    assert found.origin == found.asked == f"{site.url}/page/wells"
    assert found.obtained.endswith("+00:00")
    assert found.headers["Content-Type"] == "text/html; charset=windows-1251"


@pytest.mark.usefixtures("allowed")
def test_the_archive_says_who_asks_and_sends_nothing_else(site, settings):
    obtain(f"{site.url}/page")

    (headers,) = site.seen
    assert settings.SITE_URL in headers.pop("User-Agent")
    assert headers.keys() == {"Host", "Accept", "Accept-Encoding"}


@pytest.mark.usefixtures("allowed")
def test_a_proxy_in_the_environment_is_not_asked(site, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")

    assert obtain(f"{site.url}/page").content == PAGE


@pytest.mark.usefixtures("allowed")
def test_where_an_address_leads_is_kept(site):
    found = obtain(f"{site.url}/old")

    assert found.asked == f"{site.url}/old"
    assert found.origin == f"{site.url}/page/wells?a=%D0%B1"


@pytest.mark.usefixtures("allowed")
def test_what_was_squeezed_on_the_way_is_unpacked(site):
    assert obtain(f"{site.url}/squeezed").content == PAGE


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("round", "it leads on more than 5 times"),
        ("elsewhere", "“file:///etc/passwd” is no http or https address"),
        ("broken", "it answers 500"),
        ("bomb", "it is larger than 32 MB"),
        ("short", "it does not answer as a page does"),
        ("nonsense", "it does not answer as a page does"),
    ],
)
def test_a_site_that_misbehaves_is_told(site, path, complaint):
    with pytest.raises(UnreadableSource, match=rf"^{site.url}/{path}: {complaint}"):
        obtain(f"{site.url}/{path}")


@pytest.mark.usefixtures("allowed")
def test_what_is_gone_is_told_apart(site):
    with pytest.raises(NotThere, match="it answers 410"):
        obtain(f"{site.url}/gone")


@pytest.mark.usefixtures("allowed")
def test_a_page_that_never_ends_is_cut_off(site, monkeypatch):
    monkeypatch.setattr(fetching, "DEADLINE", 0.3)
    begun = time.monotonic()

    with pytest.raises(UnreadableSource, match="it does not answer"):
        obtain(f"{site.url}/drip")

    assert time.monotonic() - begun < 2


@pytest.mark.usefixtures("allowed")
def test_nobody_at_home_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(UnreadableSource, match="it does not answer"):
        obtain(f"http://127.0.0.1:{port}/")


def test_a_private_address_is_not_asked(site):
    with pytest.raises(UnreadableSource, match=r"127\.0\.0\.1 is in a private network"):
        obtain(f"{site.url}/page")

    assert site.seen == []


def test_a_name_that_stands_for_a_private_machine_is_not_asked(site, monkeypatch):
    def rebound(_host, port, **_options):
        return [(2, 1, 6, "", (each, port)) for each in ("93.184.215.14", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", rebound)

    with pytest.raises(
        UnreadableSource, match=r"evil\.example is in a private network"
    ):
        obtain(f"http://evil.example:{site.server_port}/page")

    assert site.seen == []


def test_where_a_page_leads_is_checked_too(site, monkeypatch):
    monkeypatch.setattr(fetching, "is_public", lambda machine: machine != "10.0.0.1")

    with pytest.raises(UnreadableSource, match=r"10\.0\.0\.1 is in a private network"):
        obtain(f"{site.url}/inward")


def test_the_machine_that_was_checked_is_the_one_connected_to(site, monkeypatch):
    asked = []

    def told_once(host, port, **_options):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching, "is_public", lambda _machine: True)
    monkeypatch.setattr(fetching.socket, "getaddrinfo", told_once)
    connection = fetching._connection(
        fetching.urlsplit(f"http://wells.example:{site.server_port}/page"), ""
    )

    assert asked == ["wells.example"]
    assert connection.host == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("ftp://wells.example/", "is no http or https address"),
        ("http://", "is no http or https address"),
        ("http://[::1", "it is no address"),
        ("http://a:99999/", "it is no address"),
        ("http://me:secret@wells.example/", "it has a name or password in it"),
        (f"http://{'a' * 70}.example/", "there is no host"),
    ],
)
def test_what_is_no_address_is_refused(address, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        obtain(address)


@pytest.mark.usefixtures("allowed")
def test_a_certificate_that_nobody_vouches_for_is_refused(monkeypatch):
    def refuse(_connection):
        raise fetching.ssl.SSLCertVerificationError(1, "self-signed")

    monkeypatch.setattr(fetching.HTTPSConnection, "connect", refuse)

    with pytest.raises(UnreadableSource, match="its certificate is not trusted"):
        obtain("https://127.0.0.1/")


@pytest.mark.parametrize(
    ("machine", "public"),
    [
        ("93.184.215.14", True),
        ("2606:4700::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_private_machines_are_known(machine, public):
    assert is_public(machine) is public


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/wells/deep.html?x=1", "deep.html"),
        ("https://a.example/", "a.example"),
        ("https://a.example/%2e%2e%2fetc%2fpasswd", "passwd"),
        ("https://a.example/a%5Cb%0A", "a-b-"),
        ("https://a.example/%D2%9B%D2%B1%D0%B4%D1%8B%D2%9B", "құдық"),
    ],
)
def test_an_address_gives_a_file_its_name(address, name):
    assert name_of(address) == name
