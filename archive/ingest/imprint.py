"""What a publication prints around a conversation: title, standfirst, credit.

Reads names and the outlet from the words that state them; each finding is a
Claim with those words as its evidence. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.blocks import Block
from archive.ingest.persons import Person
from archive.transcript import Basis, Claim, Role, SkippedKind

# How a publication says who asked: in English, French, German, Spanish, Russian,
# Kazakh and Chinese.
CREDIT = re.compile(
    r"(?:(?:the\s+)?interview\s+(?:was\s+)?(?:conducted\s+)?by|interviewed\s+by|"
    r"questions\s+(?:asked\s+)?by|propos\s+recueillis\s+par|"
    r"(?:das\s+)?(?:interview|gespräch)\s+führten?|entrevista\s+(?:realizada\s+)?por|"
    r"(?:беседовала?|беседу\s+в[её]ла?|интервью\s+(?:брала?|взяла?|пров[её]ла?))|"
    r"(?:сұхбаттасқан|әңгімелескен|сұхбат\s+жүргізген)|採訪|采访)"
    r"\s*[:：–—]?\s*(?P<name>\w.{1,60}?)\.?",
    re.IGNORECASE,
)
STANDFIRST = re.compile(
    r"(?:an?\s+)?interview\s+(?:with|of)\s+(?P<person>.+?)"
    r"(?:\s+(?:for|to|in)\s+(?:the\s+)?(?P<outlet>.+?)"
    r"(?:\s+(?:newspaper|magazine|journal|weekly|daily|agency|website))?)?\.?",
    re.IGNORECASE,
)
TITLED = re.compile(r"(?P<person>[^:|?!]{3,60}):\s+\S.*")
PIECES = re.compile(r"\s+\|\s+")
NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*\s+){0,4}[^\W\d_][\w'’.-]*")
PARTICLES = {"al", "bin", "da", "de", "del", "der", "di", "du", "la", "van", "von"}
LONGEST_CREDIT = 120
CLOSING = 3


@dataclass(frozen=True, slots=True)
class Credit:
    """The line that names the interviewer, and what is printed after it."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a block is that stands around the conversation."""

    kind: SkippedKind
    words: str


@dataclass(slots=True)
class Imprint:
    """What was found; `notes` says of each block what it is."""

    title: str = ""
    standfirst: str = ""
    section: str = ""
    outlet: str = ""
    republisher: str = ""
    claims: list[Claim] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    notes: dict[Block, Note] = field(default_factory=dict)

    def claim(self, name: str, value: str, basis: Basis, evidence: str) -> None:
        setattr(self, name, value)
        self.claims.append(Claim(name, value, basis, evidence))

    def front(self, block: Block, words: str) -> None:
        self.notes[block] = Note(SkippedKind.FRONT_MATTER, words)


def without_credit(blocks: Sequence[Block]) -> tuple[Sequence[Block], Credit | None]:
    """Return the blocks without a closing credit line, and that line.

    It is looked for among the last three blocks; what follows it goes with it.
    """
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 1 - CLOSING), -1):
        match = CREDIT.fullmatch(blocks[place].text[: LONGEST_CREDIT + 1])
        if match and _is_name(match["name"]):
            return blocks[:place], Credit(match["name"], tuple(blocks[place:]))
    return blocks, None


def read(before: Sequence[Block], credit: Credit | None) -> Imprint:
    """Return what the blocks before the first turn and the credit line state."""
    imprint = Imprint()
    rest = _read_titles(imprint, list(before))
    _read_standfirst(imprint, rest)
    _read_interviewee(imprint)
    if credit:
        _read_credit(imprint, credit)
    for block in before:
        if block not in imprint.notes:
            imprint.front(block, "not recognised")
    return imprint


def _read_titles(imprint: Imprint, before: list[Block]) -> list[Block]:
    """A page title “title | section | site” is recognised by the title after it."""
    if not before:
        return []
    page, *rest = before
    first, *others = PIECES.split(page.text)
    title = next((block for block in rest if block.text == first), None)
    if others and title is not None:
        imprint.front(page, "page title and site")
        _read_page_title(imprint, page, others, rest)
    else:
        title, others = page, []
    basis = Basis.TEXT if others else Basis.INFERRED
    evidence = page.text if others else "the first line before the first turn"
    imprint.claim("title", title.text, basis, evidence)
    imprint.front(title, "title")
    return [block for block in rest if block not in imprint.notes]


def _read_page_title(
    imprint: Imprint, page: Block, others: list[str], rest: list[Block]
) -> None:
    *sections, site = others
    imprint.claim(
        "republisher", site, Basis.INFERRED, f"ends the page title: {page.text}"
    )
    for block in rest:
        if block.text in sections:
            imprint.claim("section", block.text, Basis.TEXT, page.text)
            imprint.front(block, "section")


def _read_standfirst(imprint: Imprint, rest: list[Block]) -> None:
    for block in rest:
        if match := STANDFIRST.fullmatch(block.text):
            imprint.claim("standfirst", block.text, Basis.TEXT, "")
            imprint.front(block, "standfirst")
            if match["outlet"]:
                imprint.claim("outlet", match["outlet"], Basis.TEXT, block.text)
            return


def _read_interviewee(imprint: Imprint) -> None:
    """The standfirst says who was interviewed; the title often gives the bare name."""
    titled = TITLED.fullmatch(imprint.title)
    asked = STANDFIRST.fullmatch(imprint.standfirst)
    name = titled["person"] if titled and _is_name(titled["person"]) else ""
    if name and asked and asked["person"].endswith(name):
        evidence = f"{imprint.standfirst} · {imprint.title}"
        found = Person(name, Role.INTERVIEWEE, Basis.TEXT, evidence)
    elif asked and _is_name(asked["person"]):
        found = Person(
            asked["person"], Role.INTERVIEWEE, Basis.TEXT, imprint.standfirst
        )
    elif name:
        found = Person(name, Role.INTERVIEWEE, Basis.INFERRED, imprint.title)
    else:
        return
    imprint.people.append(found)


def _read_credit(imprint: Imprint, credit: Credit) -> None:
    line, *after = credit.blocks
    person = Person(credit.name, Role.INTERVIEWER, Basis.TEXT, line.text)
    imprint.people.append(person)
    imprint.notes[line] = Note(SkippedKind.CREDIT, "credit")
    for block in after:
        imprint.notes[block] = Note(SkippedKind.CREDIT, "after the credit")


def _is_name(words: str) -> bool:
    """Up to five words without figures, each with a capital but for “van” and such.

    Scripts without capitals pass.
    """
    parts = words.split()
    return NAME.fullmatch(words) is not None and all(
        part in PARTICLES or not part[0].islower() for part in parts
    )
