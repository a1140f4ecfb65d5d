"""What of a turn is searchable, as documents for engines; haystack's declaration."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import Q
from haystack import indexes

from archive.errors import MalformedNote
from archive.models import Annotation, Interview, Precision, Tagging, Turn
from archive.models.particulars import read_particulars, words_of
from archive.models.turns import TurnQuerySet
from archive.search import analysis, languages
from archive.search.engine import KINDS, Document, Postings

CONTEXT = 60
"""Words of its question that an answer is also found by."""

GAP = 50
"""Places between paragraphs and between notes: a phrase never reaches across."""

BATCH = 250
NO_WORDS: Postings = {}

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<https?:[^>]*>")
_REFERENCE = re.compile(r"\[\[[^\[\]\n]*\]\]")
_MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|>|[-+*]|\d+[.)])[ \t]+|[*_`~]+", re.MULTILINE)


class TurnIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="text")

    def get_model(self) -> type[Turn]:
        return Turn

    def index_queryset(self, using: str | None = None) -> TurnQuerySet:
        return Turn.objects.public()


def documents(
    turns: Collection[int] = (), interviews: Collection[int] = ()
) -> Iterator[Document]:
    """Those of the turns, of their answers and of the interviews that are public."""
    meant = Q(pk__in=turns) | Q(question__in=turns) | Q(interview__in=interviews)
    return _documents(Turn.objects.public().filter(meant))


def every_document() -> Iterator[Document]:
    return _documents(Turn.objects.public())


def spanned(first: int, last: int) -> Iterator[Document]:
    """Those of public turns of these numbers and all between them."""
    return _documents(Turn.objects.public().filter(pk__range=(first, last)))


def postings(text: str, language: str) -> Postings:
    """A text's terms with their places: a word's stem and, at one place, its twin."""
    said: defaultdict[analysis.Term, list[int]] = defaultdict(list)
    place = 0
    for start, end in analysis.paragraphs(text):
        terms = analysis.terms(text[start:end], language)
        for at, both in enumerate(terms, place):
            said[both].append(at)
        place += len(terms) + GAP
    return _parted(said)


def _parted(said: Mapping[analysis.Term, list[int]]) -> Postings:
    """Stems and twins apart. Several words may have one stem, and rarely one twin."""
    found: dict[str, list[int]] = {}
    for both, places in said.items():
        for term in both:
            if term in found:
                found[term] = sorted(found[term] + places)
            elif term:
                found[term] = places
    return found


def language_of(turn: Turn, interview: Interview) -> str:
    return turn.language or interview.language


def opening(question: Turn, interview: Interview) -> str:
    """As much of a question as its answers are found by."""
    return _opening(question.text, language_of(question, interview))


def _opening(text: str, language: str) -> str:
    ends = [end for *_, end in islice(analysis.walk(text, language), CONTEXT + 1)]
    return text[: ends[CONTEXT - 1]] if len(ends) > CONTEXT else text


def plain(markdown: str) -> str:
    """A note's words without its markup: what is indexed, shown and marked alike."""
    return _MARKUP.sub("", _LINK.sub(r"\1", _REFERENCE.sub("", markdown))).strip()


def said_by(kind: str, body: str, particulars: object) -> str:
    """All words of a note: its own, and before them what its kind tells."""
    try:
        told = words_of(read_particulars(kind, particulars))
    except MalformedNote:
        told = ()
    return "\n\n".join(filter(None, (*told, plain(body))))


class _Row(NamedTuple):
    """What is read of a turn: columns alone, for there are many."""

    pk: int
    sequence: int
    kind: str
    speaker: int | None
    text: str
    language: str
    question: int | None
    asked: str | None
    asked_in: str | None
    interview: int
    spoken_in: str
    outlet: int | None
    date: date | None
    precision: str


_COLUMNS = (
    "pk",
    "sequence",
    "kind",
    "speaker",
    "text",
    "language",
    "question",
    "question__text",
    "question__language",
    "interview",
    "interview__language",
    "interview__outlet",
    "interview__date_start",
    "interview__date_precision",
)


def _documents(turns: TurnQuerySet) -> Iterator[Document]:
    columns = turns.order_by("pk").values_list(*_COLUMNS)
    rows = map(_Row._make, columns.iterator(chunk_size=BATCH))
    while batch := list(islice(rows, BATCH)):
        topics = _topics({row.question or row.pk for row in batch})
        notes = _notes({row.pk for row in batch})
        for row in batch:
            yield _document(row, topics[row.question or row.pk], notes[row.pk])


def _document(row: _Row, topics: Collection[int], notes: Iterable[str]) -> Document:
    language = row.language or row.spoken_in
    asked = row.asked_in or row.spoken_in
    return Document(
        turn=row.pk,
        interview=row.interview,
        speaker=row.speaker or 0,
        kind=KINDS.index(row.kind),
        outlet=row.outlet or 0,
        year=row.date.year if row.date else 0,
        language=languages.number(language),
        date=row.date.toordinal() if row.date else 0,
        until=_until(row.date, row.precision),
        sequence=row.sequence,
        topics=tuple(sorted(topics)),
        own=postings(row.text, language),
        context=postings(_opening(row.asked, asked), asked) if row.asked else NO_WORDS,
        notes=postings("\n\n".join(notes), language) if notes else NO_WORDS,
    )


def _until(first: date | None, precision: str) -> int:
    """The last day that an interview's date may mean."""
    if first is None:
        return 0
    if precision == Precision.YEAR:
        return first.replace(month=12, day=31).toordinal()
    if precision == Precision.MONTH:
        return first.replace(day=monthrange(first.year, first.month)[1]).toordinal()
    return first.toordinal()


def _topics(openings: Collection[int]) -> Mapping[int, set[int]]:
    """Of exchanges their topics, and the broader ones at any distance."""
    tagged = Tagging.objects.public().filter(turn__in=openings).order_by()
    found: dict[int, set[int]] = defaultdict(set)
    for turn, topic in tagged.values_list("turn", "topic__lines__broader"):
        found[turn].add(topic)
    return found


def _notes(turns: Collection[int]) -> Mapping[int, list[str]]:
    """The editors' words about each turn, in place."""
    public = Annotation.objects.public().in_place().filter(turn__in=turns)
    found: dict[int, list[str]] = defaultdict(list)
    for turn, *said in public.values_list("turn", "kind", "body", "particulars"):
        found[turn].append(said_by(*said))
    return found
