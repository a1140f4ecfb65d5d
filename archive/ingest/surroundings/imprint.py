"""What a publication prints around a conversation: title, standfirst, credit, date.

Reads names and the outlet from the words that state them; each finding is a
Claim with those words as its evidence. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.ingest.blocks import Block
from archive.ingest.casting.persons import Person
from archive.ingest.conventions.conversation import Conversation
from archive.ingest.surroundings import bylines, dating, publications, titles
from archive.transcript import Basis, Claim, Dating, Kind, Role, SkippedKind

STANDFIRST = re.compile(
    r"(?:an?\s+)?interview\s+(?:with|of)\s+(?P<person>.+?)"
    r"(?:\s+(?:for|to|in)\s+(?:the\s+)?(?P<outlet>.+?)"
    r"(?:\s+(?:newspaper|magazine|journal|weekly|daily|agency|website))?)?\.?",
    re.IGNORECASE,
)
PIECES = re.compile(r"\s+\|\s+")
FIRST_LINE = "the first line before the first turn"
MOST_LIKELY = "of the lines before the first turn the most like a title"
CLOSING = 3
# A date that signs a talk stands in one of so many blocks after it.
SIGNED = 2
FIRST_QUESTIONS = 3
FIRST_ASIDES = 5


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
    dating: Dating | None = None
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

    It is looked for among the last three blocks; what follows it goes with it. What
    begins another block too, as `Interviewer:` does, marks speech and credits nobody.
    """
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 1 - CLOSING), -1):
        text = blocks[place].text
        name = bylines.credited(text)
        if name and not _comes_again(text[: text.rindex(name)], blocks, place):
            return blocks[:place], Credit(name, tuple(blocks[place:]))
    return blocks, None


def _comes_again(mark: str, blocks: Sequence[Block], place: int) -> bool:
    return any(
        at != place and block.text.startswith(mark) for at, block in enumerate(blocks)
    )


def read(
    before: Sequence[Block],
    credit: Credit | None,
    whole: Conversation | None = None,
    stated: Sequence[Claim] = (),
) -> Imprint:
    """Return what the blocks before the first turn and the credit line state.

    `whole` is the conversation between them, `stated` what the format says itself.
    """
    imprint = Imprint()
    whole = whole or Conversation(())
    known = {claim.field: claim.value for claim in stated}
    imprint.title = known.get("title", "")
    imprint.standfirst = known.get("standfirst", "")
    rest = _read_titles(imprint, list(before), whole)
    _read_standfirst(imprint, rest)
    _read_outlet(imprint, [*rest, *(credit.blocks if credit else ())])
    _read_credit(imprint, credit, rest)
    _read_interviewee(imprint, before, whole)
    closing = credit.blocks if credit else ()
    imprint.dating = dating.stated(imprint.title, [*before, *closing], known, whole)
    imprint.dating = imprint.dating or dating.signed(whole.after[:SIGNED], known)
    for block in before:
        if block not in imprint.notes:
            imprint.front(block, "not recognised")
    for block in whole.after:
        imprint.notes[block] = Note(SkippedKind.CREDIT, "after the conversation")
    return imprint


def _read_titles(
    imprint: Imprint, before: list[Block], whole: Conversation
) -> list[Block]:
    """A page title “title | section | site” is recognised by the title after it."""
    if not before:
        return []
    page, *rest = before
    first, *others = PIECES.split(page.text)
    title = next((block for block in rest if block.text == first), None)
    if others and title is not None:
        imprint.front(page, "page title and site")
        _read_page_title(imprint, page, others, rest)
        imprint.claim("title", title.text, Basis.TEXT, page.text)
        imprint.front(title, "title")
    elif not imprint.title:
        _read_likely_title(imprint, before, whole)
    return [block for block in before if block not in imprint.notes]


def _read_likely_title(
    imprint: Imprint, before: Sequence[Block], whole: Conversation
) -> None:
    voices = list(dict.fromkeys(turn.who or turn.label for turn in whole.turns))
    others = [number for number, block in enumerate(before) if _is_credit(block.text)]
    place = titles.best(before, voices, others)
    if place is None:
        return
    words = titles.joined(before, place)
    evidence = FIRST_LINE if place == 0 else MOST_LIKELY
    imprint.claim("title", words, Basis.INFERRED, evidence)
    imprint.front(before[place], "title")


def _is_credit(line: str) -> bool:
    return bool(bylines.credited(line) or publications.named(line))


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
        if match := STANDFIRST.fullmatch(block.text[:300]):
            imprint.claim("standfirst", block.text, Basis.TEXT, "")
            imprint.front(block, "standfirst")
            if match["outlet"]:
                imprint.claim("outlet", match["outlet"], Basis.TEXT, block.text)
            return


def _read_outlet(imprint: Imprint, lines: Sequence[Block]) -> None:
    for block in lines if not imprint.outlet else ():
        if name := publications.named(block.text):
            imprint.claim("outlet", name, Basis.TEXT, block.text)
            return


def _read_credit(
    imprint: Imprint, credit: Credit | None, rest: Sequence[Block]
) -> None:
    """The line after the conversation, or one before it."""
    if credit:
        line, *after = credit.blocks
        imprint.notes[line] = Note(SkippedKind.CREDIT, "credit")
        for block in after:
            imprint.notes[block] = Note(SkippedKind.CREDIT, "after the credit")
        _credit(imprint, credit.name, line.text)
        return
    for block in rest:
        if name := bylines.credited(block.text):
            imprint.notes[block] = Note(SkippedKind.CREDIT, "credit")
            _credit(imprint, name, block.text)
            return


def _credit(imprint: Imprint, name: str, evidence: str) -> None:
    imprint.people.append(Person(name, Role.INTERVIEWER, Basis.TEXT, evidence))


def _read_interviewee(
    imprint: Imprint, before: Sequence[Block], whole: Conversation
) -> None:
    questions = [
        turn.blocks[0].text for turn in whole.turns if turn.kind is Kind.QUESTION
    ]
    asked_by = imprint.people[0].name if imprint.people else ""
    title, standfirst = imprint.title, imprint.standfirst
    lines = [block.text for block in before if block.text not in {title, standfirst}]
    lines += [aside.block.text for aside in whole.asides[:FIRST_ASIDES]]
    found = bylines.interviewee(
        title, [standfirst, *lines], asked_by, questions[:FIRST_QUESTIONS]
    )
    if found:
        imprint.people.append(found)
