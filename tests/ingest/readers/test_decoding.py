"""Which bytes are text, where the strict decoder is asked."""

import pytest

from archive.errors import UnreadableSource
from archive.ingest.readers import plain_text


def test_the_strict_decoder_names_the_byte_it_cannot_read():
    with pytest.raises(UnreadableSource, match="line 2: byte 0xe9 is not UTF-8 text"):
        plain_text.decode(b"Who?\ncaf\xe9", "wells.txt")


def test_the_strict_decoder_reads_utf_8_and_utf_16():
    assert plain_text.decode("é".encode("utf-16"), "wells.txt") == ("é", "utf-16")
    assert plain_text.decode("é".encode(), "wells.txt") == ("é", "utf-8")
