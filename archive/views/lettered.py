"""Annotations with what ties them to their words: a letter, on paper a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_lowercase

from archive.models import Annotation, Part, Turn
from archive.templatetags.record import Underline
from archive.templatetags.wording import shorten
from archive.views.beside import Beside

LEMMA = 80
HEAD, TAIL = 44, 30


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with the letter that ties it to its words, on paper its number."""

    annotation: Annotation
    letter: str
    number: int

    @property
    def lemma(self) -> str:
        """The words, or where they are many their head."""
        words = self.annotation.exact.strip()
        return words if len(words) <= LEMMA else shorten(words, HEAD)

    @property
    def lemma_end(self) -> str:
        """The last words of many."""
        words = self.annotation.exact.strip()
        cut = words[-TAIL:]
        return "" if len(words) <= LEMMA else (cut.partition(" ")[2] or cut)

    def stands_in(self, segment: Part) -> bool:
        about = self.annotation
        return about.start < segment.end and segment.start < about.end

    def underline(self, segment: Part, *, opens: bool, closes: bool) -> Underline:
        """The note's words as far as they stand in `segment`."""
        return Underline(
            start=max(self.annotation.start, segment.start) - segment.start,
            end=min(self.annotation.end, segment.end) - segment.start,
            note=self.annotation.pk,
            letter=self.letter,
            number=self.number,
            opens=opens,
            closes=closes,
        )


def letter(position: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    times, rest = divmod(position, len(ascii_lowercase))
    return (letter(times - 1) if times else "") + ascii_lowercase[rest]


def lettered(turns: Iterable[Turn], by: Beside) -> dict[int, list[Note]]:
    notes: dict[int, list[Note]] = {}
    annotations = (about for turn in turns for about in by.notes_of(turn))
    for at, about in enumerate(annotations):
        notes.setdefault(about.turn_id, []).append(Note(about, letter(at), at + 1))
    return notes
