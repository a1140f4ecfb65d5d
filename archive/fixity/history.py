"""The history: each state of it is what its act put there, and none is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.fixity.findings import FIND_OUT, Finding, Watch
from archive.models import Trail
from archive.models.memory import digest_of, histories

BATCH = 300


def count_acts() -> int:
    return Trail.objects.filter(states__gt=0).count()


def check_states(watch: Watch) -> Iterator[Finding]:
    """Yield each act whose states were altered or taken out; each state of no act."""
    acts = Trail.objects.filter(states__gt=0).order_by("number")
    rows = acts.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        put = _states_of([act.number for act in batch])
        for act in batch:
            yield from _compare(act, put[act.number])
        watch.advance(len(batch))
    yield from _put_in()


def _states_of(numbers: list[int]) -> defaultdict[int, list[Any]]:
    states: defaultdict[int, list[Any]] = defaultdict(list)
    for history in histories():
        for state in history.objects.filter(vouched_by__in=numbers):
            states[state.vouched_by].append(state)
    return states


def _compare(act: Trail, states: list[Any]) -> Iterator[Finding]:
    where = _("history, act %(number)d (%(act)s, %(subject)s)") % {
        "number": act.number,
        "act": act.act,
        "subject": act.subject,
    }
    if len(states) != act.states:
        told = _("%(kept)d of its states are kept, and it put in %(put)d.")
        values = {"kept": len(states), "put": act.states}
        yield Finding(where, told % values, str(FIND_OUT))
    elif digest_of(states) != act.digest:
        told = _("what it put into the history was altered.")
        yield Finding(where, told, str(FIND_OUT))


def _put_in() -> Iterator[Finding]:
    known = Trail.objects.filter(states__gt=0).values("number")
    stray = Q(vouched_by=None) | ~Q(vouched_by__in=known)
    for history in histories():
        for state in history.objects.filter(stray).order_by("pk").iterator():
            where = _("history of %(model)s %(key)s, %(date)s") % {
                "model": state.instance_type._meta.model_name,
                "key": state.id,
                "date": state.history_date.isoformat(" ", "seconds"),
            }
            yield Finding(where, _("no act on the trail put it there."), str(FIND_OUT))
