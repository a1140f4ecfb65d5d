"""People and topics that go by the query's words: found by name, not by what is said.

Every public name is read for each search, and its forms are kept. For some thousands
of names that is fine; for many more, keep their words in the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from archive.models import Speaker, Tagging, Topic, Turn
from archive.search import analysis
from archive.search.shapes import SpeakerMatch, TopicMatch

MOST = 5
"""People shown, and topics: those with most turns and exchanges."""

BEGINNING = 4
"""Letters that are enough to begin a name by, where no name holds the words whole."""

KNOWN = 20_000

Row = tuple[int, str, str | None]
"""Somebody's or something's key, name, and another name if there is one."""


class Word(NamedTuple):
    """A word of a name: folded, and with its stems all it is found by."""

    folded: str
    forms: frozenset[str]


def speakers(words: str, languages: frozenset[str]) -> tuple[SpeakerMatch, ...]:
    """The public speakers one of whose names holds all the words."""
    names = Speaker.objects.public().order_by()
    keys = _named(words, languages, names.values_list("pk", "name", "aliases__name"))
    if not keys:
        return ()
    said = Turn.objects.public().filter(speaker=OuterRef("pk"))
    counted = Speaker.objects.filter(pk__in=keys).annotate(said=_number(said, "pk"))
    most: QuerySet[Any] = counted.order_by("-said", "sort_name", "name")[:MOST]
    return tuple(SpeakerMatch(speaker, speaker.said) for speaker in most)


def topics(words: str, languages: frozenset[str]) -> tuple[TopicMatch, ...]:
    """The public topics one of whose names and labels holds all the words."""
    names = Topic.objects.public().order_by()
    keys = _named(words, languages, names.values_list("pk", "name", "labels__name"))
    if not keys:
        return ()
    under = Tagging.objects.public().filter(
        Q(topic=OuterRef("pk")) | Q(topic__parent=OuterRef("pk"))
    )
    counted = Topic.objects.filter(pk__in=keys).annotate(under=_number(under, "turn"))
    most: QuerySet[Any] = counted.order_by("-under", "name")[:MOST]
    return tuple(TopicMatch(topic, topic.under) for topic in most)


def _number(rows: QuerySet[Any], of: str) -> Subquery:
    """How many different ones there are, in the query's own row; 0 where none is."""
    counted = Func(
        F(of),
        template="COUNT(DISTINCT %(expressions)s)",
        output_field=IntegerField(),
    )
    return Subquery(rows.order_by().annotate(number=counted).values("number"))


def _named(words: str, languages: frozenset[str], rows: Iterable[Row]) -> set[int]:
    """Whose name holds all the words, or if nobody's does, words that begin so."""
    wanted = _words(words, languages)
    if not wanted:
        return set()
    names = {
        (key, _words(name, languages)) for key, *both in rows for name in both if name
    }
    whole = {key for key, name in names if _holds(name, wanted)}
    return whole or {key for key, name in names if _begins(name, wanted)}


def _holds(name: Iterable[Word], wanted: Iterable[Word]) -> bool:
    return all(any(_is(each, word) for each in name) for word in wanted)


def _begins(name: Iterable[Word], wanted: Iterable[Word]) -> bool:
    return all(
        any(_is(each, word) or _is_begun(each, word) for each in name)
        for word in wanted
    )


def _is(word: Word, wanted: Word) -> bool:
    return not word.forms.isdisjoint(wanted.forms)


def _is_begun(word: Word, wanted: Word) -> bool:
    return len(wanted.folded) >= BEGINNING and word.folded.startswith(wanted.folded)


@lru_cache(KNOWN)
def _words(text: str, languages: frozenset[str]) -> tuple[Word, ...]:
    """The words of a name; of signs written without spaces, each pair."""
    readings = [analysis.tokens(text, each) for each in languages or {""}]
    found = []
    end = -1
    for tokens in zip(*readings, strict=True):
        stem, folded, _, last = tokens[0]
        if last > end:
            forms = {form for token in tokens for form in token[:2] if form}
            found.append(Word(folded or stem, frozenset(forms)))
        end = last
    return tuple(found)
