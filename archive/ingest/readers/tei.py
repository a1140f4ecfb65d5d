"""TEI: spoken texts (`<u who>`), interviews and plays (`<sp><speaker>`).

    <u who="#ana"><seg>With one bee.</seg><kinesic><desc>laughs</desc></kinesic></u>

Speakers are named by the header's list of persons, else by the printed label, else
by the letters of the reference itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.errors import UnreadableSource
from archive.ingest.blocks import BlockKind, Reading, Voice
from archive.ingest.readers.sheets import Format, Sheet
from archive.ingest.readers.trees import Element, Tree, root_of, tree_of
from archive.transcript import Basis, Claim, SkippedKind

ROOTS = {"TEI", "TEI.2", "teiCorpus"}
PARAGRAPH, DIRECTION = BlockKind.PARAGRAPH, BlockKind.DIRECTION
KINDS = {
    **dict.fromkeys(("u", "seg", "p", "ab", "l", "sp", "list", "item"), PARAGRAPH),
    **dict.fromkeys(("kinesic", "vocal", "incident", "event", "stage"), DIRECTION),
    **dict.fromkeys(("gap", "pause", "shift", "set", "writing"), DIRECTION),
    **dict.fromkeys(("head", "label", "trailer"), BlockKind.HEADING),
    "note": DIRECTION,
    "figure": BlockKind.CAPTION,
    "div": PARAGRAPH,
}
HEADER = (SkippedKind.FRONT_MATTER, "header")
LEFT_OUT = {
    **dict.fromkeys(("teiHeader", "fileDesc", "standOff", "listPerson"), HEADER),
    **dict.fromkeys(("listOrg", "listPlace", "listRelation", "facsimile"), HEADER),
    "front": (SkippedKind.FRONT_MATTER, "front matter"),
    "back": (SkippedKind.FRONT_MATTER, "back matter"),
    "fw": (SkippedKind.CHROME, "running head"),
}
SPEECH = {"u", "sp"}
CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÞА-Я][^\W\d_A-Z])")
NUMBERED = re.compile(r"[A-Za-z_-]*\d+")
DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
LARGEST_NAME, FEW = 200, 9


@dataclass(slots=True)
class _Cast:
    """Who the references of a document mean."""

    tree: Tree
    names: dict[str, str]
    labels: dict[int, str]

    def voice(self, element: Element) -> Voice | None:
        """Who speaks in an element; the name is the label or the reference at worst."""
        if element.name not in SPEECH:
            return None
        reference = element.traits.get("who", "").split()
        known = [self.names.get(each.rpartition("#")[2], "") for each in reference]
        label = self._label(element)
        if all(known) and known:
            return Voice(" & ".join(known), label or known[0])
        if bare := label.strip(" .:—–-"):
            return Voice(bare, label)
        if not reference:
            return None
        spelt = " & ".join(filter(None, map(_spelt, reference)))
        return Voice(spelt or " ".join(reference), doubt=_doubt(reference))

    def _label(self, element: Element) -> str:
        is_play = element.name == "sp"
        speaker = self.tree.child("speaker", element) if is_play else None
        return self.tree.words_of(speaker) or self.labels.get(element.first, "")


def read(content: bytes, name: str) -> Reading:
    """Return the speeches with who speaks, and what the header states."""
    tree = tree_of(content, name)
    cast = _Cast(tree, _names(tree), _labels(tree))
    breaks, speeches = frozenset({"lb"}), frozenset(SPEECH)
    sheet = Sheet(tree, Format(KINDS, LEFT_OUT, cast.voice, _is_mark, breaks, speeches))
    sheet.read()
    if not sheet.blocks:
        raise UnreadableSource(
            name, "its text holds no words. Give a file with speeches in <u> or <sp>."
        )
    return Reading(
        tree.text,
        tree.encoding,
        tuple(sheet.blocks),
        tuple(sheet.left_out),
        tuple(_claims(tree)),
    )


def is_certain(content: bytes) -> bool:
    """Whether the element that holds all is TEI's."""
    return root_of(content) in ROOTS


def _is_mark(element: Element) -> bool:
    printed = element.name == "note" and element.traits.get("type") == "speaker"
    return printed or element.name == "speaker"


def _names(tree: Tree) -> dict[str, str]:
    return {
        person.traits["id"]: name
        for person in tree.elements("person", "personGrp")
        if "id" in person.traits and (name := _name(tree, person))
    }


def _name(tree: Tree, person: Element) -> str:
    """A person's first name in the list: titles, forenames, surnames, or as it is."""
    printed = tree.one("persName", person) or tree.one("name", person)
    if printed is None or printed.last - printed.first > LARGEST_NAME:
        return ""
    parts = [
        tree.words_of(part)
        for kind in ("roleName", "forename", "nameLink", "surname", "genName")
        for part in tree.elements(kind, within=printed)
    ]
    return " ".join(filter(None, parts)) or tree.words_of(printed)


def _labels(tree: Tree) -> dict[int, str]:
    """The label printed in a note before a speech, by the number of the speech."""
    labels, label = {}, ""
    for element in tree.elements("note", "u", "sp", "div"):
        if element.name == "note":
            label = tree.words_of(element) if _is_mark(element) else label
            continue
        labels[element.first], label = label, ""
    return labels


def _doubt(reference: list[str]) -> str:
    return f"who {' '.join(reference)} is, no list of the document says"


def _spelt(reference: str) -> str:
    """A reference such as `#AnaMaria.Silva` as a name; a number names nobody."""
    words = reference.rpartition("#")[2]
    if NUMBERED.fullmatch(words):
        return ""
    return " ".join(re.split(r"[._\s-]+", CAMEL.sub(" ", words))).strip()


def _claims(tree: Tree) -> Iterator[Claim]:
    header = tree.one("teiHeader")
    statement = tree.one("titleStmt", header) if header else None
    title = tree.one("title", statement) if statement else None
    found = {
        "title": (tree.words_of(title), "<titleStmt><title>"),
        "date": _date(tree, header),
        "language": _language(tree),
        "outlet": (_publisher(tree, header), "<publicationStmt><publisher>"),
        "licence": _licence(tree, header),
    }
    for field, (value, evidence) in found.items():
        if value:
            yield Claim(field, value, Basis.TEXT, evidence)


def _date(tree: Tree, header: Element | None) -> tuple[str, str]:
    """When it was said: the setting's date, the recording's, the source's."""
    for place in ("setting", "recording", "sourceDesc"):
        for element in tree.elements(place, within=header)[:FEW]:
            for date in tree.elements("date", within=element):
                stated = date.traits.get("when", "")
                if match := DAY.match(stated):
                    return match[0], f"<{place}> <date when>: {stated}"
    return "", ""


def _language(tree: Tree) -> tuple[str, str]:
    for element in (tree.one("text"), tree.element(0)):
        if element and (tag := element.traits.get("lang")):
            return tag, f"<{element.name} xml:lang>"
    return "", ""


def _publisher(tree: Tree, header: Element | None) -> str:
    statement = tree.one("publicationStmt", header) if header else None
    publisher = tree.one("publisher", statement) if statement else None
    if publisher is None:
        return ""
    return tree.words_of(tree.one("orgName", publisher) or publisher)


def _licence(tree: Tree, header: Element | None) -> tuple[str, str]:
    licence = tree.one("licence", header) if header else None
    if licence is None:
        return "", ""
    address = licence.traits.get("target", "")
    return address or tree.words_of(licence), "<availability><licence>"
