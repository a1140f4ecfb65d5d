"""Many rows written at once, each with its state in the history, searched as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from archive.models import (
    IndexTask,
    Scope,
    Speaker,
    Tagging,
    Topic,
    Turn,
)

BATCH = 500
BASELINE = "As it was before the first edit"

ONE_BY_ONE: tuple[type[models.Model], ...] = (Topic, Speaker)
"""Their `save` keeps more than the row: lines, addresses, names given up."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does it, and why."""

    by: User
    reason: str = ""


def change(rows: Sequence[Any], values: dict[str, Any], signed: Signed) -> None:
    """Write rows that have these values already; what was before is remembered."""
    _begin(rows)
    if rows and isinstance(rows[0], ONE_BY_ONE):
        _save(rows, signed)
    else:
        for model, keys in _keys(rows):
            model._base_manager.filter(pk__in=keys).update(**values)
        _remember(rows, "~", signed)
    _leave_tasks(rows)


def add(rows: Sequence[Any], signed: Signed) -> None:
    if rows and isinstance(rows[0], ONE_BY_ONE):
        _save(rows, signed, force_insert=True)
    elif rows:
        type(rows[0])._base_manager.bulk_create(rows, BATCH)
        _remember(rows, "+", signed)
    _leave_tasks(rows)


def remove(rows: Sequence[Any], signed: Signed) -> None:
    _begin(rows)
    _leave_tasks(rows)
    if rows and isinstance(rows[0], ONE_BY_ONE):
        for row in rows:
            _sign(row, signed)
            row.delete()
    else:
        _remember(rows, "-", signed)
        for model, keys in _keys(rows):
            # Not delete(): it would tell the history of each once more.
            rows_of = model._base_manager.filter(pk__in=keys)
            rows_of._raw_delete(rows_of.db)  # noqa: SLF001


def _save(rows: Iterable[Any], signed: Signed, **how: bool) -> None:
    for row in rows:
        _sign(row, signed)
        row.save(**how)


def _sign(row: Any, signed: Signed) -> None:
    row._history_user = signed.by  # noqa: SLF001 - simple_history's door
    row._change_reason = signed.reason or None  # noqa: SLF001 - simple_history's door


def _begin(rows: Sequence[Any]) -> None:
    """An ingest leaves no history: the first edit needs a state before it."""
    if not rows or not hasattr(type(rows[0]), "history"):
        return
    history = type(rows[0]).history
    for model, keys in _keys(rows):
        known = set(history.filter(id__in=keys).values_list("id", flat=True))
        fresh = model._base_manager.filter(pk__in=[*{*keys} - known])
        history.bulk_history_create(list(fresh), BATCH, default_change_reason=BASELINE)


def _remember(rows: Sequence[Any], sign: str, signed: Signed) -> None:
    if not rows or not hasattr(type(rows[0]), "history"):
        return
    history = type(rows[0]).history.model
    fields = [field.attname for field in history.tracked_fields]
    now = timezone.now()
    history.objects.bulk_create(
        (
            history(
                history_date=now,
                history_user=signed.by,
                history_change_reason=signed.reason or None,
                history_type=sign,
                **{name: getattr(row, name) for name in fields},
            )
            for row in rows
        ),
        BATCH,
    )


def _keys(rows: Sequence[Any]) -> Iterable[tuple[type[models.Model], list[int]]]:
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
