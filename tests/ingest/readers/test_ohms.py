"""OHMS: wrapped transcripts are joined, cues kept, the record's words named."""

import pytest

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.casting.persons import Person
from archive.ingest.readers import ohms
from archive.transcript import Basis, Role, TimeSpan


def record(transcript, more=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1" dt="2020-02-18">
<date format="yyyy-mm-dd" value="2006-06-13"/><title>On wells</title>
<repository>Well House</repository><language>English</language>
<interviewee>Silva, Ana</interviewee><interviewer>Kim Berg; Lee Roe, Jr.;</interviewer>
<index><point><time>0</time><title>Bees</title></point></index>
{transcript}{more}</record></ROOT>""".encode()


def read(transcript, more=""):
    return ohms.read(record(transcript, more), "wells.xml")


WRAPPED = """<transcript>KIM: How did you
begin &amp; why?

SILVA: With one bee [[footnote]]1[[/footnote]]. And
then another.
KIM: Thanks.

[[footnotes]]

[[note]]A book.[[/note]]

[[/footnotes]]
</transcript>"""


def test_wrapped_lines_are_joined_and_footnotes_stand_apart():
    reading = read(WRAPPED)

    assert [(block.kind, block.text) for block in reading.blocks] == [
        (BlockKind.PARAGRAPH, "KIM: How did you begin & why?"),
        (BlockKind.PARAGRAPH, "SILVA: With one bee . And then another."),
        (BlockKind.PARAGRAPH, "KIM: Thanks."),
        (BlockKind.NOTE, "A book."),
    ]
    for block in reading.blocks:
        place = block.place(0, 4)
        assert reading.text[place.start : place.end] == block.text[:4]
        assert reading.text.count("\n", 0, place.start) + 1 == block.line


def test_paragraph_is_timed_where_a_minute_ends_in_its_first_line():
    blocks = read(WRAPPED, "<sync>1:|4(2)|5(1)|6(1)</sync>").blocks

    assert [block.time for block in blocks] == [
        None,
        TimeSpan(60_000, 60_000),
        TimeSpan(180_000, 180_000),
        None,
    ]


@pytest.mark.parametrize("sync", ["", "0:|4(2)", "1:|6(2)|4(1)", "1:"])
def test_without_sound_minutes_there_are_no_times(sync):
    blocks = read(WRAPPED, f"<sync>{sync}</sync>").blocks

    assert [block.time for block in blocks] == [None] * 4


CUES = """WEBVTT

00:04.000 --> 00:29.000
<v KIM>Why bees & so?

00:29.000 --> 00:30.000
It's."""
ESCAPED = (
    CUES.replace("&", "&amp;")
    .replace("'", "&#39;")
    .replace("<", "&lt;")
    .replace(">", "&gt;")
)


@pytest.mark.parametrize("words", [f"<![CDATA[{CUES}]]>", ESCAPED])
def test_cues_are_read_as_they_are_or_escaped(words):
    reading = read(f"<vtt_transcript>{words}</vtt_transcript>")

    first, second = reading.blocks
    assert (first.text, first.time) == ("Why bees & so?", TimeSpan(4_000, 29_000))
    assert first.voice == Voice("KIM")
    assert (first.kind, second.text) == (BlockKind.CUE, "It's.")
    for block in (first, second):
        place = block.place(0, 2)
        assert reading.text[place.start : place.end] == block.text[:2]
        assert reading.text.count("\n", 0, place.start) + 1 == block.line


def test_record_states_title_date_language_and_people():
    reading = read(WRAPPED)

    assert {claim.field: claim.value for claim in reading.claims} == {
        "title": "On wells",
        "date": "2006-06-13",
        "language": "en",
        "outlet": "Well House",
    }
    named = [(person.name, person.role) for person in reading.people]
    assert named == [
        ("Ana Silva", Role.INTERVIEWEE),
        ("Kim Berg", Role.INTERVIEWER),
        ("Lee Roe, Jr.", Role.INTERVIEWER),
    ]
    assert reading.people[1] == Person(
        "Kim Berg", Role.INTERVIEWER, Basis.TEXT, "<interviewer>: Kim Berg"
    )


def test_rest_of_the_record_is_named():
    reading = read(WRAPPED)

    notes = {
        part.note: reading.text[part.source.start : part.source.end]
        for part in reading.left_out
    }
    assert notes["record: title"] == "On wells"
    assert notes["index of the recording"].startswith("0</time>")


@pytest.mark.parametrize(
    ("transcript", "complaint"),
    [
        ("<transcript/>", "has no transcript"),
        ("<transcript>[[footnotes]]</transcript>", "holds no words"),
    ],
)
def test_record_without_words_is_refused(transcript, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        read(transcript)


def test_format_is_known_by_its_root():
    assert ohms.is_certain(record(WRAPPED))


def test_undated_record_and_unknown_date_state_no_date():
    content = record(WRAPPED).replace(b'value="2006-06-13"', b'value=""')

    claims = ohms.read(content, "wells.xml").claims

    assert "date" not in {claim.field for claim in claims}


def test_footnotes_that_overlap_are_taken_out_once():
    blocks = read("<transcript>KIM: a [[footnote]]1[[/footnote]] b</transcript>").blocks

    assert blocks[0].text == "KIM: a b"
