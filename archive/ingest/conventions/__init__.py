"""Blocks → openings, one module a convention. A convention knows nothing of files.

Each scores its own fit from the whole text and shows its evidence; the best wins.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.errors import NoConventionFits
from archive.ingest.blocks import Block
from archive.ingest.conventions import (
    alone,
    dashes,
    elsewhere,
    formatted,
    labels,
    replying,
    unmarked,
    voices,
    words,
)
from archive.ingest.conventions.conversation import Recognition

Convention = Callable[[Sequence[Block]], Recognition]

CONVENTIONS: dict[str, Convention] = {
    "voices": voices.recognise,
    "words for question and answer": words.recognise,
    "labels": labels.recognise,
    "unlabelled dashes": dashes.recognise,
    "dashes before answers": replying.recognise,
    "questions set apart": formatted.recognise,
    "no marks": unmarked.recognise,
}
LEAST_FIT = 0.25
# The format's own word, and what no mark tells, have no marks to rival them.
BY_FORMAT, UNTOLD = "voices", "no marks"
CLOSE = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """The convention that fits best, what it sees, and what came close to it."""

    name: str
    seen: Recognition
    close: tuple[str, ...] = ()

    @property
    def evidence(self) -> str:
        rivals = f"; fits nearly as well: {', '.join(self.close)}" if self.close else ""
        return f"{self.seen.evidence}{rivals}"


def best(blocks: Sequence[Block], name: str, stated: str = "") -> Choice:
    """Return the convention that fits best, and what it sees.

    A stated one is believed whatever its fit. Raises NoConventionFits, saying why
    each was refused, when none sees turns or none fits by a quarter.
    """
    known = {stated: CONVENTIONS[stated]} if stated else CONVENTIONS
    blocks = tuple(blocks)
    seen: dict[str, Recognition] = {}
    for title, recognise in known.items():
        if title != UNTOLD or not _is_told(seen):
            seen[title] = recognise(blocks)
    title = max(seen, key=lambda each: _told(seen[each]))
    found = seen[title]
    if found.openings and (stated or found.fit >= LEAST_FIT):
        return Choice(title, _doubted(blocks, seen, title), _close(seen, title))
    what, mend = _refusal(title, found)
    raise NoConventionFits(name, f"{what}{_why(seen)}. {mend}", found.line)


def _is_told(seen: Mapping[str, Recognition]) -> bool:
    """Whether marks tell so much that a text without any is nothing like it."""
    return any(each.fit - CLOSE > unmarked.MOST for each in seen.values())


def _doubted(
    blocks: Sequence[Block], seen: dict[str, Recognition], title: str
) -> Recognition:
    """What was recognised, doubted where marks of other conventions stand.

    And where one voice speaks alone.
    """
    found = alone.doubted(seen[title])
    if title in {BY_FORMAT, UNTOLD}:
        return found
    outside = {title, BY_FORMAT, UNTOLD}
    rivals = {name: each for name, each in seen.items() if name not in outside}
    return elsewhere.doubted(blocks, found, rivals, title)


def _told(seen: Recognition) -> tuple[float, bool, bool]:
    """How much a convention has to say: its fit, then turns, then a place."""
    return seen.fit, bool(seen.openings), seen.line is not None


def _why(seen: dict[str, Recognition]) -> str:
    """Why each convention was refused that saw some mark of its own."""
    why = [f"{each}: {seen[each].evidence}" for each in seen if seen[each].line]
    return f" ({'; '.join(why)})" if why else ""


def _close(seen: dict[str, Recognition], title: str) -> tuple[str, ...]:
    """Others that fit nearly as well and see other turns."""
    places = _places(seen[title])
    return tuple(
        f"{each} ({rival.fit:.0%})"
        for each, rival in seen.items()
        if rival.fit >= max(LEAST_FIT, seen[title].fit - CLOSE)
        and _places(rival) != places
    )


def _places(seen: Recognition) -> list[tuple[int, int]]:
    return [(opening.block, opening.words) for opening in seen.openings]


def _refusal(title: str, found: Recognition) -> tuple[str, str]:
    if found.openings:
        return (
            "its marks do not read as an interview",
            f'If they are one, write convention = "{title}" into the sidecar.',
        )
    return (
        "nothing in it marks who speaks",
        "Mark who speaks: a dash, a name and a colon, Q: and A:; or name the "
        "convention in the sidecar (docs/ingest.md shows them all).",
    )
