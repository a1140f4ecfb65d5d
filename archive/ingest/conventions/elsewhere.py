"""Marks of another convention where the one that fits best sees one turn, or none.

    Q: Who dug the well?
    A: My father.
    – And who drinks from it now?
    – The whole village.

Such a text is never taken in silence: its turns are doubted where the marks stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.ingest.blocks import SPOKEN, Block
from archive.ingest.conventions import meeting
from archive.ingest.conventions.conversation import Opening, Recognition
from archive.transcript import Kind

UNSURE = 0.5
# So many turns by turns are a conversation, no quotation.
ENOUGH = 4
LEAST_FIT = 0.5
BEFORE = "marks of another convention stand before the first turn: {}"
INSIDE = "marks of another convention stand inside this turn: {}"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Other:
    """Openings of a rival between two of the winner's; 0 stands before the first."""

    rival: str
    place: int
    openings: tuple[Opening, ...]

    @property
    def marks(self) -> str:
        """Its marks as printed, a few of them."""
        labels = (each.label.strip() or each.rule for each in self.openings)
        return ", ".join(list(dict.fromkeys(labels))[:SHOWN])


def doubted(
    blocks: Sequence[Block],
    seen: Recognition,
    rivals: Mapping[str, Recognition],
    title: str,
) -> Recognition:
    """Return what was recognised, doubted where marks of its rivals stand.

    Where one of them has a whole conversation there, it is read by its own marks.
    """
    others = list(_others(seen, rivals))
    if not others:
        return seen
    if len(others) == 1:
        names = (title, others[0].rival)
        both = meeting.met(blocks, seen, others[0].openings, names)
        if both:
            return both
    openings = list(seen.openings)
    for other in others:
        place = max(0, other.place - 1)
        words = (INSIDE if other.place else BEFORE).format(other.marks)
        doubt = openings[place].doubt or words
        openings[place] = openings[place]._replace(confidence=UNSURE, doubt=doubt)
    told = "; ".join(
        f"{len(each.openings)} marks of {each.rival} stand "
        f"{'inside a turn' if each.place else 'before the first turn'}: {each.marks}"
        for each in others
    )
    fit = round(seen.fit * _own(blocks, seen, others), 3)
    return replace(
        seen, fit=fit, evidence=f"{seen.evidence}; {told}", openings=tuple(openings)
    )


def _others(seen: Recognition, rivals: Mapping[str, Recognition]) -> Iterator[Other]:
    end = None if seen.end is None else (seen.end, 0)
    for name, rival in rivals.items():
        if rival.fit < LEAST_FIT:
            continue
        runs: dict[int, list[Opening]] = {}
        for place, opening in _placed(seen.openings, rival.openings):
            if end is None or _at(opening) < end:
                runs.setdefault(place, []).append(opening)
        for place, run in runs.items():
            if _is_talk(run):
                yield Other(name, place, tuple(run))


def _placed(
    own: Sequence[Opening], others: Sequence[Opening]
) -> Iterator[tuple[int, Opening]]:
    """Each other opening with how many of our own stand before it; shared ones not."""
    place = 0
    taken = {each.block for each in own}
    for opening in others:
        while place < len(own) and _at(own[place]) <= _at(opening):
            place += 1
        if opening.block not in taken:
            yield place, opening


def _at(opening: Opening) -> tuple[int, int]:
    return opening.block, opening.start


def _is_talk(run: Sequence[Opening]) -> bool:
    """Whether two speak by turns, each more than once."""
    voices = [each.kind or each.who for each in run]
    kinds = {each.kind for each in run}
    both = Kind.QUESTION in kinds or kinds == {None}
    repeated = len(voices) - len(set(voices)) > 1
    return len(run) >= ENOUGH and both and repeated and len(set(voices)) > 1


def _own(blocks: Sequence[Block], seen: Recognition, others: Sequence[Other]) -> float:
    """How much of what is spoken no other convention claims."""
    claimed: set[int] = set()
    starts = [each.block for each in seen.openings] + [len(blocks)]
    for other in others:
        first = other.openings[0].block
        claimed.update(range(first, max(first, starts[other.place])))
    spoken = {place for place, block in enumerate(blocks) if block.kind in SPOKEN}
    return len(spoken - claimed) / max(1, len(spoken))
