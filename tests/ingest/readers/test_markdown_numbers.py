"""Numbers at the beginnings of lines of Markdown: marks of a list, or words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UnreadableSource
from archive.ingest.readers import markdown

POINTS = st.sampled_from(
    ["", "9.", "7. a", "> 8.", "- 6. b", "5)", "4. 30) c", "12.\n   d", "20. # e", "f"]
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("When?\n\n1950.\n\nWhy?\n", ["When?", "1950.", "Why?"]),
        ("How old?\n\n9. I was small.\n", ["How old?", "9. I was small."]),
        ("9)\tI was\nsmall.\n", ["9) I was small."]),
        ("> 9. I was.\n", ["9. I was."]),
        ("9. # Nine\n", ["9.", "Nine"]),
        ("9. <div>So</div>\n", ["9.", "So"]),
        ("9. ```\n   So\n   ```\n", ["9.", "So"]),
        ("4. 5. So\n", ["4.", "5. So"]),
        ("9.\n\n8.\n", ["9.", "8."]),
        ("1. a\n2. b\n", ["a", "b"]),
        ("0. a\n1. b\n", ["a", "b"]),
        ("1. a\n1. b\n", ["a", "b"]),
        ("1. a\n\nIt was.\n\n2. b\n", ["a", "It was.", "b"]),
        ("1. a\n\n1950. So.\n\n2. b\n", ["a", "1950. So.", "b"]),
        ("1. a\n\nSo.\n\n1. b\n", ["1. a", "So.", "1. b"]),
        ("1. a\n2. b\n\nSo.\n\n1. c\n2. d\n", ["a", "b", "So.", "c", "d"]),
        ("1.\n2.\n", ["1.", "2."]),
        ("1950. Born.\n1951. Moved.\n", ["1950. Born.", "1951. Moved."]),
    ],
)
def test_a_number_is_a_mark_only_in_a_list_that_counts_from_one(written, said):
    blocks = markdown.read(written.encode(), "wells.md").blocks

    assert [block.text for block in blocks] == said


def test_a_number_that_is_said_stands_in_its_place():
    written = "When?\n\n> 1950. In spring.\n"

    block = markdown.read(written.encode(), "wells.md").blocks[1]

    assert (block.source.start, block.line) == (written.index("1950"), 3)


def test_a_number_in_a_dialogue_keeps_its_dash():
    written = "- How old were you?\n- 9. I was small.\n- And now?\n- 70.\n"

    blocks = markdown.read(written.encode(), "wells.md").blocks

    assert [block.text for block in blocks] == [
        "- How old were you?",
        "- 9. I was small.",
        "- And now?",
        "- 70.",
    ]


@given(st.lists(POINTS, max_size=8))
def test_no_figure_is_lost(written):
    text = "\n\n".join(written)
    try:
        blocks = markdown.read(text.encode(), "wells.md").blocks
    except UnreadableSource:
        blocks = ()

    said = "".join(block.text for block in blocks)
    assert [sign for sign in said if sign.isalnum()] == [
        sign for sign in text if sign.isalnum()
    ]
