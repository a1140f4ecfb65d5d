"""Notes are Markdown, and what comes out cannot harm a reader."""

import pytest

from archive.templatetags.notes import markdown


def test_emphasis_lists_and_links_are_shown():
    html = markdown("An *akim* heads a [region](#q2).\n\n- one\n- two")

    assert html == (
        '<p>An <em>akim</em> heads a <a href="#q2" rel="nofollow noopener">region</a>.'
        "</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![a picture](https://elsewhere.example/x.png)",
        '<a href="x" onclick="alert(1)">x</a>',
        "<style>body{display:none}</style>",
        "<iframe src=//elsewhere.example></iframe>",
    ],
)
def test_nothing_runs_and_nothing_is_fetched(body):
    html = markdown(body)

    for tag in ("<script", "<img", "<style", "<iframe", '<a href="javascript'):
        assert tag not in html
    assert "onclick" not in html or "&lt;a" in html


def test_raw_html_is_shown_as_it_was_written():
    assert markdown("1 <b>2</b>") == "<p>1 &lt;b&gt;2&lt;/b&gt;</p>\n"


@pytest.mark.parametrize("scheme", ["ftp", "tel", "magnet", "data", "file"])
def test_a_link_leads_to_a_page_or_a_letter_box(scheme):
    assert "href" not in markdown(f"[x]({scheme}:x)")


@pytest.mark.parametrize("body", ["# Loud", "Loud\n===", "Loud\n\n---"])
def test_headings_and_rules_are_words_only(body):
    html = markdown(body)

    assert "<h" not in html
    assert html == f"<p>{body.replace(chr(10) * 2, '</p>' + chr(10) + '<p>')}</p>\n"
