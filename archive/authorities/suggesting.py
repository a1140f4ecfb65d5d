"""Topics that the words of an exchange name: suggested, never told, until an editor
says so. What was rejected is not suggested again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.db import transaction

from archive.authorities.phrases import Analyse, Counting, IsCommon, Phrase, Text
from archive.models import (
    KeyPhrase,
    Kind,
    PhraseState,
    Tagging,
    TaggingBasis,
    Topic,
    TopicLabel,
    Turn,
)
from archive.models.turns import TurnQuerySet

BATCH = 500
FEWEST = 3
"""Exchanges that a key phrase stands in at least."""

MOST = 200
"""Key phrases kept of one language: the best."""

AROUND = 60
"""Letters of the evidence beside the words."""


@dataclass(frozen=True, slots=True)
class Tools:
    """How words are read: the search room's analysis, so that both find the same."""

    analyse: Analyse
    is_common: IsCommon


class Said(NamedTuple):
    """A label that stands in a text, and where."""

    topic: int
    start: int
    end: int


class Matcher:
    """All names of all topics, to be found in texts of one language."""

    def __init__(self, language: str, tools: Tools) -> None:
        self._language, self._tools = language, tools
        self._labels: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], int]]]
        self._labels = defaultdict(list)
        for name, told_in, topic in _names():
            words = tools.analyse(name, language)
            stems = tuple(word[0] for word in words)
            # In another language than its own a name is found as it is spelled.
            is_foreign = _primary(told_in) != _primary(language)
            exact = tuple(word[1] for word in words) if is_foreign else ()
            if stems and not all(tools.is_common(w[1], language) for w in words):
                self._labels[stems[0]].append((stems, exact, topic))

    def said(self, text: str) -> Iterator[Said]:
        words = self._tools.analyse(text, self._language)
        for place, word in enumerate(words):
            for stems, exact, topic in self._labels.get(word[0], ()):
                run = words[place : place + len(stems)]
                is_said = tuple(each[0] for each in run) == stems
                if is_said and exact in ((), tuple(each[1] for each in run)):
                    yield Said(topic, run[0][2], run[-1][3])


def suggest(turns: TurnQuerySet, tools: Tools) -> int:
    """Suggest topics that these turns name; return how many suggestions are new."""
    matchers: dict[str, Matcher] = {}
    made = 0
    for batch in _batches(turns):
        found: dict[tuple[int, int], str] = {}
        for turn in batch:
            language = turn.language or turn.interview.language
            if language not in matchers:
                matchers[language] = Matcher(language, tools)
            for said in matchers[language].said(turn.text):
                place = (_exchange(turn), said.topic)
                found.setdefault(place, evidence(turn, said.start, said.end))
        made += _keep(found)
    return made


def evidence(turn: Turn, start: int, end: int) -> str:
    """The turn's name and the words, some others on either side."""
    before = turn.text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = turn.text[end : end + AROUND].partition("\n")[0]
    # Whole words alone, where words are parted by spaces.
    if len(before) == AROUND:
        before = before.partition(" ")[2] or before
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] or after
    return f"{turn.anchor}: {before}[{turn.text[start:end]}]{after}"[:300]


def count_phrases(turns: TurnQuerySet, tools: Tools, fewest: int = FEWEST) -> int:
    """Keep the archive's key phrases anew, language by language; return how many.

    Those accepted or rejected stay what they are; so do names that topics have.
    """
    counted: dict[str, Counting] = {}
    for batch in _batches(turns):
        for turn in batch:
            language = _primary(turn.language or turn.interview.language)
            counting = counted.setdefault(
                language, Counting(tools.analyse, tools.is_common)
            )
            counting.add(Text(_exchange(turn), turn.text, language))
    with transaction.atomic():
        KeyPhrase.objects.filter(state=PhraseState.WAITING).delete()
        return sum(
            _keep_phrases(language, counting.found(fewest), tools)
            for language, counting in counted.items()
        )


def _keep_phrases(language: str, found: Sequence[Phrase], tools: Tools) -> int:
    known = set(
        KeyPhrase.objects.filter(language=language).values_list("stems", flat=True)
    )
    known |= {
        " ".join(word[0] for word in tools.analyse(name, language))
        for name, *_rest in _names()
    }
    fresh = [each for each in found if " ".join(each.stems) not in known][:MOST]
    KeyPhrase.objects.bulk_create(
        KeyPhrase(
            phrase=each.shown[:200],
            language=language,
            stems=" ".join(each.stems)[:300],
            times=each.times,
            exchanges=each.exchanges,
            longer=each.longer,
            score=each.score,
        )
        for each in fresh
    )
    return len(fresh)


def _keep(found: dict[tuple[int, int], str]) -> int:
    """Suggest what nobody told, rejected or was suggested before."""
    exchanges = {exchange for exchange, _topic in found}
    known: dict[int, set[int]] = defaultdict(set)
    rows = Tagging.objects.filter(turn__in=exchanges).order_by()
    for exchange, basis, topic, broader in rows.values_list(
        "turn", "basis", "topic", "topic__lines__broader"
    ):
        told = basis in {TaggingBasis.SIDECAR, TaggingBasis.EDITOR}
        known[exchange] |= {broader} if told else {topic}
    fresh = [
        Tagging(
            turn_id=exchange,
            topic_id=topic,
            basis=TaggingBasis.SUGGESTED,
            evidence=words,
        )
        for (exchange, topic), words in found.items()
        if topic not in known[exchange]
    ]
    Tagging.objects.bulk_create(fresh, BATCH, ignore_conflicts=True)
    return len(fresh)


def _names() -> Iterator[tuple[str, str, int]]:
    yield from Topic.objects.order_by("pk").values_list("name", "language", "pk")
    labels = TopicLabel.objects.order_by("pk")
    yield from labels.values_list("name", "language", "topic")


def _exchange(turn: Turn) -> int:
    return turn.question_id or turn.pk


def _batches(turns: TurnQuerySet) -> Iterator[list[Turn]]:
    """Turns that belong to an exchange, in the order of their keys."""
    lost = turns.filter(kind=Kind.ANSWER, question=None).values("pk")
    rows = turns.exclude(pk__in=lost).select_related("interview").order_by("pk")
    remaining = rows.only(
        "anchor",
        "text",
        "language",
        "kind",
        "question",
        "interview__language",
        "interview__slug",
    ).iterator(chunk_size=BATCH)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def holding(phrase: KeyPhrase, turns: TurnQuerySet, tools: Tools) -> list[int]:
    """The exchanges that say a phrase, in any of its forms."""
    wanted = phrase.stems.split(" ")
    found: dict[int, None] = {}
    for batch in _batches(turns):
        for turn in batch:
            language = turn.language or turn.interview.language
            if _primary(language) == phrase.language:
                stems = [word[0] for word in tools.analyse(turn.text, language)]
                if _holds(stems, wanted):
                    found.setdefault(_exchange(turn))
    return list(found)


def _holds(stems: Sequence[str], wanted: Sequence[str]) -> bool:
    length = len(wanted)
    return any(
        stems[place : place + length] == wanted
        for place, stem in enumerate(stems)
        if stem == wanted[0]
    )
