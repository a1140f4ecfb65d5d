"""CSV and TSV: a block for each cell of words, with its speaker and time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import tables
from archive.transcript import Kind, TimeSpan

WELLS = (
    "\ufeffStart,End,Speaker Name,Text\r\n"
    '00:01,00:02.5,Kim,"Who ""dug"" it,\r\nand when?"\r\n'
    "3.5,,\"Lee \"\"L\"\"\",My father.\r\n"
    "\r\n"
    "soon,,,In spring.\r\n"
    "4,5,Kim,\r\n"
)  # fmt: skip


def test_each_row_is_a_block_with_its_speaker():
    blocks = tables.read(WELLS.encode(), "wells.csv").blocks

    assert [(b.line, b.kind, b.voice, b.time, b.text) for b in blocks] == [
        (
            2,
            BlockKind.CUE,
            Voice("Kim"),
            TimeSpan(1000, 2500),
            'Who "dug" it,\nand when?',
        ),
        (4, BlockKind.CUE, Voice('Lee "L"'), TimeSpan(3500, 3500), "My father."),
        (6, BlockKind.PARAGRAPH, None, None, "In spring."),
    ]
    place = blocks[0].place(10, 12)
    assert WELLS[place.start : place.end] == "it"


@pytest.mark.parametrize(
    "written",
    [
        "Спикер;Текст\nКим;Кто?\n",
        "id\tспикер\tтекст\n1\tКим\tКто?",
        "話者|テキスト\nКим|Кто?\n",
        "who,words\nКим,\"Кто?",
    ],
)  # fmt: skip
def test_headers_speak_many_languages(written):
    (block,) = tables.read(written.encode(), "wells.csv").blocks

    assert (block.voice, block.text) == (Voice("Ким"), "Кто?")


@pytest.mark.parametrize(
    ("written", "asked", "said"),
    [
        ("question,answer\nWho?,Kim.\n,So.\nWhy?\n", ["Who?", "Why?"], ["Kim.", "So."]),
        ("Ответ;Вопрос\nКим.;Кто?\n", ["Кто?"], ["Ким."]),
        ("id|質問|回答\n1|誰？|金。\n", ["誰？"], ["金。"]),
    ],
)
def test_columns_for_question_and_answer_say_what_is_done(written, asked, said):
    blocks = tables.read(written.encode(), "wells.csv").blocks

    for kind, texts in ((Kind.QUESTION, asked), (Kind.ANSWER, said)):
        assert [b.text for b in blocks if b.voice == Voice("", kind=kind)] == texts
    assert [b.source.start for b in blocks] == sorted(b.source.start for b in blocks)


def test_a_speaker_and_words_weigh_more_than_a_column_of_answers():
    written = "speaker,text,question,answer\nKim,Why?,1,2\n"

    (block,) = tables.read(written.encode(), "wells.csv").blocks

    assert (block.voice, block.text) == (Voice("Kim"), "Why?")


@pytest.mark.parametrize(
    "written",
    ["", "question,text\nc,d\n", "a,b\nc,d\n", "speaker,text\n", "text\nWhy?"],
)
def test_a_table_without_speakers_and_words_is_refused(written):
    with pytest.raises(UnreadableSource):
        tables.read(written.encode(), "wells.csv")


def test_the_first_row_gives_a_table_away():
    assert tables.is_certain(WELLS.encode())
    assert not tables.is_certain(b"Who dug it, Kim?\n")


@given(st.lists(st.text(st.sampled_from('ab," \n'), max_size=12), max_size=8))
def test_no_word_of_a_cell_is_lost_or_doubled(cells):
    rows = ['"' + cell.replace('"', '""') + '"' for cell in cells]
    written = "speaker,text\n" + "\n".join(f"K,{row}" for row in rows)
    try:
        blocks = tables.read(written.encode(), "wells.csv").blocks
    except SourceError:
        blocks = ()

    said = "".join(block.text for block in blocks)
    assert "".join(said.split()) == "".join("".join(cells).split())


@given(st.text(st.sampled_from('speakr,tx\n";'), max_size=80))
def test_only_source_errors_come_out(written):
    try:
        tables.read(b"speaker,text\n" + written.encode(), "wells.csv")
    except SourceError:
        return
