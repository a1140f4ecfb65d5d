"""What a server says of the encoding is believed where the bytes say nothing."""

import pytest

from archive.ingest.hints import charset_in
from archive.ingest.pipeline import parse_bytes
from archive.ingest.sidecar import Sidecar

WORDS = "Колодец\n- Кто?\n- Мой отец.\n"


def read(content, charset, name="wells.txt"):
    return parse_bytes(content, name, Sidecar(), charset).source


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=windows-1251", "cp1251"),
        ('text/html; Charset="KOI8-R"', "koi8_r"),
        ("text/html; charset=ISO-8859-1", "cp1252"),
        ("text/html; charset=utf-8", ""),
        ("text/html; charset=base64", ""),
        ("text/html; charset=klingon", ""),
        ("text/html; charset=\0\0", ""),
        ("text/html", ""),
    ],
)
def test_the_charset_of_a_header_is_one_that_pages_are_in(header, charset):
    assert charset_in(header) == charset


def test_bytes_that_say_nothing_are_read_as_the_server_says():
    content = WORDS.encode("koi8-r")

    source = read(content, "koi8_r")

    assert (source.text, source.encoding, source.content) == (WORDS, "koi8-r", content)


def test_what_is_utf_8_is_read_so_whatever_the_server_says():
    source = read(WORDS.encode(), "cp1251")

    assert (source.text, source.encoding) == (WORDS, "utf-8")


def test_what_a_page_states_is_believed_before_the_server():
    said = "<p>– Кто?</p><p>– Мой отец.</p>"
    page = f'<meta charset="windows-1251"><h1>Колодец</h1>{said}'

    source = read(page.encode("cp1251"), "koi8_r", "wells.html")

    assert (source.text, source.encoding) == (page, "cp1251")


def test_a_charset_that_does_not_fit_is_passed_over():
    source = read("Brønd\n– Hvem gravede den?\n– Min far.\n".encode("cp1252"), "euc_jp")

    assert source.encoding == "windows-1252"
