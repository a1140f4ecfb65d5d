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

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser

MOST_MEMORY = 1024**3
MOST_SECONDS = 120
SECONDS_A_PAGE = 1.4
MOST_PAGES = 5_000
MOST_LETTERS = 20_000_000
RAISED = str.maketrans("0123456789*", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"}
BOLD = ("bold", "black", "heavy", "semibold", "demi")
ITALIC = ("italic", "oblique")

Line = dict[str, Any]


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
        for number, page in enumerate(extract_pages(BytesIO(content), laparams=LAID)):
            printed = list(lines(page))
            letters += sum(len(line["text"]) for line in printed)
            if number >= MOST_PAGES or letters > MOST_LETTERS:
                yield {"complaint": "too long"}
                return
            yield {"height": page.height, "lines": printed}
            allow_a_page()
    except PDFPasswordIncorrect:
        yield {"complaint": "encrypted"}
    # pdfminer meets what it does not expect with whatever Python raises there.
    except Exception as error:  # noqa: BLE001
        yield {"complaint": "malformed", "why": type(error).__name__}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


# Boxes are not put in order by pdfminer: that takes the square of their number.
LAID = LAParams(boxes_flow=None)


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


def is_visible(line: LTTextLine) -> bool:
    return bool(line.get_text().strip())


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
