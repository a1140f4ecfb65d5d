"""Which reader is asked: the bytes tell, and a name only where they do not."""

import pytest

from archive.errors import UnknownFormat
from archive.ingest.readers import media_type_of, says_it_is_readable

TALK = b"Ann Lee: Who dug it?\nBen Ito: We did.\n"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nWho?\n", "talk.txt", "text/vtt"),
        (b"<!doctype html><p>Who?</p>", "talk.md", "text/html"),
        (TALK, "talk.md", "text/markdown"),
        (TALK, "talk", "text/plain"),
    ],
)
def test_bytes_are_believed_before_a_name(content, name, media_type):
    assert media_type_of(content, name) == media_type


def test_what_no_reader_knows_is_refused_with_what_is_read():
    with pytest.raises(UnknownFormat, match=r"files that end in \.odt\. Save .*\.docx"):
        media_type_of(TALK, "talk.odt")


def test_only_a_name_promises_something_to_read():
    assert says_it_is_readable("talk.srt")
    assert not says_it_is_readable("talk")
