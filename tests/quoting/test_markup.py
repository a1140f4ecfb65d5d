"""A page pasted as its source."""

import pytest

from archive.quoting.markup import as_read


def test_a_pasted_page_is_read_in_paragraphs():
    page = (
        "<h2>Wells</h2>\n<p class='lead'>&ldquo;We dug\n   the <b>w</b>ell,"
        "&rdquo;&nbsp;she said.</p><p>Then<br>they drank.</p>"
    )

    text = as_read(page)

    assert text == "Wells\n\n“We dug the well,” she said.\n\nThen\nthey drank."


def test_a_block_quote_of_a_page_is_one_behind_signs():
    page = (
        "<p>She put it so:</p><blockquote><p>We dug.</p><p>We drank.</p></blockquote>"
        "<p>They did.</p>"
    )

    text = as_read(page)

    assert text == "She put it so:\n\n> We dug.\n>\n> We drank.\n\nThey did."


def test_what_a_page_quotes_inside_a_line_gets_marks():
    assert as_read("<p>He said <q>no</q>.</p>") == "He said “no”."


def test_scripts_styles_and_comments_of_a_page_are_no_words():
    page = "<style>p{}</style><!-- draft --><p>Yes.</p><script>alert(1)</script>"

    assert as_read(page) == "Yes."


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6 and 7 > 6",
        "“My <script>alert(1)</script> threat”",
        "R&D at AT&T",
        "We said &quot;commons&quot;, and so it stands in the record.",
        "> a letter\n> quoted",
        "<<Нет>>, сказал он",
    ],
)
def test_what_is_no_page_stays_as_it_is(text):
    assert as_read(text) == text


@pytest.mark.parametrize("sign", ["<", "<p", "<!--", "<script>", "</", "&#"])
def test_a_page_of_broken_tags_loses_only_tags(sign):
    text = as_read("<p>Words</p>" + sign * 20_000)

    assert text.startswith("Words")
