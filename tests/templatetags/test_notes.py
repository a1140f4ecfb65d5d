"""Notes are Markdown, and what comes out cannot harm a reader."""

import pytest

from archive.models import Annotation, AnnotationKind
from archive.templatetags.notes import (
    bracketed_in,
    know_references,
    markdown,
    said_in,
)
from tests.factories import make_annotation, make_conversation


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


# References


@pytest.fixture
def interview(db):
    return make_conversation(2)


def note_on(interview, body, **fields):
    note = make_annotation(interview.turns.get(anchor="a1"), "mountains", body=body)
    know_references([note])
    return markdown(note.body, note.known)


def test_a_reference_becomes_a_link_with_the_words_of_the_question(interview):
    assert note_on(interview, "See [[a2p2]].") == (
        '<p>See <a href="/interviews/steppe-2024/#a2p2" '
        'title="Where does the water come from?" rel="nofollow noopener">'
        "answer 2, paragraph 2</a>.</p>\n"
    )


def test_a_reference_to_another_interview_names_it(interview):
    make_conversation(1, slug="rivers")

    html = note_on(interview, "[[rivers/q1]]")

    assert 'href="/interviews/rivers/#q1"' in html
    assert ">The steppe remembers, question 1</a>" in html


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_a_reference_to_what_is_not_public_shows_none_of_its_words(interview, state):
    other = make_conversation(1, slug="secret")
    other.title, other.state = "Not yet", state
    other.save()

    html = note_on(interview, "See [[secret/q1]].")

    assert html == "<p>See a passage that cannot be read here.</p>\n"


def test_what_names_no_passage_stays_as_it_was_written(interview):
    assert note_on(interview, "[[sic]]") == "<p>[[sic]]</p>\n"


def test_brackets_in_code_are_no_reference(interview):
    assert note_on(interview, "Write `[[a2p2]]`.") == (
        "<p>Write <code>[[a2p2]]</code>.</p>\n"
    )
    assert bracketed_in("`[[a1]]` [[a2]] and *[[q3|x]]*") == ["a2", "q3|x"]


def test_words_of_a_question_cannot_carry_code(interview):
    interview.turns.filter(anchor="q2").update(text='"><script>alert(1)</script>')

    html = note_on(interview, "[[a2]]")

    assert "<script" not in html
    assert "&lt;script&gt;" in html


# What kinds tell


SAID = [
    (
        "fact_check",
        {
            "claim": "The river dries in June.",
            "verdict": "mostly_true",
            "sources": [
                {"citation": "Yearbook", "address": "https://x.example/1?a=1&b=2"},
                {"citation": "A letter"},
            ],
        },
        [
            '<span class="told-name">Claim</span> The river dries in June.',
            '<span class="verdict verdict-mostly_true">mostly true</span>',
            '<a href="https://x.example/1?a=1&amp;b=2" rel="nofollow noopener">',
            "<li>A letter",
        ],
    ),
    (
        "commitment",
        {
            "promised": "A dam",
            "due": "2026-05",
            "statuses": [
                {"standing": "open", "date": "2024"},
                {"standing": "broken", "date": "2026-06-01", "remark": "No dam <i>"},
            ],
        },
        [
            "by May 2026",
            '<time datetime="2024">2024</time> <span class="verdict standing-open">',
            '<time datetime="2026-06-01">1 June 2026</time>',
            "No dam &lt;i&gt;",
        ],
    ),
    (
        "translation",
        {"language": "kk", "text": "Таулардан."},
        [">Kazakh</span>", 'lang="kk" dir="auto"><p>Таулардан.</p>'],
    ),
    ("source", {"citation": "A letter"}, ["Source</span> A letter"]),
    (
        "correction",
        {"reading": "hills"},
        ['Should read</span> <q class="reading" lang="en">hills</q>'],
    ),
]


@pytest.mark.parametrize(("kind", "particulars", "shown"), SAID)
def test_each_kind_shows_what_it_tells(kind, particulars, shown):
    note = Annotation(kind=kind, particulars=particulars, body="It is *so*.")

    html = said_in(note, "en")

    for words in [*shown, "It is <em>so</em>."]:
        assert words in html


@pytest.mark.parametrize("kind", AnnotationKind.values)
def test_a_note_from_before_its_kind_told_anything_shows_its_words(kind):
    assert "It is <em>so</em>." in said_in(
        Annotation(kind=kind, body="It is *so*."), "en"
    )


def test_what_is_damaged_is_no_fault_of_the_page():
    note = Annotation(kind="source", particulars={"nothing": 1}, body="Here.")

    assert "<p>Here.</p>" in said_in(note, "en")
