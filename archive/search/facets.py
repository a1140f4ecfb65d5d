"""Facets as readers see them: names for the engine's numbers, links that choose."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from django.conf.locale import LANG_INFO
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from archive.models import (
    Interview,
    Kind,
    Outlet,
    Speaker,
    Topic,
    Turn,
)
from archive.search import callings, languages
from archive.search.engine import FACETS, KINDS, Counts, Filters
from archive.search.names import Stamp
from archive.search.parts import Field, Query, Without, typed, unparse
from archive.search.requests import SearchRequest
from archive.search.shapes import Facet, FacetValue, Filter
from archive.search.translation import Known

SHOWN = 20
"""Values shown of one facet: those with most turns."""


NAMED = 3
"""People or things that one field is told to mean."""

YEAR = re.compile("[0-9]{4}")
CODE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Name:
    """A value of a facet: its number in the index, in addresses, and for readers."""

    key: int
    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value a reader chose. `name` is None when nothing public goes by it."""

    facet: str
    slug: str
    name: Name | None


def choices(request: SearchRequest) -> list[Choice]:
    return [
        choice
        for facet in FACETS
        if request.values(facet)
        for choice in _choices(facet, request.values(facet))
    ]


def filters(chosen: Iterable[Choice]) -> Filters:
    """What the engine filters by. A value nobody knows leaves its facet no turns."""
    found: dict[str, set[int]] = {}
    for choice in chosen:
        keys = found.setdefault(choice.facet, set())
        if choice.name is not None:
            keys.add(choice.name.key)
    return {facet: frozenset(keys) for facet, keys in found.items()}


def active(request: SearchRequest, chosen: Iterable[Choice]) -> tuple[Filter, ...]:
    known = labels()
    return tuple(
        Filter(
            facet=choice.facet,
            facet_label=known[choice.facet],
            value=choice.slug,
            label=choice.name.label if choice.name else choice.slug,
            query_string=_without(request, choice).query_string,
        )
        for choice in chosen
    )


def stated(request: SearchRequest, query: Query, known: Known) -> Iterator[Filter]:
    """The filters that stand in the words, each with the search without it."""
    for place, part in enumerate(query.parts):
        asked = part.part if isinstance(part, Without) else part
        if isinstance(asked, Field):
            rest = Query(query.parts[:place] + query.parts[place + 1 :])
            label = _meant(asked, known)
            yield Filter(
                facet="",
                facet_label=_field_labels()[asked.name],
                value=typed(part),
                label=_("not %(name)s") % {"name": label} if part != asked else label,
                query_string=request.asking(unparse(rest)).query_string,
            )


def facets(
    request: SearchRequest, counts: Counts, chosen: Collection[Choice], stamp: Stamp
) -> tuple[Facet, ...]:
    """What can be chosen; `stamp` tells whether names are still what they were."""
    return tuple(
        Facet(
            facet, label, tuple(_values(request, facet, counts[facet], chosen, stamp))
        )
        for facet, label in labels().items()
    )


def _values(
    request: SearchRequest,
    facet: str,
    counts: Mapping[int, int],
    chosen: Iterable[Choice],
    stamp: Stamp,
) -> Iterator[FacetValue]:
    names = {each.name.key for each in chosen if each.facet == facet and each.name}
    most = nsmallest(SHOWN, ((-number, key) for key, number in counts.items()))
    shown = _shown(facet, names.union(key for _, key in most), stamp)
    choosing = request.chooser(facet)
    for name in sorted(shown, key=lambda name: (-counts.get(name.key, 0), name.label)):
        is_chosen = name.key in names
        is_other = bool(names) and not is_chosen
        yield FacetValue(
            value=name.slug,
            label=name.label,
            count=counts.get(name.key, 0),
            selected=is_chosen,
            query_string=choosing(*(() if is_chosen else (name.slug,))),
            also=choosing(*request.values(facet), name.slug) if is_other else "",
        )


def _shown(facet: str, keys: Collection[int], stamp: Stamp) -> list[Name]:
    """Names of values that turns were found under: known ones are not asked again."""
    if facet in COMPUTED:
        return named(facet, keys=keys)
    known = _known(facet, stamp, get_language() or "")
    if missing := [key for key in keys if key and key not in known]:
        known |= {name.key: name for name in named(facet, keys=missing)}
    return [known[key] for key in keys if key in known]


@lru_cache(16)
def _known(_facet: str, _stamp: Stamp, _language: str) -> dict[int, Name]:
    """The public names of a facet that were asked for since a name last changed."""
    return {}


def forget() -> None:
    """Read names again."""
    _known.cache_clear()


def _meant(asked: Field, known: Known) -> str:
    """Whom or what a field's value was found to mean, or the value."""
    found = known.conditions.get(asked)
    if found is None or not found.values:
        return asked.value
    names = named(found.facet, keys=sorted(found.values)[:NAMED])
    told = ", ".join(sorted(name.label for name in names))
    return f"{told} …" if len(found.values) > NAMED else told


def _choices(facet: str, slugs: Collection[str]) -> Iterator[Choice]:
    """A slug that was given up means who or what it leads to now."""
    moved = callings.moved(facet, slugs)
    now = {*slugs, *moved.values()}
    names = {name.slug: name for name in named(facet, slugs=sorted(now))}
    names |= {old: names[new] for old, new in moved.items() if new in names}
    return (Choice(facet, slug, names.get(slug)) for slug in slugs)


def _without(request: SearchRequest, choice: Choice) -> SearchRequest:
    others = (each for each in request.values(choice.facet) if each != choice.slug)
    return request.choosing(choice.facet, *others)


def named(
    facet: str, keys: Collection[int] = (), slugs: Collection[str] = ()
) -> list[Name]:
    """The values with these numbers or these slugs that readers may see."""
    if facet in COMPUTED:
        names = COMPUTED[facet](keys, slugs)
        return [name for name in names if name.key in keys or name.slug in slugs]
    named = [key for key in keys if key]
    if not named and not slugs:
        return []
    if facet == "topic":
        return [Name(*told) for told in callings.topics(named, slugs)]
    source, label = SOURCES[facet]
    meant = Q(pk__in=named) if named else Q(slug__in=slugs)
    rows = source().filter(meant).order_by().values_list("pk", "slug", label)
    return [Name(*row) for row in rows]


def _kind_names(*_asked: Collection[int] | Collection[str]) -> list[Name]:
    return [Name(KINDS.index(kind), kind.value, label) for kind, label in _kinds()]


def _year_names(keys: Collection[int], slugs: Collection[str]) -> list[Name]:
    asked = {int(slug) for slug in slugs if YEAR.fullmatch(slug)}
    return [Name(year, str(year), str(year)) for year in asked.union(keys) if year]


def _language_names(keys: Collection[int], slugs: Collection[str]) -> list[Name]:
    codes = {languages.code(key) for key in keys if key}
    codes |= {slug for slug in slugs if CODE.fullmatch(slug)}
    return [
        Name(languages.number(each), each, _language(each)) for each in sorted(codes)
    ]


def _speakers() -> QuerySet[Speaker]:
    """Those who say what readers may see."""
    spoken = Turn.objects.public().filter(speaker=OuterRef("pk"))
    return Speaker.objects.filter(Exists(spoken))


def _outlets() -> QuerySet[Outlet]:
    """Those that printed what readers may see."""
    printed = Interview.objects.public().filter(outlet=OuterRef("pk"))
    return Outlet.objects.filter(Exists(printed))


def _language(code: str) -> str:
    """A language's name in the language of the page, or its code."""
    if code in LANG_INFO:
        return str(get_language_info(code)["name_translated"])
    return code


def _kinds() -> list[tuple[Kind, str]]:
    return [
        (Kind.QUESTION, _("Questions")),
        (Kind.ANSWER, _("Answers")),
        (Kind.STATEMENT, _("Statements")),
    ]


def labels() -> dict[str, str]:
    return {
        "topic": _("Topic"),
        "speaker": _("Speaker"),
        "kind": _("Kind"),
        "interview": _("Interview"),
        "outlet": _("Outlet"),
        "year": _("Year"),
        "language": _("Language"),
    }


def _field_labels() -> dict[str, str]:
    return {
        **labels(),
        "lang": _("Language"),
        "in": _("In"),
        "before": _("Before"),
        "after": _("After"),
    }


SOURCES: dict[str, tuple[Callable[[], QuerySet[Any]], str]] = {
    "topic": (Topic.objects.public, "name"),
    "speaker": (_speakers, "name"),
    "interview": (Interview.objects.public, "title"),
    "outlet": (_outlets, "name"),
}

Named = Callable[[Collection[int], Collection[str]], list[Name]]
COMPUTED: dict[str, Named] = {
    "kind": _kind_names,
    "year": _year_names,
    "language": _language_names,
}
