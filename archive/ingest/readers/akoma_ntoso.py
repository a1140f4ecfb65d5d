"""Akoma Ntoso: debates of parliaments, of any version and namespace.

<question by="#adam"><from>Mr. Adam:</from><p>Why?</p></question>
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind, Reading, Voice
from archive.ingest.readers.languages import tag_of
from archive.ingest.readers.sheets import Format, Sheet
from archive.ingest.readers.trees import Element, Tree, root_of, tree_of
from archive.transcript import Basis, Claim, Kind, SkippedKind

SPEECHES = {
    "speech": Kind.STATEMENT,
    "question": Kind.QUESTION,
    "answer": Kind.ANSWER,
    "speechGroup": None,
}
KINDS = {
    **dict.fromkeys(("p", "li", "block", "tr"), BlockKind.PARAGRAPH),
    **dict.fromkeys(SPEECHES, BlockKind.PARAGRAPH),
    **dict.fromkeys(("narrative", "scene", "summary"), BlockKind.DIRECTION),
    **dict.fromkeys(("heading", "subheading", "num"), BlockKind.HEADING),
    **dict.fromkeys(("other", "debateSection", "ul", "ol"), BlockKind.PARAGRAPH),
    "authorialNote": BlockKind.NOTE,
    "embeddedText": BlockKind.PARAGRAPH,
}
LEFT_OUT = {
    "meta": (SkippedKind.FRONT_MATTER, "header"),
    "preface": (SkippedKind.FRONT_MATTER, "front matter"),
    "coverPage": (SkippedKind.FRONT_MATTER, "front matter"),
    "conclusions": (SkippedKind.FRONT_MATTER, "back matter"),
}
# What is no date of the debate, but a program's stand-in for one.
UNKNOWN_DATES = ("3000", "9999", "0001", "1900-01-01")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
IN_ADDRESS = re.compile(r"/(\d{4}-\d{2}-\d{2})(?=/|$)")
TITLES = {"docTitle", "docType", "heading", "subheading", "docProponent"}


@dataclass(slots=True)
class _Cast:
    tree: Tree
    names: dict[str, str]

    def voice(self, element: Element) -> Voice | None:
        """Who speaks: as the references name them, else as printed in `<from>`."""
        if element.name not in SPEECHES:
            return None
        sender = self.tree.child("from", element)
        label = self.tree.words_of(sender)
        shown = [
            self.names.get(element.traits.get(trait, "").strip().removeprefix("#"), "")
            for trait in ("by", "as")
        ]
        printed = label.rstrip(" :：.")
        kind = SPEECHES[element.name]
        if name := shown[0] or printed or shown[1]:
            return Voice(name, label or name, kind)
        reference = element.traits.get("by", "").strip()
        bare = reference.removeprefix("#")
        doubt = f"who {reference} is, no list of the document says"
        return Voice(bare, bare, kind, doubt) if bare else None


def read(content: bytes, name: str) -> Reading:
    """Return the speeches, questions and answers of a debate."""
    tree = tree_of(content, name)
    cast = _Cast(tree, _names(tree))
    breaks, speeches = (
        frozenset({"br", "eol"}),
        frozenset(filter(SPEECHES.get, SPEECHES)),
    )
    sheet = Sheet(tree, Format(KINDS, LEFT_OUT, cast.voice, _is_mark, breaks, speeches))
    sheet.read()
    if not sheet.blocks:
        raise UnreadableSource(
            name, "it holds no debate. Give a file with <speech> elements."
        )
    return Reading(
        tree.text,
        tree.encoding,
        tuple(sheet.blocks),
        tuple(sheet.left_out),
        tuple(_claims(tree)),
    )


def is_certain(content: bytes) -> bool:
    """Whether the element that holds all is Akoma Ntoso's."""
    return root_of(content).lower() == "akomantoso"


def _is_mark(element: Element) -> bool:
    return element.name == "from"


def _names(tree: Tree) -> dict[str, str]:
    return {
        key: person.traits["showAs"]
        for person in tree.elements("TLCPerson", "TLCRole", "TLCOrganization")
        if "showAs" in person.traits
        for key in (person.traits.get("eId"), person.traits.get("id"))
        if key
    }


def _claims(tree: Tree) -> Iterator[Claim]:
    found = {
        "title": _title(tree),
        "date": _date(tree),
        "language": _language(tree),
    }
    for field, (value, evidence) in found.items():
        if value:
            yield Claim(field, value, Basis.TEXT, evidence)


def _title(tree: Tree) -> tuple[str, str]:
    """The title of the preface, else the name of the debate."""
    if preface := tree.one("preface"):
        parts = [
            tree.words_of(element)
            for element in tree.elements("docTitle", "docType", "p", within=preface)
            if element.name != "p" or element.traits.get("class") in TITLES
        ]
        if parts:
            return " ".join(dict.fromkeys(parts)), "<preface>"
    debate = tree.one("debate") or tree.one("debateRecord")
    name = debate.traits.get("name", "") if debate else ""
    return (name, "<debate name>") if " " in name.strip() else ("", "")


def _date(tree: Tree) -> tuple[str, str]:
    """The work's date: stated, printed in the preface, or part of its address."""
    work = tree.one("FRBRWork")
    stated = [
        *tree.elements("FRBRdate", within=work),
        *tree.elements("docDate", within=tree.one("preface")),
    ]
    for element in stated:
        day = DAY.match(element.traits.get("date", ""))
        if day and not day[0].startswith(UNKNOWN_DATES):
            return day[0], f"<{element.name} date>"
    for element in tree.elements("FRBRuri", "FRBRthis", within=work):
        if match := IN_ADDRESS.search(element.traits.get("value", "")):
            return match[1], f"<{element.name}>: {element.traits['value']}"
    return "", ""


def _language(tree: Tree) -> tuple[str, str]:
    element = tree.one("FRBRlanguage")
    stated = element.traits.get("language", "") if element else ""
    return tag_of(stated), f"<FRBRlanguage>: {stated}"
