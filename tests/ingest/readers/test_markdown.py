"""Markdown as sites keep it: words without marks, and where each letter stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.blocks import BlockKind
from archive.ingest.readers import markdown
from archive.transcript import Basis, Claim, Role, SkippedKind, Span

WELLS = """---
title: "About: wells"
date: 2024-03-01 10:00
deck: Dug by
  hand
author: Dikhan
host: Aigul Saparova
---

**Who dug it?**

My *father*, in [1931](https://example.org/a_(b) "then").
He was alone.

> (laughter)

## Later
"""


def test_words_stand_without_marks_in_their_lines():
    blocks = blocks_of(WELLS)

    assert [(block.line, block.kind, block.text) for block in blocks] == [
        (10, BlockKind.PARAGRAPH, "Who dug it?"),
        (12, BlockKind.PARAGRAPH, "My father, in 1931. He was alone."),
        (15, BlockKind.QUOTE, "(laughter)"),
        (17, BlockKind.HEADING, "Later"),
    ]
    assert blocks[0].bold == (Span(0, 11),)
    assert blocks[1].italic == (Span(3, 9),)
    assert blocks[3].level == 2


def test_each_letter_knows_its_place():
    block = blocks_of(WELLS)[1]

    place = block.place(14, 18)

    assert WELLS[place.start : place.end] == "1931"


def test_front_matter_is_left_out_and_believed():
    reading = markdown.read(WELLS.encode(), "wells.md")

    assert [(part.kind, part.source) for part in reading.left_out] == [
        (SkippedKind.FRONT_MATTER, Span(0, WELLS.index("\n**Who")))
    ]
    assert reading.claims == (
        Claim("title", "About: wells", Basis.TEXT, "title: About: wells"),
        Claim("date", "2024-03-01", Basis.TEXT, "date: 2024-03-01 10:00"),
        Claim("standfirst", "Dug by hand", Basis.TEXT, "deck: Dug by hand"),
    )
    assert [(person.name, person.role) for person in reading.people] == [
        ("Aigul Saparova", Role.INTERVIEWER)
    ]


@pytest.mark.parametrize(
    ("written", "title", "date"),
    [
        ('+++\ntitle = "Wells"\ndate = 2024-03-01\n+++\nWhy?\n', "Wells", "2024-03-01"),
        ('{\n"title": "Wells", "date": "2024"\n}\n\nWhy?\n', "Wells", "2024"),
        ("---\ntitle: a: b\ndate: soon\n---\nWhy?\n", "a: b", None),
        ("\ufeff---\r\ntitle: Wells\r\n---\r\nWhy?\n", "Wells", None),
        ("---\ntitle: Wells\n...\nWhy?", "Wells", None),
        ("+++\ntitle = \n+++\nWhy?\n", None, None),
        ("---\n- Wells\n---\nWhy?\n", None, None),
    ],
)
def test_front_matter_is_yaml_toml_or_json(written, title, date):
    reading = markdown.read(written.encode(), "wells.md")

    said = {claim.field: claim.value for claim in reading.claims}
    assert (said.get("title"), said.get("date")) == (title, date)
    assert [block.text for block in reading.blocks] == ["Why?"]


def test_only_names_are_people():
    written = "---\nguests: [Li Ming, alex-cohen, 7]\nhosts: 5\n---\nWhy?\n"

    reading = markdown.read(written.encode(), "wells.md")

    assert [(person.name, person.role) for person in reading.people] == [
        ("Li Ming", Role.INTERVIEWEE)
    ]


@pytest.mark.parametrize("written", ["{\nnot json\n}\n", "{\n" + '"a":[' * 20000])
def test_an_object_that_is_none_is_text(written):
    assert markdown.read(written.encode(), "wells.md").claims == ()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\[01:18\] Why\?", "[01:18] Why?"),
        ("`a *b* \n c` and ``d ` e`` `f", "a *b* c and d ` e `f"),
        ("Tom &amp; Ann &#233; &nope;", "Tom & Ann é &nope;"),
        ("<https://a.org> <me@a.org> <laughs>", "https://a.org me@a.org <laughs>"),
        ("a<!-- b -->c <!-- d", "ac <!-- d"),
        ("one<br>two  \nthree\\\nfour", "one\ntwo\nthree\nfour"),
        ("said {{< ref >}}so{% now %}{: .x}", "said so"),
        ("said so[^1]", "said so"),
        ("[a] [b](c", "[a] [b](c"),
        ("dug] it", "dug] it"),
        ("![a *b*](c) words", "words"),
        ("f**k, 2 * 3 * 4, a_b_c", "f**k, 2 * 3 * 4, a_b_c"),
        ("~~not~~ so", "not so"),
        ("水井\n很深\nand dry", "水井很深 and dry"),
        ("*a **b* c", "*a *b c"),
        ("***a*** *b **c***", "a b c"),
        ("*_**a_ ba", "***a ba"),
    ],
)
def test_marks_are_no_words(written, text):
    assert blocks_of(written)[0].text == text


@pytest.mark.parametrize(
    ("written", "bold"),
    [
        ("**問：**答え", "問："),
        ("**Q: **Why", "Q:"),
        ("** Q:** why", "Q:"),
        ("<b>Q:</b> why", "Q:"),
        ("__Q:__ why", "Q:"),
        ("***Q:*** why", "Q:"),
    ],
)
def test_labels_are_bold_without_a_space_too(written, bold):
    (block,) = blocks_of(written)

    assert [block.text[span.start : span.end].strip() for span in block.bold] == [bold]


def test_references_are_no_words_and_footnotes_are_notes():
    written = "[It][w] and [w] and [it][x].\n\n[w]: http://a.org 'W'\n[^1]: Dug\ntwice."

    assert [(block.kind, block.text) for block in blocks_of(written)] == [
        (BlockKind.PARAGRAPH, "It and w and [it][x]."),
        (BlockKind.NOTE, "Dug twice."),
    ]


def test_a_picture_alone_is_its_caption():
    (block,) = blocks_of("![A *dry* well](a.png)\n")

    assert (block.kind, block.text) == (BlockKind.CAPTION, "A dry well")


def test_elements_say_what_words_are():
    written = (
        '<figure><img src="a">\n<figcaption>A &amp; B<br>C</figcaption></figure>\n\n'
        '<aside class="pquote">\nSo *it* is.\n\nAnd was.\n\n</aside>\n\n'
        "<aside>Read on</aside>\n\n<h3><b>Later</b></h3>\n\n"
        "<!-- no\nword -->\n\n<script>\nvar a;\n</script>\n\n"
        "<div><laughs> Why? <p>So.</i></div>\n\n<section>Open\n\n<!-- rest"
    )

    assert [(block.kind, block.text) for block in blocks_of(written)] == [
        (BlockKind.CAPTION, "A & B\nC"),
        (BlockKind.QUOTE, "So *it* is."),
        (BlockKind.QUOTE, "And was."),
        (BlockKind.NOTE, "Read on"),
        (BlockKind.HEADING, "Later"),
        (BlockKind.PARAGRAPH, "<laughs> Why?"),
        (BlockKind.PARAGRAPH, "So."),
        (BlockKind.PARAGRAPH, "Open"),
    ]


def test_a_long_underlined_paragraph_is_no_heading():
    blocks = blocks_of("Short\n---\n\n" + "long " * 50 + "\n---\n")

    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_points_of_a_list_lose_their_dash_and_a_dialogue_keeps_it():
    points = blocks_of("Wells were dug by many hands.\n\n- one\n- two\n\n1. 3\n2. 4\n")
    dialogue = blocks_of("- Who dug it?\n- My father.\n- When?\n")

    assert [block.text for block in points[1:]] == ["one", "two", "3", "4"]
    assert {block.classes for block in points[1:]} == {("li",)}
    assert [block.text for block in dialogue] == [
        "- Who dug it?",
        "- My father.",
        "- When?",
    ]


def test_what_is_mostly_quoted_is_speech():
    blocks = blocks_of("Who dug it?\n\n> My father and his brothers dug it.\n")

    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH] * 2


def test_a_label_begins_a_paragraph_within_wrapped_lines():
    written = "**Ann Lee:** Who\ndug it?\n**Li Ming:** My father.\nAnd: he\nsaid so."

    assert [block.text for block in blocks_of(written)] == [
        "Ann Lee: Who dug it?",
        "Li Ming: My father.",
        "And: he said so.",
    ]


def test_code_is_kept_line_by_line():
    (block, empty) = blocks_of("```\ndig()\n  deep()\n```\n\nSo.\n\n```\n```\n")

    assert (block.line, block.text, block.classes) == (2, "dig()\ndeep()", ("pre",))
    assert empty.text == "So."


@pytest.mark.parametrize(
    "content", [b"", b"---\ntitle: a\n---\n", b"a\0b", b"\xff\xfe\0"]
)
def test_what_holds_no_words_is_refused(content):
    with pytest.raises(UnreadableSource):
        markdown.read(content, "wells.md")


def test_front_matter_gives_markdown_away():
    assert markdown.has_front_matter(WELLS.encode())
    assert not markdown.has_front_matter(b"Why?\n---\nSo.\n---\n")


def test_an_object_that_no_words_follow_is_no_front_matter():
    assert not markdown.has_front_matter(b'{\n"title": "Wells", "turns": []\n}\n')


@given(st.text(st.sampled_from("ab *_`[]()<>!\\\n-#&;{%}~|:é"), max_size=60))
def test_every_block_stands_where_it_says(written):
    try:
        blocks = blocks_of(written)
    except SourceError:
        return

    reached = 0
    for block in blocks:
        assert reached <= block.source.start < block.source.end <= len(written)
        reached = block.source.end
        for at, letter in enumerate(block.text):
            place = block.place(at, at + 1)
            if letter.isalpha() and place.end - place.start == 1:
                assert written[place.start : place.end] == letter


@given(st.binary(max_size=200))
def test_only_source_errors_come_out(content):
    try:
        markdown.read(content, "wells.md")
    except SourceError:
        return


def blocks_of(written):
    return markdown.read(written.encode(), "wells.md").blocks


def test_a_table_of_speakers_gives_each_row_its_voice():
    written = (
        "| Speaker | Text |\n|---|---|\n| Kim | Who dug it, *and* when? |\n"
        "| Lee | My father, a\\|b. |\n| Kim | Alone? |\n| Lee | No. |\n"
    )

    blocks = blocks_of(written)

    assert [(block.line, block.voice.name, block.text) for block in blocks] == [
        (3, "Kim", "Who dug it, and when?"),
        (4, "Lee", "My father, a|b."),
        (5, "Kim", "Alone?"),
        (6, "Lee", "No."),
    ]


def test_cells_of_another_table_are_no_speech():
    blocks = blocks_of("a | b\n--- | ---\n1 | \n<br> | \n\nSo.\n")

    assert [(block.text, block.kind) for block in blocks] == [
        ("a", BlockKind.NOTE),
        ("b", BlockKind.NOTE),
        ("1", BlockKind.NOTE),
        ("So.", BlockKind.PARAGRAPH),
    ]


def test_a_table_of_names_gives_no_voices():
    blocks = blocks_of(
        "| Name | From |\n|---|---|\n| Ann Lee | Almaty |\n| Bo Kim | Almaty |\n"
        "| Cy Fox | Astana |\n| Di Orr | Astana |\n"
    )

    assert {(block.voice, block.kind) for block in blocks} == {(None, BlockKind.NOTE)}


def test_what_is_no_word_makes_no_block():
    written = (
        "\xa0\n\n\u200b\n\n{% now %}\n\n<p>&nbsp;</p>\n\n"
        "|a||b|\n|-|-|-|\n\n<p>{% c %}So.</p>"
    )

    assert [block.text for block in blocks_of(written)] == ["a", "b", "So."]


def test_emphasis_that_is_used_up_opens_no_more():
    (block,) = blocks_of("a *b* c* d")

    assert (block.text, block.italic) == ("a b c* d", (Span(2, 3),))


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("a\n" * 100_001, "more than 100,000 lines"),
        ("a\r" * 100_001, "more than 100,000 lines"),
        ("*a" * 150_001, "more than 150,000 marks"),
        (">" * 300 + " a", "lists deeper than"),
    ],
)
def test_more_than_an_interview_has_is_refused(written, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        markdown.read(written.encode(), "wells.md")


def test_a_heading_without_words_is_none():
    assert [block.text for block in blocks_of("#\n\nWho?")] == ["Who?"]


def test_what_shows_nothing_around_a_line_is_none_of_it():
    (block,) = blocks_of("\u200bWho?\u200b")

    assert block.text == "Who?"
