"""PDF with a text layer: printed lines become paragraphs, across pages too.

The text is the lines as printed. Running heads and page numbers are named and left
out, a word parted at a line's end is one word in its block.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading, Voice
from archive.ingest.composing import Composer
from archive.ingest.readers import pdf_letters
from archive.ingest.readers.pdf_edges import footnotes, running, spoken
from archive.ingest.readers.pdf_hyphens import HYPHENS, Hyphens
from archive.ingest.readers.pdf_pages import (
    Line,
    body_size,
    columns,
    with_labels,
)
from archive.ingest.readers.pdf_paragraphs import HEADING, Paragraph, paragraphs
from archive.transcript import Basis, Claim, Skipped, SkippedKind, Span

SIGNATURE = b"%PDF-"
HEADER = 1024
PROGRAM = Path(pdf_letters.__file__)
PATIENCE = 180
COMPLAINTS = {
    "encrypted": "it has a password. Save it without one.",
    "malformed": "it is damaged, or no PDF. Open it and print it to a new PDF.",
    "too long": "it has too many pages. Split it.",
    "endless": "a page of it does not come to an end. Print it to a new PDF.",
    "too much": "it takes too much memory. Print it to a new PDF, or split it.",
    "no words": "it has no text layer: it is a scan. Run OCR first (ocrmypdf does).",
    "no letters": "its letters have no names, only shapes. Run OCR first (ocrmypdf).",
}
NAMELESS = re.compile(r"\(cid:\d+\)")
FIRST_BLOCKS = 5


def read(content: bytes, name: str) -> Reading:
    """Return the printed lines, and the paragraphs they make.

    Raises UnreadableSource for what is damaged, has a password or no text layer,
    and for a page that takes longer to read than any honest one.
    """
    told = letters(content, name)
    pages = [
        [_line(number, line) for line in page["lines"]]
        for number, page in enumerate(told[1:])
    ]
    text = "".join(line.text for page in pages for line in page)
    if not text.strip():
        raise UnreadableSource(name, COMPLAINTS["no words"])
    if sum(map(len, NAMELESS.findall(text))) * 4 > len(text):
        raise UnreadableSource(name, COMPLAINTS["no letters"])
    setting = Setting(pages, told[1]["height"])
    setting.read()
    claims = (*_title(told[0]["title"], setting.blocks), *_doubts(setting.kept))
    return Reading(
        "".join(setting.text),
        "utf-8",
        tuple(setting.blocks),
        tuple(setting.left_out),
        claims,
    )


def is_certain(content: bytes) -> bool:
    """Whether a PDF's signature stands at the beginning, where readers look for it."""
    return SIGNATURE in content[:HEADER]


def letters(content: bytes, name: str) -> list[dict[str, Any]]:
    """What the program that reads the letters tells, within its limits."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM)],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(name, COMPLAINTS["endless"]) from error
    if done.returncode < 0:
        raise UnreadableSource(name, COMPLAINTS["endless"])
    told = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or not told:
        raise UnreadableSource(name, COMPLAINTS["too much"])
    if "complaint" in told[-1]:
        raise UnreadableSource(name, COMPLAINTS[told[-1]["complaint"]])
    if len(told) == 1:
        raise UnreadableSource(name, COMPLAINTS["malformed"])
    return told


class Setting:
    """The text so far, line by line as printed, and the blocks set from it."""

    def __init__(self, pages: Sequence[Sequence[Line]], height: float) -> None:
        self.pages = pages
        self.size = body_size(pages)
        self.running = running(pages, height)
        self.kept = spoken(self.running, pages)
        for line in self.kept:
            del self.running[line]
        self.hyphens = Hyphens([line.text for page in pages for line in page])
        self.text: list[str] = []
        self.length = 0
        self.line = 1
        self.blocks: list[Block] = []
        self.left_out: list[Skipped] = []

    def read(self) -> None:
        """Set every line of every page: as speech, as a note, or as left out."""
        notes = [footnotes(self._body(page), self.size) for page in self.pages]
        speech = [
            column
            for page, small in zip(self.pages, notes, strict=True)
            for column in columns(_without(self._body(page), small), self.size)
        ]
        done = 0
        for paragraph in paragraphs(with_labels(speech, self.size), self.size):
            done = self._edges_before(paragraph.lines[0].page, done, notes)
            self._set(paragraph)
        self._edges_before(len(self.pages), done, notes)

    def _body(self, page: Sequence[Line]) -> list[Line]:
        return [line for line in page if line not in self.running]

    def _edges_before(self, page: int, done: int, notes: Sequence[set[Line]]) -> int:
        """Set what stands on the edges of pages up to this one; return it.

        A paragraph that goes on over a page is not cut by the edges between.
        """
        for number in range(done, page):
            small = [line for line in self.pages[number] if line in notes[number]]
            told = with_labels(columns(small, self.size), self.size)
            for paragraph in paragraphs(told, self.size):
                self._set(paragraph, BlockKind.NOTE)
            for line in self.pages[number]:
                if line in self.running:
                    span = self._write(line.text.strip())
                    note = self.running[line]
                    self.left_out.append(Skipped(SkippedKind.CHROME, span, note))
                    self._write("\n")
        return max(page, done)

    def _set(self, paragraph: Paragraph, kind: BlockKind | None = None) -> None:
        voice = self._label(paragraph.lines[0].label)
        composer, line = Composer(), self.line
        for place, printed in enumerate(paragraph.lines):
            last = place == len(paragraph.lines) - 1
            after = None if last else paragraph.lines[place + 1]
            self._add(composer, printed, after)
        level = paragraph.level
        kind = kind or (BlockKind.HEADING if level else BlockKind.PARAGRAPH)
        classes = (HEADING,) if level else ()
        traits = {"kind": kind, "level": level, "classes": classes, "voice": voice}
        self.blocks += filter(None, [composer.block(line, **traits)])
        self._write("\n")

    def _label(self, label: str) -> Voice | None:
        """Set what stands beside a paragraph, who speaks, as a mark."""
        if not label:
            return None
        span = self._write(label)
        self.left_out.append(Skipped(SkippedKind.MARK, span, "printed beside it"))
        self._write("\t")
        return Voice(label.rstrip(" :.") or label, label)

    def _add(self, composer: Composer, line: Line, after: Line | None) -> None:
        """Add a printed line; a hyphen that only parts a word at its end is not."""
        words = line.text.rstrip()
        cut = len(words)
        parted = after is not None and self.hyphens.part(words, after.text)
        reached = 0
        for piece, bold, italic in line.pieces:
            printed = piece[: max(0, cut - reached - parted)]
            reached += len(printed)
            if printed:
                span = self._write(printed)
                composer.add(printed, span, bold=bold, italic=italic)
        if parted:
            self._write(words[-1])
        end = self._write("\n")
        if after is not None and not parted and not _runs_on(words, after.text):
            composer.add(" ", end)

    def _write(self, words: str) -> Span:
        start, self.length = self.length, self.length + len(words)
        self.text.append(words)
        self.line += words.count("\n")
        return Span(start, self.length)


def _without(lines: Sequence[Line], others: set[Line]) -> list[Line]:
    return [line for line in lines if line not in others]


def _line(page: int, told: dict[str, Any]) -> Line:
    left, bottom, right, top = told["box"]
    pieces = tuple((words, bold, italic) for words, bold, italic in told["pieces"])
    return Line(page, left, bottom, right, top, told["size"], pieces, told["first"])


def _runs_on(words: str, after: str) -> bool:
    """Whether no space belongs between two lines: after a hyphen, and in Chinese."""
    last, first = words[-1:], after.lstrip()[:1]
    return (last in HYPHENS and last != "" and words[-2:-1].isalnum()) or (
        "\u3000" <= last <= "\u9fff" and "\u3000" <= first <= "\u9fff"
    )


def _title(stated: str, blocks: Sequence[Block]) -> Iterator[Claim]:
    """The title that the PDF's properties state, when it is also printed."""
    wanted = " ".join(stated.split()).casefold()
    for block in blocks[:FIRST_BLOCKS]:
        if wanted and block.text.casefold() == wanted:
            yield Claim("title", block.text, Basis.TEXT, "the properties of the PDF")
            return


def _doubts(kept: Sequence[Line]) -> Iterator[Claim]:
    """That what comes again on pages was kept, for it may be speech."""
    for text in dict.fromkeys(line.text.strip() for line in kept):
        doubt = f"“{text[:60]}” comes again at edges of pages; kept as words."
        yield Claim("doubt", doubt, Basis.INFERRED, "it reads or stands like the text")
