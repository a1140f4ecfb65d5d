"""The history of what people change, each state of it vouched for by the trail.

Whatever door saves or deletes a thing with a history leaves an act on the trail, in
the same transaction; the act's digest is that of the states it put into the history.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords, registered_models

from archive.models.trail import Trail

SEAL = "seal"
MOST = 500
EMPTY: tuple[Any, ...] = (None, "", [], {})
DEEDS = {"+": "add", "~": "change", "-": "delete"}


class Vouched(models.Model):
    """A state in the history, and the number of the act that vouches for it."""

    vouched_by = models.PositiveBigIntegerField(
        _("vouched for by"), null=True, blank=True, editable=False, db_index=True
    )

    class Meta:
        abstract = True


class History(HistoryManager):
    """What is put into the history by the hundred is vouched for, too."""

    def bulk_history_create(  # type: ignore[override]
        self, objs: Any, batch_size: int | None = None, **told: Any
    ) -> list[Any]:
        """Put states into the history without a signal, and seal them in one act."""
        states = self.put(objs, batch_size=batch_size, **told)
        by = told.get("default_user")
        seal(states, by.get_username() if by else operator())
        return states

    def put(self, objs: Any, **told: Any) -> list[Any]:
        """Put states into the history for the act that is to come."""
        return super().bulk_history_create(objs, **told) or []


class Records(HistoricalRecords):
    """The history of a model; what was deleted is found without reading the rest."""

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        gone = models.Index(
            fields=("history_date", "history_id"),
            name=f"{model._meta.model_name}_gone",
            condition=models.Q(history_type="-"),
        )
        told = super().get_meta_options(model)
        return {**told, "indexes": (gone,)}


def remembered() -> HistoricalRecords:
    """Return what a model is given as its `history`."""
    reason = models.TextField(null=True, verbose_name=_("reason"))
    return Records(
        history_change_reason_field=reason, bases=[Vouched], history_manager=History
    )


def histories() -> list[Any]:
    """The historical models of the archive, by name."""
    known = [model.history.model for model in registered_models.values()]
    ours = [model for model in known if issubclass(model, Vouched)]
    return sorted(ours, key=lambda model: str(model._meta.model_name))


def operator() -> str:
    """Who runs the program, by the system; "operator" where that knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"


def vouch(sender: Any, instance: Any, history_instance: Any, **signal: Any) -> None:
    """Put a state on the trail that is about to enter the history.

    A door may tell more of the thing beforehand: `told_as`, the name of the act;
    `told_by`, who; `told_before`, states that go with it.
    """
    earlier = instance.__dict__.pop("told_before", [])
    deed = DEEDS[history_instance.history_type]
    act = instance.__dict__.pop("told_as", "") or deed
    user = history_instance.history_user
    actor = instance.__dict__.pop("told_by", "") or (
        user.get_username() if user else operator()
    )
    states = [*earlier, history_instance]
    row = Trail.objects.record(
        actor, act, subject_of(instance), digest_of(states), states=len(states)
    )
    history_instance.vouched_by = row.number
    mark(earlier, row)
    instance.told_on = row.number


def seal(states: Sequence[Any], actor: str) -> None:
    """Vouch for states of one model that entered the history without a word."""
    if states:
        called = f"history of {len(states)} {states[0].instance_type._meta.model_name}"
        digest = digest_of(states)
        row = Trail.objects.record(actor, SEAL, called, digest, states=len(states))
        mark(states, row)


def mark(states: Sequence[Any], row: Trail) -> None:
    for start in range(0, len(states), MOST):
        keys = [state.pk for state in states[start : start + MOST]]
        type(states[0]).objects.filter(pk__in=keys).update(vouched_by=row.number)


def subject_of(thing: models.Model) -> str:
    return f"{thing._meta.model_name} {thing.pk}: {thing}"[:300]


def digest_of(states: Iterable[Any]) -> str:
    """SHA-256 of states: their fields, when, by whom and why, in any order.

    What is empty or as it is by default is left out, so that a field that a later
    version adds changes no digest. To take a field away is to seal anew.
    """
    told = sorted(json.dumps(as_told(state), sort_keys=True) for state in states)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def as_told(state: Any) -> list[Any]:
    """A state as plain values, the same before it is kept and after."""
    fields = {
        field.attname: value
        for field in state.tracked_fields
        if (value := plain(field, state)) not in EMPTY and value != plain_default(field)
    }
    when = state.history_date.astimezone(UTC).isoformat()
    who, why = state.history_user_id, state.history_change_reason or ""
    return [state._meta.model_name, state.history_type, when, who, why, fields]


def plain_default(field: Any) -> Any:
    default = field.default
    is_known = field.has_default() and not callable(default)
    return as_plain(field, default) if is_known else None


def plain(field: Any, state: Any) -> Any:
    return as_plain(field, getattr(state, field.attname))


def as_plain(field: Any, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return value
    if field.is_relation:
        field = field.target_field
    value = field.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, (int, bool)) else str(value)
