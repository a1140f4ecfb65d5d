"""Akoma Ntoso: questions and answers are told apart, and who gives them."""

import pytest

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import akoma_ntoso
from archive.ingest.readers.sheets import NOBODY
from archive.transcript import Kind

DEBATE = """<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><debate name="Hansard">
<meta><identification><FRBRWork>
<FRBRuri value="/ak/debaterecord/1995-10-31"/><FRBRdate date="3000-01-01"/>
</FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>
</identification><references>
<TLCPerson id="cam" showAs="Mr. Cameroon"/><TLCRole eId="chair" showAs="The Chair"/>
</references></meta>
<preface><p class="heading">ASSEMBLY</p><p class="subheading">REPORT</p><p>x</p>
</preface>
<debateBody><debateSection><heading>WELLS</heading>
<question by="#adam"><from>Mr. Adam:</from><p>asked why</p></question>
<answer by="#cam"><p>It is prepared.</p></answer>
<speech as="#chair"><p>Order!</p></speech>
<speech by="#unknown"><p>Hear!</p></speech>
<speech><p>Nobody.</p></speech>
<narrative>(They rose)</narrative></debateSection></debateBody></debate></akomaNtoso>"""


def read(text):
    return akoma_ntoso.read(text.encode(), "debate.xml")


def test_questions_answers_and_speeches_have_their_speakers():
    blocks = read(DEBATE).blocks

    assert [(block.kind, block.text, block.voice) for block in blocks] == [
        (BlockKind.HEADING, "WELLS", None),
        (
            BlockKind.PARAGRAPH,
            "asked why",
            Voice("Mr. Adam", "Mr. Adam:", Kind.QUESTION),
        ),
        (
            BlockKind.PARAGRAPH,
            "It is prepared.",
            Voice("Mr. Cameroon", "Mr. Cameroon", Kind.ANSWER),
        ),
        (
            BlockKind.PARAGRAPH,
            "Order!",
            Voice("The Chair", "The Chair", Kind.STATEMENT),
        ),
        (
            BlockKind.PARAGRAPH,
            "Hear!",
            Voice(
                "unknown",
                "unknown",
                Kind.STATEMENT,
                "who #unknown is, no list of the document says",
            ),
        ),
        (BlockKind.PARAGRAPH, "Nobody.", NOBODY),
        (BlockKind.DIRECTION, "(They rose)", None),
    ]


def test_preface_and_address_state_title_and_date():
    claims = {claim.field: claim.value for claim in read(DEBATE).claims}

    assert claims == {
        "title": "ASSEMBLY REPORT",
        "date": "1995-10-31",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("debate", "claims"),
    [
        (
            '<akomaNtoso><debate name="On deep wells"><meta><FRBRWork>'
            '<FRBRdate date="2012-05-11"/></FRBRWork></meta>{}</debate></akomaNtoso>',
            {"title": "On deep wells", "date": "2012-05-11"},
        ),
        ("<akomaNtoso><debate><preface/>{}</debate></akomaNtoso>", {}),
        ("<akomaNtoso>{}</akomaNtoso>", {}),
        ('<akomaNtoso><FRBRWork><FRBRuri value="/x"/></FRBRWork>{}</akomaNtoso>', {}),
    ],
)
def test_debate_states_what_it_can(debate, claims):
    reading = read(debate.format("<speech><p>Order!</p></speech>"))

    assert {claim.field: claim.value for claim in reading.claims} == claims


def test_document_without_debate_is_refused():
    with pytest.raises(UnreadableSource, match="holds no debate"):
        read("<akomaNtoso><act/></akomaNtoso>")


def test_format_is_known_by_its_root():
    assert akoma_ntoso.is_certain(DEBATE.encode())
