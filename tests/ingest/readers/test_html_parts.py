"""HTML in its parts: titles, dates, encodings, styles, unclosed and misplaced tags."""

import pytest

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind
from archive.ingest.readers import html
from archive.ingest.readers.html.encoding import decode
from archive.transcript import Span

ANSWER = "I began with one well behind the house, and then my father dug another one."


def read(page):
    return html.read(page.encode(), "page.html")


def claims(head="", body="", before=""):
    page = f"<html><head>{head}</head><body>{before}<main>{body}<p>{ANSWER}</p></main>"
    return {claim.field: claim.value for claim in read(page).claims}


def texts(body):
    return [block.text for block in read(body).blocks]


SITE = '<meta property="og:site_name" content="The Well">'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", "<h1>The Well</h1><h1>On bees</h1>", "The Well"),
        (SITE + "<title>On many bees - The Well</title>", "<h1>The Well</h1>", ""),
        (SITE + "<title>On many bees - The Well</title>", "", "On many bees"),
        (SITE + "<title>The Well: On many bees</title>", "", "The Well: On many bees"),
        (SITE + "<title>The Well - On many bees</title>", "", "On many bees"),
        ("<title>On bees | Talks | The Well</title>", "", "On bees"),
        ("<title>On bees - a talk</title>", "", "On bees - a talk"),
        ("<title>On bees</title>", "", "On bees"),
        ('<meta property="og:title" content="Bees">', "<h2>Bees</h2>", "Bees"),
    ],
)
def test_title_is_the_heading_or_the_head_without_the_site(head, body, title):
    found = claims(head, body)["title"]

    assert found == (title or "The Well")


def test_heading_before_the_region_is_its_title():
    page = f"<div><h1>On bees</h1><p>{ANSWER}</p></div><div><p>{ANSWER * 9}</p></div>"

    assert texts(page) == ["On bees", ANSWER, ANSWER * 9]


def test_words_after_a_heading_that_is_not_closed_are_told_once():
    assert texts(f"<h1>On bees<div><p>{ANSWER}</p></div>") == ["On bees", ANSWER]


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="date" content="20190329T0800">', "", "2019-03-29"),
        ('<meta name="date" content="2019-13-29">', "", None),
        ('<meta name="date" content="yesterday">', "", None),
        ("", '<time datetime="2019-03-29" class="published">then</time>', "2019-03-29"),
        ("", '<i property="dc:date" content="2019-03-29">then</i>', "2019-03-29"),
        ("", '<h1>Bees</h1><p class="date">29.03.2019</p>', "2019-03-29"),
        ("", '<h1>Bees</h1><time datetime="2019-03-29">then</time>', "2019-03-29"),
        ("", f'<h1>Bees</h1><p class="date">{ANSWER * 2}</p>', None),
        ("", '<h1>Bees</h1><p class="date">some day</p>', None),
        ("", f'<h1>Bees</h1><p class="date">2019-03-29{"<i>x</i>" * 60}</p>', None),
    ],
)
def test_date_is_stated_marked_or_shown_by_itself(head, body, date):
    assert claims(head, body).get("date") == date


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ('<html lang="zh_hant-TW">', "zh-Hant-TW"),
        ('<html lang="">', None),
        ('<meta property="og:locale" content="de_DE">', "de-DE"),
    ],
)
def test_language_is_a_tag(page, language):
    stated = {claim.field: claim.value for claim in read(f"{page}<p>x</p>").claims}

    assert stated.get("language") == language


def test_description_is_a_standfirst_where_it_is_printed():
    head = '<meta name="description" content="Ana digs, and writes">'

    assert "standfirst" not in claims(head)
    assert claims(head, "<p>Ana digs, and writes.</p>")["standfirst"] == (
        "Ana digs, and writes."
    )


def test_licence_is_a_link_or_stated():
    link = '<a rel="license" href="https://example.org/by/">BY</a>'
    told = '<script type="application/ld+json">[{"@graph": [{"@type": ["Article"], \
"license": ["https://example.org/0/"]}]}]</script>'

    assert claims("", link)["licence"] == "https://example.org/by/"
    assert claims(told)["licence"] == "https://example.org/0/"
    assert "licence" not in claims("", '<a href="/">home</a><a rel="license">x</a>')


@pytest.mark.parametrize(
    "script", ["no json", "[" * 100_000, '"words"', '{"@type": 1}', '{"@type": "Dog"}']
)
def test_json_that_says_nothing_is_passed_over(script):
    found = claims(f'<script type="application/ld+json">{script}</script>')

    assert found == {}


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        (b'<?xml version="1.0" encoding="iso-8859-2"?>\xb1', "iso8859-2", "ą"),
        (b'<meta charset="latin-1">\x81\xe9', "cp1252", "\x81é"),
        (b'<meta charset="nonsense">abc', "utf-8", "abc"),
        (b'<meta charset="utf-16">abc', "utf-8", "abc"),
        (b'<meta charset="base64">abc', "utf-8", "abc"),
    ],
)
def test_page_is_decoded_as_a_browser_would(content, encoding, text):
    found = decode(content, "page.html")

    assert found[1] == encoding
    assert found[0].endswith(text)


def test_wrongly_stated_encoding_gives_way():
    page = b'<meta charset="gbk">' + "\ufeff\u0416".encode("utf-16-le")

    with pytest.raises(UnreadableSource):
        decode(page, "page.html")


def test_page_with_a_nul_or_without_words_is_refused():
    with pytest.raises(UnreadableSource, match="NUL"):
        decode(b'<meta charset="utf-8">\n\0', "page.html")
    with pytest.raises(UnreadableSource, match="holds no words"):
        read("<p> </p>")


@pytest.mark.parametrize(
    ("body", "bold", "italic"),
    [
        ('<p><b style="font-weight:normal">x</b></p>', (), ()),
        ('<p style="font-weight: 700">x</p>', (Span(0, 1),), ()),
        ('<p style="font-style:italic">x</p>', (), (Span(0, 1),)),
        ('<p><em style="font-style: normal">x</em></p>', (), ()),
        (
            "<style>.c1{color:red;font-weight:700}</style><p class=c1>x",
            (Span(0, 1),),
            (),
        ),
        ("<style>.c1{color:red}</style><p class=c1>x", (), ()),
    ],
)
def test_styles_say_what_is_bold_and_italic(body, bold, italic):
    block = read(body).blocks[0]

    assert (block.bold, block.italic) == (bold, italic)


def test_hidden_and_named_elements_are_left_out():
    page = (
        f"<main><p>{ANSWER * 3}</p><p hidden>one</p><p aria-hidden=true>two</p>"
        '<p style="display:none">three</p><div role="banner">four</div>'
        '<div class="has-share">five</div><div class="SocialShare">six</div>'
        "<div class='--'>seven</div></main>"
    )

    assert texts(page) == [ANSWER * 3, "five", "seven"]


def test_what_is_left_out_ends_where_the_interview_begins():
    reading = read("<div>\n One.</div><nav>\n two </nav>")

    assert [part.source for part in reading.left_out] == [Span(24, 27)]


def test_whatever_holds_most_of_the_prose_is_no_chrome():
    assert texts(f'<div class="sidebar"><p>{ANSWER}</p></div>') == [ANSWER]


@pytest.mark.parametrize(
    "answer",
    [
        "王小明：我们村里的井是我父亲和我一起挖的，挖了三个月。",
        "田中：村の井戸は父と私が一緒に掘りました。三か月です。",
    ],
)
def test_wide_letters_say_more(answer):
    around = "<div><ul><li>首页</li><li>关于我们</li></ul></div>"

    assert texts(f"{around}<div>{f'<p>{answer}</p>' * 4}</div>") == [answer] * 4


def test_paragraph_that_is_a_link_leads_elsewhere():
    link = '<a href="/x">More about wells and bees</a>'

    assert texts(f"<p>{ANSWER}</p><p>{link}</p><p>{ANSWER} {link}</p>") == [
        ANSWER,
        f"{ANSWER} More about wells and bees",
    ]


def test_sign_to_click_on_is_no_word():
    assert texts('<p><a href="#">▶</a> Yes.</p><p>No.</p>') == ["Yes.", "No."]


def test_heading_is_an_element_or_a_role():
    blocks = read(
        '<h3>a</h3><p role="heading" aria-level="4">b</p><p role="heading">c</p>'
    ).blocks

    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 3),
        (BlockKind.HEADING, 4),
        (BlockKind.HEADING, 2),
    ]


def test_quotations_that_hold_the_interview_are_speech():
    page = f"<p>Why?</p><blockquote><p>{ANSWER}</p></blockquote>"

    assert [block.kind for block in read(page).blocks] == [BlockKind.PARAGRAPH] * 2


def test_language_of_a_part_is_kept():
    assert read('<p lang="kk">x</p><p>y</p>').blocks[0].language == "kk"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
        ("<p>a</b></i></br>c", ["a c", "ac"]),
        ("<head>words<p>b", ["words", "b"]),
        ("<b><div>a</b>b</div>c", ["ab", "c"]),
        ("<p>a <![CDATA[x]]>b", ["a b"]),
        ("<p>a <3 &notit; &#x41; &bogus;", ["a <3 ¬it; A &bogus;"]),
        ("<textarea>a</textarea><p>b", ["b"]),
        ("<p>b <a", ["b"]),
    ],
)
def test_markup_is_nested_as_browsers_do(page, told):
    found = texts(page)

    assert found == told or found == told[1:]


@pytest.mark.parametrize(
    "page",
    [
        '<p><i class="speaker">Kim</i> a</p><p><i class="speaker">Kim</i> b</p>',
        '<p><i class="speaker">Kim?</i> a</p><p><i class="speaker">Who?</i> b</p>',
        "<table><tr><td>Born</td><td>1950</td></tr><tr><td>Died</td><td>no</td></tr>"
        "</table>",
    ],
)
def test_labels_that_tell_nobody_apart_are_no_voices(page):
    assert [block.voice for block in read(page).blocks if block.voice] == []


def test_times_have_hours_or_none():
    page = (
        "<cite>A:</cite><time>1:00:01</time><p>x</p>"
        "<cite>B:</cite><time>noon</time><p>y</p>"
    )

    assert [block.time and block.time.start for block in read(page).blocks] == [
        3_601_000,
        None,
        None,
    ]


def test_an_empty_title_states_none():
    page = b"<!doctype html><title> </title><main><p>Who dug it?</p></main>"

    claims = html.read(page, "talk.html").claims

    assert [claim for claim in claims if claim.field == "title"] == []
