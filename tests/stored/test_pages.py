"""What is answered from a kept page, by what who asks has and takes."""

import brotli
import pytest
from django.conf import settings

from archive.stored.pages import Page

WORDS = b"<p>Where does the water come from?</p>" * 20
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-cache"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("Vary", "Accept-Encoding"),
    ("ETag", '"abc"'),
]


def ask(page, method="GET", **headers):
    told = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    answer = page.answer({"REQUEST_METHOD": method, **told})
    return answer.status, dict(answer.headers), answer.content


def test_who_takes_no_coding_gets_it_as_it_is():
    status, headers, content = ask(Page(HEADERS, WORDS))

    assert (status, content) == (200, WORDS)
    assert headers == {**dict(HEADERS), "Content-Length": "760"}


def test_packed_bytes_are_other_bytes_under_a_weak_etag():
    _, headers, content = ask(Page(HEADERS, WORDS), accept_encoding="gzip, br")

    assert brotli.decompress(content) == WORDS
    assert headers["Content-Encoding"] == "br"
    assert headers["ETag"] == 'W/"abc"'
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(content))


def test_a_head_has_the_headers_of_its_get():
    page = Page(HEADERS, WORDS)

    of_get = ask(page, accept_encoding="br")
    of_head = ask(page, "HEAD", accept_encoding="br")

    assert of_head == (200, of_get[1], b"")


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
@pytest.mark.parametrize("known", ['"abc"', 'W/"abc"', '"x", W/"abc"', "*"])
def test_who_has_it_in_any_coding_gets_304(coding, known):
    page = Page(HEADERS, WORDS)

    status, headers, content = ask(page, accept_encoding=coding, if_none_match=known)

    assert (status, content) == (304, b"")
    assert headers == {
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
        "ETag": 'W/"abc"' if coding else '"abc"',
    }


@pytest.mark.parametrize("known", ['"abd"', "abc", "W/abc", "nonsense,,"])
def test_who_has_another_gets_it(known):
    assert ask(Page(HEADERS, WORDS), if_none_match=known)[0] == 200


@pytest.mark.parametrize(
    ("kind", "content"), [("image/png", WORDS), ("text/html", b"short")]
)
def test_what_would_not_shrink_is_not_packed(kind, content):
    page = Page([("Content-Type", kind), ("ETag", '"abc"')], content)

    _, headers, sent = ask(page, accept_encoding="br")

    assert sent == content
    assert "Content-Encoding" not in headers
    assert headers["ETag"] == '"abc"'


def test_packed_with_patience_it_is_the_same_page_and_smaller():
    words = next((settings.BASE_DIR / "seeds").glob("*.txt")).read_bytes()
    page = Page(HEADERS, words)
    _, before, loose = ask(page, accept_encoding="br")

    page.tighten()

    _, after, tight = ask(page, accept_encoding="br")
    assert brotli.decompress(tight) == words
    assert len(tight) < len(loose)
    assert after == {**before, "Content-Length": str(len(tight))}
