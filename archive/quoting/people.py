"""The people of the archive by name, in any script; asked when a text names one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, Max

from archive.models import Speaker, SpeakerAlias
from archive.quoting.naming import fits, forms_of, parts_of, runs_of


class Name(NamedTuple):
    key: int
    parts: tuple[str, ...]


Stamp = tuple[int | None, ...]


class People:
    """The names of the archive as they are now, asked for when first needed."""

    @cached_property
    def _names(self) -> dict[str, list[Name]]:
        return _index(_stamp())

    def named(self, said: str) -> frozenset[int]:
        """Return the keys of the speakers a text may mean; empty where it is nobody.

        The whole name counts first; words of it only where nobody has it whole, and
        then everyone who has as many of them.
        """
        for _, runs in groupby(runs_of(said), key=len):
            found = frozenset().union(*map(self._having, runs))
            if found:
                return found
        return frozenset()

    def _having(self, run: tuple[str, ...]) -> frozenset[int]:
        near = _near(self._names, run)
        return frozenset(name.key for name in near if fits(run, name.parts))


def _near(index: dict[str, list[Name]], run: Iterable[str]) -> set[Name]:
    """The names that share a form with a full word of it."""
    forms = {form for part in run if len(part) > 1 for form in forms_of(part)}
    return {name for form in forms for name in index.get(form, ())}


def _stamp() -> Stamp:
    """Another one as soon as somebody is named otherwise."""
    people = Speaker.objects.aggregate(Count("pk"), Max("pk"))
    others = SpeakerAlias.objects.aggregate(Count("pk"), Max("pk"))
    return (*people.values(), *others.values())


@lru_cache(1)
def _index(stamp: Stamp) -> dict[str, list[Name]]:
    """Every name by how each of its words may sound."""
    index: dict[str, list[Name]] = {}
    people = Speaker.objects.order_by().values_list("pk", "name")
    others = SpeakerAlias.objects.order_by().values_list("speaker", "name")
    for key, written in (*people, *others):
        name = Name(key, parts_of(written))
        for form in {form for part in name.parts for form in forms_of(part)}:
            index.setdefault(form, []).append(name)
    return index
