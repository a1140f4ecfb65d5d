"""Marks printed alike, and which of them the document as a whole bears out."""

import re
from collections import Counter
from collections.abc import Sequence

from archive.ingest.blocks import Block
from archive.ingest.casting.names import (
    WIDE,
    bare,
    fits,
    is_full,
    key_of,
    tokens,
    untitled,
)
from archive.ingest.casting.vocabulary import CJK_TITLES
from archive.ingest.conventions import headers
from archive.ingest.conventions.asking import asks
from archive.ingest.conventions.marking import Form, Mark
from archive.ingest.conventions.senses import UNNAMED, Sense

DOMINANT = 0.8
INITIALS = re.compile(r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.){0,2}[ -]?[^\W\d_]\.?")
MANY, LEAST = 4, 3
# No document makes the comparing of names grow without bounds.
FEW, FRONT, WIDTH = 60, 40, 2000


class Family:
    """Marks printed alike; which are sure tells how the others must look."""

    def __init__(
        self,
        marks: Sequence[Mark],
        words: Sequence[Mark],
        declared: Sequence[str],
        blocks: Sequence[Block],
    ) -> None:
        self.marks = marks
        self.blocks = blocks
        self.front = [block.text[:WIDTH].casefold() for block in blocks[:FRONT]]
        self.words = words
        self.declared = declared
        self.counts = Counter(mark.key for mark in marks)
        self.sure = self._sure()
        self.strong = [mark for mark in marks if mark.key in self.sure]
        printed = dict.fromkeys(untitled(bare(mark.label)) for mark in self.strong)
        self.printed = [name for name in printed if name[1:]][:FEW]
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
        sure |= self._short_and_full()
        if sure:
            sure |= self._shared_surnames()
        if not sure:
            sure = {mark.key for mark in self._sure_by_form()}
        return sure

    def _short_and_full(self) -> set[str]:
        """Names that recur in another form: “Dinara Aset” and then “D. Aset”."""
        names = {mark.key: untitled(bare(mark.label)) for mark in self.marks}
        lines = {mark.key: mark.style for mark in self.marks if mark.form is Form.LINE}
        once = [key for key in names if self.counts[key] == 1][:FEW]
        full = [key for key in names if is_full(names[key])][:FEW]
        pairs = (
            (key, other)
            for key in once
            for other in full
            if key != other and names[key] and fits(names[key], names[other])
            if lines.get(key) == lines.get(other)
        )
        return {key for pair in pairs for key in pair}

    def _shared_surnames(self) -> set[str]:
        """Names that recur with another title or initial: “Mrs. Aset”, “D. Aset”."""
        found: dict[str, set[str]] = {}
        for mark in self.marks:
            name = untitled(bare(mark.label))
            is_name = mark.sense is Sense.NAME and not WIDE.search(name)
            if is_name and name and len(tokens(name)[-1]) >= LEAST:
                found.setdefault(tokens(name)[-1], set()).add(mark.key)
        return {key for keys in found.values() if len(keys) > 1 for key in keys}

    def _sure_by_form(self) -> list[Mark]:
        """Marks that nobody repeats: bracketed, named before, or many full names."""
        bracketed = [mark for mark in self.marks if mark.style == "bracketed"]
        if len(bracketed) > 1:
            return bracketed
        if headed := [mark for mark in self.marks if is_headed(mark)]:
            return headed
        if self.words:
            return [mark for mark in self.marks if self._is_named_before(mark)]
        full = [mark for mark in self.marks if _is_whole_name(mark)]
        named = any(self._is_named_before(mark) for mark in full)
        if len(full) >= MANY or (named and len(full) > 1) or self._is_exchange(full):
            return full
        return []

    def _is_exchange(self, full: Sequence[Mark]) -> bool:
        """Whether two full names stand before a question and what follows it."""
        if len({mark.key for mark in full}) != 2 or full[0].form is Form.DASH:
            return False
        first, later = full[0].block, full[1].block
        return any(asks(block.text) for block in self.blocks[first:later])

    def _may_precede_words(self, mark: Mark) -> bool:
        """Before the first word for question only an office or a set-apart name."""
        if not self.words or mark.block > self.words[0].block:
            return True
        if mark.sense is Sense.NAME and _is_office(mark):
            return True
        set_apart = mark.style != "plain" and mark.style == self.style
        return set_apart or (mark.sense in UNNAMED and self.counts[mark.key] > 1)

    def _is_named_before(self, mark: Mark) -> bool:
        """Whether what is printed before the talk, or before the mark, names it."""
        name = bare(mark.label).casefold()
        before = self.words[0].block if self.words else mark.block
        if mark.block < before or len(name) < LEAST:
            return False
        return any(name in text for text in self.front[:before])

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
        alike = (fits(each, name) or fits(name, each) for each in self.printed)
        short = headers.INSIDE.search(mark.label)
        declares = short is not None and key_of(short[1]) in self.sure
        return declares or any(alike) or any(fits(name, one) for one in self.declared)

    def _may_be_somebody(self, mark: Mark) -> bool:
        """Printed once after others: a title and name, a full name, or a name alone."""
        if mark.sense is not Sense.NAME or not self._is_styled(mark):
            return False
        name = bare(mark.label)
        if untitled(name) not in {name, ""} or CJK_TITLES.search(name):
            return True
        if mark.block < self.strong[0].block or WIDE.search(name):
            return False
        if INITIALS.fullmatch(name):
            return True
        if is_full(name):
            few_or_many = len(self.sure) == 1 or len(self.sure) >= MANY
            return few_or_many or self._is_named_before(mark)
        return len(self.sure) > 1 and not self.words


def is_headed(mark: Mark) -> bool:
    """A heading that is a name and a colon is sure, though a speech has but one."""
    is_colon = mark.form is Form.COLON and mark.sense is Sense.NAME
    return is_colon and mark.style.startswith("heading") and mark.is_alone


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
