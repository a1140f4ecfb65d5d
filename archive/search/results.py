"""The one door readers come through: a request in, a page of results out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext as _

from archive.search import engine as asked
from archive.search import names, parts, query
from archive.search.connection import engine
from archive.search.engine import FACETS, Found, Order
from archive.search.explaining import reasons
from archive.search.facets import active, choices, facets, filters, stated
from archive.search.hits import hits
from archive.search.indexing import hidden
from archive.search.knowledge import Knowledge, consult
from archive.search.offers import offers
from archive.search.parts import Part, Phrase, Word
from archive.search.query import Reading
from archive.search.remarks import lacks, losses, remarks
from archive.search.requests import ORDERS, PAGE_SIZE, SearchRequest
from archive.search.shapes import (
    Excerpt,
    Facet,
    FacetValue,
    Filter,
    Hit,
    Meant,
    NoteHit,
    Offer,
    Reason,
    Results,
    Sort,
    SpeakerMatch,
    TopicMatch,
)
from archive.search.spelling import meant
from archive.search.terms import Best, Tree, leaves, wanted
from archive.search.translation import Translation, said, translate

__all__ = [
    "FACETS",
    "ORDERS",
    "PAGE_SIZE",
    "Excerpt",
    "Facet",
    "FacetValue",
    "Filter",
    "Hit",
    "Meant",
    "NoteHit",
    "Offer",
    "Order",
    "Reason",
    "Results",
    "SearchRequest",
    "Sort",
    "SpeakerMatch",
    "TopicMatch",
    "search",
]

LONG = 6
"""Words, common ones too, from which a query reads like a question."""

FEW = 10
"""Turns that answer a question, below which those with some of its words follow."""


def search(request: SearchRequest) -> Results:
    """Find turns. Raises EngineUnavailable when the engine cannot answer.

    Raises SearchTooLong when it cannot within SEARCH_SECONDS.
    """
    reading = query.read(request.q)
    if not reading.query.parts and not request.chosen:
        return Results(request, is_empty_query=True)
    known = consult(reading.query, engine().languages())
    translation = translate(reading.query, known.known)
    if not translation.tree.parts and not request.chosen:
        notes = tuple(remarks(reading, translation, known.strangers))
        return Results(request, is_empty_query=True, notes=notes)
    named = " ".join(map(said, translation.wanted))
    return replace(
        _results(request, reading, known, translation),
        speakers=names.speakers(named, known.names),
        topics=names.topics(named, known.names),
        offers=offers(request, reading.query, known.names),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the engine found, by which tree."""

    tree: Tree
    found: Found

    @property
    def is_partial(self) -> bool:
        return isinstance(self.tree, Best)

    def missing(self, translation: Translation) -> tuple[Part, ...]:
        """What was typed and stands in no turn."""
        totals = zip(translation.wanted, self.found.leaves, strict=True)
        return tuple(dict.fromkeys(part for part, total in totals if not total))


def _results(
    request: SearchRequest,
    reading: Reading,
    known: Knowledge,
    translation: Translation,
) -> Results:
    chosen = choices(request)
    question = asked.Request(
        translation.tree,
        filters(chosen),
        request.order,
        hidden=hidden(),
        deadline=time.monotonic() + settings.SEARCH_SECONDS,
    )
    enough = _enough(reading, translation)
    answer, page = _page(question, request.page, enough)
    request = request.at_page(page)
    shown = hits(answer.found.turns, tuple(leaves(answer.tree)))
    gone = len(answer.found.turns) - len(shown)
    total = answer.found.total - gone
    whole = min(answer.found.whole, total)
    missing = answer.missing(translation)
    lost = tuple(map(_told, missing))
    read = remarks(reading, translation, known.strangers)
    rest = lacks(total, whole, lost) if answer.is_partial else ()
    return Results(
        request=request,
        total=total,
        hits=tuple(shown),
        facets=facets(request, answer.found.facets, chosen),
        filters=(
            *stated(request, reading.query, known.known),
            *active(request, chosen),
        ),
        sorts=tuple(_sorts(request)),
        notes=(*read, *rest, *losses(gone)),
        is_partial=answer.is_partial,
        total_without_filters=answer.found.unfiltered,
        whole=whole,
        missing=lost,
        reasons=reasons(request, question, translation, chosen) if not total else (),
        meant=meant(request, reading.query, question, missing, known.names),
    )


def _told(part: Part) -> str:
    return part.text if isinstance(part, Word | Phrase) else parts.typed(part)


def _enough(reading: Reading, translation: Translation) -> int:
    """How many turns must hold all the words before some of them will not do."""
    if len(wanted(translation.tree)) < 2:
        return 0
    return 1 if len(reading.query.parts) < LONG else FEW


def _page(question: asked.Request, page: int, enough: int) -> tuple[_Answer, int]:
    """The page asked for, or the last one there is."""
    answer = _ask(_at(question, page), enough)
    last = max(1, -(-answer.found.total // PAGE_SIZE))
    if page <= last:
        return answer, page
    again = _at(replace(question, tree=answer.tree), last)
    return _Answer(answer.tree, engine().find(again)), last


def _at(question: asked.Request, page: int) -> asked.Request:
    stop = page * PAGE_SIZE
    return replace(question, start=stop - PAGE_SIZE, stop=stop)


def _ask(question: asked.Request, enough: int) -> _Answer:
    """Turns with all the words; where these are too few, turns with some of them."""
    strict = _Answer(question.tree, engine().find(question))
    if strict.found.unfiltered >= enough:
        return strict
    best = Best(question.tree.parts)
    loose = _Answer(best, engine().find(replace(question, tree=best)))
    return loose if loose.found.unfiltered > strict.found.unfiltered else strict


def _sorts(request: SearchRequest) -> Iterator[Sort]:
    labels = {
        "relevance": _("best match"),
        "date": _("newest"),
        "sequence": _("as spoken"),
    }
    for order in ORDERS:
        query_string = request.sorted_by(order).query_string
        yield Sort(order, labels[order], order == request.order, query_string)
