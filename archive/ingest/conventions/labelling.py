"""Which marks are believed: those that the whole document bears out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.casting.persons import Person
from archive.ingest.casting.vocabulary import PAIRS
from archive.ingest.conventions import (
    alternating,
    continuing,
    examining,
    headers,
    misprints,
)
from archive.ingest.conventions.colonless import bare_word
from archive.ingest.conventions.families import Family
from archive.ingest.conventions.lapses import lapses
from archive.ingest.conventions.marking import Form, Mark, stamp
from archive.ingest.conventions.marks import marks
from archive.ingest.conventions.senses import QA, UNNAMED, Sense
from archive.transcript import Kind

# A document of more voices is searched inside paragraphs for those who speak most.
MOST = 200
# Nobody's talk has so many names before speech: a list or a dictionary has.
CROWD = 3000
NO_VOICE = {Sense.PAUSE, Sense.TIME}
CAN_NAME = {Sense.NAME, Sense.OTHER}
KINDS = {Sense.QUESTION: Kind.QUESTION, Sense.ANSWER: Kind.ANSWER}
FAMILIES = (
    {Form.COLON, Form.BOLD},
    {Form.LINE},
    {Form.DASH},
    {Form.STOP},
    {Form.BRACKET},
    {Form.TAB},
)
ONCE = "“{}” is printed once before a colon: is it a speaker?"
SENTENCE_END = r"(?:(?<=[.?!…。？！\])»”\"'’>])\s*|(?<=\s)[-–—]\s*|\n\s*)"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The marks that open turns, those that only could, and what is no speech."""

    marks: tuple[Mark, ...] = ()
    doubts: Mapping[Mark, str] = field(default_factory=dict)
    lapses: Mapping[Mark, str] = field(default_factory=dict)
    refused: tuple[Mark, ...] = ()
    asides: tuple[int, ...] = ()
    people: tuple[Person, ...] = ()

    def count(self, senses: Iterable[Sense]) -> int:
        counts = Counter(mark.sense for mark in self.marks)
        return sum(counts[sense] for sense in set(senses))


class _Last:
    """The document read last: two conventions ask for its labels in a row."""

    read: tuple[Sequence[Block], Labelled] = ((), Labelled())


def labelled(blocks: Sequence[Block]) -> Labelled:
    """Return the marks that the document as a whole bears out."""
    read, seen = _Last.read
    if read is not blocks or not isinstance(blocks, tuple):
        seen = _labelled(blocks)
        _Last.read = (blocks, seen)
    return seen


def _labelled(blocks: Sequence[Block]) -> Labelled:
    found = marks(blocks)
    if len({mark.key for mark in found if mark.sense is Sense.NAME}) > CROWD:
        return Labelled()
    every, misprinted = misprints.mended(_reread(blocks, _paired(found)))
    stated = headers.found(blocks, every)
    pauses = [mark for mark in every if _is_pause(blocks, mark)]
    named = examining.examiners(blocks)
    apart = stated.marks | set(pauses)
    apart |= {mark for mark in every if mark.block in named}
    open_marks = [
        mark for mark in every if mark not in apart and mark.sense not in NO_VOICE
    ]
    words = _words(open_marks)
    names, doubtful = _best_family(blocks, open_marks, stated.people, words)
    believed = sorted({*words, *names}, key=_place)
    believed = _with_inner(blocks, believed)
    believed = continuing.with_times(believed, every)
    believed = continuing.with_dashes(blocks, believed)
    believed = alternating.after_bold(blocks, believed)
    believed = alternating.with_changes(blocks, believed)
    believed = alternating.after_exchange(blocks, believed)
    kept = set(believed)
    refused = tuple(mark for mark in open_marks if mark not in kept)
    doubts = {mark: ONCE.format(mark.label) for mark in doubtful} | misprinted
    return Labelled(
        marks=tuple(believed),
        doubts={mark: doubt for mark, doubt in doubts.items() if mark in kept},
        lapses=lapses(blocks, believed, refused),
        refused=refused,
        asides=tuple(_asides(believed, apart)),
        people=(*stated.people, *headers.beside_labels(believed)),
    )


def _reread(blocks: Sequence[Block], found: list[Mark]) -> list[Mark]:
    """The marks, with “A. Well:” as an answer where answers begin so.

    A label that recurs is a name: of one who asks or answers nothing is printed twice.
    """
    bare = {mark.key: mark.sense for mark in found if mark.form is Form.BARE}
    if Sense.QUESTION not in bare.values():
        return found
    counts = Counter(mark.key for mark in found)
    return [
        mark if counts[mark.key] > 1 else _as_word(blocks[mark.block], mark, bare)
        for mark in found
    ]


def _as_word(block: Block, mark: Mark, senses: Mapping[str, Sense]) -> Mark:
    if mark.form is not Form.COLON or mark.sense not in CAN_NAME:
        return mark
    word = bare_word(mark.block, block, mark.start, mark.start, mark.time)
    return replace(word, sense=senses.get(word.key, word.sense)) if word else mark


def _place(mark: Mark) -> tuple[int, int]:
    return mark.block, mark.start


def _paired(found: list[Mark]) -> list[Mark]:
    """Single letters that come as question and answer, named so."""
    if any(mark.sense is Sense.QUESTION for mark in found):
        return found
    letters = [mark.key for mark in found if len(mark.key) == 1]
    counts = Counter(letters)
    for asking, replying in PAIRS:
        fewer, more = sorted((counts[asking], counts[replying]))
        asks_first = asking in letters and asking == next(
            letter for letter in letters if letter in {asking, replying}
        )
        if fewer and fewer * 2 >= more and asks_first:
            senses = {asking: Sense.QUESTION, replying: Sense.ANSWER}
            return [
                replace(mark, sense=senses.get(mark.key, mark.sense)) for mark in found
            ]
    return [_as_initial(mark) for mark in found]


def _as_initial(mark: Mark) -> Mark:
    """Without a word for question, the letter A is somebody's initial."""
    if mark.sense is Sense.ANSWER and len(mark.key) == 1 and mark.form is Form.COLON:
        return replace(mark, sense=Sense.NAME)
    return mark


def _is_pause(blocks: Sequence[Block], mark: Mark) -> bool:
    """A break in a recording: a word for it and at most a time."""
    if mark.sense is not Sense.PAUSE:
        return False
    text = blocks[mark.block].text
    _, end = stamp(text, mark.words)
    return end >= len(text) or mark.form is Form.LINE


def _words(found: Sequence[Mark]) -> list[Mark]:
    """The marks that are words for question and answer, if they are used as such."""
    said = [mark for mark in found if mark.sense in QA]
    counts = Counter(mark.sense for mark in said)
    if not counts[Sense.QUESTION]:
        return []
    forms = {mark.form for mark in said if mark.sense is Sense.QUESTION}
    if counts.total() < 2 and not _is_followed(said[0], found):
        return []
    if forms == {Form.LINE} and counts[Sense.QUESTION] < 2:
        return []
    return [mark for mark in said if mark.form in forms or mark.form is Form.COLON]


def _is_followed(word: Mark, found: Sequence[Mark]) -> bool:
    """Whether one word for question, with a colon, is answered under a name."""
    later = [mark for mark in found if mark.block > word.block]
    named = bool(later) and later[0].sense is Sense.NAME
    return named and word.form is Form.COLON and len(word.key) > 1


def _best_family(
    blocks: Sequence[Block],
    found: Sequence[Mark],
    people: Sequence[Person],
    words: Sequence[Mark],
) -> tuple[set[Mark], set[Mark]]:
    """The marks of the way of printing names that covers most, and the doubtful."""
    declared = [one.name for one in people]
    best: tuple[set[Mark], set[Mark]] = (set(), set())
    naming = [mark for mark in found if mark.sense in CAN_NAME | UNNAMED]
    printed = {mark.form for mark in naming}
    for forms in FAMILIES:
        if not forms & printed:
            continue
        family = [mark for mark in naming if mark.form in forms]
        if forms == {Form.LINE}:
            family = _before_speech(blocks, family)
        told = Family(family, words, declared, blocks).believed()
        if len(told[0]) > len(best[0]):
            best = told
    return best


def _before_speech(blocks: Sequence[Block], family: list[Mark]) -> list[Mark]:
    """Lines with speech right after them, and no other such line."""
    places = {mark.block for mark in family}
    return [
        mark
        for mark in family
        if mark.block + 1 < len(blocks)
        and mark.block + 1 not in places
        and blocks[mark.block + 1].kind in SPOKEN
    ]


def _with_inner(blocks: Sequence[Block], believed: list[Mark]) -> list[Mark]:
    """Marks inside paragraphs too: a believed label after the end of a sentence."""
    colons = {mark.label: mark for mark in believed if mark.form is Form.COLON}
    if not colons:
        return believed
    often = Counter(mark.label for mark in believed if mark.form is Form.COLON)
    printed = {label: colons[label] for label, _ in often.most_common(MOST)}
    starts = {(mark.block, mark.words) for mark in believed}
    begins = {mark.block: mark.words for mark in believed}
    more = []
    for number in range(believed[0].block, len(blocks)):
        block, begin = blocks[number], begins.get(number, 0)
        if not _may_hold(block, begin, printed):
            continue
        more += [
            _inner(number, match, printed)
            for match in _inside(tuple(printed)).finditer(block.text, begin)
            if match.start() > begin and (number, match.end()) not in starts
        ]
    if not more:
        return believed
    return sorted([*believed, *more], key=_place)


@lru_cache(maxsize=1)
def _inside(labels: tuple[str, ...]) -> re.Pattern[str]:
    """One of these labels after the end of a sentence, and its colon."""
    names = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    return re.compile(rf"{SENTENCE_END}(?P<label>{names})\s*[:：]\s*")


def _may_hold(block: Block, begin: int, labels: Iterable[str]) -> bool:
    """Whether a label and a colon stand in the words of a block, as few have it."""
    if block.kind not in SPOKEN or not _has_colon(block.text, begin):
        return False
    return any(block.text.find(label, begin) >= 0 for label in labels)


def _has_colon(text: str, begin: int) -> bool:
    return text.find(":", begin) >= 0 or text.find("：", begin) >= 0


def _inner(number: int, match: re.Match[str], printed: dict[str, Mark]) -> Mark:
    like = printed[match["label"]]
    return replace(
        like, block=number, start=match.start(), words=match.end(), time=None
    )


def _asides(believed: Sequence[Mark], apart: Iterable[Mark]) -> Iterator[int]:
    """Blocks of lists and breaks that stand between turns."""
    if not believed:
        return
    opened = {mark.block for mark in believed}
    for number in sorted({mark.block for mark in apart}):
        if number > believed[0].block and number not in opened:
            yield number
