"""One act over many rows: all or nothing, told once, and undone as it was done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.authorities import remembering
from archive.authorities.remembering import Signed
from archive.errors import CannotUndo
from archive.models import (
    Participation,
    Rearrangement,
    RearrangementAct,
    Trail,
    Turn,
    seal_again,
    wait_for_other_writers,
)
from archive.models.memory import digest_of

BATCH = 500
NAMED = 5
"""Rows named in a complaint."""

Fields = dict[str, Any]
Step = tuple[str, int, Fields | None, Fields | None]
"""Model, key, fields before, fields after; None where there is no row."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an act is, in words for the trail, and the search that led to it."""

    act: RearrangementAct
    what: str
    query: str = ""


class Steps:
    """Changes rows, and keeps what they were and what they became."""

    def __init__(self, signed: Signed) -> None:
        self.signed = signed
        self.taken: list[Step] = []
        self.states: remembering.States = []

    def change(self, rows: Iterable[Any], **values: Any) -> None:
        """Give rows these values, by column (`topic_id`)."""
        rows = [row for row in rows if _of(row, values) != values]
        before = [_of(row, values) for row in rows]
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
        self._note(rows, before, [values] * len(rows))
        self.states += remembering.change(rows, values, self.signed)

    def add(self, rows: Sequence[Any]) -> None:
        self.states += remembering.add(rows, self.signed)
        self._note(rows, [None] * len(rows), list(map(_all, rows)))

    def remove(self, rows: Iterable[Any]) -> None:
        rows = list(rows)
        self._note(rows, list(map(_all, rows)), [None] * len(rows))
        self.states += remembering.remove(rows, self.signed)

    def _note(self, rows: Sequence[Any], before: Sequence[Any], after: Any) -> None:
        self.taken += [
            (row._meta.label_lower, row.pk, _plain(old), _plain(new))
            for row, old, new in zip(rows, before, after, strict=True)
        ]


@contextmanager
def rearranging(told: Told, signed: Signed) -> Iterator[Steps]:
    """One transaction; at its end the act is kept, if it changed anything."""
    with transaction.atomic():
        wait_for_other_writers()
        steps = Steps(signed)
        yield steps
        if steps.taken:
            _keep(told, signed, steps)


def undo(row: Rearrangement, by: User) -> None:
    """Bring every row back to what it was. Raises CannotUndo, and changes nothing.

    Rows that somebody changed since are theirs: then nothing is undone.
    """
    with transaction.atomic():
        wait_for_other_writers()
        row = Rearrangement.objects.get(pk=row.pk)
        if row.undone_at is not None:
            raise CannotUndo(_("%(act)s: it is undone already.") % {"act": row})
        steps: list[Step] = [tuple(step) for step in row.steps]
        _check(row, steps)
        back = Steps(Signed(by, f"Undone: {row}"))
        try:
            for model, run in _runs(reversed(steps)):
                _take_back(model, run, back)
        except (IntegrityError, models.ProtectedError) as error:
            told = _("%(act)s: something new hangs on what it made. Move that first.")
            raise CannotUndo(told % {"act": row}) from error
        row.undone_at, row.undone_by = timezone.now(), by
        row.save(update_fields=["undone_at", "undone_by"])
        _seal(steps, by)
        _tell("take back", row, back)


def _keep(told: Told, signed: Signed, steps: Steps) -> None:
    row = Rearrangement.objects.create(
        act=told.act,
        told=told.what[:300],
        query=told.query[:1000],
        reason=signed.reason[:100],
        author=signed.by,
        steps=steps.taken,
        total=len(steps.taken),
    )
    _seal(steps.taken, signed.by)
    _tell(str(told.act.value), row, steps)


def _tell(act: str, row: Rearrangement, steps: Steps) -> None:
    """One act on the trail, that vouches for all it put into the history."""
    found = f" [{row.query}]" if row.query else ""
    states = steps.states
    act_on = Trail.objects.record(
        steps.signed.by.get_username(),
        act,
        f"rearrangement {row.pk}: {row.told}{found}"[:300],
        digest_of(states) if states else _digest(steps.taken),
        states=len(states),
    )
    remembering.vouch(states, act_on)


def _digest(steps: Sequence[Step]) -> str:
    told = json.dumps(steps, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _seal(steps: Sequence[Step], by: User) -> None:
    """What was written down of who says what follows an editor who says otherwise."""
    interviews: set[int] = set()
    for model in (Turn, Participation):
        of_model = [step for step in steps if step[0] == model._meta.label_lower]
        interviews.update(_within(model, [step[1] for step in of_model]))
        gone = [before for *_key, before, _after in of_model if before]
        interviews.update(row["interview_id"] for row in gone if "interview_id" in row)
    seal_again(sorted(interviews), by.get_username())


def _within(model: type[models.Model], keys: Sequence[int]) -> Iterator[int]:
    """The interviews that hold these rows."""
    for start in range(0, len(keys), BATCH):
        found = model._base_manager.filter(pk__in=keys[start : start + BATCH])
        yield from found.values_list("interview", flat=True).distinct()


def _runs(
    steps: Iterable[Step],
) -> Iterator[tuple[type[models.Model], list[Step]]]:
    """Neighbours of one table that were made, deleted or changed alike."""
    for (label, *_kind), run in groupby(steps, _alike):
        yield apps.get_model(label), list(run)


def _alike(step: Step) -> tuple[str, bool, bool, str]:
    model, _key, before, after = step
    is_change = before is not None and after is not None
    values = json.dumps(before, sort_keys=True) if is_change else ""
    return model, before is None, after is None, values


def _take_back(model: type[models.Model], run: list[Step], steps: Steps) -> None:
    keys = [step[1] for step in run]
    before, after = run[0][2], run[0][3]
    if after is None:
        steps.add([_made(model, step[2] or {}) for step in run])
    elif before is None:
        steps.remove(_rows(model, keys))
    else:
        steps.change(_rows(model, keys), **_read(model, before))


def _check(row: Rearrangement, steps: Sequence[Step]) -> None:
    """Only rows that are as the act left them can be brought back."""
    left: dict[tuple[str, int], Fields | None] = {}
    for model, key, _before, after in steps:
        known = left.get((model, key))
        left[model, key] = {**known, **after} if known and after else after
    strange = [place for place in left if not _is_as_left(place, left[place])]
    if strange:
        named = ", ".join(f"{model} {key}" for model, key in strange[:NAMED])
        told = _(
            "%(act)s: somebody changed it since (%(rows)s). Undo that first, or "
            "change the rest by hand."
        )
        raise CannotUndo(told % {"act": row, "rows": named})


def _is_as_left(place: tuple[str, int], after: Fields | None) -> bool:
    model = apps.get_model(place[0])
    found: Any = model._base_manager.filter(pk=place[1]).first()
    if found is None or after is None:
        return found is None and after is None
    # Names and addresses that a save adds by itself are no change of these.
    return _plain(_of(found, after)) == after


def _rows(model: type[models.Model], keys: Sequence[int]) -> list[Any]:
    found: dict[int, Any] = {}
    for start in range(0, len(keys), BATCH):
        found |= model._base_manager.in_bulk(keys[start : start + BATCH])
    return [found[key] for key in keys if key in found]


def _of(row: Any, names: Iterable[str]) -> Fields:
    return {name: getattr(row, name) for name in names}


def _all(row: models.Model) -> Fields:
    return _of(row, [field.attname for field in row._meta.concrete_fields])


def _plain(fields: Fields | None) -> Fields | None:
    """As JSON gives it back."""
    told: Fields | None = json.loads(json.dumps(fields, cls=DjangoJSONEncoder))
    return told


def _read(model: type[models.Model], told: Fields) -> Fields:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return {name: by_name[name].to_python(value) for name, value in told.items()}


def _made(model: type[models.Model], told: Fields) -> models.Model:
    return model(**_read(model, told))
