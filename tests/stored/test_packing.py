"""In which coding an answer is sent."""

import gzip

import brotli
import pytest

from archive.stored.packing import choose, is_of_words, pack


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5, deflate", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("br;q=0, gzip;q=0.000", ""),
        ("*", "br"),
        ("*;q=0, gzip", "gzip"),
        ("br;q=lots, gzip", "gzip"),
        ("identity", ""),
        ("brotli, x-gzip", ""),
        ("", ""),
    ],
)
def test_the_smallest_coding_that_is_taken_is_chosen(accepted, coding):
    assert choose(accepted) == coding


@pytest.mark.parametrize(
    ("kind", "is_worth_it"),
    [
        ("text/html; charset=utf-8", True),
        ("application/atom+xml; charset=utf-8", True),
        ("application/xml", True),
        ("application/json", True),
        ("application/manifest+json", True),
        ("image/svg+xml", True),
        ("image/png", False),
        ("application/octet-stream", False),
    ],
)
def test_words_are_packed_and_pictures_are_not(kind, is_worth_it):
    assert is_of_words(kind) is is_worth_it


def test_what_is_packed_comes_out_as_it_was():
    words = "Су қайдан келеді? ".encode() * 50

    assert brotli.decompress(pack(words, "br")) == words
    assert gzip.decompress(pack(words, "gzip")) == words
    assert pack(words, "") == words
