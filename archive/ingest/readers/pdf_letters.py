"""The printed lines of a PDF, page by page, told as JSON by a program of its own.

A PDF is a program that can go round in circles, so it is read in a process with
limits that the system keeps: `python pdf_letters.py < some.pdf`. Imports nothing of
the archive.
"""

import json
import logging
import resource
import signal
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import Matrix, Rect

MOST_MEMORY = 1024**3
MOST_SECONDS = 120
SECONDS_A_PAGE = 1.0
MOST_PAGES = 5_000
# What one page draws by name. Forms that draw forms are how a page has no end.
MOST_FIGURES = 2_000
MOST_LETTERS = 20_000_000
RAISED = str.maketrans("0123456789*", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"}
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
IN_ROW = 0.3
# A gutter between columns is wider, and so is what parts a label from its words.
SPACE = 0.5
BOLD = ("bold", "black", "heavy", "semibold", "demi")
ITALIC = ("italic", "oblique")

Line = dict[str, Any]


class EndlessPage(Exception):
    """A page draws more than any honest one."""


class Printed(PDFPageAggregator):
    """Collects the letters of a page, and counts the figures it draws."""

    figures = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.figures = 0
        super().begin_page(page, ctm)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self.figures += 1
        if self.figures > MOST_FIGURES:
            raise EndlessPage
        super().begin_figure(name, bbox, matrix)


def main() -> None:
    """Read standard input; print what the PDF says of itself, then its pages."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    logging.disable()
    content = sys.stdin.buffer.read()
    for told in tell(content):
        sys.stdout.write(json.dumps(told, ensure_ascii=True) + "\n")


def tell(content: bytes) -> Iterator[dict[str, Any]]:
    """What is printed on standard output: title, pages, and a complaint at the end."""
    try:
        allow_a_page()
        yield {"title": title(content)}
        letters = 0
        for number, page in enumerate(pages(content)):
            printed = whole(list(lines(page)))
            letters += sum(len(line["text"]) for line in printed)
            if number >= MOST_PAGES or letters > MOST_LETTERS:
                yield {"complaint": "too long"}
                return
            yield {"height": page.height, "lines": printed}
            allow_a_page()
    except PDFPasswordIncorrect:
        yield {"complaint": "encrypted"}
    except EndlessPage:
        yield {"complaint": "endless"}
    # pdfminer meets what it does not expect with whatever Python raises there.
    except Exception as error:  # noqa: BLE001
        yield {"complaint": "malformed", "why": type(error).__name__}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


# Boxes are not put in order by pdfminer: that takes the square of their number.
LAID = LAParams(boxes_flow=None)


def pages(content: bytes) -> Iterator[LTPage]:
    """The pages as they are printed."""
    resources = PDFResourceManager()
    device = Printed(resources, laparams=LAID)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(BytesIO(content)):
        interpreter.process_page(page)
        yield device.get_result()


def allow_a_page() -> None:
    """The system ends this process when a page takes too long to compute."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS_A_PAGE)


def title(content: bytes) -> str:
    """What the document's own properties call it."""
    for properties in PDFDocument(PDFParser(BytesIO(content))).info:
        words = properties.get("Title", b"")
        if isinstance(words, bytes):
            if words.startswith(b"\xfe\xff"):
                return words[2:].decode("utf-16-be", "replace")
            return words.decode("latin-1")
    return ""


def lines(page: LTPage) -> Iterator[Line]:
    """The lines of a page: where each stands, its words, its letters' look."""
    for box in page:
        if isinstance(box, LTTextBox):
            yield from map(shown, filter(is_visible, box))


def whole(parts: list[Line]) -> list[Line]:
    """The lines of a page, where a PDF prints each of their words by itself."""
    joined: list[Line] = []
    for row in rows(parts):
        joined.append(row[0])
        for part in row[1:]:
            if goes_on(joined[-1], part):
                join(joined[-1], part)
            else:
                joined.append(part)
    return joined


def rows(parts: list[Line]) -> Iterator[list[Line]]:
    """What stands at one height, from left to right; other fonts stand a bit off."""
    row: list[Line] = []
    for part in sorted(parts, key=lambda line: -float(line["box"][1])):
        if row and row[0]["box"][1] - part["box"][1] > IN_ROW * row[0]["size"]:
            yield sorted(row, key=lambda line: float(line["box"][0]))
            row = []
        row.append(part)
    if row:
        yield sorted(row, key=lambda line: float(line["box"][0]))


def goes_on(line: Line, part: Line) -> bool:
    """Whether a part stands no further from a line than a space."""
    size: float = line["size"]
    gap: float = part["box"][0] - line["box"][2]
    return abs(part["size"] - size) < IN_ROW * size and abs(gap) < SPACE * size


def join(line: Line, part: Line) -> None:
    """Add a part to the line that it goes on."""
    if not line["text"].endswith(" "):
        line["pieces"][-1][0] += " "
    line["pieces"] += part["pieces"]
    line["text"] = "".join(piece[0] for piece in line["pieces"])
    left, low, right, high = line["box"]
    _, bottom, end, top = part["box"]
    line["box"] = [left, min(low, bottom), max(right, end), max(high, top)]


def is_visible(line: LTTextLine) -> bool:
    return bool(line.get_text().translate(UNSEEN).strip())


def shown(line: LTTextLine) -> Line:
    """A line with its letters in pieces of one look each."""
    letters = [letter for letter in line if isinstance(letter, LTChar)]
    sizes = sorted(round(letter.size, 1) for letter in letters)
    size = sizes[len(sizes) // 2]
    pieces: list[list[Any]] = []
    for letter in line:
        words = letter.get_text()
        if not isinstance(letter, LTChar):
            words, look = " ", pieces[-1][1:] if pieces else [False, False]
        else:
            look = list(look_of(letter))
            raised = letter.size < 0.8 * size and letter.y0 > line.y0 + 0.2 * size
            words = words.translate(RAISED) if raised else LIGATURES.get(words, words)
        if pieces and pieces[-1][1:] == look:
            pieces[-1][0] += words
        else:
            pieces.append([words, *look])
    return {
        "box": [round(edge, 1) for edge in (line.x0, line.y0, line.x1, line.y1)],
        "size": size,
        "text": "".join(piece[0] for piece in pieces),
        "pieces": pieces,
        "first": round(first_word(letters), 1),
    }


def look_of(letter: LTChar) -> tuple[bool, bool]:
    """Whether a letter is bold and italic, as the name of its font says."""
    font = letter.fontname.lower()
    return any(word in font for word in BOLD), any(word in font for word in ITALIC)


def first_word(letters: list[LTChar]) -> float:
    """How wide the first word is; scripts without spaces break at any letter."""
    start = letters[0].x0
    end = letters[0].x1
    for letter in letters:
        if letter.x0 > end + 0.2 * letter.size or letter.get_text().isspace():
            break
        end = letter.x1
        if "\u3000" <= letter.get_text() <= "\u9fff":
            break
    return float(end - start)


if __name__ == "__main__":
    main()
