"""Is the index sound, and does it hold what is public: causes, with their mends."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.errors import (
    EngineUnavailable,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
)
from archive.models import IndexTask, Turn
from archive.search.connection import engine
from archive.search.indexing import waiting

NAMED = 5
"""Turns named as examples."""


class Cause(IntEnum):
    """What is wrong; its number is the exit code of `manage.py check_index`."""

    MISSING = 3
    DAMAGED = 4
    OUTDATED = 5
    UNREACHABLE = 6
    LAGGING = 7
    TOO_MANY = 8
    TOO_FEW = 9


@dataclass(frozen=True, slots=True)
class Fault:
    """A cause, in a sentence that names the mend too."""

    cause: Cause
    told: str


def check() -> list[Fault]:
    """Every fault of the index, the worst first; none when all is well.

    An index that cannot be used has that one fault: what it holds is not known.
    """
    try:
        engine().verify()
        known = engine().turns()
    except EngineUnavailable as error:
        return [Fault(_cause(error), str(error))]
    return list(_disagreements(known))


def _cause(error: EngineUnavailable) -> Cause:
    causes = {
        IndexMissing: Cause.MISSING,
        IndexDamaged: Cause.DAMAGED,
        IndexOutdated: Cause.OUTDATED,
    }
    return causes.get(type(error), Cause.UNREACHABLE)


def _disagreements(known: frozenset[int]) -> Iterator[Fault]:
    if tasks := waiting():
        yield Fault(Cause.LAGGING, _lag(tasks))
    public = frozenset(Turn.objects.public().values_list("pk", flat=True))
    if more := known - public:
        yield Fault(Cause.TOO_MANY, _too_many(more))
    if lacking := public - known:
        yield Fault(Cause.TOO_FEW, _too_few(lacking))


def _lag(tasks: Collection[IndexTask]) -> str:
    told = ngettext(
        "%(number)d change waits to become searchable, for %(age)s.",
        "%(number)d changes wait to become searchable, the first for %(age)s.",
        len(tasks),
    )
    age = timesince(min(task.created_at for task in tasks))
    return f"{told % {'number': len(tasks), 'age': age}} {_update()}"


def _too_many(turns: Collection[int]) -> str:
    told = ngettext(
        "%(number)d turn is in the index and not public, though no reader is shown it "
        "(%(turns)s).",
        "%(number)d turns are in the index and not public, though no reader is shown "
        "them (%(turns)s).",
        len(turns),
    )
    return f"{told % _named(turns)} {_update()}"


def _too_few(turns: Collection[int]) -> str:
    told = ngettext(
        "%(number)d public turn is not in the index (%(turns)s).",
        "%(number)d public turns are not in the index (%(turns)s).",
        len(turns),
    )
    return f"{told % _named(turns)} {_update()}"


def _named(turns: Collection[int]) -> dict[str, object]:
    """How many, and the interviews and anchors of the first of them."""
    first = sorted(turns)[:NAMED]
    known = Turn.objects.filter(pk__in=first).select_related("interview")
    names = {turn.pk: f"{turn.interview.slug}#{turn.anchor}" for turn in known}
    told = [names.get(key, _("turn %(key)d, removed") % {"key": key}) for key in first]
    rest = [] if len(turns) <= NAMED else ["…"]
    return {"number": len(turns), "turns": ", ".join([*told, *rest])}


def _update() -> str:
    return _("Mend it with: manage.py update_index")
