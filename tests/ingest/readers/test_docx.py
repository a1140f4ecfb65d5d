"""DOCX: what is printed is read, with its style and its place; the rest is refused."""

import io
from zipfile import ZipFile

import pytest

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import docx
from archive.transcript import Claim, SkippedKind, Span, TimeSpan
from tests.ingest.word_files import make_docx, make_zip, paragraph, run, table

STYLES = (
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Part"><w:name w:val="Part"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:styleId="C"><w:name w:val="caption"/></w:style>'
    '<w:style w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Asked"><w:name w:val="Asked"/>'
    '<w:rPr><w:b/><w:i w:val="1"/></w:rPr></w:style>'
    '<w:style w:styleId="AskedAgain"><w:name w:val="Asked again"/>'
    '<w:basedOn w:val="Asked"/></w:style>'
    '<w:style w:styleId="Loop"><w:name w:val="L"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:styleId="Listed"><w:name w:val="Listed"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def read(body, **parts):
    return docx.read(make_docx(body, **parts), "wells.docx")


def texts(reading):
    return [block.text for block in reading.blocks]


def test_a_paragraph_is_a_line_and_keeps_its_place():
    reading = read(paragraph("Who  dug", " it?") + paragraph() + paragraph("My father"))

    assert reading.text == "Who  dug it?\n\nMy father\n"
    assert texts(reading) == ["Who dug it?", "My father"]
    assert [(one.line, one.source) for one in reading.blocks] == [
        (1, Span(0, 12)),
        (3, Span(14, 23)),
    ]
    assert reading.encoding == "utf-8"


def test_letters_are_bold_by_themselves_or_by_a_style():
    body = (
        paragraph(run("Aigul: ", "<w:b/>"), "Who?")
        + paragraph("Where?", style="AskedAgain")
        + paragraph(run("When?", '<w:b w:x="" w:val="0"/>'), style="Asked")
        + paragraph(run("There.", '<w:rStyle w:val="Asked"/>'), style="Loop")
    )

    blocks = read(body, styles=STYLES).blocks

    assert [(one.text, one.bold, one.italic) for one in blocks] == [
        ("Aigul: Who?", (Span(0, 7),), ()),
        ("Where?", (Span(0, 6),), (Span(0, 6),)),
        ("When?", (), (Span(0, 5),)),
        ("There.", (Span(0, 6),), (Span(0, 6),)),
    ]
    assert blocks[1].classes == ("asked again", "asked")


def test_styles_tell_headings_captions_and_the_title():
    body = (
        paragraph("About wells", style="T")
        + paragraph("The well", style="berschrift2")
        + paragraph("Water", style="Part")
        + paragraph("Depth", properties='<w:outlineLvl w:val="0"/>')
        + paragraph("Text", properties='<w:outlineLvl w:val="9"/>')
        + paragraph("A well in 1950", style="C")
    )

    reading = read(body, styles=STYLES)

    assert [(one.kind, one.level) for one in reading.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.HEADING, 3),
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.CAPTION, 0),
    ]
    evidence = "the paragraph styled Title"
    assert reading.claims == (Claim("title", "About wells", "text", evidence),)


def test_what_changes_deleted_is_not_printed_and_what_they_inserted_is():
    body = paragraph(
        "My ",
        "<w:del><w:r><w:delText>uncle</w:delText></w:r></w:del>",
        f"<w:ins>{run('father')}</w:ins>",
        f"<w:moveFrom>{run(' dug')}</w:moveFrom>",
        run(" not", "<w:vanish/>"),
        "<!-- a remark -->",
    )

    assert read(body).text == "My father\n"


def test_signs_that_are_elements_are_printed():
    body = paragraph(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t/></w:r>",
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>",
        f"<w:hyperlink>{run('c')}</w:hyperlink>",
        '<w:r><w:br w:type="page"/></w:r>',
    )

    assert read(body).text == "a\tb\u2011c\n"


def test_a_line_break_begins_another_block():
    body = paragraph("<w:r><w:t>– Who?</w:t><w:br/><w:t>– I.</w:t></w:r>")

    blocks = read(body).blocks

    assert [(one.text, one.line) for one in blocks] == [("– Who?", 1), ("– I.", 2)]


def test_a_list_whose_sign_is_a_dash_prints_the_dash():
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:lvlText w:val="{sign}"/></w:lvl>'
        for level, sign in enumerate(["–", "•", "Q%1.", "Q:"])
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="4"><w:lvl/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    )

    def listed(words, level):
        place = f'<w:ilvl w:val="{level}"/><w:numId w:val="1"/>'
        return paragraph(words, properties=f"<w:numPr>{place}</w:numPr>")

    body = paragraph("Who?", style="Listed") + listed("tea", 1) + listed("one", 2)

    reading = read(body + listed("Where?", 3), styles=STYLES, numbering=numbering)

    assert texts(reading) == ["– Who?", "tea", "one", "Q: Where?"]


def test_footnotes_stand_after_the_text_and_headers_are_left_out():
    reading = read(
        paragraph("I dug it.", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        footnotes=f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote>'
        f"<w:footnote>{paragraph('In 1950.')}</w:footnote>",
        header=paragraph("A Bank of Voices"),
        footer=paragraph(""),
    )

    assert reading.text == "I dug it.\nIn 1950.\nA Bank of Voices\n"
    assert [(one.text, one.kind) for one in reading.blocks] == [
        ("I dug it.", BlockKind.PARAGRAPH),
        ("In 1950.", BlockKind.NOTE),
    ]
    (left_out,) = reading.left_out
    assert (left_out.kind, left_out.source) == (SkippedKind.CHROME, Span(19, 35))
    assert left_out.note == "page header"


def test_a_table_of_contents_is_left_out():
    reading = read(paragraph("Wells 3", style="Toc1") + paragraph("I."), styles=STYLES)

    assert texts(reading) == ["I."]
    assert reading.left_out[0].note == "table of contents"


def test_a_text_box_is_a_quote_beside_the_paragraph_and_is_read_once():
    box = f"<w:txbxContent>{paragraph('It was deep')}</w:txbxContent>"
    choice = f"<w:Choice><w:drawing>{box}</w:drawing></w:Choice>"
    drawn = f"<w:r><w:Alt>{choice}<w:Fallback>{box}</w:Fallback></w:Alt></w:r>"

    blocks = read(paragraph("I dug it.", drawn)).blocks

    assert [(one.text, one.kind) for one in blocks] == [
        ("I dug it.", BlockKind.PARAGRAPH),
        ("It was deep", BlockKind.QUOTE),
    ]


def test_a_table_of_speakers_and_words_gives_voices():
    reading = read(
        table(
            ["Speaker", "Text"],
            ["Aigul:", "Who dug the well that stands behind the house?"],
            ["Dikhan:", "My father dug it."],
            ["", "Alone."],
            ["Aigul:", "Where?"],
            ["Dikhan:", "There."],
        )
    )

    assert [(one.text, one.voice) for one in reading.blocks] == [
        ("Who dug the well that stands behind the house?", Voice("Aigul", "Aigul:")),
        ("My father dug it.", Voice("Dikhan", "Dikhan:")),
        ("Alone.", None),
        ("Where?", Voice("Aigul", "Aigul:")),
        ("There.", Voice("Dikhan", "Dikhan:")),
    ]
    assert [reading.text[one.source.start : one.source.end] for one in reading.left_out]
    assert [(one.kind, one.note) for one in reading.left_out[:3]] == [
        (SkippedKind.CHROME, "head of a column"),
        (SkippedKind.CHROME, "head of a column"),
        (SkippedKind.MARK, "who speaks, or when"),
    ]


def test_a_table_may_tell_the_time_too():
    reading = read(
        table(
            ["00:00:05", "A", "Who dug the well?"],
            ["[1:02.5]", "B", "My father."],
            ["", "A", "Alone?"],
            ["01:00:00", "B", "Yes."],
        )
    )

    assert [one.time for one in reading.blocks] == [
        TimeSpan(5_000, 62_500),
        TimeSpan(62_500, 3_600_000),
        None,
        TimeSpan(3_600_000, 3_600_000),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b"], ["a", "c"]],
        [["one", "two", "three", "four", "five"]] * 3,
        [["a", "long words"], ["b", "more words"], ["c", "and more"]],
        [["alone"]] * 3,
        [["a", "words"], ["a"], ["a", "words"]],
        [["1:00", "words here"], ["1:00", "words here"], ["2:00", "words here"]],
        [["a", "a", "words"], ["a", "a", "words"], ["a", "a", "words"]],
    ],
)
def test_any_other_table_is_read_cell_by_cell(rows):
    reading = read(table(*rows))

    assert texts(reading) == [cell for row in rows for cell in row]
    assert {one.voice for one in reading.blocks} == {None}


def test_a_table_without_rows_is_passed_over():
    assert texts(read("<w:tbl/>" + paragraph("I."))) == ["I."]


def test_content_controls_are_read_and_what_is_outside_the_body_is_not():
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('I.')}</w:sdtContent></w:sdt>"

    assert read(f"{body}<w:sectPr/>").text == "I.\n"


def test_its_bytes_give_a_docx_away():
    assert docx.is_certain(make_docx(paragraph("I.")))
    assert not docx.is_certain(make_zip({"wells.txt": "I."}))
    assert not docx.is_certain(b"word/ [Content_Types].xml")


EXPANDING = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><d>&b;</d>"
REFUSED = {
    "old Word": (b"\xd0\xcf\x11\xe0...", "it is an old Word file or has a password"),
    "no zip": (b"Who dug it?", r"it is no whole zip \(its end is missing\)"),
    "other zip": (make_zip({"a.txt": "I."}), "it is a zip but no DOCX"),
    "no words": (make_docx(paragraph(" ")), "it holds no words"),
    "half a tag": (
        make_docx("").replace(b"word/document.xml", b"word/documenT.xml"),
        "it is a zip but no DOCX|cannot be unpacked",
    ),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_docx_is_refused(name):
    content, complaint = REFUSED[name]

    with pytest.raises(UnreadableSource, match=rf"^wells\.docx: ({complaint})"):
        docx.read(content, "wells.docx")


def with_document(words):
    whole = io.BytesIO(make_docx(""))
    parts = ZipFile(whole)
    return make_zip(
        {name: parts.read(name) for name in parts.namelist()}
        | {"word/document.xml": words}
    )


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        (EXPANDING, "declares a document type, as no DOCX does"),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "declares a document type"),
        ("<w:document", "is not XML"),
        ("", "is not XML"),
        ("<a>" * 100_000, "is not XML"),
        ("<d/>", "it holds no words"),
    ],
)
def test_xml_that_is_not_what_word_writes_is_refused(document, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        docx.read(with_document(document), "wells.docx")
