"""Who said it, what it is called, when and whence, beside what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from archive.fixity.rows import Kept
from archive.models import Edition, facts_of, origin_of, voices_of

Fault = tuple[str, str]
Fields = Mapping[str, Any]


def check_said(kept: Kept) -> Iterator[Fault]:
    """Yield each fact that is otherwise than on record; what says so, and how."""
    told = _said(kept.newest)
    if not told:
        yield _edition(kept.newest), _("who says what in it is not on record any more.")
        return
    yield from _compare(_("interview"), facts_of(kept.interview), told["interview"])
    yield from _voices(kept, told)
    latest = {edition.source_id: edition for edition in kept.editions}
    for edition in latest.values():
        if said := _said(edition):
            found = origin_of(edition.source)
            name = _("source of %(edition)s") % {"edition": _edition(edition)}
            yield from _compare(name, found, said["source"])


def _voices(kept: Kept, told: Fields) -> Iterator[Fault]:
    """The turns that somebody else says; the people who have another name."""
    now = voices_of((turn.anchor, turn.speaker, turn.name) for turn in kept.turns)
    names, on_record = now["names"], told["names"]
    for anchor, speaker in now["voices"].items():
        before = told["voices"].get(anchor, speaker)
        if speaker != before:
            said = _("%(found)s says it, on record %(told)s.")
            found, was = _name(names, speaker), _name(on_record, before)
            yield anchor, said % {"found": found, "told": was}
    for key in sorted(names.keys() & on_record.keys()):
        if names[key] != on_record[key]:
            called = _("the name is “%(found)s”, on record “%(told)s”.")
            speaker_is = _("speaker %(key)s") % {"key": key}
            values = {"found": names[key], "told": on_record[key]}
            yield speaker_is, called % values


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


def _edition(edition: Edition) -> str:
    return _("edition %(number)d") % {"number": edition.number}


def _said(edition: Edition) -> Fields:
    try:
        said: Fields = edition.checksums.said
    except ObjectDoesNotExist:
        return {}
    return said
