"""A DOCX's parts beside its words: which file is the document, its styles, its lists.

Parts are read from the zip by name; nothing a part points to outside is looked up.
"""

import io
import posixpath
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from archive.errors import UnreadableSource
from archive.ingest.obtaining.archives import Archive

ROOT_RELATIONS = "_rels/.rels"
DOCUMENT = "/officeDocument"
# Names of heading styles in every language of Word: it stores them in English.
TITLES = {"title": 1, "subtitle": 2}
DEEPEST = 50
# A thousand pages of text with all their formatting.
LARGEST_PART = 24 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says by itself; None where the one it is based on decides."""

    name: str = ""
    parent: str = ""
    bold: bool | None = None
    italic: bool | None = None
    level: int | None = None
    numbering: tuple[str, int] | None = None


class Package:
    """The parts of one DOCX."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.archive = Archive(io.BytesIO(content), name)
        self.parts = set(self.archive.names())

    @cached_property
    def document(self) -> str:
        """The name of the part with the words."""
        relations = self._relations(ROOT_RELATIONS)
        found = [target for kind, target in relations if kind.endswith(DOCUMENT)]
        if not found or found[0] not in self.parts:
            complaint = "it is a zip but no DOCX. Save the interview as DOCX anew."
            raise UnreadableSource(self.name, complaint)
        return found[0]

    def beside(self, kind: str) -> list[str]:
        """The parts of this kind (styles, footnotes, header …) of the document."""
        folder, file = posixpath.split(self.document)
        relations = self._relations(f"{folder}/_rels/{file}.rels")
        wanted = (target for each, target in relations if each.endswith(f"/{kind}"))
        return [target for target in dict.fromkeys(wanted) if target in self.parts]

    def elements(self, part: str) -> Iterator[etree._Element]:
        """Every element of a part, at its end tag."""
        content = self.archive.read(part, LARGEST_PART)
        return elements(content, self.name, part)

    def root(self, part: str) -> etree._Element | None:
        """The whole tree of a part that is small."""
        whole = deque(self.elements(part), maxlen=1)
        return whole[0] if whole else None

    @cached_property
    def styles(self) -> dict[str, Style]:
        roots = [self.root(part) for part in self.beside("styles")]
        return {
            attribute(style, "styleId"): _style(style)
            for root in roots
            for style in children(root, "style")
        }

    @cached_property
    def bullets(self) -> dict[tuple[str, int], str]:
        """What is printed before the paragraphs of a list, by its number and level."""
        printed: dict[tuple[str, int], str] = {}
        for root in map(self.root, self.beside("numbering")):
            shapes = {
                attribute(shape, "abstractNumId"): dict(_levels(shape))
                for shape in children(root, "abstractNum")
            }
            for number in children(root, "num"):
                shape = value(first(number, "abstractNumId"))
                for level, text in shapes.get(shape, {}).items():
                    printed[attribute(number, "numId"), level] = text
        return printed

    def lineage(self, style: str) -> Iterator[Style]:
        """The style, the one it is based on, and so on."""
        for _ in range(DEEPEST):
            if style not in self.styles:
                return
            yield self.styles[style]
            style = self.styles[style].parent

    def _relations(self, part: str) -> list[tuple[str, str]]:
        if part not in self.parts:
            return []
        base = posixpath.dirname(posixpath.dirname(part))
        return [
            (str(each.get("Type")), _target(base, str(each.get("Target"))))
            for each in children(self.root(part), "Relationship")
            if each.get("TargetMode") != "External"
        ]


def elements(content: bytes, name: str, part: str) -> Iterator[etree._Element]:
    """Every element at its end tag; entities and what stands elsewhere are refused."""
    events = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    begun = False
    try:
        for _, element in events:
            if not begun and element.getroottree().docinfo.doctype:
                complaint = f"{part} declares a document type, as no DOCX does."
                raise UnreadableSource(name, complaint)
            begun = True
            yield element
    except etree.XMLSyntaxError as error:
        complaint = f"{part} is not XML ({error.msg})."
        raise UnreadableSource(name, complaint, error.lineno) from error


def tag(element: etree._Element) -> str:
    """The name of an element without its namespace: there are two for each word.

    A comment has none of its own.
    """
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    for key, words in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(words)
    return ""


def value(element: etree._Element | None) -> str:
    """What `<w:x w:val="…"/>` says."""
    return attribute(element, "val")


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if element is not None:
        yield from (child for child in element if tag(child) == name)


def first(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, its first child of the next name, and so on."""
    for name in path:
        element = next(children(element, name), None)
    return element


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a switch such as `<w:b/>` is on; None when it is not there."""
    if element is None:
        return None
    return value(element) not in {"0", "false", "off", "none"}


def level_of(properties: etree._Element | None) -> int | None:
    """The outline level of a paragraph, from 1; None when it has none."""
    words = value(first(properties, "outlineLvl"))
    return int(words) + 1 if words.isdecimal() and int(words) < 9 else None


def numbering_of(properties: etree._Element | None) -> tuple[str, int] | None:
    """The number of the list that a paragraph is in, and its level there."""
    number = value(first(properties, "numPr", "numId"))
    level = value(first(properties, "numPr", "ilvl"))
    return (number, int(level) if level.isdecimal() else 0) if number else None


def _target(base: str, target: str) -> str:
    joined = target[1:] if target.startswith("/") else posixpath.join(base, target)
    return posixpath.normpath(joined)


def _style(style: etree._Element) -> Style:
    name = value(first(style, "name"))
    paragraph, letters = first(style, "pPr"), first(style, "rPr")
    heading = name.lower().removeprefix("heading ")
    level = int(heading) if heading.isdecimal() else TITLES.get(heading)
    return Style(
        name=name,
        parent=value(first(style, "basedOn")),
        bold=is_on(first(letters, "b")),
        italic=is_on(first(letters, "i")),
        level=level or level_of(paragraph),
        numbering=numbering_of(paragraph),
    )


def _levels(shape: etree._Element) -> Iterator[tuple[int, str]]:
    for level in children(shape, "lvl"):
        number = attribute(level, "ilvl")
        if number.isdecimal():
            yield int(number), value(first(level, "lvlText"))
