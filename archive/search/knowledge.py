"""What the archive knows of a query: whom fields mean, how names are spelled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.conf.locale import LANG_INFO
from django.db.models import QuerySet
from django.utils.translation import get_language_info

from archive.models import Interview, Outlet, Speaker, Topic
from archive.scripts import sound
from archive.search import languages, names
from archive.search.connection import engine
from archive.search.hearing import heard
from archive.search.names import Names
from archive.search.parts import Field, Query, singles
from archive.search.terms import Filter
from archive.search.translation import Known, Spellings, condition

LIKE = 0.7
NEAR = 3
"""Names told that are near to one that nobody goes by."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A field's value that nothing public goes by, and names that are near it."""

    field: Field
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    known: Known
    names: Names
    strangers: tuple[Stranger, ...] = ()
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words as typed, and those of the archive that sound alike in another script."""


def consult(query: Query, spoken: frozenset[str]) -> Knowledge:
    """What the archive, in which these languages are spoken, knows of the query."""
    found = names.read(spoken)
    asked = dict.fromkeys(each for each in singles(query) if isinstance(each, Field))
    values = {each: _values(each, found) for each in asked}
    words = [each.text for each in singles(query) if not isinstance(each, Field)]
    spellings = found.spellings(" ".join(words))
    alike = heard(words, spoken, engine().words)
    known = Known(
        spoken,
        {
            each: Filter(facet, keys)
            for each, (facet, keys, _) in values.items()
            if facet
        },
        _together(spellings, alike),
    )
    strangers = (
        Stranger(each, _near(each.value, near))
        for each, (facet, keys, near) in values.items()
        if facet and not keys
    )
    return Knowledge(known, found, tuple(strangers), alike)


def _together(*spellings: Spellings) -> Spellings:
    words = {word for each in spellings for word in each}
    return {
        word: frozenset().union(*(each.get(word, frozenset()) for each in spellings))
        for word in words
    }


Values = tuple[str, frozenset[int], Collection[str]]
"""A facet, the values that are meant, and the names of all; no facet: none is asked."""


def _values(asked: Field, found: Names) -> Values:
    if asked.name == "lang":
        return _language(asked)
    if asked.name not in SOURCES:
        return "", frozenset(), ()
    source = SOURCES[asked.name]
    keys = names.named(asked.value, found.of(f"{asked.name}:"), source.public)
    return asked.name, frozenset(keys), [] if keys else _labels(source)


def _near(value: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The names that sound most like the value, or have a word that does."""
    heard: dict[str, dict[str, None]] = {}
    for label in labels:
        for word in (label, *label.split()):
            heard.setdefault(sound(word.casefold()), {})[label] = None
    alike = get_close_matches(sound(value.casefold()), heard, NEAR, LIKE)
    told = dict.fromkeys(label for word in alike for label in heard[word])
    return tuple(told)[:NEAR]


def _labels(source: Source) -> list[str]:
    """All public names, without the forms and addresses they also go by."""
    return list(source.all().order_by().values_list(source.label, flat=True))


def _language(asked: Field) -> Values:
    wanted = asked.value.casefold()
    codes = {code for code in LANG_INFO if wanted in _called(code)}
    code = condition(asked)
    if not codes and isinstance(code, Filter):
        return "language", code.values, ()
    return "language", frozenset(map(languages.number, codes)), ()


def _called(code: str) -> Iterator[str]:
    """What a language goes by: in English, in itself, in the language of the page."""
    if "name" not in LANG_INFO[code]:
        return
    told = get_language_info(code)
    yield code.casefold()
    for name in ("name", "name_local", "name_translated"):
        yield str(told[name]).casefold()


def _printing() -> QuerySet[Outlet]:
    printed = Interview.objects.public().values("outlet")
    return Outlet.objects.filter(pk__in=printed)


@dataclass(frozen=True, slots=True)
class Source:
    """The public ones of a field's values: all of them, and those of some keys."""

    all: Callable[[], QuerySet[Any]]
    public: Callable[[Collection[int]], QuerySet[Any]]
    label: str = "name"


SOURCES = {
    "speaker": Source(Speaker.objects.public, names.public_speakers),
    "topic": Source(Topic.objects.public, names.public_topics),
    "interview": Source(
        Interview.objects.public,
        lambda keys: Interview.objects.public().filter(pk__in=keys),
        "title",
    ),
    "outlet": Source(_printing, lambda keys: _printing().filter(pk__in=keys)),
}
