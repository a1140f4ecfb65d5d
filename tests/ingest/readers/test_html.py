"""HTML: the interview is found, its letters keep their places, the rest is named."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import html
from archive.ingest.readers.html.tree import Phrase, page_of
from archive.transcript import Span, TimeSpan

ANSWER = "I began with one well behind the house, and then my father dug another one."
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>On wells | The Daily Well</title>
<meta property="og:site_name" content="The Daily Well">
<script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "On wells", "datePublished": "2019-03-29T08:00"}}
</script></head><body>
<nav><a href="/">Home</a></nav>
<main><h1>On wells</h1>
<div class="share-buttons">Share this interview with everybody you know</div>
<article>
<p>She digs &amp; writes, and lives in the north of the country by the sea.</p>
<h2>How did you begin?</h2>
<p>{ANSWER} {ANSWER}</p>
<p><strong>And&nbsp;then?</strong><br>{ANSWER}</p>
<blockquote class="pullquote">My father dug another one.</blockquote>
<figure><img src="w.jpg"><figcaption>A well</figcaption></figure>
<div class="related-posts"><a href="/2">Ten more wells that you should see</a></div>
</article></main>
<footer>All rights reserved by nobody in particular</footer>
</body></html>"""


def read(page):
    return html.read(page.encode(), "page.html")


def test_interview_is_found_and_its_structure_kept():
    blocks = read(PAGE).blocks

    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "On wells"),
        (
            BlockKind.PARAGRAPH,
            "She digs & writes, and lives in the north of the country by the sea.",
        ),
        (BlockKind.HEADING, "How did you begin?"),
        (BlockKind.PARAGRAPH, f"{ANSWER} {ANSWER}"),
        (BlockKind.PARAGRAPH, f"And\xa0then?\n{ANSWER}"),
        (BlockKind.QUOTE, "My father dug another one."),
        (BlockKind.CAPTION, "A well"),
    ]
    assert [block.level for block in blocks[:3]] == [1, 0, 2]


def test_letters_keep_their_place_and_their_weight():
    reading = read(PAGE)
    block = reading.blocks[4]

    place = block.place(4, 9)
    assert block.text[4:9] == "then?"
    assert reading.text[place.start : place.end] == "then?"
    assert block.bold == (Span(0, 9),)
    assert block.line == reading.text.count("\n", 0, block.source.start) + 1


def test_what_is_left_out_is_named():
    reading = read(PAGE)

    named = {
        reading.text[part.source.start : part.source.end]: part.note
        for part in reading.left_out
    }
    assert named["Home"] == "navigation"
    assert named["Share this interview with everybody you know"] == "share buttons"
    assert named["Ten more wells that you should see"] == "related"
    assert named["All rights reserved by nobody in particular"] == "footer"


def test_page_states_title_date_language_and_outlet():
    claims = {claim.field: claim for claim in read(PAGE).claims}

    assert claims["title"].value == "On wells"
    assert claims["title"].evidence == "<h1>"
    assert claims["date"].value == "2019-03-29"
    assert claims["language"].value == "en-GB"
    assert claims["outlet"].value == "The Daily Well"


def test_cite_and_time_say_who_speaks_and_when():
    reading = read(
        "<cite>Kim:</cite><time>0:00</time><p>How did you begin?</p>"
        "<cite>Ana:</cite><time>1:02</time><p>With one bee.</p><p>Then two.</p>"
    )

    assert [(block.text, block.voice, block.time) for block in reading.blocks] == [
        ("How did you begin?", Voice("Kim", "Kim:"), TimeSpan(0, 62_000)),
        ("With one bee.", Voice("Ana", "Ana:"), TimeSpan(62_000, 62_000)),
        ("Then two.", Voice("Ana", "Ana:"), None),
    ]
    assert [part.note for part in reading.left_out] == [
        "who speaks",
        "when it is said",
    ] * 2


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>Kim:</td><td>Why?</td></tr>"
        "<tr><td>Ana:</td><td>So.</td></tr></table>",
        "<dl><dt>Kim</dt><dd>Why?</dd><dt>Ana</dt><dd>So.</dd>"
        "<dt>Kim</dt><dt>Ana</dt></dl>",
        '<p><span class="speaker">Kim:</span> Why?</p>'
        '<p><span class="speaker">Ana:</span> So.</p>',
        '<p><b class="name">Kim:</b> Why?</p><p><b class="name">Ana:</b> So.</p>',
    ],
)
def test_voices_stand_in_columns_lists_and_classes(page):
    blocks = read(page).blocks

    assert [(block.voice.name, block.text) for block in blocks] == [
        ("Kim", "Why?"),
        ("Ana", "So."),
    ]


def test_cited_source_of_a_pull_quote_does_not_speak():
    quote = "<blockquote><p>Wells are deep.</p><cite>{}</cite></blockquote>"

    blocks = read(quote.format("Ana") + f"<p>{ANSWER}</p>" + quote.format("Kim")).blocks

    assert [block.voice for block in blocks] == [None] * len(blocks)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ('<meta charset="windows-1251"><p>Вопрос</p>'.encode("cp1251"), "cp1251"),
        ('<meta charset="iso-8859-1"><p>Вопрос</p>'.encode(), "utf-8"),
        ("<p>Вопрос</p>".encode("utf-16"), "utf-16"),
    ],
)
def test_encoding_is_what_the_page_says_unless_it_is_unicode(content, encoding):
    reading = html.read(content, "page.html")

    assert reading.encoding == encoding
    assert reading.blocks[0].text == "Вопрос"


def test_a_page_that_does_not_say_its_encoding_is_read_as_it_looks():
    said = "Кто выкопал этот колодец, и сколько времени на это ушло в тот год?"
    page = f"<title>Колодец</title><p>{said}</p><p>Мой отец, в пятидесятом году.</p>"

    reading = html.read(page.encode("cp1251"), "page.html")

    assert (reading.encoding, reading.blocks[0].text) == ("windows-1251", said)
    assert [claim.value for claim in reading.claims if claim.field == "encoding"] == [
        "windows-1251"
    ]


def test_double_line_break_parts_paragraphs():
    blocks = read("<div>One.<br>Two.<br><br>Three.</div>").blocks

    assert [block.text for block in blocks] == ["One.\nTwo.", "Three."]


TAGS = """
<p> </p> <b> </b> <i> <br> <div class=share> </div> <td> <table> </table> <li> <h2>
</h2> <cite> </cite> <time> <!-- --> <script> </script> <title> </title> < & &amp;
&#0; é word Kim: 0:00 <blockquote> <a href=x> </a> <svg> <head> <body hidden>
"""
PIECES = st.sampled_from([*TAGS.split(), " ", "\n", "e\u0301"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_blocks_stand_in_order_where_they_say(page):
    try:
        reading = read(page)
    except SourceError:
        return

    reached = 0
    for block in reading.blocks:
        assert reached <= block.source.start < block.source.end
        reached = block.source.end
    reached = 0
    for part in reading.left_out:
        assert reached <= part.source.start <= part.source.end
        reached = part.source.end


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_word_is_kept_or_named(page):
    try:
        reading = read(page)
    except SourceError:
        return

    held = [block.source for block in reading.blocks]
    held += [part.source for part in reading.left_out]
    for node in page_of(reading.text, "page.html").nodes:
        if isinstance(node, Phrase) and (words := node.words.text.strip()):
            start = node.words.source.start + node.words.text.index(words)
            assert any(span.start <= start < span.end for span in held)


@given(st.binary(max_size=200))
def test_only_a_source_error_comes_out(content):
    with contextlib.suppress(SourceError):
        html.read(b"<html>" + content, "page.html")


@pytest.mark.parametrize(
    ("content", "certain"),
    [
        (b"\xef\xbb\xbf<!doctype html><p>x", True),
        (b"<!-- saved --><HTML lang=en>", True),
        (b"<ROOT><record/></ROOT>", False),
        (b"- html", False),
    ],
)
def test_page_is_known_by_how_it_begins(content, certain):
    assert html.is_certain(content) is certain


def test_a_head_that_nobody_closed_ends_where_the_page_begins():
    reading = html.read(b"<html><head><title>t</title><p>Who?</p>", "page.html")

    assert [block.text for block in reading.blocks] == ["Who?"]
