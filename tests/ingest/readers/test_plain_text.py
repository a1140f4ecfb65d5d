"""Plain text in any encoding, one paragraph a line or wrapped at a margin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import SourceError, UnreadableSource
from archive.ingest.readers import plain_text
from archive.transcript import SkippedKind, Span

RUSSIAN = "– Кто выкопал этот колодец?\n– Мой отец, в тридцать первом году, у реки.\n"
FRENCH = "– Comment avez-vous commencé ?\n– Mon père était très âgé, l’été, là-bas.\n"
JAPANESE = (
    "誰が井戸を掘りましたか。\n父が掘りました。私たちは川のそばに住んでいました。\n"
)
CHINESE = "请问您是怎么开始的？\n我父亲在三一年挖了这口井，我们住在河边，生活很苦。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN, "iso8859-5", None),
        (FRENCH, "cp1252", "windows-1252"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (CHINESE, "gb18030", "gb18030"),
        (RUSSIAN, "utf-8-sig", "utf-8"),
        (RUSSIAN, "utf-16", "utf-16"),
        (RUSSIAN, "utf-32", "utf-32"),
    ],
)
def test_bytes_are_read_in_the_encoding_they_are_in(text, encoding, named):
    content = text.replace("–", "-").encode(encoding)

    reading = plain_text.read(content, "wells.txt")

    assert reading.text.lstrip("\ufeff") == text.replace("–", "-")
    assert named is None or reading.encoding == named


def test_an_inferred_encoding_is_claimed_with_its_evidence():
    reading = plain_text.read(FRENCH.encode("cp1252"), "wells.txt")

    encoding, doubt = reading.claims
    assert (encoding.field, encoding.value) == ("encoding", "windows-1252")
    assert "read 48% like a known language" in encoding.evidence
    assert doubt.field == "doubt"
    assert "read as windows-1252" in doubt.value


def test_an_encoding_without_a_rival_is_not_doubted():
    reading = plain_text.read(RUSSIAN.encode("cp1251"), "wells.txt")

    assert [claim.field for claim in reading.claims] == ["encoding"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "it is empty"),
        (b"***\n", "it is empty"),
        (b"Who?\n\0", "line 2: a NUL character"),
        (b"\x89PNG\r\n\x1a\n\0\0", "byte 0x89 is not UTF-8 text"),
        (b"\x01\x02" + "Кто".encode("cp1251") * 30, "byte 0xca is not UTF-8 text"),
        ("Où est-ce ?\n".encode() + b"caf\xe9", "line 2: byte 0xe9 is not"),
        (b"\xff\xfe\x00", "it says it is UTF-16 and is not"),
        (bytes(range(128, 256)) * 9, "byte 0x80 is not UTF-8 text"),
    ],
)
def test_what_is_no_text_is_refused(content, complaint):
    with pytest.raises(UnreadableSource, match=complaint):
        plain_text.read(content, "wells.txt")


def test_an_encoding_is_told_from_a_part_of_a_long_text():
    text = "Who dug it?\n" * 500 + RUSSIAN * 4000

    assert plain_text.read(text.encode("cp1251"), "wells.txt").text == text


def test_a_late_byte_may_belie_the_part():
    content = CHINESE.encode("gb18030") * 4000 + b"\n\xff\xff"

    with pytest.raises(UnreadableSource):
        plain_text.read(content, "wells.txt")


WRAPPED = """\
                         About wells

     KIM:  Who was it that dug this well, and how long did it take the
men to come to the water, which lies deep in this part of the steppe –
or so we are told?
     LEE:  My father did, and his brothers: it took them the whole sum-
mer of that year, and part of the autumn. They were not paid for their
work.
     He was young.
Q. And you were there with them all through that summer, as a child of
seven?
A. I was. I brought them bread and water and the newspaper that nobody
read.

***

    We lived by the river then, and my mother kept the sheep behind the
house.
"""


def test_wrapped_lines_are_joined_into_paragraphs():
    reading = plain_text.read(WRAPPED.encode(), "wells.txt")

    assert [
        (block.line, block.text[:24], block.text[-14:]) for block in reading.blocks
    ] == [
        (1, "About wells", "About wells"),
        (3, "KIM: Who was it that dug", "so we are told?"[-14:]),
        (6, "LEE: My father did, and ", "for their work."[-14:]),
        (9, "He was young.", "He was young."),
        (10, "Q. And you were there wi", "child of seven?"[-14:]),
        (12, "A. I was. I brought them", "at nobody read."[-14:]),
        (17, "We lived by the river th", "ind the house."),
    ]
    assert "the whole sum-mer of that" in reading.blocks[2].text


SHORT = """\
Q. Who dug this well, and how long did it take him to find the
water under all of this stone, if I may ask?

A. My father dug it in the spring of that year, and there was no-
body who helped him, for we were all too young.
"""


def test_a_short_text_is_wrapped_where_each_line_breaks_off_at_the_margin():
    reading = plain_text.read(SHORT.encode(), "wells.txt")

    assert [block.text[-30:] for block in reading.blocks] == [
        "l of this stone, if I may ask?",
        "im, for we were all too young.",
    ]


@pytest.mark.parametrize(
    "written",
    [
        SHORT.replace("find the\n", "find it.\n"),
        SHORT.replace("Q. Who dug this well, and how long ", "Q. How long "),
        SHORT.partition("\n\n")[0],
    ],
)
def test_a_short_text_with_any_other_line_is_left_alone(written):
    blocks = plain_text.read(written.encode(), "wells.txt").blocks

    assert len(blocks) == len([line for line in written.splitlines() if line])


def test_a_paragraph_does_not_go_on_over_what_is_left_out():
    written = WRAPPED.replace("seven?\n", "seven, or\n* * *\neight?\n")

    texts = [block.text for block in plain_text.read(written.encode(), "w.txt").blocks]

    assert "eight?" in texts


def test_a_line_that_leaves_a_third_of_the_width_empty_is_a_paragraph():
    written = f"The Well, an interview with Kim\nby Ann Lee\n\n{WRAPPED}"

    blocks = plain_text.read(written.encode(), "wells.txt").blocks

    assert [block.text for block in blocks[:2]] == [
        "The Well, an interview with Kim",
        "by Ann Lee",
    ]


def test_each_letter_of_a_wrapped_paragraph_knows_its_place():
    block = plain_text.read(WRAPPED.encode(), "wells.txt").blocks[1]

    for at, letter in enumerate(block.text):
        place = block.place(at, at + 1)
        assert WRAPPED[place.start] == letter or letter == " "


def test_a_hanging_label_begins_a_paragraph():
    said = "who was it that dug this well and how long did it take the men\n"
    written = "".join(
        f"{name}  {said}      {said}      {said}" for name in ("KIM ", "LEE ", "KIM ")
    )

    blocks = plain_text.read(written.encode(), "wells.txt").blocks

    assert [block.text[:3] for block in blocks] == ["KIM", "LEE", "KIM"]


def test_lines_that_are_paragraphs_are_left_alone():
    written = "\n".join(f"{'So it was. ' * (n % 9 + 1)}" for n in range(40))

    assert len(plain_text.read(written.encode(), "wells.txt").blocks) == 40


def test_rules_and_page_numbers_are_no_words():
    written = "Why?\n- 12 -\f\nSo.\n* * *\nAnd 7\n7\nSo.\n\f13\nWas it?\n"

    reading = plain_text.read(written.encode(), "wells.txt")

    assert [(block.line, block.text) for block in reading.blocks] == [
        (1, "Why?"),
        (3, "So."),
        (5, "And 7"),
        (6, "7"),
        (7, "So."),
        (9, "Was it?"),
    ]
    assert [(part.kind, part.note, part.source) for part in reading.left_out] == [
        (SkippedKind.CHROME, "a page number", Span(5, 11)),
        (SkippedKind.CHROME, "a row of marks", Span(17, 22)),
        (SkippedKind.CHROME, "a page number", Span(36, 38)),
    ]


def test_what_a_mail_quotes_is_set_apart():
    written = "> Who?\n>\nMy father.\n\n> And\n>when?\nIn spring.\nAt dawn.\n"

    blocks = plain_text.read(written.encode(), "wells.txt").blocks

    assert [(b.line, b.text, b.classes) for b in blocks] == [
        (1, "Who?", ("blockquote",)),
        (3, "My father.", ()),
        (5, "And", ("blockquote",)),
        (6, "when?", ("blockquote",)),
        (7, "In spring.", ()),
        (8, "At dawn.", ()),
    ]
    assert written[blocks[3].source.start :].startswith("when?")


def test_answers_to_a_mail_may_be_wrapped():
    said = "My father dug it in the spring of that year, and there was no-\n"
    written = f"> Who?\n{said}body with him.\n> When?\n{said}body knows.\n"

    blocks = plain_text.read(written.encode(), "wells.txt").blocks

    assert [(b.text.split()[-2:], b.classes) for b in blocks] == [
        (["Who?"], ("blockquote",)),
        (["with", "him."], ()),
        (["When?"], ("blockquote",)),
        (["no-body", "knows."], ()),
    ]


@pytest.mark.parametrize("written", ["> a\n> b\nc\n", "> a\nb\nc\n", ">> a\nb\n" * 3])
def test_signs_that_nobody_answers_are_words(written):
    blocks = plain_text.read(written.encode(), "wells.txt").blocks

    assert blocks[0].text.startswith(">")
    assert {block.classes for block in blocks} == {()}


@given(st.lists(st.text(st.sampled_from("ab c.:–?\u3000é"), max_size=70), max_size=40))
def test_no_word_is_lost_or_doubled(lines):
    written = "\n".join(lines)
    try:
        reading = plain_text.read(written.encode(), "wells.txt")
    except SourceError:
        return

    left_out = [written[p.source.start : p.source.end] for p in reading.left_out]
    said = "".join(block.text for block in reading.blocks) + "".join(left_out)
    assert sorted("".join(said.split())) == sorted("".join(written.split()))


@given(st.binary(max_size=300))
def test_only_source_errors_come_out(content):
    try:
        plain_text.read(content, "wells.txt")
    except SourceError:
        return
