"""Line numbers down the margin of a court's transcript are no words of it."""

from archive.ingest.readers import plain_text
from archive.transcript import laws

PAGES = """\
                                        4
 1                 DEPOSITION OF ANA DIAZ
 2
 3   BY MR. BAKER:
 4        Q.   How deep was the well that you dug
 5   in March of that year?
 6        A.   Twelve metres, and dry. We stopped
 7   because the rope was, alas, not nearly
                                        5
 1   long enough.
 2        Q.   Who was there?
 3        A.   My uncle.
"""
PARAGRAPHS = [
    "DEPOSITION OF ANA DIAZ",
    "BY MR. BAKER:",
    "Q. How deep was the well that you dug in March of that year?",
    "A. Twelve metres, and dry. We stopped because the rope was, alas, not nearly "
    "long enough.",
    "Q. Who was there?",
    "A. My uncle.",
]


def read(text):
    return plain_text.read(text.encode(), "court.txt")


def test_numbers_part_no_paragraph_and_are_none_of_its_words():
    reading = read(PAGES)

    assert [block.text for block in reading.blocks] == PARAGRAPHS


def test_numbers_outside_paragraphs_are_left_out_by_name():
    notes = [(each.note, PAGES[slice(*each.source)]) for each in read(PAGES).left_out]

    assert notes == [
        ("a page number", "4"),
        *(("a line’s number", number) for number in "12346"),
        *(("a line’s number", number) for number in "23"),
    ]


def test_a_paragraph_is_what_stands_there_but_for_the_numbers():
    block = read(PAGES).blocks[3]

    stands = PAGES[slice(*block.source)]

    assert "\n                                        5\n 1   long" in stands
    assert laws.quotes(block.text, stands)
    assert not laws.quotes(block.text.replace("rope", "ropes"), stands)


def test_a_line_without_a_number_among_them_is_kept():
    lines = [f" {number}   Line {number} of it." for number in range(1, 10)]
    lines[5:5] = ["     And one without."]

    texts = " ".join(block.text for block in read("\n".join(lines)).blocks)

    assert "Line 5 of it. And one without." in texts
    assert "Line 6 of it." in texts


def test_a_list_of_figures_is_no_margin():
    figures = "\n".join(f" {7 * number % 50}   wells dug" for number in range(1, 20))
    few = "1   One well.\n2   Two wells."

    assert [block.text[-9:] for block in read(figures).blocks] == ["wells dug"] * 19
    assert read(figures).blocks[0].text == "7   wells dug"
    assert [block.text for block in read(few).blocks] == few.split("\n")
