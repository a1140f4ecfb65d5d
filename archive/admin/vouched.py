"""What acts of the trail changed: the states they vouch for, beside those before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from archive.admin.history import Act, act_of, names_in
from archive.models import Trail
from archive.models.memory import histories

MOST_STATES = 12
"""An act over more things says how many there are; its own page shows them."""
MOST_OF_ONE = 200


def changes_of(acts: Iterable[Trail], most: int = MOST_STATES) -> dict[int, list[Act]]:
    """Return what each act changed, by its number; a query or two for each history."""
    numbers = [act.number for act in acts if 0 < act.states <= most]
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for history in histories() if numbers else ():
        states = history.objects.filter(vouched_by__in=numbers)
        _tell(history, list(states.select_related("history_user")), found)
    return found


def changes_in(act: Trail) -> list[Act]:
    """What one act changed; of very many things, the first."""
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for history in histories() if act.states else ():
        states = history.objects.filter(vouched_by=act.number)
        states = states.select_related("history_user").order_by("history_id")
        _tell(history, list(states[:MOST_OF_ONE]), found)
    return found[act.number][:MOST_OF_ONE]


def _tell(history: Any, states: list[Any], found: defaultdict[int, list[Act]]) -> None:
    """Put the states in words, the oldest first, under the acts they belong to."""
    if not states:
        return
    before = _before(history, states)
    names = names_in([*states, *before.values()])
    for state in sorted(states, key=lambda each: each.history_id):
        told = act_of(before.get(state.history_id), state, names)
        found[state.vouched_by].append(told)


def _before(history: Any, states: list[Any]) -> dict[int, Any]:
    """The state before each state, by the key of the later one."""
    keys = {state.history_id for state in states}
    earlier = history.objects.filter(
        id=OuterRef("id"), history_id__lt=OuterRef("history_id")
    )
    newest = earlier.order_by("-history_id").values("history_id")[:1]
    pairs = dict(
        history.objects.filter(history_id__in=keys)
        .order_by()
        .annotate(one_before=Subquery(newest))
        .values_list("history_id", "one_before")
    )
    kept = history.objects.in_bulk(
        [key for key in pairs.values() if key], field_name="history_id"
    )
    return {key: kept[before] for key, before in pairs.items() if before in kept}
