"""The words of the record as HTML: whatever is marked, the text is the text."""

from html import unescape

from django.template import Context, Template
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from archive.templatetags.record import Underline, anchored, words

OFFSETS = st.integers(min_value=-3, max_value=60)
SPANS = st.lists(st.tuples(OFFSETS, OFFSETS), max_size=6)
LINES = st.lists(
    st.builds(
        Underline,
        start=OFFSETS,
        end=OFFSETS,
        note=st.integers(1, 9),
        letter=st.just("a"),
        opens=st.booleans(),
        closes=st.booleans(),
    ),
    max_size=6,
)


@given(st.text(max_size=50), SPANS, LINES)
def test_the_text_content_is_the_text(text, found, noted):
    html = words(text, found, noted)

    # strip_tags would eat what looks like a tag in the text: it must be escaped.
    assert unescape(strip_tags(html)) == text


@given(st.text(alphabet="ab<>&\"'", max_size=30), SPANS, LINES)
def test_elements_are_closed_where_they_were_opened(text, found, noted):
    html = words(text, found, noted)

    assert html.count("<mark") == html.count("</mark>")
    assert html.count("<a ") == html.count("</a>")
    assert html.count("<span") == html.count("</span>")


def test_plain_words_are_escaped_and_nothing_else():
    assert words("5 < 6 & <b>") == "5 &lt; 6 &amp; &lt;b&gt;"


def test_found_words_are_marked():
    html = words("a nuclear power plant", found=[(2, 9)])

    assert html == "a <mark>nuclear</mark> power plant"


def test_spans_are_cut_to_the_text_and_empty_ones_left_out():
    html = words("water", found=[(3, 99), (1, 1), (7, 9), (4, 2)])

    assert html == "wat<mark>er</mark>"


def test_annotated_words_are_underlined_and_tied_by_a_letter():
    html = words("snow and ice", noted=[Underline(0, 4, note=7, letter="b", number=2)])

    assert html == (
        '<span id="w-7"></span><mark class="noted">snow</mark>'
        '<a class="ref" href="#note-7" data-letter="b" data-number="2"'
        ' aria-label="Note b"></a>'
        " and ice"
    )


def test_a_found_word_inside_a_note_carries_both_marks():
    html = words("snow and ice", found=[(5, 8)], noted=[Underline(0, 12, 7, "a")])

    assert '<mark class="noted found">and</mark>' in html
    assert html.count('id="w-7"') == 1
    assert html.count('class="ref"') == 1


def test_overlapping_notes_each_have_one_target_and_one_reference():
    html = words(
        "snow and ice", noted=[Underline(0, 8, 1, "a"), Underline(5, 12, 2, "b")]
    )

    assert html.index('id="w-1"') < html.index('id="w-2"')
    assert html.index('data-letter="a"') < html.index('data-letter="b"')
    assert html.count("<mark") == 3


def test_a_note_that_goes_on_in_the_next_paragraph_has_its_letter_there():
    html = words("snow", noted=[Underline(0, 4, 1, "a", closes=False)])

    assert 'id="w-1"' in html
    assert "data-letter" not in html


def test_a_template_gets_the_words_without_escaping_them_twice():
    template = Template("{% load record %}{% words text found=found %}")

    html = template.render(Context({"text": "ice & snow", "found": [(0, 3)]}))

    assert html == "<mark>ice</mark> &amp; snow"


def test_a_paragraph_that_evidence_names_is_a_link():
    assert anchored("“New Year” (a1p1); a2p1 <b>", "/interviews/x/") == (
        '“New Year” (<a href="/interviews/x/#a1p1">a1p1</a>); a2p1 &lt;b&gt;'
    )
