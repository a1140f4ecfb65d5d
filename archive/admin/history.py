"""What the history holds, as acts a person can read: field by field, word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What follows from other fields, or says what the act itself says.
SILENT = {"id", "created_at", "updated_at", "wording"}
SILENT |= {"start", "end", "prefix", "suffix"}
DEEDS = {
    "+": gettext_lazy("added"),
    "~": gettext_lazy("changed"),
    "-": gettext_lazy("deleted"),
}
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were kept, taken out ("del") or put in ("ins")."""

    change: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Act:
    when: datetime
    who: str
    deed: str
    thing: str
    reason: str
    changes: tuple[Change, ...]
    model: str = ""
    record: int = 0


def acts_of(records: Iterable[Any]) -> list[Act]:
    """Return the acts behind historical records of any models, the newest first."""
    known = list(records)
    ordered = sorted(known, key=lambda record: (record.history_date, record.pk))
    names, before = names_in(known), dict[Any, Any]()
    acts = []
    for record in ordered:
        thing = type(record), record.id
        acts.append(act_of(before.get(thing), record, names))
        before[thing] = record
    return acts[::-1]


def act_of(before: Any, after: Any, names: Names) -> Act:
    user = after.history_user
    return Act(
        when=after.history_date,
        who=user.get_username() if user else "",
        deed=str(DEEDS[after.history_type]),
        thing=str(after.instance_type._meta.verbose_name),
        reason=after.history_change_reason or "",
        changes=tuple(changes_between(before, after, names)),
        model=str(after.instance_type._meta.model_name),
        record=after.history_id,
    )


def changes_between(
    before: Any, after: Any, names: Names, only: str = ""
) -> Iterator[Change]:
    """Yield what differs from one state to the next; of one field, where named."""
    old_is_told = before is not None and (only or after.history_type == "~")
    for field in after.tracked_fields:
        if only and field.name != only:
            continue
        old = told(before, field, names) if old_is_told else ""
        new = told(after, field, names)
        if field.name in SILENT or old == new:
            continue
        if after.history_type == "-" and not only:
            old, new = new, ""
        yield Change(capfirst(str(field.verbose_name)), tuple(compare(old, new)))


def compare(old: str, new: str) -> Iterator[Piece]:
    """Yield the pieces that make `new` from `old`; whole texts when little is left."""
    before, after = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if not old or not new or matcher.ratio() < ALIKE:
        yield from _replaced(old, new)
        return
    for deed, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if deed == "equal":
            yield Piece("", "".join(before[old_start:old_end]))
        else:
            taken, put = before[old_start:old_end], after[new_start:new_end]
            yield from _replaced("".join(taken), "".join(put))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("del", old)
    if new:
        yield Piece("ins", new)


Names = dict[tuple[type[models.Model], Any], str]


def names_in(records: list[Any]) -> Names:
    """Return what the foreign keys of records stand for, with one query a model."""
    wanted: defaultdict[type[models.Model], set[Any]] = defaultdict(set)
    for record in records:
        for field in record.tracked_fields:
            key = getattr(record, field.attname)
            if field.is_relation and key is not None:
                wanted[field.related_model].add(key)
    return {
        (model, thing.pk): str(thing)
        for model, keys in wanted.items()
        for thing in model._base_manager.filter(pk__in=keys)
    }


def told(record: Any, field: Any, names: Names) -> str:
    value = getattr(record, field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        gone = _("no longer kept: %(key)s") % {"key": value}
        return names.get((field.related_model, value), gone)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime):
        value = localtime(value)
    return str(localize(value))
