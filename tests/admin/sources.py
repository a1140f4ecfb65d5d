"""A source that tests of the desk bring in, and read."""

from archive.ingest.pipeline import parse_content
from archive.ingest.sidecar import Sidecar, StatedPerson
from archive.transcript import Role

WELLS = """About wells

– Who dug the well behind the house?

– My father dug it. And who helped him there? Nobody helped him.

– And the river?

– It was here before us.
"""
SIDECAR = Sidecar(
    words={"slug": "wells", "language": "en"},
    people=(
        StatedPerson("Dana Omarova", Role.INTERVIEWER),
        StatedPerson("Ali Bek", Role.INTERVIEWEE),
    ),
)


def read(text):
    return parse_content(text.encode(), "wells.txt", SIDECAR)
