"""Who said it, what it is called, when and whence, beside what was written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from archive.fixity.rows import Kept
from archive.models import (
    MARKS,
    Edition,
    facts_of,
    origin_of,
    outlets_of,
    reading_of,
    voices_of,
)

Fault = tuple[str, str]
Fields = Mapping[str, Any]


def check_said(kept: Kept) -> Iterator[Fault]:
    """Yield each fact that is otherwise than on record; what says so, and how."""
    told = _said(kept.newest)
    if not told:
        yield _edition(kept.newest), _("who says what in it is not on record any more.")
        return
    yield from _compare(_("interview"), facts_of(kept.interview), told["interview"])
    yield from _names(_outlet, outlets_of(kept.interview), told.get("outlets", {}))
    yield from _voices(kept, told)
    yield from _marks(kept, told.get("turns", {}))
    reading = reading_of(kept.newest)
    yield from _compare(_edition(kept.newest), reading, told.get("reading", {}))
    latest = {edition.source_id: edition for edition in kept.editions}
    for edition in latest.values():
        if said := _said(edition):
            found = origin_of(edition.source)
            name = _("source of %(edition)s") % {"edition": _edition(edition)}
            yield from _compare(name, found, said["source"])


def _voices(kept: Kept, told: Fields) -> Iterator[Fault]:
    """The turns that somebody else says; people with another name or role."""
    rows = ((turn.anchor, turn.speaker, turn.name) for turn in kept.turns)
    now = voices_of(rows, kept.people)
    names, on_record = now["names"], told["names"]
    for anchor, speaker in now["voices"].items():
        before = told["voices"].get(anchor, speaker)
        if speaker != before:
            said = _("%(found)s says it, on record %(told)s.")
            found, was = _name(names, speaker), _name(on_record, before)
            yield anchor, said % {"found": found, "told": was}
    yield from _names(_speaker, names, on_record)
    if "roles" in told:
        yield from _roles(now["roles"], told["roles"])


def _names(
    called: Callable[[str], str], now: Fields, on_record: Fields
) -> Iterator[Fault]:
    """The people, or the outlets, that have another name."""
    for key in sorted(now.keys() & on_record.keys()):
        if now[key] != on_record[key]:
            told = _("the name is “%(found)s”, on record “%(told)s”.")
            values = {"found": now[key], "told": on_record[key]}
            yield called(key), told % values


def _roles(now: Fields, on_record: Fields) -> Iterator[Fault]:
    """The people that have another part in it, a new one or none any more."""
    for key in sorted(now.keys() | on_record.keys()):
        found, told = (", ".join(each.get(key, ())) for each in (now, on_record))
        if found != told:
            words = _("the role is “%(found)s”, on record “%(told)s”.")
            yield _speaker(key), words % {"found": found, "told": told}


def _marks(kept: Kept, on_record: Fields) -> Iterator[Fault]:
    """The turns that are of another kind, or answer another question."""
    for turn in kept.turns:
        told = on_record.get(turn.anchor, turn.marks)
        if list(turn.marks) != list(told):
            found = dict(zip(MARKS, turn.marks, strict=True))
            was = dict(zip(MARKS, told, strict=True))
            yield from _compare(turn.anchor, found, was)


def _compare(name: str, found: Fields, told: Fields) -> Iterator[Fault]:
    # A database may tell the facts in another order than they were kept in.
    for field in dict.fromkeys([*found, *told]):
        if field in told and found.get(field) != told[field]:
            words = _("its %(field)s is “%(found)s”, on record “%(told)s”.")
            values = {"field": field, "found": found.get(field), "told": told[field]}
            yield name, words % values


def _name(names: Fields, key: int | None) -> str:
    name = names.get(str(key))
    return f"“{name}”" if name else _("nobody")


def _speaker(key: str) -> str:
    return _("speaker %(key)s") % {"key": key}


def _outlet(key: str) -> str:
    return _("outlet %(key)s") % {"key": key}


def _edition(edition: Edition) -> str:
    return _("edition %(number)d") % {"number": edition.number}


def _said(edition: Edition) -> Fields:
    try:
        said: Fields = edition.checksums.said
    except ObjectDoesNotExist:
        return {}
    return said
