"""People and topics that go by the query's words: found by name, not by what is said.

All names are kept in memory until one changes; whether a name that fits is public is
asked of the database each time, of those few alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
)

from archive.models import (
    Interview,
    Outlet,
    Participation,
    Speaker,
    SpeakerAddress,
    SpeakerAlias,
    Tagging,
    Topic,
    TopicAddress,
    TopicLabel,
    Turn,
    watching,
)
from archive.models.publishing import is_public
from archive.scripts import sound
from archive.search.rolls import Roll, Row, roll, words_of
from archive.search.shapes import SpeakerMatch, TopicMatch

MOST = 5
"""People shown, and topics: those with most turns and exchanges."""

KEPT = 60
"""Seconds after which names are read again even where no change is seen."""

METER = watching.Meter()

Stamp = tuple[Any, ...]
"""What differs as soon as a name was added, taken away or changed by a person."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names, hidden ones too, as one search finds them."""

    languages: frozenset[str]
    stamp: Stamp

    @property
    def speakers(self) -> Roll:
        return self.of("speaker")

    @property
    def topics(self) -> Roll:
        return self.of("topic")

    def of(self, kind: str) -> Roll:
        """The names of a kind in ROWS."""
        return _roll(kind, self.languages, self.stamp)

    def spellings(self, words: str) -> dict[str, frozenset[str]]:
        """Of the words that are in a name, how the name else is spelled."""
        found = {}
        for word in words_of(words, self.languages):
            alike = {
                other
                for known in (self.speakers, self.topics)
                for other in known.sounds.get(word.sound, ())
            }
            if others := alike - {word.folded}:
                found[word.folded] = frozenset(others)
        return found

    def alike(self, word: str, starts: Iterable[str]) -> set[str]:
        """The words of names that begin so, and those that sound like the word."""
        return {
            other
            for known in (self.speakers, self.topics)
            for other in (
                *known.sounds.get(sound(word), ()),
                *(each for start in starts for each in known.beginning(start)),
            )
        }

    def is_public(self, word: str) -> bool:
        """Whether a name that readers may see holds the word."""
        people, subjects = self.speakers.named(word), self.topics.named(word)
        return public_speakers(people).exists() or public_topics(subjects).exists()


def read(languages: frozenset[str]) -> Names:
    return Names(languages, _stamp())


def forget() -> None:
    """Read all names again."""
    _roll.cache_clear()
    _ends_of.cache_clear()


def public_speakers(keys: Collection[int]) -> QuerySet[Speaker]:
    """Those of them with a turn or a part that readers may see."""
    said = Turn.objects.public().filter(speaker=OuterRef("pk"))
    parts = Participation.objects.filter(
        is_public("interview__"), speaker=OuterRef("pk")
    )
    return Speaker.objects.filter(Exists(said) | Exists(parts), pk__in=keys)


def public_topics(keys: Collection[int]) -> QuerySet[Topic]:
    return Topic.objects.public().filter(pk__in=keys)


def speakers(words: str, names: Names) -> tuple[SpeakerMatch, ...]:
    """The public speakers one of whose names holds all the words."""
    keys = named(words, names.speakers, public_speakers)
    if not keys:
        return ()
    said = Turn.objects.public().filter(speaker=OuterRef("pk"))
    counted = Speaker.objects.filter(pk__in=keys).annotate(said=_number(said, "pk"))
    most: QuerySet[Any] = counted.order_by("-said", "sort_name", "name")[:MOST]
    return tuple(SpeakerMatch(speaker, speaker.said) for speaker in most)


def topics(words: str, names: Names) -> tuple[TopicMatch, ...]:
    """The public topics one of whose names and labels holds all the words."""
    keys = named(words, names.topics, public_topics)
    if not keys:
        return ()
    under = Tagging.objects.public().filter(topic__lines__broader=OuterRef("pk"))
    known = Topic.objects.filter(pk__in=keys).labelled()
    counted = known.annotate(under=_number(under, "turn"))
    most: QuerySet[Any] = counted.order_by("-under", "name")[:MOST]
    return tuple(TopicMatch(topic, topic.under) for topic in most)


def named(
    words: str, known: Roll, public: Callable[[Collection[int]], QuerySet[Any]]
) -> set[int]:
    """Whose name holds all the words, or if nobody's does, words that begin so."""
    found = _those(public, known.named(words))
    return found or _those(public, known.begun(words))


def _those(
    public: Callable[[Collection[int]], QuerySet[Any]], keys: Collection[int]
) -> set[int]:
    return set(public(keys).order_by().values_list("pk", flat=True)) if keys else set()


def _number(rows: QuerySet[Any], of: str) -> Subquery:
    """How many different ones there are, in the query's own row; 0 where none is."""
    counted = Func(
        F(of),
        template="COUNT(DISTINCT %(expressions)s)",
        output_field=IntegerField(),
    )
    return Subquery(rows.order_by().annotate(number=counted).values("number"))


@lru_cache(24)
def _roll(kind: str, languages: frozenset[str], _stamp: Stamp) -> Roll:
    return roll(ROWS[kind](), languages)


def _stamp() -> Stamp:
    """What was found for the archive as it stands, unless that cannot be told."""
    period, number = time.monotonic() // KEPT, METER.read()
    found = _ends() if number is None else _ends_of(number, period)
    return (*found, period)


@lru_cache(1)
def _ends_of(_number: int, _period: float) -> Stamp:
    return _ends()


def _ends() -> Stamp:
    """One question, answered by the ends of indexes and by small tables."""
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return tuple(cursor.fetchone())


@lru_cache(1)
def _question() -> str:
    remembered = (
        Speaker.history,
        SpeakerAlias.history,
        Topic.history,
        TopicLabel.history,
        Interview.history,
    )
    tables = [each.model._meta.db_table for each in remembered]
    asked = [f"(SELECT max(history_date) FROM {table})" for table in tables]  # noqa: S608
    for model in (Speaker, SpeakerAlias, Topic, TopicLabel, Interview, Outlet):
        table = model._meta.db_table
        asked += [f"(SELECT max(id) FROM {table})", f"(SELECT count(*) FROM {table})"]  # noqa: S608
    return f"SELECT {', '.join(asked)}"


def _people() -> Iterator[Row]:
    yield from Speaker.objects.order_by().values_list("pk", "name", "aliases__name")


def _subjects() -> Iterator[Row]:
    yield from Topic.objects.order_by().values_list("pk", "name", "labels__name")


def _called() -> Iterator[Row]:
    yield from _people()
    yield from Speaker.objects.order_by().values_list("pk", "slug", "sort_name")
    yield from SpeakerAddress.objects.order_by().values_list("speaker", "slug", "slug")


def _filed() -> Iterator[Row]:
    yield from _subjects()
    yield from Topic.objects.order_by().values_list("pk", "slug", "slug")
    yield from TopicAddress.objects.order_by().values_list("topic", "slug", "slug")


def _titles() -> Iterable[Row]:
    return Interview.objects.order_by().values_list("pk", "title", "slug")


def _outlets() -> Iterable[Row]:
    return Outlet.objects.order_by().values_list("pk", "name", "slug")


ROWS: dict[str, Callable[[], Iterable[Row]]] = {
    "speaker": _people,
    "topic": _subjects,
    "speaker:": _called,
    "topic:": _filed,
    "interview:": _titles,
    "outlet:": _outlets,
}
"""By kind; with a colon, also by what addresses and lists call them, as fields do."""
