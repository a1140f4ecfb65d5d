"""Blocks → turns, one module a convention. A convention knows nothing of files.

Each scores its own fit from the whole text and shows its evidence; the best wins.
"""

from collections.abc import Callable, Sequence

from archive.errors import NoConventionFits
from archive.ingest.blocks import Block
from archive.ingest.conventions import dashes
from archive.ingest.conventions.conversation import Conversation

Convention = Callable[[Sequence[Block]], Conversation]

CONVENTIONS: dict[str, Convention] = {"unlabelled dashes": dashes.recognise}
LEAST_FIT = 0.25


def best(
    blocks: Sequence[Block], name: str, stated: str = ""
) -> tuple[str, Conversation]:
    """Return the convention that fits best, and the conversation it sees.

    A stated one is believed whatever its fit. Raises NoConventionFits, saying why
    each was refused, when none sees turns or none fits by a quarter.
    """
    known = {stated: CONVENTIONS[stated]} if stated else CONVENTIONS
    seen = {title: recognise(blocks) for title, recognise in known.items()}
    title = max(seen, key=lambda each: seen[each].fit)
    found = seen[title]
    if found.turns and (stated or found.fit >= LEAST_FIT):
        return title, found
    why = "; ".join(f"{each}: {seen[each].evidence}" for each in seen)
    what, mend = _refusal(title, found)
    raise NoConventionFits(name, f"{what} ({why}). {mend}", found.line)


def _refusal(title: str, found: Conversation) -> tuple[str, str]:
    if found.turns:
        return (
            "its marks do not read as an interview",
            f'If they are one, write convention = "{title}" into the sidecar.',
        )
    return (
        "nothing in it marks who speaks",
        "Begin each question and each answer with an en dash (–).",
    )
