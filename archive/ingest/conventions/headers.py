"""Lists of what a transcript is: who asks, who answers, when, where. No speech."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.blocks import Block
from archive.ingest.casting.names import bare, is_full, looks_like_a_name
from archive.ingest.casting.persons import Person
from archive.ingest.conventions.marking import Form, Mark
from archive.ingest.conventions.senses import Sense, sense_of
from archive.transcript import Basis, Role

ENDS = re.compile(r"[.!?…。！？]$")
INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$|\b(?:Jr|Sr|Dr)\.$")
SEVERAL = re.compile(r"\s+(?:and|und|et|y|e|i|и|және|ve|og|och|en|&)\s+|[,;、，]\s*")
ROLES = {Sense.HOST: Role.INTERVIEWER, Sense.GUEST: Role.INTERVIEWEE}
INSIDE = re.compile(r"[(\[（]\s*([^)\]）]{1,40}?)\s*[)\]）]")
LONGEST_VALUE = 160


@dataclass(frozen=True, slots=True)
class Headers:
    """The marks that head a list, and the people whom they declare."""

    marks: frozenset[Mark]
    people: tuple[Person, ...]


def found(blocks: Sequence[Block], marks: Sequence[Mark]) -> Headers:
    """Return the marks that state something instead of opening a turn."""
    stated = [mark for mark in marks if _may_state(blocks, mark)]
    heads: set[Mark] = set()
    for run in _runs(stated):
        if len(run) > 1 or _value_is_name(blocks[run[0].block], run[0]):
            heads.update(run)
    people = dict.fromkeys(
        person
        for mark in stated
        if mark in heads
        for person in _people(blocks[mark.block], mark)
    )
    return Headers(frozenset(heads), tuple(people))


def beside_labels(marks: Sequence[Mark]) -> Iterator[Person]:
    """People whose label says in parentheses what they do: “Leo Dion (host):”."""
    for label in dict.fromkeys(mark.label for mark in marks):
        inside = INSIDE.search(label)
        sense = sense_of(inside[1])[0] if inside else None
        if sense in ROLES and looks_like_a_name(bare(label)):
            yield Person(bare(label), ROLES[sense], Basis.TEXT, label)


def _may_state(blocks: Sequence[Block], mark: Mark) -> bool:
    if mark.form is not Form.COLON:
        return False
    if mark.sense is Sense.HEADER:
        return len(value(blocks[mark.block], mark)) <= LONGEST_VALUE
    return mark.sense in ROLES and _value_is_name(blocks[mark.block], mark)


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks in blocks next to each other."""
    run: list[Mark] = []
    for mark in marks:
        if run and mark.block > run[-1].block + 1:
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def value(block: Block, mark: Mark) -> str:
    """What stands after the mark on its line."""
    return block.text[mark.words :].split("\n", 1)[0].strip()


def _value_is_name(block: Block, mark: Mark) -> bool:
    if mark.sense not in ROLES:
        return False
    words = value(block, mark)
    if not words or len(words) > LONGEST_VALUE:
        return False
    if ENDS.search(words) and not INITIAL.search(words):
        return False
    first = SEVERAL.split(words)[0]
    return is_full(bare(first)) and looks_like_a_name(bare(first))


def _people(block: Block, mark: Mark) -> Iterator[Person]:
    if mark.sense not in ROLES or not _value_is_name(block, mark):
        return
    evidence = f"{mark.label}: {value(block, mark)}"
    for part in SEVERAL.split(value(block, mark)):
        name = bare(part) if part else ""
        if is_full(name) and looks_like_a_name(name):
            yield Person(name, ROLES[mark.sense], Basis.TEXT, evidence)
