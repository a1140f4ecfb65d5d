"""Which bytes are text, where the strict decoder is asked."""

import pytest

from archive.errors import UnreadableSource
from archive.ingest.readers import plain_text
from archive.ingest.readers.decoding import decoded


def test_the_strict_decoder_names_the_byte_it_cannot_read():
    with pytest.raises(UnreadableSource, match="line 2: byte 0xe9 is not UTF-8 text"):
        plain_text.decode(b"Who?\ncaf\xe9", "wells.txt")


def test_the_strict_decoder_reads_utf_8_and_utf_16():
    assert plain_text.decode("é".encode("utf-16"), "wells.txt") == ("é", "utf-16")
    assert plain_text.decode("é".encode(), "wells.txt") == ("é", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words", ["Who dug it?\nLee: I.", "Кто копал?", "水井 很深。\n很深。"]
)
def test_utf_16_without_a_mark_is_told_by_its_spaces(words, encoding):
    found = decoded(words.encode(encoding), "wells.txt")

    assert (found.text, found.encoding) == (words, encoding)
    assert [claim.field for claim in found.claims] == ["encoding"]


@pytest.mark.parametrize(
    "content", [b"a\0b", b"a\0b\0c", b"a\0\0a", b"a\0\1\0", b"a" * 999 + b"\0"]
)
def test_bytes_with_nul_that_are_no_utf_16_are_refused(content):
    with pytest.raises(UnreadableSource, match="NUL"):
        decoded(content, "wells.txt")


def test_a_guess_at_words_with_control_characters_is_no_guess():
    words = "Кто выкопал этот колодец? Дед мой, один, за лето.\n" * 9

    with pytest.raises(UnreadableSource, match="not UTF-8"):
        decoded(f"{words}\x01\n".encode("cp1251"), "wells.txt")
