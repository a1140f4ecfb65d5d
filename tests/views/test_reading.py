"""How long there is to read."""

import pytest

from archive.models import Turn
from archive.views.reading import minutes_of


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        (["Why?"], 1),
        (["word " * 238], 1),
        (["word " * 238, "word"], 2),
        (["水" * 260, "水"], 2),
        (["水" * 130 + " word" * 119], 1),
    ],
)
def test_words_and_signs_are_read_at_their_pace(words, minutes):
    assert minutes_of(Turn(text=text) for text in words) == minutes
