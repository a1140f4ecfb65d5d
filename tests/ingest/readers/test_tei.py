"""TEI: who speaks is resolved, directions stand apart, nothing outside is asked for."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import akoma_ntoso, ohms, tei
from archive.transcript import SkippedKind

HEADER = """<teiHeader><fileDesc>
<titleStmt><title>On <hi>wells</hi></title></titleStmt>
<publicationStmt><publisher><orgName>Well House</orgName></publisher>
<availability><licence target="https://example.org/by/4.0/">BY</licence></availability>
<date when="2024-01-01"/></publicationStmt>
<sourceDesc><bibl><date when="2019-03-29"/></bibl></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson>
<person xml:id="ana"><persName><surname>Silva</surname><forename>Ana</forename>
<roleName>Dr.</roleName></persName></person>
<person xml:id="kim"><persName>Kim Berg</persName></person>
<person xml:id="none"/>
</listPerson></particDesc></profileDesc></teiHeader>"""


def document(body, header=HEADER):
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}\
<text><body><div>{body}</div></body></text></TEI>'.encode()


def read(body, header=HEADER):
    return tei.read(document(body, header), "wells.xml")


def test_speeches_are_spoken_by_persons_of_the_list():
    reading = read(
        '<note type="speaker">Chair</note><u who="#kim"><seg>Why\n  bees &amp; so?'
        '</seg></u><u who="#ana">With one<lb/>bee.</u>'
    )

    assert [(block.text, block.voice) for block in reading.blocks] == [
        ("Why bees & so?", Voice("Kim Berg", "Chair")),
        ("With one\nbee.", Voice("Dr. Ana Silva", "Dr. Ana Silva")),
    ]
    marks = [part for part in reading.left_out if part.kind is SkippedKind.MARK]
    assert [reading.text[part.source.start : part.source.end] for part in marks] == [
        "Chair"
    ]


def test_directions_stand_apart_from_speech():
    reading = read(
        '<head>Part one</head><u who="#ana"><seg>One <kinesic><desc>laughs</desc>'
        "</kinesic> bee.</seg><gap><desc>lost</desc></gap></u><p>Nobody says this.</p>"
    )

    assert [(block.kind, block.text) for block in reading.blocks] == [
        (BlockKind.HEADING, "Part one"),
        (BlockKind.PARAGRAPH, "One"),
        (BlockKind.DIRECTION, "laughs"),
        (BlockKind.PARAGRAPH, "bee."),
        (BlockKind.DIRECTION, "lost"),
        (BlockKind.NOTE, "Nobody says this."),
    ]


def test_direction_without_words_does_not_part_a_paragraph():
    reading = read('<u who="#ana"><seg>One <pause/><gap reason="lost"/>bee.</seg></u>')

    assert [block.text for block in reading.blocks] == ["One bee."]


@pytest.mark.parametrize(
    ("speech", "voice"),
    [
        ('<sp who="#ana"><speaker>ANA.</speaker><p>x</p></sp>', "Dr. Ana Silva"),
        ("<sp><speaker>The Miller:</speaker><p>x</p></sp>", "The Miller"),
        ('<u who="#MariaRosa.Lima">x</u>', "Maria Rosa Lima"),
        ('<u who="#PAD_007">x</u>', "#PAD_007"),
        ('<u who="#ana #kim">x</u>', "Dr. Ana Silva & Kim Berg"),
    ],
)
def test_speaker_is_named_as_well_as_the_document_allows(speech, voice):
    assert read(speech).blocks[0].voice.name == voice


@pytest.mark.parametrize(
    ("speech", "doubt"),
    [
        ('<u who="#ana">x</u>', ""),
        ("<sp><speaker>The Miller:</speaker><p>x</p></sp>", ""),
        ('<u who="#PAD_007">x</u>', "who #PAD_007 is, no list of the document says"),
        ('<u who="#AnaLima">x</u>', "who #AnaLima is, no list of the document says"),
    ],
)
def test_speaker_whom_no_list_names_is_doubtful(speech, doubt):
    assert read(speech).blocks[0].voice.doubt == doubt


def test_speech_that_nobody_is_said_to_speak_is_speech_still():
    block = read('<u ana="#guest"><seg>x</seg></u>').blocks[0]

    assert block.kind is BlockKind.PARAGRAPH
    assert block.voice == Voice("", doubt="the document does not say who speaks")


def test_header_states_title_date_language_publisher_and_licence():
    claims = {claim.field: claim.value for claim in read("<u>x</u>").claims}

    assert claims == {
        "title": "On wells",
        "date": "2019-03-29",
        "language": "en",
        "outlet": "Well House",
        "licence": "https://example.org/by/4.0/",
    }


def test_text_without_header_states_nothing():
    content = b"<TEI><text><body><u>x</u></body></text></TEI>"

    assert tei.read(content, "wells.xml").claims == ()


def test_empty_text_is_refused():
    with pytest.raises(UnreadableSource, match="holds no words"):
        read("")


@pytest.mark.parametrize("reader", [tei, akoma_ntoso, ohms])
@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            "declares",
        ),
        ('<!DOCTYPE a [<!ENTITY x "&y;&y;"><!ENTITY y "ha">]><a>&x;</a>', "declares"),
        ('<!DOCTYPE a SYSTEM "https://example.org/a.dtd"><a/>', "asks for a DTD"),
        ("<a>&nbsp;</a>", "undefined entity"),
        ("<a>" * 100_000, "stand more than 200 deep"),
        ("<a>" + "<b/>" * 300_000, "more than 300,000 elements and words"),
        ("<a>" + "a\n" * 150_001, "more than 300,000 elements and words"),
        ("<a><b></a>", "mismatched tag"),
        ("", "no element found"),
    ],
)
def test_what_reaches_outside_or_is_broken_is_refused(reader, content, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        reader.read(content.encode(), "wells.xml")


def test_format_is_known_by_the_element_that_holds_all():
    content = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><t:TEI xmlns:t="u"/>'

    assert tei.is_certain(content)
    assert not akoma_ntoso.is_certain(content)
    assert not ohms.is_certain(content)
    assert not tei.is_certain(b"TEI")


PARTS = """
<u> <u_who="#ana"> </u> <seg> </seg> <note> </note> <lb/> word é &amp; &#x301; <!--x-->
<![CDATA[<b>]]> <sp> </sp> <speaker> </speaker> <p> </p> <desc> </desc>
& ]]> <stage> </stage>
"""
bodies = st.lists(
    st.sampled_from(
        [*(part.replace("_", " ") for part in PARTS.split()), "\r\n", "  "]
    ),
    max_size=30,
).map("".join)


@given(bodies)
def test_every_word_is_kept_or_named_once(body):
    try:
        reading = read(body)
    except SourceError:
        return

    parts = [*(block.source for block in reading.blocks)]
    parts += [part.source for part in reading.left_out]
    reached = 0
    for span in sorted(parts):
        assert reached <= span.start < span.end
        reached = span.end
    for block in reading.blocks:
        assert reading.text[block.source.start] in f"{block.text[0]}&"


@pytest.mark.parametrize("reader", [tei, akoma_ntoso, ohms])
@given(content=st.binary(max_size=100) | bodies.map(document))
def test_only_a_source_error_comes_out(reader, content):
    with contextlib.suppress(SourceError):
        reader.read(content, "wells.xml")


def test_source_without_a_day_states_no_date():
    header = HEADER.replace('<date when="2019-03-29"/>', "<date>soon</date>")

    claims = read("<u>x</u>", header).claims

    assert "date" not in {claim.field for claim in claims}


def test_bare_declaration_is_no_danger():
    content = b"<!DOCTYPE TEI><TEI><text><u>x</u></text></TEI>"

    assert [block.text for block in tei.read(content, "a.xml").blocks] == ["x"]


def test_entity_stands_for_the_whole_of_it():
    reading = read("<u>a&amp;b<![CDATA[&]]></u>")
    block = reading.blocks[0]

    assert block.text == "a&b&"
    assert reading.text[block.place(1, 2).start : block.place(1, 2).end] == "&amp;"
    assert reading.text[block.place(3, 4).start : block.place(3, 4).end] == "&"


def test_a_line_break_of_two_signs_is_one_and_stands_where_it_stood():
    reading = read("<u>a\r\nb</u>")
    block = reading.blocks[0]

    assert block.text == "a b"
    assert reading.text[block.place(1, 2).start : block.place(1, 2).end] == "\r\n"
