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


def best(blocks: Sequence[Block], name: str) -> tuple[str, Conversation]:
    """Return the convention that fits best, and the conversation it sees.

    Raises NoConventionFits, saying why each was refused, when none fits by a
    quarter.
    """
    seen = {title: recognise(blocks) for title, recognise in CONVENTIONS.items()}
    title = max(seen, key=lambda each: seen[each].fit)
    if seen[title].fit < LEAST_FIT:
        why = "; ".join(f"{each}: {seen[each].evidence}" for each in seen)
        raise NoConventionFits(
            name,
            f"nothing in it marks who speaks ({why}). "
            "Begin each question and each answer with an en dash (–).",
            seen[title].line,
        )
    return title, seen[title]
