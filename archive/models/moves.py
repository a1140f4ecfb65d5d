"""From state to state: which acts there are, from where, with which right, and why.

Nothing else changes a state at the desk. Pure: what is moved is saved by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.publishing import Publishable, Stage, State


class Right(StrEnum):
    """What one needs: to write it, to review it, or to decide what readers see."""

    WRITE = "write"
    REVIEW = "review"
    PUBLISH = "publish"


class Why(StrEnum):
    """Who is told why: nobody has to, the editors have to, or the readers have to."""

    PERHAPS = "perhaps"
    EDITORS = "editors"
    READERS = "readers"


@dataclass(frozen=True, slots=True)
class Move:
    """One act: its name in addresses and on the trail, and what it is called."""

    name: str
    called: Any
    starts: frozenset[Stage]
    ends: State
    right: Right
    why: Why = Why.PERHAPS
    has_time: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever makes a move says: to the editors, to the readers, and when."""

    reason: str = ""
    public_reason: str = ""
    at: datetime | None = None


FRESH = frozenset({Stage.DRAFT, Stage.IN_REVIEW})
MOVES = {
    move.name: move
    for move in (
        Move(
            "submit",
            _("Send to review"),
            frozenset({Stage.DRAFT}),
            State.IN_REVIEW,
            Right.WRITE,
        ),
        Move(
            "send-back",
            _("Send back"),
            frozenset({Stage.IN_REVIEW}),
            State.DRAFT,
            Right.REVIEW,
            Why.EDITORS,
        ),
        Move(
            "publish",
            _("Publish"),
            FRESH,
            State.PUBLISHED,
            Right.PUBLISH,
            has_time=True,
        ),
        Move(
            "reschedule",
            _("Change the time"),
            frozenset({Stage.SCHEDULED}),
            State.PUBLISHED,
            Right.PUBLISH,
            has_time=True,
        ),
        Move(
            "cancel",
            _("Do not publish"),
            frozenset({Stage.SCHEDULED}),
            State.DRAFT,
            Right.PUBLISH,
        ),
        Move(
            "withdraw",
            _("Withdraw"),
            frozenset({Stage.PUBLIC}),
            State.WITHDRAWN,
            Right.PUBLISH,
            Why.READERS,
        ),
        Move(
            "explain",
            _("Change the reason"),
            frozenset({Stage.WITHDRAWN}),
            State.WITHDRAWN,
            Right.PUBLISH,
            Why.READERS,
        ),
        Move(
            "republish",
            _("Publish again"),
            frozenset({Stage.WITHDRAWN}),
            State.PUBLISHED,
            Right.PUBLISH,
            Why.EDITORS,
        ),
    )
}


def moves_from(stage: Stage) -> Iterator[Move]:
    """Yield the moves that begin where a thing stands."""
    return (move for move in MOVES.values() if stage in move.starts)


def carry_out(move: Move, thing: Publishable, told: Told) -> str:
    """Set what a move changes, and return the act as the trail calls it.

    Raises ValueError where the move does not begin where the thing stands.
    """
    if thing.stage not in move.starts:
        raise ValueError(f"{move.name}: not from {thing.stage}")
    thing.state = move.ends
    if move.has_time:
        thing.publish_at = told.at or timezone.now()
    if move.ends == State.DRAFT:
        thing.publish_at = None
    if move.why == Why.READERS:
        thing.withdrawn_reason = told.public_reason
    is_later = thing.stage == Stage.SCHEDULED
    return "schedule" if move.name == "publish" and is_later else move.name
