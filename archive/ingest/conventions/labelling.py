"""Which marks are believed: those that the whole document bears out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions import continuing, headers
from archive.ingest.conventions.marks import Form, Mark, marks, stamp
from archive.ingest.conventions.senses import QA, UNNAMED, Sense
from archive.ingest.conventions.vocabulary import PAIRS
from archive.ingest.names import WIDE, bare, fits, is_full, key_of, tokens, untitled
from archive.ingest.persons import Person
from archive.transcript import Kind

NO_VOICE = {Sense.PAUSE, Sense.TIME}
CAN_NAME = {Sense.NAME, Sense.OTHER}
DOMINANT = 0.8
MANY = 4
KINDS = {Sense.QUESTION: Kind.QUESTION, Sense.ANSWER: Kind.ANSWER}
FAMILIES = ({Form.COLON, Form.BOLD}, {Form.LINE}, {Form.DASH}, {Form.STOP})
SENTENCE_END = r"(?:(?<=[.?!…。？！\])»”\"'’>])\s*|(?<=\s)[-–—]\s*|\n\s*)"


@dataclass(frozen=True, slots=True)
class Labelled:
    """The marks that open turns, those that only could, and what is no speech."""

    marks: tuple[Mark, ...] = ()
    doubtful: frozenset[Mark] = frozenset()
    refused: tuple[Mark, ...] = ()
    asides: tuple[int, ...] = ()
    people: tuple[Person, ...] = ()

    def count(self, senses: Iterable[Sense]) -> int:
        wanted = set(senses)
        return sum(mark.sense in wanted for mark in self.marks)


def labelled(blocks: Sequence[Block]) -> Labelled:
    """Return the marks that the document as a whole bears out."""
    every = _paired(marks(blocks))
    stated = headers.found(blocks, every)
    pauses = [mark for mark in every if _is_pause(blocks, mark)]
    apart = stated.marks | set(pauses)
    open_marks = [
        mark for mark in every if mark not in apart and mark.sense not in NO_VOICE
    ]
    words = _words(open_marks)
    names, doubtful = _best_family(blocks, open_marks, stated.people, words)
    believed = _one_each(sorted({*words, *names}, key=_place))
    believed = _with_inner(blocks, believed)
    believed = continuing.with_times(believed, every)
    believed = continuing.with_dashes(blocks, believed)
    kept = set(believed)
    return Labelled(
        marks=tuple(believed),
        doubtful=frozenset(doubtful & kept),
        refused=tuple(mark for mark in open_marks if mark not in kept),
        asides=tuple(_asides(believed, apart)),
        people=(*stated.people, *headers.beside_labels(believed)),
    )


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
    return found


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
    first = (words or found)[0].block if found else 0
    front = blocks[:first]
    best: tuple[set[Mark], set[Mark]] = (set(), set())
    for forms in FAMILIES:
        family = [
            mark
            for mark in found
            if mark.form in forms and (mark.sense in CAN_NAME or mark.sense in UNNAMED)
        ]
        if forms == {Form.LINE}:
            family = _before_speech(blocks, family)
        told = _Family(family, words, [*(one.name for one in people)], front).believed()
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


class _Family:
    """Marks printed alike; which are sure tells how the others must look."""

    def __init__(
        self,
        marks: Sequence[Mark],
        words: Sequence[Mark],
        declared: Sequence[str],
        before: Sequence[Block],
    ) -> None:
        self.marks = marks
        self.begins = len(before)
        self.front = "\n".join(block.text for block in before).casefold()
        self.words = words
        self.declared = declared
        self.counts = Counter(mark.key for mark in marks)
        self.sure = self._sure()
        self.strong = [mark for mark in marks if mark.key in self.sure]
        self.printed = {untitled(bare(mark.label)) for mark in self.strong}
        self.style = _dominant([mark.style for mark in self.strong])
        timed = sum(mark.time is not None for mark in self.strong)
        self.is_timed = timed >= DOMINANT * len(self.strong)

    def believed(self) -> tuple[set[Mark], set[Mark]]:
        """The marks that open turns, and those of them that are doubtful."""
        if not self.sure:
            return set(), set()
        first = next(mark.block for mark in self.strong if self._is_styled(mark))
        known, doubtful = set(), set()
        for mark in self.marks:
            if mark.block < first and not self._is_styled(mark):
                continue
            if not self._may_precede_words(mark):
                continue
            if mark.key in self.sure or self._is_borne_out(mark):
                known.add(mark)
            elif self._may_be_somebody(mark):
                doubtful.add(mark)
        return known | doubtful, doubtful

    def _sure(self) -> set[str]:
        sure = {
            mark.key
            for mark in self.marks
            if _recurs(mark, self.counts[mark.key]) or (self.words and _is_office(mark))
        }
        if not sure:
            sure = {mark.key for mark in self._sure_by_form()}
        return sure

    def _sure_by_form(self) -> list[Mark]:
        """Marks that nobody repeats: bracketed, named before, or many full names."""
        bracketed = [mark for mark in self.marks if mark.style == "bracketed"]
        if len(bracketed) > 1:
            return bracketed
        if self.words:
            return [mark for mark in self.marks if self._is_named_before(mark)]
        full = [mark for mark in self.marks if _is_whole_name(mark)]
        named = any(self._is_named_before(mark) for mark in full)
        return full if len(full) >= MANY or (named and len(full) > 1) else []

    def _may_precede_words(self, mark: Mark) -> bool:
        """Before the first word for question only an office or a set-apart name."""
        if not self.words or mark.block > self.words[0].block:
            return True
        if mark.sense is Sense.NAME and _is_office(mark):
            return True
        set_apart = mark.style != "plain" and mark.style == self.style
        return set_apart or (mark.sense in UNNAMED and self.counts[mark.key] > 1)

    def _is_named_before(self, mark: Mark) -> bool:
        name = bare(mark.label)
        known = len(name) > 2 and name.casefold() in self.front
        return known and mark.block >= self.begins

    def _is_styled(self, mark: Mark) -> bool:
        return not self.style or mark.style == self.style

    def _is_borne_out(self, mark: Mark) -> bool:
        """Printed once, and sure by its form or by who is named elsewhere."""
        if mark.sense is Sense.OTHER:
            return False
        if mark.sense in UNNAMED:
            return mark.block > self.strong[0].block
        if self.words and self._is_named_before(mark):
            return True
        if (self.style and mark.style == self.style) or (self.is_timed and mark.time):
            return True
        name = untitled(bare(mark.label)) or bare(mark.label)
        alike = (
            fits(each, name) or fits(name, each) for each in self.printed if each[1:]
        )
        short = headers.INSIDE.search(mark.label)
        declares = short is not None and key_of(short[1]) in self.sure
        return declares or any(alike) or any(fits(name, one) for one in self.declared)

    def _may_be_somebody(self, mark: Mark) -> bool:
        """Printed once after others: a title and name, a full name, or a name alone."""
        if mark.sense is not Sense.NAME or not self._is_styled(mark):
            return False
        name = bare(mark.label)
        if untitled(name) not in {name, ""}:
            return True
        if mark.block < self.strong[0].block or WIDE.search(name):
            return False
        if is_full(name):
            return len(self.sure) >= MANY or self._is_named_before(mark)
        return len(self.sure) > 1 and not self.words


def _is_whole_name(mark: Mark) -> bool:
    name = untitled(bare(mark.label))
    return mark.sense is Sense.NAME and is_full(name) and not WIDE.search(name)


def _recurs(mark: Mark, count: int) -> bool:
    if mark.sense is Sense.OTHER:
        set_apart = mark.style != "plain" or mark.time is not None
        return count > 2 and (set_apart or (count > 4 and " " not in mark.key))
    if mark.form is Form.DASH or (mark.form is Form.LINE and mark.style == "plain"):
        several = len(tokens(mark.label)) > 1 and mark.form is Form.LINE
        return count > 2 or (count > 1 and (mark.time is not None or several))
    return count > 1


def _is_office(mark: Mark) -> bool:
    """A title before a name, or a role, is a mark beside words for question."""
    name = bare(mark.label)
    return mark.sense in UNNAMED or untitled(name) != name


def _dominant(styles: Sequence[str]) -> str:
    """The style of nearly all, when it is set apart from plain words."""
    if not styles:
        return ""
    style, count = Counter(styles).most_common(1)[0]
    return style if style != "plain" and count >= DOMINANT * len(styles) else ""


def _one_each(believed: Sequence[Mark]) -> list[Mark]:
    """One mark a place: the first of those that begin together or overlap."""
    kept: list[Mark] = []
    for mark in believed:
        last = kept[-1] if kept else None
        if last and last.block == mark.block and mark.start < last.words:
            continue
        kept.append(mark)
    return kept


def _with_inner(blocks: Sequence[Block], believed: list[Mark]) -> list[Mark]:
    """Marks inside paragraphs too: a believed label after the end of a sentence."""
    printed = {mark.label: mark for mark in believed if mark.form is Form.COLON}
    if not printed:
        return believed
    names = "|".join(sorted(map(re.escape, printed), key=len, reverse=True))
    inner = re.compile(rf"{SENTENCE_END}(?P<label>{names})\s*[:：]\s*")
    starts = {(mark.block, mark.words) for mark in believed}
    first = believed[0].block
    after = {mark.block: mark.words for mark in believed}
    more = []
    for number in range(first, len(blocks)):
        block, begin = blocks[number], after.get(number, 0)
        if not _has_colon(block.text, begin) or block.kind not in SPOKEN:
            continue
        more += [
            _inner(number, match, printed)
            for match in inner.finditer(block.text, begin)
            if match.start() > begin and (number, match.end()) not in starts
        ]
    if not more:
        return believed
    return _one_each(sorted([*believed, *more], key=_place))


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
