"""Many rows written at once, each with its state in the history, searched as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone

from archive.models import (
    IndexTask,
    Scope,
    Speaker,
    Tagging,
    Topic,
    TopicLine,
    Trail,
    Turn,
)
from archive.models.memory import mark

BATCH = 500
BASELINE = "As it was before the first edit"

ONE_BY_ONE: tuple[type[models.Model], ...] = (Topic, Speaker)
"""Their `save` keeps more than the row: lines, addresses, names given up."""

States = list[Any]
"""What was put into the history, for one act to vouch for."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does it, and why."""

    by: User
    reason: str = ""


def change(rows: Sequence[Any], values: dict[str, Any], signed: Signed) -> States:
    """Write rows that have these values already; what was before is remembered."""
    before = _begin(rows)
    if rows and isinstance(rows[0], ONE_BY_ONE):
        _save(rows)
    else:
        for model, keys in _keys(rows):
            model._base_manager.filter(pk__in=keys).update(**values)
    _leave_tasks(rows)
    return [*before, *_remember(rows, "~", signed)]


def add(rows: Sequence[Any], signed: Signed) -> States:
    if rows and isinstance(rows[0], ONE_BY_ONE):
        _save(rows, force_insert=True)
    elif rows:
        type(rows[0])._base_manager.bulk_create(rows, BATCH)
    _leave_tasks(rows)
    return _remember(rows, "+", signed)


def remove(rows: Sequence[Any], signed: Signed) -> States:
    """Delete rows that nothing hangs on any more."""
    before = _begin(rows)
    _leave_tasks(rows)
    states = _remember(rows, "-", signed)
    for model, keys in _keys(rows):
        if model is Topic:
            lines = TopicLine.objects.filter(Q(topic__in=keys) | Q(broader__in=keys))
            lines.delete()
        # Not delete(): it would tell the history of each once more.
        rows_of = model._base_manager.filter(pk__in=keys)
        rows_of._raw_delete(rows_of.db)  # noqa: SLF001
    return [*before, *states]


def vouch(states: States, act: Trail) -> None:
    """Let the act answer for what it put into the history."""
    for _model, run in groupby(states, type):
        mark(list(run), act)


def _save(rows: Iterable[Any], **how: bool) -> None:
    for row in rows:
        row.skip_history_when_saving = True
        row.save(**how)
        del row.skip_history_when_saving


def _begin(rows: Sequence[Any]) -> States:
    """An ingest leaves no history: the first edit needs a state before it."""
    if not rows or not hasattr(type(rows[0]), "history"):
        return []
    history = type(rows[0]).history
    states: States = []
    for model, keys in _keys(rows):
        known = set(history.filter(id__in=keys).values_list("id", flat=True))
        fresh = list(model._base_manager.filter(pk__in=[*{*keys} - known]))
        states += history.put(fresh, default_change_reason=BASELINE) if fresh else []
    return states


def _remember(rows: Sequence[Any], sign: str, signed: Signed) -> States:
    if not rows or not hasattr(type(rows[0]), "history"):
        return []
    history = type(rows[0]).history.model
    return list(history.objects.bulk_create(_states(rows, sign, signed), BATCH))


def _states(rows: Sequence[Any], sign: str, signed: Signed) -> Iterator[Any]:
    history = type(rows[0]).history.model
    names = [field.attname for field in history.tracked_fields]
    now = timezone.now()
    for row in rows:
        yield history(
            history_date=now,
            history_user=signed.by,
            history_change_reason=signed.reason or None,
            history_type=sign,
            **{name: getattr(row, name) for name in names},
        )


def _keys(rows: Sequence[Any]) -> Iterator[tuple[type[models.Model], list[int]]]:
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        yield type(batch[0]), [row.pk for row in batch]


def _leave_tasks(rows: Sequence[Any]) -> None:
    """Bulk writes send no signals: what to search anew is told here."""
    if not rows or not isinstance(rows[0], Tagging | Turn):
        return
    if isinstance(rows[0], Tagging):
        tasks = [(Scope.TURN, key) for key in sorted({row.turn_id for row in rows})]
    else:
        keys = sorted({row.interview_id for row in rows})
        tasks = [(Scope.INTERVIEW, key) for key in keys]
    *many, (scope, last) = tasks
    IndexTask.objects.bulk_create(
        (IndexTask(scope=scope, key=key) for scope, key in many), BATCH
    )
    # The last one is saved by itself: that is heard, and all are done.
    IndexTask.objects.create(scope=scope, key=last)
