"""Blocks of Markdown: what is found quickly is what markdown-it finds."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UnreadableSource
from archive.ingest.readers import markdown
from archive.ingest.readers.lines import lines_of
from archive.ingest.readers.markdown_blocks import (
    DEEPEST,
    MOST_LINES,
    PARSER,
    Sort,
    _Parser,
    parts,
)

LINES = st.sampled_from(
    [
        "", "", "", " ", "\t", "Kim: Who?", "My father.  ", "dug it \t", "# Wells",
        "### Kim Lee:", "## C# ##", "#", "#tag", "**Kim:** why", "* a", "*a*", "***",
        "_a_", "__ b", "- a", "-a", "-", "---", "-|-", "===", "1. a", "1931 was",
        "1931", "2) b", "> a", ">", "  a", "    a", "\ta", "a|b", "|---|---|",
        "---|---", ":--", "<div>", "</div>", "<b>a", "[a]: b", "![a](b)", "+ a", "~a",
        "`a`", "\xa0", "\xa0a", "a\x0b", "\x0ca", "é", "水", "«A»", "a\\",
    ]
)  # fmt: skip
ENDINGS = st.sampled_from(["\n", "\n", "\r\n", "\r"])


@given(st.lists(st.tuples(LINES, ENDINGS), max_size=12))
def test_a_plain_stretch_is_what_markdown_it_makes_of_it(written):
    text = "".join(words + ending for words, ending in written)

    assert blocks_of(text) == blocks_as_parsed(text)


@given(st.text(st.sampled_from("ab #>*+-_=~`<|:1.)[]&\\\t\n\n"), max_size=40))
def test_any_stretch_is_what_markdown_it_makes_of_it(written):
    assert blocks_of(written) == blocks_as_parsed(written)


def test_a_fence_holds_what_follows_its_blank_lines():
    lines = lines_of("a\n\n```\nb\n\nc\n```\n\nd\n")

    assert [part.sort for part in parts(lines, "a.md")] == [
        Sort.WORDS,
        Sort.CODE,
        Sort.WORDS,
    ]


def test_no_rule_is_left_out_that_could_lose_words():
    assert set(PARSER.block.ruler.get_active_rules()) == {
        "table", "fence", "blockquote", "hr", "list", "html_block", "heading",
        "lheading", "paragraph",
    }  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        ">" * DEEPEST + " a",
        "".join(" " * 2 * depth + "- a\n" for depth in range(DEEPEST)),
        "- a\n" * (MOST_LINES + 1),
        "> a\n\n" * (MOST_LINES // 2 + 1),
    ],
)
def test_more_quotes_and_lists_than_an_interview_has_are_refused(written):
    with pytest.raises(UnreadableSource, match="as no interview has"):
        parts(lines_of(written), "a.md")


def test_quotes_within_quotes_keep_their_words():
    (part,) = parts(lines_of(">" * (DEEPEST - 2) + " a"), "a.md")

    assert (part.quotes, len(part.places)) == (DEEPEST - 2, 1)


def test_a_heading_ends_the_paragraph_above_it():
    found = parts(lines_of("a\nb\n# c\nd\n"), "a.md")

    assert [(part.first, part.last, part.tag) for part in found] == [
        (0, 2, ""),
        (2, 3, "h1"),
        (3, 4, ""),
    ]


def blocks_of(text):
    try:
        return markdown.read(text.encode(), "a.md").blocks
    except UnreadableSource:
        return ()


def blocks_as_parsed(text):
    """The blocks when nothing is taken for plain."""
    with patch.object(markdown, "parts", parsed):
        return blocks_of(text)


def parsed(lines, name):
    return _Parser(lines, name).parsed(0, len(lines))
