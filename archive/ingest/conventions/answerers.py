"""Names before answers whose questions are told by their format alone.

**What do you do at the well?**
Ann: I dig.
Ben: I line the walls.
**Who taught you?**
Ben: My father.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.casting.names import looks_like_a_name
from archive.ingest.casting.persons import Person
from archive.ingest.conventions.stretches import Stretch
from archive.transcript import Basis, Role

LEAD = re.compile(
    r"(?:[-–—*•]\s*)?(?P<name>[^\W\d_][^\n:：?!,;]{0,40}?)"
    r"(?:\s*\([^()\n]{1,30}\))?\s?[:：](?!//)\s*"
)
INITIALS = re.compile(r"(?P<name>[A-ZÄÖÜА-ЯЁ]{2,3})\s+(?=\S)")
ASKER = re.compile(r"(?:[^\s:：?!]+\s){0,3}[^\s:：?!]{1,30}\s?[:：]\s*")
# Of so many answers a name must stand before the first words.
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """Whose name stands before words that begin at `end` of a block."""

    name: str
    end: int


@dataclass(frozen=True, slots=True)
class Labels:
    """Names by the number of their block; `asking` letters are the first asker's."""

    answering: dict[int, Label] = field(default_factory=dict)
    asking: int = 0


def found(blocks: Sequence[Block], asked: Sequence[Stretch]) -> Labels:
    """Return the names before answers, where half of them or the first have one."""
    first = list(_first_words(blocks, asked))
    for pattern, share in ((LEAD, SHARE), (INITIALS, 0.8)):
        leads = {place: _lead(blocks[place], start, pattern) for place, start in first}
        names = {label.name for label in leads.values() if label}
        if sum(map(bool, leads.values())) >= max(2, share * len(asked)):
            return Labels(_all(blocks, asked, dict(first), names, pattern))
    asker = ASKER.match(blocks[asked[0].block].text)
    if not first or not looks_like_a_name(first_name(blocks, first[0])):
        return Labels()
    place, start = first[0]
    label = _lead(blocks[place], start, LEAD)
    set_apart = label is not None and blocks[place].is_bold(start, label.end)
    if not asker and not set_apart:
        return Labels()
    return Labels({place: label} if label else {}, asker.end() if asker else 0)


def people(labels: Labels) -> Iterator[Person]:
    """Those named before answers."""
    for name in dict.fromkeys(label.name for label in labels.answering.values()):
        yield Person(
            name, Role.INTERVIEWEE, Basis.TEXT, f"a label before answers: {name}"
        )


def evidence(labels: Labels) -> str:
    names = dict.fromkeys(label.name for label in labels.answering.values())
    return f"; names before answers: {', '.join(names)}" if names else ""


def first_name(blocks: Sequence[Block], at: tuple[int, int]) -> str:
    label = _lead(blocks[at[0]], at[1], LEAD)
    return label.name if label else ""


def _first_words(
    blocks: Sequence[Block], asked: Sequence[Stretch]
) -> Iterator[tuple[int, int]]:
    """Where the answer to each question begins."""
    taken = {each.block for each in asked}
    for each in asked:
        if not each.whole:
            yield each.block, each.end
            continue
        for place in range(each.block + 1, min(each.block + 4, len(blocks))):
            if place in taken:
                break
            if blocks[place].kind in SPOKEN:
                yield place, 0
                break


def _lead(block: Block, start: int, pattern: re.Pattern[str]) -> Label | None:
    match = pattern.match(block.text, start)
    if (
        match is None
        or match.end() == len(block.text)
        or not looks_like_a_name(match["name"])
    ):
        return None
    return Label(match["name"], match.end())


def _all(
    blocks: Sequence[Block],
    asked: Sequence[Stretch],
    first: dict[int, int],
    names: set[str],
    pattern: re.Pattern[str],
) -> dict[int, Label]:
    """Every block that begins with a name that stands before some answer."""
    whole = {each.block for each in asked if each.whole}
    labels = {}
    for place in range(asked[0].block, len(blocks)):
        if place in whole or blocks[place].kind not in SPOKEN:
            continue
        label = _lead(blocks[place], first.get(place, 0), pattern)
        if label and label.name in names:
            labels[place] = label
    return labels
