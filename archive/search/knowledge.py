"""What the archive knows of a query: whom fields mean, how names are spelled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

from archive.models import Interview, Outlet, Speaker, Topic
from archive.search import languages, names
from archive.search.names import Names, Row
from archive.search.parts import Field, Query, singles
from archive.search.scripts import sound
from archive.search.terms import Filter
from archive.search.translation import Known, condition

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


def consult(query: Query, spoken: frozenset[str]) -> Knowledge:
    """What the archive, in which these languages are spoken, knows of the query."""
    found = names.read(spoken)
    asked = dict.fromkeys(each for each in singles(query) if isinstance(each, Field))
    values = {each: _values(each, found) for each in asked}
    words = " ".join(
        each.text for each in singles(query) if not isinstance(each, Field)
    )
    known = Known(
        spoken,
        {
            each: Filter(facet, keys)
            for each, (facet, keys, _) in values.items()
            if facet
        },
        found.spellings(words),
    )
    strangers = (
        Stranger(each, _near(each.value, near))
        for each, (facet, keys, near) in values.items()
        if facet and not keys
    )
    return Knowledge(known, found, tuple(strangers))


Values = tuple[str, frozenset[int], Collection[str]]
"""A facet, the values that are meant, and the names of all; no facet: none is asked."""


def _values(asked: Field, found: Names) -> Values:
    if asked.name == "lang":
        return _language(asked)
    if asked.name not in SOURCES:
        return "", frozenset(), ()
    rows = SOURCES[asked.name](found)
    keys = names.named(asked.value, found.languages, rows)
    return asked.name, frozenset(keys), [] if keys else _labels(rows)


def _near(value: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The names that sound most like the value, or have a word that does."""
    heard: dict[str, dict[str, None]] = {}
    for label in labels:
        for word in (label, *label.split()):
            heard.setdefault(sound(word.casefold()), {})[label] = None
    alike = get_close_matches(sound(value.casefold()), heard, NEAR, LIKE)
    told = dict.fromkeys(label for word in alike for label in heard[word])
    return tuple(told)[:NEAR]


def _labels(rows: Iterable[Row]) -> list[str]:
    """The names themselves, without the forms and addresses they also go by."""
    first: dict[int, str] = {}
    for key, name, _ in rows:
        first.setdefault(key, name)
    return list(first.values())


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


def _titles(_found: Names) -> list[Row]:
    titled = Interview.objects.public().order_by()
    return list(titled.values_list("pk", "title", "slug"))


def _outlets(_found: Names) -> list[Row]:
    printed = Interview.objects.public().values("outlet")
    outlets = Outlet.objects.filter(pk__in=printed).order_by()
    return list(outlets.values_list("pk", "name", "slug"))


def _speakers(found: Names) -> list[Row]:
    slugs = Speaker.objects.public().order_by().values_list("pk", "slug", "sort_name")
    return [*found.speakers, *slugs]


def _topics(found: Names) -> list[Row]:
    slugs = Topic.objects.public().order_by().values_list("pk", "slug", "slug")
    return [*found.topics, *slugs]


SOURCES: dict[str, Callable[[Names], list[Row]]] = {
    "speaker": _speakers,
    "topic": _topics,
    "interview": _titles,
    "outlet": _outlets,
}
