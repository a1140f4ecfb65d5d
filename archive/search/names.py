"""People and topics that go by the query's words: found by name, not by what is said.

Every name is read for each search, and its forms are kept; whether a name that fits
is public is asked of those few alone. For some thousands of names that is fine; for
many more, keep their words in the database. A name is one in any script: `scripts`
tells which spellings sound alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from archive.models import Participation, Speaker, Tagging, Topic, Turn
from archive.models.publishing import is_public
from archive.scripts import sound
from archive.search import analysis
from archive.search.shapes import SpeakerMatch, TopicMatch
from archive.search.stopwords import is_common

MOST = 5
"""People shown, and topics: those with most turns and exchanges."""

BEGINNING = 4
"""Letters that are enough to begin a name by, where no name holds the words whole."""

KNOWN = 20_000
HEARD = "~"
"""Begins the sound of a word among its forms. No stem begins with it."""

Row = tuple[int, str, str | None]
"""Somebody's or something's key, name, and another name if there is one."""


class Word(NamedTuple):
    """A word of a name: folded, how it sounds, and all forms it is found by."""

    folded: str
    sound: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """All names of speakers and topics, hidden ones too, as one search finds them."""

    languages: frozenset[str]
    speakers: tuple[Row, ...]
    topics: tuple[Row, ...]

    def spellings(self, text: str) -> dict[str, frozenset[str]]:
        """Of the text's words that are in a name, how the name else is spelled."""
        heard = {word.sound: word.folded for word in words_of(text, self.languages)}
        found: dict[str, set[str]] = {}
        for word in self._every_word():
            folded = heard.get(word.sound, word.folded)
            if folded != word.folded:
                found.setdefault(folded, set()).add(word.folded)
        return {folded: frozenset(others) for folded, others in found.items()}

    def _every_word(self) -> Iterator[Word]:
        for _, *both in (*self.speakers, *self.topics):
            for name in both:
                yield from words_of(name or "", self.languages)


def read(languages: frozenset[str]) -> Names:
    people = Speaker.objects.order_by()
    subjects = Topic.objects.order_by()
    return Names(
        languages,
        tuple(people.values_list("pk", "name", "aliases__name")),
        tuple(subjects.values_list("pk", "name", "labels__name")),
    )


def public_words(languages: frozenset[str]) -> set[str]:
    """Every word of a public name, folded."""
    people = Speaker.objects.public().order_by().values_list("name", "aliases__name")
    subjects = Topic.objects.public().order_by().values_list("name", "labels__name")
    return {
        word.folded
        for both in (*people, *subjects)
        for name in both
        for word in words_of(name or "", languages)
    }


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
    keys = named(words, names.languages, names.speakers, public_speakers)
    if not keys:
        return ()
    said = Turn.objects.public().filter(speaker=OuterRef("pk"))
    counted = Speaker.objects.filter(pk__in=keys).annotate(said=_number(said, "pk"))
    most: QuerySet[Any] = counted.order_by("-said", "sort_name", "name")[:MOST]
    return tuple(SpeakerMatch(speaker, speaker.said) for speaker in most)


def topics(words: str, names: Names) -> tuple[TopicMatch, ...]:
    """The public topics one of whose names and labels holds all the words."""
    keys = named(words, names.languages, names.topics, public_topics)
    if not keys:
        return ()
    under = Tagging.objects.public().filter(
        Q(topic=OuterRef("pk")) | Q(topic__parent=OuterRef("pk"))
    )
    counted = Topic.objects.filter(pk__in=keys).annotate(under=_number(under, "turn"))
    most: QuerySet[Any] = counted.order_by("-under", "name")[:MOST]
    return tuple(TopicMatch(topic, topic.under) for topic in most)


def named(
    words: str,
    languages: frozenset[str],
    rows: Iterable[Row],
    public: Callable[[Collection[int]], QuerySet[Any]],
) -> set[int]:
    """Whose name holds all the words, or if nobody's does, words that begin so."""
    wanted = words_of(words, languages)
    if not wanted:
        return set()
    names = set(_split(languages, rows))
    whole = {key for key, name in names if _holds(name, wanted)}
    found = _those(public, whole)
    begun = () if found else {key for key, name in names if _begins(name, wanted)}
    return found or _those(public, begun)


def _those(
    public: Callable[[Collection[int]], QuerySet[Any]], keys: Collection[int]
) -> set[int]:
    return set(public(keys).order_by().values_list("pk", flat=True)) if keys else set()


def holding(words: str, languages: frozenset[str], rows: Iterable[Row]) -> set[int]:
    """Whose name holds all the words."""
    wanted = words_of(words, languages)
    if all(is_common(word.folded, languages) for word in wanted):
        return set()
    return {key for key, name in _split(languages, rows) if _holds(name, wanted)}


def held(words: str, languages: frozenset[str], rows: Iterable[Row]) -> set[int]:
    """Whose name is made of such words alone."""
    said = words_of(words, languages)
    return {key for key, name in _split(languages, rows) if _holds(said, name)}


def _split(
    languages: frozenset[str], rows: Iterable[Row]
) -> Iterator[tuple[int, tuple[Word, ...]]]:
    for key, *both in rows:
        for name in both:
            if name:
                yield key, words_of(name, languages)


def _number(rows: QuerySet[Any], of: str) -> Subquery:
    """How many different ones there are, in the query's own row; 0 where none is."""
    counted = Func(
        F(of),
        template="COUNT(DISTINCT %(expressions)s)",
        output_field=IntegerField(),
    )
    return Subquery(rows.order_by().annotate(number=counted).values("number"))


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
    if len(wanted.folded) < BEGINNING:
        return False
    heard = wanted.sound or wanted.folded
    return word.folded.startswith(wanted.folded) or word.sound.startswith(heard)


@lru_cache(KNOWN)
def words_of(text: str, languages: frozenset[str]) -> tuple[Word, ...]:
    """The words of a name; of signs written without spaces, each pair."""
    readings = [analysis.tokens(text, each) for each in languages or {""}]
    found = []
    end = -1
    for tokens in zip(*readings, strict=True):
        stem, folded, _, last = tokens[0]
        if last > end:
            forms = {form for token in tokens for form in token[:2] if form}
            heard = {HEARD + sound(form) for form in forms if folded and sound(form)}
            found.append(Word(folded or stem, sound(folded), frozenset(forms | heard)))
        end = last
    return tuple(found)
