"""The documentation is true: its examples are read, and store what it says."""

import re

import pytest

from archive.ingest.conventions import CONVENTIONS
from archive.ingest.pipeline import parse_content
from archive.ingest.readers import READERS
from archive.ingest.sidecar import Sidecar
from tests.shell import BASE_DIR

PAGE = (BASE_DIR / "docs" / "ingest.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### (.+?)\n(.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NO_TEXT = {"DOCX", "PDF"}


def sections_of(chapter):
    _, _, rest = PAGE.partition(f"\n## {chapter}\n")
    return dict(
        SECTION.findall(re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0])
    )


CONVENTION_PAGES = sections_of("Conventions")
FORMAT_PAGES = sections_of("Formats")


def told(transcript):
    """What is stored, a line a turn: anchor, speaker, words."""
    names = {person.key: person.name for person in transcript.speakers}
    return "".join(
        f"{turn.anchor} | {names.get(turn.speaker, '')} | "
        f"{' ¶ '.join(part.text for part in turn.segments)}\n"
        for turn in transcript.turns
    )


def test_every_convention_has_its_section():
    assert set(CONVENTION_PAGES) == set(CONVENTIONS)


def test_every_format_has_its_section():
    assert set(FORMAT_PAGES) == {known.name for known in READERS.values()}


@pytest.mark.parametrize("name", sorted(CONVENTIONS))
def test_the_example_of_a_convention_is_read_by_it(name):
    (ending, example), (_, stored) = FENCE.findall(CONVENTION_PAGES[name])

    transcript = parse_content(example.encode(), f"example.{ending}", Sidecar())

    assert transcript.provenance.convention == name
    assert told(transcript) == stored


@pytest.mark.parametrize(
    "name",
    sorted(known.name for known in READERS.values() if known.name not in NO_TEXT),
)
def test_the_example_of_a_format_is_read_by_its_reader(name):
    (ending, example), (_, stored) = FENCE.findall(FORMAT_PAGES[name])

    transcript = parse_content(example.encode(), f"example.{ending}", Sidecar())

    assert transcript.provenance.reader == name
    assert told(transcript) == stored
