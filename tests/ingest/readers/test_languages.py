"""Languages: names and codes of catalogues become tags."""

import pytest

from archive.ingest.readers.languages import tag_of


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        (" eng ", "en"),
        ("eng-US", "en"),
        ("pt-BR", "pt-BR"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_language_has_a_tag_or_none(name, tag):
    assert tag_of(name) == tag
