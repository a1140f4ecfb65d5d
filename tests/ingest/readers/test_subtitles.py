"""WebVTT and SubRip: cues with their times, and each speaker in a block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import subtitles
from archive.transcript import Basis, Claim, SkippedKind, Span, TimeSpan

WELLS = """WEBVTT - About wells
Kind: captions
Language: en

STYLE
::cue { color: red }

NOTE recorded in 1999

first
00:01.000 --> 00:04.500 align:left
<v.loud Kim>Who <i>dug</i> it,
and &amp; when?</v> So.

NOTE
Checked.

01:00:04.500 --> 01:00:09.000
<v Ann Lee>My <c.x>father</c><00:05.000> did.
<v Kim>Why?
"""


def test_a_voice_within_a_cue_begins_a_block():
    blocks = blocks_of(WELLS)

    assert [(block.line, block.kind, block.voice, block.text) for block in blocks] == [
        (8, BlockKind.NOTE, None, "recorded in 1999"),
        (12, BlockKind.CUE, Voice("Kim"), "Who dug it, and & when?"),
        (13, BlockKind.CUE, None, "So."),
        (19, BlockKind.CUE, Voice("Ann Lee"), "My father did."),
        (20, BlockKind.CUE, Voice("Kim"), "Why?"),
    ]
    assert blocks[1].italic == (Span(4, 7),)
    assert blocks[1].time == TimeSpan(1000, 4500)
    assert blocks[4].time == TimeSpan(3_604_500, 3_609_000)


def test_the_header_is_believed_and_what_is_no_speech_left_out():
    reading = subtitles.read(WELLS.encode(), "wells.vtt")

    assert reading.claims == (
        Claim("title", "About wells", Basis.TEXT, "WEBVTT - About wells"),
        Claim("language", "en", Basis.TEXT, "Language: en"),
    )
    assert [(part.note, words(reading, part.source)) for part in reading.left_out] == [
        ("header", "WEBVTT - About wells"),
        ("header", "Kind: captions"),
        ("header", "Language: en"),
        ("style", "STYLE"),
        ("style", "::cue { color: red }"),
        ("a comment", "NOTE"),
        ("a comment", "Checked."),
    ]
    assert {part.kind for part in reading.left_out} == {SkippedKind.FRONT_MATTER}


SRT = (
    "\ufeff1\r\n00:00:00,5 --> 00:00:02,000\r\n{\\an8}<b>Kim:</b> Who dug\r\nit?\r\n"
    "2\r\n00:00:02,000 --> 00:00:01,000\r\n- I did.\r\n- And 3\r\n4\r\n\r\nmen.\r\n\r\n"
    "3\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n"
)


def test_subrip_without_blank_lines_is_read():
    blocks = blocks_of(SRT)

    assert [(block.line, block.time, block.text) for block in blocks] == [
        (3, TimeSpan(500, 2000), "Kim: Who dug it?"),
        (7, TimeSpan(2000, 2000), "- I did."),
        (8, TimeSpan(2000, 2000), "- And 3 4 men."),
    ]
    assert blocks[0].bold == (Span(0, 4),)


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (">> Why? &gt;&gt; So.", [">> Why?", ">> So."]),
        ("Who?\nKIM: I did.", ["Who?", "KIM: I did."]),
        ("水井\n很深", ["水井很深"]),
        ("<laughs> 3 < 4", ["<laughs> 3 < 4"]),
        ("<v >no name", ["no name"]),
        ("</b>plain", ["plain"]),
    ],
)
def test_marks_of_a_new_speaker_part_a_cue(said, parts):
    blocks = blocks_of(f"00:01.000 --> 00:02.000\n{said}")

    assert [block.text for block in blocks] == parts
    assert [block.voice for block in blocks] == [None] * len(parts)


ROLLING = """WEBVTT

00:01.000 --> 00:02.000
who dug

00:02.000 --> 00:02.010
who dug

00:02.010 --> 00:03.000
who dug
this well

00:03.000 --> 00:04.000
this well
and when
"""


def test_what_rolling_captions_repeat_is_left_out():
    reading = subtitles.read(ROLLING.encode(), "wells.vtt")

    assert [(block.line, block.text) for block in reading.blocks] == [
        (4, "who dug"),
        (10, "this well"),
        (14, "and when"),
    ]
    again = [part for part in reading.left_out if part.kind is SkippedKind.CHROME]
    assert [words(reading, part.source) for part in again] == [
        "who dug",
        "who dug",
        "this well",
    ]


def test_a_person_may_say_a_thing_twice():
    said = "00:01.000 --> 00:02.000\nYes.\n\n00:02.000 --> 00:03.000\nYes.\n"

    assert [block.text for block in blocks_of(said)] == ["Yes.", "Yes."]


def test_one_word_said_again_is_no_repeat():
    said = ["a b c", "c d e", "e f g", "g h i", "i j k"]
    written = "\n\n".join(f"00:0{n}.000 --> 00:09.000\n{s}" for n, s in enumerate(said))

    assert [block.text for block in blocks_of(written)] == said


def test_cues_inside_another_document_count_in_the_whole_of_it():
    text = "<x>\n<![CDATA[WEBVTT\n\n00:01.000 --> 00:02.000\nWhy?\n]]></x>"
    start, end = text.index("WEBVTT"), text.index("]]>")

    blocks, left_out = subtitles.cues(text, start, end)

    assert [(block.line, block.text) for block in blocks] == [(5, "Why?")]
    assert text[blocks[0].source.start : blocks[0].source.end] == "Why?"
    assert [text[part.source.start : part.source.end] for part in left_out] == [
        "WEBVTT"
    ]


def test_words_before_the_first_cue_are_left_out():
    reading = subtitles.read(b"hello\n\n00:01.000 --> 00:02.000\nWhy?", "wells.srt")

    assert [part.note for part in reading.left_out] == ["before the first cue"]


def test_a_comment_may_be_empty():
    assert len(blocks_of("WEBVTT\n\nNOTE\n\n00:01.000 --> 00:02.000\nWhy?")) == 1


@pytest.mark.parametrize("written", ["", "WEBVTT", "Why?", "\n", "00:01 --> 00:02\n"])
def test_a_file_without_words_in_cues_is_refused(written):
    with pytest.raises(UnreadableSource, match="no cue"):
        blocks_of(written)


def test_bytes_give_subtitles_away():
    assert subtitles.is_webvtt(WELLS.encode())
    assert subtitles.is_subrip(SRT.encode())
    assert not subtitles.is_webvtt(b"WEBVTTs are files")
    assert not subtitles.is_subrip(b"1\nWho dug it?\n")


@given(st.text(st.sampled_from("a :>-<v\n0/&;b.,{}"), max_size=80))
def test_no_word_of_a_cue_is_lost_or_doubled(said):
    text = "00:01.000 --> 00:02.000\n" + said.replace("-->", "")
    blocks, left_out = subtitles.cues(text, 0, len(text))

    reached = 0
    for start, end in sorted(
        [(block.source.start, block.source.end) for block in blocks]
        + [(part.source.start, part.source.end) for part in left_out]
    ):
        assert reached <= start < end
        reached = end
    shown = "".join(block.text for block in blocks).count("a")
    assert shown <= text.count("a")


@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(WELLS.splitlines()), max_size=20)
    .map("\n".join)
    .map(str.encode)
)
def test_only_source_errors_come_out(content):
    try:
        subtitles.read(content, "wells.vtt")
    except SourceError:
        return


def blocks_of(written):
    return subtitles.read(written.encode(), "wells.vtt").blocks


def words(reading, span):
    return reading.text[span.start : span.end]
