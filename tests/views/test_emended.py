"""Words that editors corrected, where they leave the archive: told as corrected."""

import csv
import json
from io import StringIO

import pytest

from archive.models import Segment
from tests.factories import make_conversation
from tests.views.pages import read, texts

CITE = "/interviews/steppe-2024/a1/cite/"
EMBED = "/interviews/steppe-2024/a1/embed/"
PRINTED = "It takes mine days."
SAYS = "Corrected by the editors: nine The source prints mine"


def correct():
    """An interview in which “mine” was printed, and corrected to “nine”."""
    interview = make_conversation(exchanges=1)
    Segment.objects.filter(anchor="a1p2").update(printed=PRINTED)
    return interview


@pytest.mark.django_db
@pytest.mark.parametrize("path", [CITE, EMBED, f"{CITE}?mark=a1p2", f"{EMBED}?mark=a1"])
def test_what_cites_a_corrected_word_tells_what_the_source_prints(client, path):
    correct()

    assert texts(read(client, path), ".emendation") == [SAYS]


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["a1p1", "a1p2.0-8", "a1p2.14-18"])
def test_words_beside_a_correction_are_as_the_source_prints_them(client, mark):
    correct()

    assert texts(read(client, f"{CITE}?mark={mark}"), ".emendation") == []


@pytest.mark.django_db
def test_a_part_of_a_corrected_word_is_told_with_the_whole(client):
    correct()

    assert texts(read(client, f"{CITE}?mark=a1p2.9-11"), ".emendation") == [SAYS]


@pytest.mark.django_db
def test_the_words_for_another_page_tell_it_in_their_caption(client):
    correct()

    snippet = texts(read(client, CITE), "#snippet")[0]

    said = "“nine” was corrected by the editors; the source prints “mine”."
    assert said in snippet


@pytest.mark.django_db
def test_exports_have_the_turn_as_the_source_prints_it(client, engine, committed):
    with committed():
        correct()

    table = client.get("/search/results.csv", {"q": "takes"})
    told = client.get("/search/results.json", {"q": "takes"})

    printed = f"From the mountains.\n\n{PRINTED}"
    (row,) = csv.DictReader(StringIO(b"".join(table).decode()))
    (turn,) = json.loads(b"".join(told))["turns"]
    assert (row["printed"], turn["printed"]) == (printed, printed)
    assert turn["text"] == "From the mountains.\n\nIt takes nine days."


@pytest.mark.django_db
def test_exports_say_nothing_of_what_is_as_printed(client, engine, committed):
    with committed():
        make_conversation(exchanges=1)

    told = client.get("/search/results.json", {"q": "takes"})

    assert json.loads(b"".join(told))["turns"][0]["printed"] is None
