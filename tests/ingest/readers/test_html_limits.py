"""HTML that means harm, or was torn: refused or read soon, and no word of it lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.readers import html
from archive.ingest.readers.html.tree import Phrase, page_of
from tests.ingest.readers.test_html import PAGE

# Of processor time, on the slowest of machines; what is not linear takes minutes.
SOON = 30
# A page in pieces: tags, entities, words, what is between.
PIECES = [piece for piece in PAGE.replace("<", "\0<").split("\0") if piece] + [
    "<cite>Kim:</cite>",
    "<time>0:10</time>",
    "<br><br>",
    "&nbsp;&#8211; ",
    "<table><tr><td>Kim:<td>How deep?",
    "<a href=/next>",
    "<!-- ",
    "</div></main>",
    "Глубоко ли?",
]


def read(page):
    return html.read(page.encode(), "page.html")


@pytest.mark.parametrize("element", ["div", "h1", "cite", "span", "b", "ul", "table"])
def test_page_of_endless_depth_is_refused(element):
    with pytest.raises(UnreadableSource, match="stand more than 300 deep"):
        read(f"<{element}>" * 100_000)


@pytest.mark.parametrize(
    "page",
    ["a<br>" * 100_000, "&amp;" * 200_000, "<p>a" * 100_000, "<b>a</b>" * 100_000],
)
def test_page_of_endless_pieces_is_refused(page):
    with pytest.raises(UnreadableSource, match="more than 150,000 elements"):
        read(page)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", "</", "<!x", "<a b='", '<a b=">" ', "<script>", "<title>", "</p>"],
)
def test_unclosed_markup_is_passed_over_soon(piece):
    begun = time.process_time()

    with pytest.raises(SourceError):
        read(piece * 100_000)

    assert time.process_time() - begun < SOON


@pytest.mark.parametrize(
    "page",
    [
        "<h1>" * 280 + "<i>x</i>" * 15_000,
        "<cite>" * 280 + "<i>x</i>" * 15_000,
        f"<title>{'wells ' * 9_000}</title>" + "<h2>wells wells</h2>" * 15_000,
        "<p " + "a=b " * 15_000 + ">x",
        "<p>" + "word " * 400_000,
        "<title>x" + " |" * 70_000 + "</title><p>x",
        "<h1>x</h1>" + '<i class="date">3 May 2001</i>' * 15_000,
        "<cite>Kim:</cite><time>0:00</time><p>x</p>" * 8_000,
    ],
)
def test_page_of_many_pieces_is_read_soon(page):
    begun = time.process_time()

    read(page)

    assert time.process_time() - begun < SOON


@st.composite
def torn(draw):
    """A page with pieces left out, said twice, put elsewhere, and cut off."""
    pieces = list(PIECES)
    places = st.integers(0, len(pieces) - 1)
    for _ in range(draw(st.integers(1, 12))):
        one, other = draw(places) % len(pieces), draw(places) % len(pieces)
        match draw(st.sampled_from(["leave out", "repeat", "swap", "cut"])):
            case "leave out" if len(pieces) > 1:
                del pieces[one]
            case "repeat":
                pieces.insert(other, pieces[one])
            case "swap":
                pieces[one], pieces[other] = pieces[other], pieces[one]
            case _:
                pieces[one] = pieces[one][: draw(st.integers(0, 30))]
    return "".join(pieces)


@given(torn())
def test_no_word_of_a_torn_page_is_lost_or_told_twice(page):
    try:
        reading = read(page)
    except SourceError:
        return

    held = sorted(
        [block.source for block in reading.blocks]
        + [part.source for part in reading.left_out]
    )
    assert all(one.end <= other.start for one, other in pairwise(held))
    for node in page_of(reading.text, "page.html").nodes:
        if isinstance(node, Phrase) and (words := node.words.text.strip()):
            start = node.words.source.start + node.words.text.index(words)
            assert any(span.start <= start < span.end for span in held)


@given(torn())
def test_blocks_of_a_torn_page_say_where_their_letters_stand(page):
    try:
        reading = read(page)
    except SourceError:
        return

    for block in reading.blocks:
        for at, letter in enumerate(block.text):
            place = block.place(at, at + 1)
            printed = reading.text[place.start : place.end]
            assert letter == printed or letter.isspace() or printed[0] in "&e"
