"""JSON that holds turns: each string's letters keep their places."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import json_turns
from archive.transcript import Role, TimeSpan

OYEZ = r"""{
 "title": "Oral Argument",
 "transcript": {"sections": [{"turns": [
  {"speaker": {"name": "Elena Kagan", "roles": [{"type": "scotus_justice"}]},
   "start": 0.5, "stop": 2,
   "text_blocks": [{"text": "Who \"dug\" it?", "start": 0.5, "stop": 2},
    7, {"text": 1}]},
  {"speaker": {"name": "Ann Lee", "roles": []},
   "text_blocks": [{"text": "My\nfather \u00e9\ud83d\ude42\ud800."}]},
  {"speaker": null, "text_blocks": [{"text": ""}]},
  {"speaker": {"name": "Elena Kagan", "roles": [{"type": "scotus_justice"}]},
   "text_blocks": [{"text": "Why?", "start": 3, "stop": 4}]}
 ]}]}
}"""


def test_an_argument_of_oyez_is_read():
    reading = json_turns.read(OYEZ.encode(), "wells.json")

    assert [(b.line, b.kind, b.voice, b.time, b.text) for b in reading.blocks] == [
        (6, BlockKind.CUE, Voice("Elena Kagan"), TimeSpan(500, 2000), 'Who "dug" it?'),
        (9, BlockKind.PARAGRAPH, Voice("Ann Lee"), None, "My\nfather é🙂\ufffd."),
        (12, BlockKind.CUE, Voice("Elena Kagan"), TimeSpan(3000, 4000), "Why?"),
    ]
    assert [(each.name, each.role) for each in reading.people] == [
        ("Elena Kagan", Role.INTERVIEWER)
    ]
    assert [(claim.field, claim.value) for claim in reading.claims] == [
        ("title", "Oral Argument")
    ]
    place = reading.blocks[0].place(4, 5)
    assert OYEZ[place.start : place.end] == '\\"'


@pytest.mark.parametrize(
    ("written", "voice", "time"),
    [
        ('[{"speaker": "Kim", "text": "Why?"}]', Voice("Kim"), None),
        ('{"segments": [{"start": 1, "text": "Why?"}]}', None, TimeSpan(1000, 1000)),
        ('[{"who": " ", "start": [], "words": "Why?"}]', None, None),
        ('\ufeff[{"speaker": {"id": 1}, "text": "Why?"}, {"text": "no"}]', None, None),
        ('[{"speaker": ["Kim"], "text": "Why?"}]', None, None),
        ('[{"from": "Kim", "date": "2021", "text": "Why?"}]', Voice("Kim"), None),
        ('[{"from": "0:02", "text": "Why?"}]', None, TimeSpan(2000, 2000)),
        ('[{"from": null, "text": "Why?"}]', None, None),
        ('[{"who": "K", "text": ["Wh", {"text": "y"}, "?", 1]}]', Voice("K"), None),
        ('[{"speaker": 0, "transcript": "Why?"}]', Voice("0"), None),
        ('[{"text": 1, "start": 1}, {"name": "K", "text": "Why?"}]', Voice("K"), None),
    ],
)
def test_a_list_of_texts_is_read(written, voice, time):
    (block,) = json_turns.read(written.encode(), "wells.json").blocks

    assert (block.voice, block.time, block.text) == (voice, time, "Why?")


@pytest.mark.parametrize("written", ["", "{", "[]", "7", '"a"', "[" * 100_000, "{}"])
def test_json_without_turns_is_refused(written):
    with pytest.raises(UnreadableSource):
        json_turns.read(written.encode(), "wells.json")


def test_bytes_give_turns_away():
    assert json_turns.is_certain(OYEZ.encode())
    assert not json_turns.is_certain(b'{"suhbat": 1, "turns": []}')
    assert not json_turns.is_certain(b'{"suhbat" : 1, "turns": []}')


@given(st.text(st.sampled_from('ab\\"\n\té🙂'), max_size=30), st.booleans())
def test_no_word_of_a_string_is_lost_or_doubled(words, escaped):
    turns = [{"speaker": "K", "text": words + "z"}]
    written = json.dumps(turns, ensure_ascii=escaped)

    (block,) = json_turns.read(written.encode(), "wells.json").blocks

    assert block.text.split() == (words + "z").split()


@given(st.text(st.sampled_from('[]{}":,text1 '), max_size=60))
def test_only_source_errors_come_out(written):
    try:
        json_turns.read(written.encode(), "wells.json")
    except SourceError:
        return
