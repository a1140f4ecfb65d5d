"""DOCX: a paragraph is a line of the text, with its style, its bold and its voice.

What is printed is read: words inserted with changes tracked, not those deleted;
footnotes after the last paragraph; no comments, no hidden text.
"""

from collections.abc import Iterator

from lxml import etree

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading
from archive.ingest.composing import Composer
from archive.ingest.obtaining.archives import SIGNATURE
from archive.ingest.readers.word_parts import (
    Package,
    attribute,
    children,
    first,
    is_on,
    level_of,
    numbering_of,
    tag,
    value,
)
from archive.ingest.readers.word_tables import columns_of
from archive.transcript import Basis, Claim, Skipped, SkippedKind, Span

OLE = b"\xd0\xcf\x11\xe0"
DIRECTORY = 1024 * 1024
UNPRINTED = {
    "del",
    "delText",
    "Fallback",
    "instrText",
    "moveFrom",
    "pPr",
    "rPr",
    "rt",
    "sdtPr",
    "tblPr",
    "trPr",
    "tcPr",
}
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
KINDS = {
    "caption": BlockKind.CAPTION,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
}
DASHES = "-‐‑‒–—―−"
OPENING_BLOCKS = 5


def read(content: bytes, name: str) -> Reading:
    """Return the words as printed, and their paragraphs.

    Raises UnreadableSource for what is no DOCX, is encrypted, or has no words.
    """
    if content.startswith(OLE):
        complaint = "it is an old Word file or has a password. Save it as plain DOCX."
        raise UnreadableSource(name, complaint)
    pages = Pages(Package(content, name))
    pages.read()
    if not pages.blocks:
        raise UnreadableSource(name, "it holds no words. Give the interview itself.")
    return Reading(
        "".join(pages.text),
        "utf-8",
        tuple(pages.blocks),
        tuple(pages.left_out),
        tuple(_title(pages.blocks)),
    )


def is_certain(content: bytes) -> bool:
    """Whether these bytes are a zip that has a Word document's parts."""
    if not content.startswith(SIGNATURE):
        return False
    names = content[-DIRECTORY:]
    return b"[Content_Types].xml" in names and b"word/" in names


class Pages:
    """The text so far and its blocks; each paragraph is one line of it, or more."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.text: list[str] = []
        self.length = 0
        self.line = 1
        self.blocks: list[Block] = []
        self.left_out: list[Skipped] = []
        self.boxes: list[etree._Element] = []

    def read(self) -> None:
        """Read the body, then footnotes, then what stands on every page."""
        for element in self.package.elements(self.package.document):
            parent = element.getparent()
            if parent is not None and tag(parent) == "body":
                self.take(element)
                element.clear()
        for kind in ("footnotes", "endnotes"):
            for note in self._each(kind, kind[:-1]):
                if not attribute(note, "type"):
                    self.take(note, kind=BlockKind.NOTE)
        for kind, name in (("header", "page header"), ("footer", "page foot")):
            for part in map(self.package.root, self.package.beside(kind)):
                self.leave_out(part, SkippedKind.CHROME, name)

    def take(self, element: etree._Element, **traits: object) -> None:
        """Add what this element prints: a paragraph, a table, or what it holds."""
        name = tag(element)
        if name == "p":
            self.paragraph(element, **traits)
        elif name == "tbl":
            self.table(element)
        elif name not in UNPRINTED:
            for child in element:
                self.take(child, **traits)

    def leave_out(
        self, element: etree._Element | None, kind: SkippedKind, note: str
    ) -> None:
        """Add the words of an element to the text, and to what is left out of it."""
        words = "" if element is None else plain(element)
        if words:
            self.left_out.append(Skipped(kind, self.write(words), note))
            self.write("\n")

    def paragraph(self, element: etree._Element, **traits: object) -> None:
        """Add a paragraph; a line break in it begins another block."""
        properties = first(element, "pPr")
        style = value(first(properties, "pStyle"))
        lineage = list(self.package.lineage(style))
        names = [each.name.lower() for each in lineage]
        if any(name.startswith("toc ") for name in names):
            self.leave_out(element, SkippedKind.CHROME, "table of contents")
            return
        level = level_of(properties) or next(
            (each.level for each in lineage if each.level), 0
        )
        kinds = [KINDS[name] for name in names if name in KINDS]
        told = {
            "kind": BlockKind.HEADING if level else (kinds or [BlockKind.PARAGRAPH])[0],
            "level": level,
            "classes": tuple(names),
            **traits,
        }
        composer = Composer()
        for piece, bold, italic in self._printed(element, properties, style):
            if piece == "\n":
                self._close(composer, told)
                composer = Composer()
            composer.add(piece, self.write(piece), bold=bold, italic=italic)
        self._close(composer, told)
        self.write("\n")
        self._open_boxes()

    def table(self, element: etree._Element) -> None:
        """Add a table: by its rows of time, speaker and words, or cell by cell."""
        rows = [list(children(row, "tc")) for row in children(element, "tr")]
        columns = columns_of([[plain(cell) for cell in row] for row in rows])
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if columns is None:
                    self.take(cell)
                elif number < columns.heads:
                    self.leave_out(cell, SkippedKind.CHROME, "head of a column")
                elif place == columns.words:
                    self.take(cell, **columns.traits(number))
                else:
                    self.leave_out(cell, SkippedKind.MARK, "who speaks, or when")

    def write(self, words: str) -> Span:
        """Add to the text; return where it stands."""
        start, self.length = self.length, self.length + len(words)
        self.text.append(words)
        self.line += words.count("\n")
        return Span(start, self.length)

    def _close(self, composer: Composer, traits: dict[str, object]) -> None:
        if block := composer.block(self.line, **traits):
            self.blocks.append(block)

    def _open_boxes(self) -> None:
        """What stands in text boxes is set apart from the paragraph around it."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.take(box, kind=BlockKind.QUOTE)

    def _printed(
        self, element: etree._Element, properties: etree._Element | None, style: str
    ) -> Iterator[tuple[str, bool, bool]]:
        """The words of a paragraph in pieces, and whether each is bold and italic."""
        bullet = self._bullet(properties, style)
        if bullet:
            yield f"{bullet} ", False, False
        for run in self._runs(element):
            letters = first(run, "rPr")
            if not is_on(first(letters, "vanish")):
                styles = [value(first(letters, "rStyle")), style]
                bold = self._switch(letters, "b", styles)
                italic = self._switch(letters, "i", styles)
                for words in self._words(run):
                    yield words, bold, italic

    def _runs(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in element:
            name = tag(child)
            if name == "r":
                yield child
            elif name not in UNPRINTED:
                yield from self._runs(child)

    def _words(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            name = tag(child)
            if name == "t":
                yield from filter(None, [child.text])
            elif name == "br":
                yield from [] if attribute(child, "type") == "page" else ["\n"]
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in UNPRINTED:
                yield from self._words(child)

    def _switch(
        self, letters: etree._Element | None, name: str, styles: list[str]
    ) -> bool:
        """Whether letters are bold (b) or italic (i): by themselves or by a style."""
        said = [is_on(first(letters, name))]
        for style in styles:
            lineage = self.package.lineage(style)
            said += [each.bold if name == "b" else each.italic for each in lineage]
        return next((each for each in said if each is not None), False)

    def _bullet(self, properties: etree._Element | None, style: str) -> str:
        """A list's sign where it speaks: a dash, or letters without a number."""
        lineage = self.package.lineage(style)
        by_style = (each.numbering for each in lineage if each.numbering)
        place = numbering_of(properties) or next(by_style, None)
        sign = self.package.bullets.get(place, "").strip() if place else ""
        speaks = sign and (sign in DASHES or sign[:1].isalpha())
        return sign if speaks and "%" not in sign and len(sign) < OPENING_BLOCKS else ""

    def _each(self, part: str, name: str) -> Iterator[etree._Element]:
        for root in map(self.package.root, self.package.beside(part)):
            yield from children(root, name)


def plain(element: etree._Element) -> str:
    """The words of an element in one line."""
    words = [str(each.text or "") for each in element.iter("{*}t")]
    return " ".join("".join(words).split())


def _title(blocks: list[Block]) -> Iterator[Claim]:
    for block in blocks[:OPENING_BLOCKS]:
        if block.classes[:1] == ("title",):
            yield Claim("title", block.text, Basis.TEXT, "the paragraph styled Title")
            return
