"""What is asked of the archive for quotations: pairs of words, texts, turns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from django.db import connection

from archive.models import Change, Turn
from archive.models.publishing import is_public
from archive.quoting.judging import Passage
from archive.quoting.matching import record_of
from archive.quoting.pairs import range_of
from archive.quoting.printed import printed_in


class Shelf:
    """The passages that are read, each once, for quotations checked together."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.printed: dict[int, str] = {}
        self.read: dict[int, list[Passage]] = {}

    def fetch(self, places: Iterable[int]) -> None:
        wanted = [place for place in places if place not in self.texts]
        if wanted:
            found = dict(_texts(wanted))
            self.texts.update((place, found.get(place, "")) for place in wanted)
            self.printed |= printed_in([place for place in found if place > 0])

    def passages(self, place: int) -> Sequence[Passage]:
        """What was fetched of a place: its words, and as printed where corrected."""
        if place not in self.read:
            record = record_of(self.texts[place])
            self.read[place] = [Passage(place, record, is_earlier=place < 0)]
            if place in self.printed:
                record = record_of(self.printed[place])
                self.read[place].append(Passage(place, record, is_printed=True))
        return self.read[place]


def turns_by(speakers: Set[int]) -> set[int]:
    """Every turn of these speakers."""
    turns = Turn.objects.filter(speaker__in=speakers).order_by()
    return set(turns.values_list("pk", flat=True))


def standing(word: str, most: int) -> set[int]:
    """Places that have this word, so many at least if there are."""
    asked = "SELECT places FROM archive_wordpair WHERE pair BETWEEN %s AND %s LIMIT %s"
    found: set[int] = set()
    for (held,) in _ask(asked, [*range_of(word), most]):
        found.update(_numbers(held))
        if len(found) >= most:
            break
    return found


def listed(pairs: Sequence[int]) -> dict[int, array[int]]:
    """The places of each pair."""
    found = {pair: array("i") for pair in pairs}
    if pairs:
        marks = ", ".join(["%s"] * len(pairs))
        asked = f"SELECT pair, places FROM archive_wordpair WHERE pair IN ({marks})"  # noqa: S608
        for pair, held in _ask(asked, pairs):
            found[pair].extend(_numbers(held))
    return found


def _numbers(held: bytes) -> array[int]:
    numbers = array("i")
    numbers.frombytes(held)
    return numbers


def _ask(statement: str, values: Sequence[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _texts(places: Sequence[int]) -> Iterator[tuple[int, str]]:
    turns = [place for place in places if place > 0]
    changes = [-place for place in places if place < 0]
    if turns:
        held = Turn.objects.public().filter(pk__in=turns).order_by()
        yield from held.values_list("pk", "text")
    if changes:
        told = Change.objects.filter(is_public("edition__interview__"), pk__in=changes)
        for key, text in told.order_by().values_list("pk", "text"):
            yield -key, text
