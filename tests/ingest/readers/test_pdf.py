"""PDF: printed lines become paragraphs again; heads and numbers are named; limits."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind, Voice
from archive.ingest.readers import pdf, pdf_letters
from archive.ingest.readers.pdf_hyphens import Hyphens
from archive.transcript import Claim, SkippedKind, Span
from tests.ingest.pdf_files import assemble, make_pdf

FULL = "The well behind the house was dug by my father in the spring,"
LATER = "before the rains came, and it has had water ever since then."
SHORT = "It is deep."


def read(*pages, title=""):
    return pdf.read(make_pdf(*pages, title=title), "wells.pdf")


def texts(reading):
    return [block.text for block in reading.blocks]


def set_lines(*words, left=70, top=700, step=13):
    """Lines below each other."""
    return [(left, top - place * step, line) for place, line in enumerate(words)]


def test_the_text_is_the_lines_as_printed_and_blocks_are_paragraphs():
    reading = read(set_lines(FULL, LATER, SHORT, FULL))

    assert reading.text == f"{FULL}\n{LATER}\n{SHORT}\n\n{FULL}\n\n"
    assert texts(reading) == [f"{FULL} {LATER} {SHORT}", FULL]
    assert [(one.line, one.source.start) for one in reading.blocks] == [
        (1, 0),
        (5, 136),
    ]


def test_a_space_parts_paragraphs_whose_lines_are_full():
    lines = set_lines(FULL, LATER, FULL, LATER)
    low = [(left, bottom - 10, words) for left, bottom, words in lines[2:]]

    assert texts(read([*lines[:2], *low])) == [f"{FULL} {LATER}"] * 2


def test_an_indent_begins_a_paragraph():
    body = set_lines(FULL, LATER, LATER, LATER, FULL)
    body[0] = (85, *body[0][1:])
    body[3] = (85, *body[3][1:])

    assert [len(text.split()) for text in texts(read(body))] == [37, 25]


def test_lines_that_hang_go_on():
    lines = set_lines(FULL, FULL, LATER, LATER, LATER)
    hanging = [
        (70 if place in {0, 3} else 90, bottom, words)
        for place, (_, bottom, words) in enumerate(lines)
    ]

    assert [text.count("\n") for text in texts(read(hanging))] == [0, 0]
    assert len(read(hanging).blocks) == 2


def test_a_paragraph_goes_on_over_the_page_and_heads_do_not_cut_it():
    def page(number, *words):
        head = (200, 800, "A Bank of Voices", 8)
        return [head, *set_lines(*words), (290, 30, f"– {number} –", 8)]

    reading = read(page(1, FULL, LATER), page(2, LATER, SHORT))

    assert texts(reading) == [f"{FULL} {LATER} {LATER} {SHORT}"]
    assert [
        (reading.text[one.source.start : one.source.end], one.note)
        for one in reading.left_out
    ] == [
        ("A Bank of Voices", "running head or foot"),
        ("– 1 –", "page number"),
        ("A Bank of Voices", "running head or foot"),
        ("– 2 –", "page number"),
    ]
    assert {one.kind for one in reading.left_out} == {SkippedKind.CHROME}


def test_numbers_that_do_not_count_are_words():
    first = [*set_lines(FULL), (70, 30, "1950")]
    second = [*set_lines(FULL), (70, 30, "1949")]

    assert texts(read(first, second)) == [FULL, "1950", FULL, "1949"]


def test_the_number_of_a_single_page_is_left_out():
    reading = read([*set_lines(FULL, SHORT), (290, 30, "Page 1 of 1")])

    assert texts(reading) == [f"{FULL} {SHORT}"]
    assert reading.left_out[0].note == "page number"


def test_larger_lines_are_headings_and_the_stated_title_is_believed_if_printed():
    lines = [
        (70, 760, "About wells", 20),
        (70, 736, "and rivers", 20),
        (70, 710, "The well", 14),
        *set_lines(FULL, SHORT, top=690),
        (70, 650, "The river", 14),
        *set_lines(FULL, top=630),
    ]

    reading = read(lines, title="About wells and rivers")

    assert [(one.text, one.kind, one.level) for one in reading.blocks[:2]] == [
        ("About wells and rivers", BlockKind.HEADING, 1),
        ("The well", BlockKind.HEADING, 2),
    ]
    assert [one.level for one in reading.blocks] == [1, 2, 0, 2, 0]
    evidence = "the properties of the PDF"
    assert reading.claims == (
        Claim("title", "About wells and rivers", "text", evidence),
    )
    assert read(set_lines(FULL), title="Untitled 3").claims == ()


def test_bold_is_told_and_parts_paragraphs_where_it_changes():
    question = "Who was it that dug the well behind the house in the spring, now"
    lines = set_lines(question, FULL, question)
    bold = [
        (*line, 10, "bold" if place != 1 else "plain")
        for place, line in enumerate(lines)
    ]

    blocks = read([*bold, (70, 661, SHORT, 10, "italic")]).blocks

    assert [one.text for one in blocks] == [question, FULL, question, SHORT]
    assert [one.is_bold() for one in blocks] == [True, False, True, False]
    assert blocks[3].italic == (Span(0, len(SHORT)),)


def test_a_dash_or_a_name_after_a_full_line_begins_a_paragraph():
    full = "The well behind the house was dug by my father in a spring."
    lines = set_lines(
        full,
        "– Who helped him with the water that came into the well?",
        "Aigul: Nobody helped him with the water that was there.",
    )

    assert len(read(lines).blocks) == 3


def test_words_parted_at_the_end_of_a_line_are_whole_in_the_block():
    reading = read(
        set_lines(
            "The journalist asked my father who had been with him, jour-",
            "nalist that he was, and a long-",
            "term plan was told, a long-term one.",
        )
    )

    assert "him, jour-\nnalist that he was, and a long-\nterm plan" in reading.text
    assert "him, journalist that he was, and a long-term plan" in texts(reading)[0]


@pytest.mark.parametrize(
    ("lines", "parted"),
    [
        (["a jour-", "nalist", "the journalist"], True),
        (["a well-", "known man", "a well-known man"], False),
        (["a long-", "term plan", "long ago, in a term"], False),
        (["a jour\u00ad", "nalist"], True),
        (["a jour-", "Nalist"], False),
        (["a jour", "nalist"], False),
        (["- ", "nalist"], False),
        (["5-", "year"], False),
        (["jour-", "5 of them"], False),
        (["a jour-", "nalist"], True),
        (["a jour-", "nalist", *["and a line"] * 60], False),
        (["a jour-", "nalist", "a well-", "known", "well-known"], False),
        ([""], False),
    ],
)
def test_a_hyphen_is_judged_by_the_words_of_the_text(lines, parted):
    first, second = [*lines, ""][:2]

    assert Hyphens(lines).part(first, second) is parted


def test_footnotes_are_notes_after_the_paragraph_they_stand_under():
    first = [*set_lines(FULL, LATER, step=13), (70, 60, "1 In 1950.", 7)]
    second = set_lines(LATER, SHORT)

    reading = read(first, second)

    assert [(one.text, one.kind) for one in reading.blocks] == [
        (f"{FULL} {LATER} {LATER} {SHORT}", BlockKind.PARAGRAPH),
        ("1 In 1950.", BlockKind.NOTE),
    ]


def test_small_print_without_a_sign_is_no_footnote():
    reading = read([*set_lines(FULL, LATER), (70, 60, "Printed in Almaty", 7)])

    assert [one.kind for one in reading.blocks] == [BlockKind.PARAGRAPH] * 2


def test_columns_are_read_one_after_the_other_between_wide_lines():
    wide = (
        70,
        740,
        "About wells and about rivers, and about the water that is in them",
    )
    left = [(70, 700 - 13 * row, f"left column line {row} is wide") for row in range(5)]
    right = [(320, 700 - 13 * row, f"right column line {row} wide") for row in range(5)]
    below = (
        70,
        600,
        "This is again as wide as the page is, and ends what was printed.",
    )

    told = " ".join(texts(read([wide, *left, *right, below])))

    rows = [f"left column line {row} is wide" for row in range(5)]
    rows += [f"right column line {row} wide" for row in range(5)]
    assert told == " ".join([wide[2], *rows, below[2]])


def two_columns(*rows, top=700):
    return [
        (left, top - place * 13, words)
        for place, row in enumerate(rows)
        for left, words in row
        if words
    ]


def test_columns_with_justified_rows_are_columns():
    rows = [
        [(70, "My father dug it in spring"), (230, "though he was only twelve")],
        [(70, "horses"), (115, "too, the whole"), (230, "and carried nothing but")],
        [(70, "village"), (115, "does, and its"), (230, "the small stones, for he")],
        [(70, "horses"), (115, "too, the whole"), (230, "brother"), (290, "had him")],
        [(70, "village"), (115, "does, and its"), (230, "as a helper in that year")],
        [(70, "horses do as well."), (230, "of no rain.")],
    ]

    reading = read(two_columns(*rows))

    assert " ".join(texts(reading)) == (
        "My father dug it in spring horses too, the whole village does, and its "
        "horses too, the whole village does, and its horses do as well. "
        "though he was only twelve and carried nothing but the small stones, for he "
        "brother had him as a helper in that year of no rain."
    )
    assert {block.voice for block in reading.blocks} == {None}


def test_a_paragraph_below_a_wide_line_is_not_a_part_of_it():
    rows = [[(70, FULL[:28]), (230, LATER[:28])] for _ in range(6)]
    wide = (70, 760, "An interview by Dana Lee of the Steppe Gazette, as printed")

    assert texts(read([wide, *two_columns(*rows)]))[0] == wide[2]


def test_first_words_that_come_again_are_no_voices_without_a_column():
    rows = [
        [(70, "Aigul"), (112, "Saparova dug the wells of this steppe")],
        [(70, "with her father, and nobody else did so.")],
        [(70, "Aigul"), (112, "Saparova drank of each well of it")],
        [(70, "and so do we, to this day and year.")],
        [(70, "Nobody has dug any other well since.")],
    ]

    reading = read(two_columns(*rows))

    assert {block.voice for block in reading.blocks} == {None}
    assert texts(reading)[0].startswith("Aigul Saparova dug the wells of this steppe")


def test_what_begins_small_is_no_name():
    rows = [[(70, "horses"), (150, FULL)], [(70, "horses"), (150, LATER)]]

    assert {block.voice for block in read(two_columns(*rows)).blocks} == {None}


def test_a_question_at_the_tops_of_pages_is_kept_and_doubted():
    pages = [
        [(70, 790, "And who drinks from it now?"), *set_lines(*lines, top=777)]
        for lines in ((FULL, LATER), (LATER, FULL))
    ]

    reading = read(*pages)

    assert "".join(texts(reading)).count("And who drinks from it now?") == 2
    assert [(claim.field, claim.value) for claim in reading.claims] == [
        (
            "doubt",
            "“And who drinks from it now?” comes again at edges of pages; "
            "kept as words.",
        )
    ]


def test_what_stands_beside_words_of_the_text_is_no_running_head():
    pages = [
        [
            (70, 790, "LEE: And who drinks from it now"),
            (270, 790, f"{word} dug it in the spring"),
            *set_lines(*lines, top=777),
        ]
        for word, lines in (("Kim", (FULL, LATER)), ("Aigul", (LATER, FULL)))
    ]

    reading = read(*pages)

    assert reading.left_out == ()
    assert "".join(texts(reading)).count("LEE: And who drinks") == 2


def test_names_in_a_column_of_their_own_are_voices():
    said = [("Aigul:", FULL), ("Dikhan", SHORT), ("Aigul:", FULL), ("Dikhan", SHORT)]
    lines = [
        line
        for row, (name, words) in enumerate(said)
        for line in [(70, 700 - 30 * row, name), (150, 700 - 30 * row, words)]
    ]

    reading = read(lines)

    assert [(one.text, one.voice) for one in reading.blocks] == [
        (FULL, Voice("Aigul", "Aigul:")),
        (SHORT, Voice("Dikhan", "Dikhan")),
        (FULL, Voice("Aigul", "Aigul:")),
        (SHORT, Voice("Dikhan", "Dikhan")),
    ]
    assert reading.text.startswith(f"Aigul:\t{FULL}\n\nDikhan\t")
    assert [one.kind for one in reading.left_out] == [SkippedKind.MARK] * 4


def test_what_stands_in_one_row_without_names_is_one_line():
    once = [(70, 700, "Aigul:"), (150, 700, FULL), (70, 670, SHORT)]
    parts = [(70, 700, "The well behind the house is"), (240, 700, "old")]

    assert texts(read(once)) == [f"Aigul: {FULL}", SHORT]
    assert texts(read(parts)) == ["The well behind the house is old"]


def test_chinese_lines_are_joined_without_a_space():
    class Told:
        returncode = 0
        stdout = "\n".join(
            json.dumps(each)
            for each in [
                {"title": ""},
                {
                    "height": 842,
                    "lines": [
                        {
                            "box": [70, 700 - 13 * row, 270, 710 - 13 * row],
                            "size": 10,
                            "text": words,
                            "pieces": [[words, False, False]],
                            "first": 10,
                        }
                        for row, words in enumerate(["这口井是我父亲", "挖的"])
                    ],
                },
            ]
        ).encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "run", lambda *_, **__: Told)
        assert texts(pdf.read(b"", "wells.pdf")) == ["这口井是我父亲挖的"]


def test_a_raised_figure_is_printed_as_one():
    raised = (70 + 268, 704, "3", 6)

    assert "spring,³" in read([*set_lines(FULL), raised]).text


ENCRYPTED = make_pdf([(70, 700, "Who?")]).replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    b"/O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32),
)


def bomb():
    """A form that draws itself ten times, to a depth that no one waits for."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources "
    forms = [
        form
        + b"<< /XObject << /X %d 0 R >> >> /Length 60 >>\nstream\n%s\nendstream"
        % (6 + number, b"/X Do " * 10)
        for number in range(20)
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page + b"/Resources << /XObject << /X 5 0 R >> >> >>",
            b"<< /Length 5 >>\nstream\n/X Do\nendstream",
            *forms,
            b"<< >>",
        ]
    )


REFUSED = {
    "truncated": (make_pdf([(70, 700, "Who?")])[:300], "it is damaged, or no PDF"),
    "no pages": (make_pdf(), "it is damaged, or no PDF"),
    "a scan": (make_pdf([]), "it has no text layer: it is a scan. Run OCR first"),
    "a password": (ENCRYPTED, "it has a password. Save it without one"),
    "endless": (bomb(), "a page of it does not come to an end"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_is_refused_with_what_to_do(name):
    content, complaint = REFUSED[name]

    with pytest.raises(UnreadableSource, match=rf"^wells\.pdf: {complaint}"):
        pdf.read(content, "wells.pdf")


def answer(patch, returncode=0, *told):
    stdout = "\n".join(map(json.dumps, told)).encode()
    done = SimpleNamespace(returncode=returncode, stdout=stdout)
    patch.setattr(subprocess, "run", lambda *_, **__: done)


def test_letters_without_names_are_refused(monkeypatch):
    words = "(cid:3)(cid:4)"
    line = {"box": [0, 0, 9, 9], "size": 9, "text": words, "first": 9}
    page = {"height": 9, "lines": [line | {"pieces": [[words, False, False]]}]}
    answer(monkeypatch, 0, {"title": ""}, page)

    with pytest.raises(UnreadableSource, match="its letters have no names"):
        pdf.read(b"", "wells.pdf")


def test_a_program_that_fails_or_waits_is_told(monkeypatch):
    answer(monkeypatch, 1)
    with pytest.raises(UnreadableSource, match="it takes too much memory"):
        pdf.read(b"", "wells.pdf")

    def wait(*_, **__):
        raise subprocess.TimeoutExpired("python", 180)

    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(UnreadableSource, match="does not come to an end"):
        pdf.read(b"", "wells.pdf")


def test_a_signature_gives_a_pdf_away():
    assert pdf.is_certain(b"\n%PDF-1.4")
    assert not pdf.is_certain(b"About %PDF")


def test_letters_are_told_page_by_page():
    told = list(pdf_letters.tell(make_pdf([(70, 700, "Who?", 10, "bold")])))

    assert told[0] == {"title": ""}
    (line,) = told[1]["lines"]
    assert (line["text"], line["pieces"]) == ("Who? ", [["Who? ", True, False]])
    assert line["size"] == 10


def part(left, bottom, words, size=10.0):
    box = [left, bottom, left + 5 * len(words), bottom + size]
    return {"box": box, "size": size, "text": words, "pieces": [[words, False, False]]}


def test_words_printed_one_by_one_are_lines():
    parts = [
        part(150, 700, "from it"),
        part(70, 687, "Nobody."),
        part(94, 700.5, "drank "),
        part(70, 700, "They"),
        part(128, 701, "4", 6.0),
    ]

    lines = pdf_letters.whole(parts)

    assert [(line["text"], line["box"]) for line in lines] == [
        ("They drank ", [70, 700, 124, 710.5]),
        ("4", [128, 701, 133, 707.0]),
        ("from it", [150, 700, 185, 710]),
        ("Nobody.", [70, 687, 105, 697]),
    ]
    assert pdf_letters.whole([]) == []


def test_words_with_spaces_of_their_own_get_no_other():
    (line,) = pdf_letters.whole([part(70, 700, "They "), part(98, 700, "drank")])

    assert line["text"] == "They drank"


def test_what_is_not_seen_is_no_line():
    unseen = SimpleNamespace(get_text=lambda: "\u200b \ufeff\n")

    assert not pdf_letters.is_visible(unseen)


def test_too_many_letters_are_too_long(monkeypatch):
    monkeypatch.setattr(pdf_letters, "MOST_LETTERS", 3)

    told = list(pdf_letters.tell(make_pdf([(70, 700, "Who?")])))

    assert told[-1] == {"complaint": "too long"}


def test_the_same_words_at_different_heights_are_no_running_head():
    pages = [
        [(200, 800 - 20 * number, "A Bank of Voices"), *set_lines(FULL)]
        for number in range(2)
    ]

    assert read(*pages).left_out == ()


def test_a_page_of_small_print_alone_is_a_note():
    reading = read(set_lines(FULL, LATER), [(70, 60, "1 In 1950.", 7)])

    assert reading.blocks[-1].kind is BlockKind.NOTE


def test_a_line_of_white_space_is_none():
    assert texts(read([(70, 700, "\u00a0\u00a0"), (70, 600, SHORT)])) == [SHORT]


def letter(words, left):
    return SimpleNamespace(x0=left, x1=left + 10, size=10, get_text=lambda: words)


@pytest.mark.parametrize(
    ("letters", "width"),
    [
        ([letter("a", 0), letter("b", 10)], 20),
        ([letter("a", 0), letter("b", 13)], 10),
        ([letter("a", 0), letter(" ", 10), letter("b", 20)], 10),
        ([letter("这", 0), letter("口", 10)], 10),
    ],
)
def test_the_first_word_of_a_line_has_a_width(letters, width):
    assert pdf_letters.first_word(letters) == width


def test_a_title_that_is_no_text_is_none():
    content = make_pdf([(70, 700, "Who?")], title="@").replace(b"(@)", b"42")

    assert pdf_letters.title(content) == ""


def test_a_title_may_be_in_unicode():
    content = make_pdf([(70, 700, "Who?")], title="@").replace(b"(@)", b"<FEFF049A>")

    assert pdf_letters.title(content) == "Қ"


def test_a_program_that_the_system_stopped_says_the_file_never_ends(monkeypatch):
    killed = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: killed)

    with pytest.raises(UnreadableSource) as refused:
        pdf.read(make_pdf([(70, 700, "Who?")]), "wells.pdf")

    assert pdf.COMPLAINTS["endless"] in str(refused.value)
