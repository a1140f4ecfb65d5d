"""Labels a letter or two off one that recurs: the same voice, and doubtful."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.ingest.casting.names import ASIDE, bare, untitled
from archive.ingest.conventions.marking import Mark
from archive.ingest.conventions.senses import Sense

SHORT, LONG = 5, 9
# No document makes the comparing of names grow without bounds.
FEW, MANY = 60, 200


def mended(found: Sequence[Mark]) -> tuple[list[Mark], dict[Mark, str]]:
    """The marks with misprinted names under the voice meant, and why they doubt."""
    counts = Counter(mark.key for mark in found if mark.sense is Sense.NAME)
    often = [mark for mark in _first_of_each(found) if counts[mark.key] > 1][:FEW]
    once = [mark for mark in _first_of_each(found) if counts[mark.key] == 1][:MANY]
    meant = {}
    for mark in once:
        earlier = (each for each in often if each.block < mark.block)
        near = [each for each in earlier if _is_misprint(mark, each)]
        if len(near) == 1:
            meant[mark] = near[0]
    told = {mark: replace(mark, key=meant[mark].key) for mark in meant}
    doubts = {
        told[mark]: f"“{mark.label}” is printed once and read as “{like.label}”: "
        "is it the same voice?"
        for mark, like in meant.items()
    }
    return [told.get(mark, mark) for mark in found], doubts


def _first_of_each(found: Sequence[Mark]) -> Iterator[Mark]:
    seen = set()
    for mark in found:
        if mark.sense is Sense.NAME and mark.key not in seen:
            seen.add(mark.key)
            yield mark


def _is_misprint(mark: Mark, like: Mark) -> bool:
    """A letter or two off; but another title, number or ending is another person.

    So is one whom parentheses tell more of.
    """
    one, other = mark.key, like.key
    if (
        ASIDE.search(mark.label)
        or mark.form is not like.form
        or _title(mark) != _title(like)
    ):
        return False
    least = min(len(one), len(other))
    if least < SHORT or any(letter.isdigit() for letter in one + other):
        return False
    if one[:-1] == other[:-1] or one[:-1] == other or one == other[:-1]:
        return False
    return _is_within(one, other, 2 if least >= LONG else 1)


def _title(mark: Mark) -> str:
    name = bare(mark.label).casefold()
    return name.removesuffix(untitled(name))


def _is_within(one: str, other: str, most: int) -> bool:
    """Whether so few letters changed, added or left out make one the other."""
    if one == other:
        return True
    if not most or abs(len(one) - len(other)) > most:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    one, other = one[same:], other[same:]
    return (
        _is_within(one[1:], other[1:], most - 1)
        or _is_within(one[1:], other, most - 1)
        or _is_within(one, other[1:], most - 1)
    )
