"""What no interview is: refused soon, or read, and only SourceError comes out."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.readers import (
    json_turns,
    markdown,
    plain_text,
    subtitles,
    tables,
)

READERS = [json_turns, markdown, plain_text, subtitles, tables]
CUE = "00:01.000 --> 00:02.000\n"
TURN = '{"speaker":"Kim","text":"a"},'
ENDLESS = {
    "one line": "word " * 1_000_000,
    "a million lines": "a\n" * 1_000_000,
    "asterisks": "*" * 100_000,
    "emphasis": "*a_b" * 100_000,
    "brackets": "[a](b" * 100_000,
    "quotes": ">" * 100_000 + "a",
    "points": "".join(" " * depth + "- a\n" for depth in range(1000)),
    "ticks": "`a``" * 100_000,
    "elements": "<div>" * 100_000,
    "entities": "&amp;" * 200_000,
    "cues": "WEBVTT\n\n" + (CUE + "a\n\n") * 100_000,
    "voices": CUE + ">> a " * 100_000,
    "columns": "speaker,text" + ",a" * 100_000,
    "rows": "speaker,text\n" + "a,b\n" * 200_000,
    "deep": "[" * 1_000_000,
    "turns": "[" + TURN * 50_000 + "0]",
    "escapes": '[{"speaker":"Kim","text":"' + r"\n" * 300_000 + '"}]',
    "signs": "[" + "1," * 1_000_000 + "1]",
}
REAL = [
    "---\ntitle: Wells\n---\n### Kim:\nWho *dug* it?\n\n> [He](a 'b') &amp; I\n\n- a",
    "| Speaker | Text |\n|---|---|\n| Kim | Who? |\n\n```\nb\n```\n<p>c</p>\n",
    "WEBVTT - Wells\n\nNOTE Lee\n\n1\n00:01.000 --> 00:02.000\n<v Kim>Who <b>dug\n- a",
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n>> Who?\r\n\r\n2\r\n00:02,0 --> 00:03,0",
    'start;speaker;text\n0:01;Kim;"Who ""dug""\nit?"\n0:02;Lee;Him\n',
    '{"turns": [{"speaker": {"name": "Kim"}, "text": "\\u00e9 \\ud83d", "start": 1}]}',
    "КИМ: Кто копал?\r\nЛИ: Отец.\f12\r\n* * *\r\n",
]  # fmt: skip
NOISE = st.sampled_from(
    ["", "\0", "\r", "\n\n", '"', "<", ">", "[", "{", "*", "|", ":", "-->", "\\", "&#x"]
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__[23:])
@pytest.mark.parametrize("name", ENDLESS)
def test_the_endless_is_read_or_refused_soon(name, reader):
    content = ENDLESS[name].encode()
    started = time.process_time()

    with suppress(UnreadableSource):
        reader.read(content, "endless")

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("reader", "name", "complaint"),
    [
        (plain_text, "a million lines", "more than 100,000 lines"),
        (subtitles, "cues", "more than 100,000 lines"),
        (subtitles, "voices", "more than 50,000 marks"),
        (tables, "rows", "more than 100,000 lines"),
        (tables, "signs", "more than 300,000 marks"),
        (json_turns, "deep", "more than 500,000 marks"),
        (json_turns, "turns", "more than 25,000 turns"),
        (json_turns, "escapes", "more than 250,000 marks"),
        (json_turns, "signs", "more than 500,000 marks"),
    ],
)
def test_it_says_what_there_is_too_much_of(reader, name, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        reader.read(ENDLESS[name].encode(), "endless")


@given(st.sampled_from(REAL), st.integers(0, 200), st.integers(0, 9), NOISE, st.data())
def test_a_broken_source_gives_places_or_a_source_error(written, at, cut, noise, data):
    broken = written[:at] + noise + written[at + cut :]
    encoding = data.draw(st.sampled_from(["utf-8", "utf-16", "cp1251", "utf-16-le"]))

    for reader in READERS:
        try:
            reading = reader.read(broken.encode(encoding, "replace"), "broken")
        except SourceError:
            continue
        for block in reading.blocks:
            assert 0 <= block.source.start < block.source.end <= len(reading.text)
            assert block.place(0, len(block.text)) == block.source
