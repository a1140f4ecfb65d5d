"""Topics as a back-of-the-book index: an entry, and the questions under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from archive.models import Tagging, Topic, Turn

MOST = 400
LONG = 60
"""Entries that are found more quickly under letters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic, how many exchanges it leads to, and which, where they can be numbered.

    Question numbers mean something inside one interview only: when the index covers
    several, `loci` is empty and the count stands alone.
    """

    topic: Topic
    count: int
    loci: tuple[Turn, ...]
    narrower: tuple["Entry", ...] = ()


def index_of(taggings: QuerySet[Tagging]) -> list[Entry]:
    """Return the topics of public taggings, in alphabetical order, in three queries."""
    loci = _loci(taggings)
    counted = Topic.objects.labelled().annotate(count=_count(taggings))
    topics: Iterable[Any] = counted.filter(count__gt=0)
    entries = [
        Entry(topic, topic.count, tuple(loci.get(topic.pk, {}).values()))
        for topic in topics
    ]
    return sorted(entries, key=lambda entry: entry.topic.label.name.casefold())


def by_letter(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """A long index under its letters; a short one under none."""
    entries = list(entries)
    if len(entries) < LONG:
        return [("", entries)]
    groups = groupby(entries, lambda entry: entry.topic.label.name[:1].upper())
    return [(letter, list(group)) for letter, group in groups]


def in_two_levels(entries: Iterable[Entry]) -> list[Entry]:
    """Return the broadest topics, each with the entries right below it."""
    entries = list(entries)
    known = {entry.topic.pk for entry in entries}
    return [
        Entry(entry.topic, entry.count, entry.loci, _below(entry, entries))
        for entry in entries
        if entry.topic.parent_id not in known
    ]


def _below(broader: Entry, entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(
        Entry(entry.topic, entry.count, entry.loci, _below(entry, entries))
        for entry in entries
        if entry.topic.parent_id == broader.topic.pk
    )


def _count(taggings: QuerySet[Tagging]) -> Coalesce:
    """Count each exchange once, under its topics and the broader ones."""
    under = taggings.filter(topic__lines__broader=OuterRef("pk"))
    exchanges = (
        under.order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(exchanges=Count("turn", distinct=True))
        .values("exchanges")
    )
    return Coalesce(Subquery(exchanges, output_field=IntegerField()), 0)


def _loci(taggings: QuerySet[Tagging]) -> dict[int, dict[int, Turn]]:
    """Return the questions by topic, unless they are many or of many interviews."""
    lines = taggings.annotate(broader=F("topic__lines__broader"))
    few = lines.select_related("turn__interview").order_by(
        "turn__interview", "turn__sequence"
    )[: MOST + 1]
    if len(few) > MOST or len({tagging.turn.interview_id for tagging in few}) > 1:
        return {}
    loci: dict[int, dict[int, Turn]] = {}
    for tagging in few:
        loci.setdefault(tagging.broader, {})[tagging.turn_id] = tagging.turn
    return loci
