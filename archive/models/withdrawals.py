"""When what readers saw was taken from them: the history of its states tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.models.publishing import Publishable, State


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The day, the reason as readers are told it, and whether readers ever saw it."""

    at: datetime
    reason: str
    was_public: bool


def withdrawals_of(things: Iterable[Publishable]) -> dict[int, Withdrawal]:
    """Return, by its key, how each of these was withdrawn last; of one model.

    Left out is what is not withdrawn, or has no history. One query at most.
    """
    gone = {thing.pk: thing for thing in things if thing.state == State.WITHDRAWN}
    if not gone:
        return {}
    history: Any = next(iter(gone.values())).__class__
    rows = history.history.filter(id__in=gone).order_by("history_id")
    since: dict[int, datetime] = {}
    shown: dict[int, datetime] = {}
    for key, state, at, planned in rows.values_list(
        "id", "state", "history_date", "publish_at"
    ):
        if state == State.WITHDRAWN:
            since.setdefault(key, at)
            continue
        since.pop(key, None)
        if state == State.PUBLISHED:
            shown[key] = min(shown.get(key) or planned or at, planned or at)
    return {
        key: Withdrawal(at, gone[key].withdrawn_reason, shown.get(key, at) < at)
        for key, at in since.items()
    }


def withdrawal_of(thing: Publishable) -> Withdrawal | None:
    return withdrawals_of([thing]).get(thing.pk)
