"""What of a turn is searchable, as documents for engines; haystack's declaration."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator

from django.db.models import Prefetch, Q
from haystack import indexes

from archive.models import Annotation, Interview, Precision, Tagging, Turn
from archive.models.turns import TurnQuerySet
from archive.search import analysis, languages
from archive.search.analysis import EXACT
from archive.search.engine import KINDS, Document, Postings

CONTEXT = 60
"""Words of its question that an answer is also found by."""

GAP = 50
"""Places between paragraphs and between notes: a phrase never reaches across."""

BATCH = 200
NO_WORDS: Postings = {}

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<https?:[^>]*>")
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


def postings(text: str, language: str) -> Postings:
    """A text's terms with their places: a word's stem and, at one place, its twin."""
    found: dict[str, list[int]] = {}
    place = 0
    for start, end in analysis.paragraphs(text):
        for stem, exact, _, _ in analysis.tokens(text[start:end], language):
            found.setdefault(stem, []).append(place)
            if exact:
                found.setdefault(EXACT + exact, []).append(place)
            place += 1
        place += GAP
    return found


def language_of(turn: Turn, interview: Interview) -> str:
    return turn.language or interview.language


def opening(question: Turn, interview: Interview) -> str:
    """As much of a question as its answers are found by."""
    found = analysis.tokens(question.text, language_of(question, interview))
    end = found[CONTEXT - 1][3] if len(found) > CONTEXT else len(question.text)
    return question.text[:end]


def plain(markdown: str) -> str:
    """A note's words without its markup: what is indexed, shown and marked alike."""
    return _MARKUP.sub("", _LINK.sub(r"\1", markdown)).strip()


def _documents(turns: TurnQuerySet) -> Iterator[Document]:
    taggings = Tagging.objects.public().select_related("topic")
    whole = (
        turns.select_related("interview", "question")
        .prefetch_related(
            Prefetch("taggings", taggings),
            Prefetch("question__taggings", taggings),
            Prefetch("annotations", Annotation.objects.public().in_place()),
        )
        .order_by("pk")
    )
    return map(_document, whole.iterator(chunk_size=BATCH))


def _document(turn: Turn) -> Document:
    interview = turn.interview
    language = language_of(turn, interview)
    return Document(
        turn=turn.pk,
        interview=interview.pk,
        speaker=turn.speaker_id or 0,
        kind=KINDS.index(turn.kind),
        outlet=interview.outlet_id or 0,
        year=interview.date_start.year if interview.date_start else 0,
        language=languages.number(language),
        date=interview.date_start.toordinal() if interview.date_start else 0,
        until=_until(interview),
        sequence=turn.sequence,
        topics=_topics(turn),
        own=postings(turn.text, language),
        context=_context(turn),
        notes=postings(_notes(turn), language),
    )


def _until(interview: Interview) -> int:
    """The last day that the interview's date may mean."""
    first = interview.date_start
    if first is None:
        return 0
    if interview.date_precision == Precision.YEAR:
        return first.replace(month=12, day=31).toordinal()
    if interview.date_precision == Precision.MONTH:
        return first.replace(day=monthrange(first.year, first.month)[1]).toordinal()
    return first.toordinal()


def _topics(turn: Turn) -> tuple[int, ...]:
    """The topics of the exchange, and the broader ones that hold them."""
    taggings = (turn.question or turn).taggings.all()
    topics = {tagging.topic_id for tagging in taggings}
    broader = {tagging.topic.parent_id for tagging in taggings}
    return tuple(sorted(topics | {each for each in broader if each is not None}))


def _context(turn: Turn) -> Postings:
    if turn.question is None:
        return NO_WORDS
    interview = turn.interview
    language = language_of(turn.question, interview)
    return postings(opening(turn.question, interview), language)


def _notes(turn: Turn) -> str:
    return "\n\n".join(plain(each.body) for each in turn.annotations.all())
