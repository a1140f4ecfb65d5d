"""docs/citing.md shows each style as it is written."""

import re

import pytest

from archive.citations import STYLES, cite
from archive.citations.formats import FORMATS
from tests.citations.records import WHOLE
from tests.shell import BASE_DIR

PAGE = (BASE_DIR / "docs" / "citing.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### (\w+)\n.*?^```text\n(.*?)\n```", re.MULTILINE | re.DOTALL)
SHOWN = dict(SECTION.findall(PAGE))


def test_every_style_is_shown():
    assert set(SHOWN) == set(STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_shown_as_it_is_written(style):
    assert SHOWN[style] == cite(WHOLE, style)


def test_every_format_is_told():
    told = re.search(r"\?format=ris` \| a file: (.*) \|", PAGE)[1]

    assert re.findall(r"`(\w+)`", told) == ["ris", "bibtex", "csl"]
    assert set(FORMATS) == {"ris", "bibtex", "csl"}
