"""The one door readers come through: a request in, a page of results out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from django.utils.translation import gettext as _

from archive.errors import SearchTooLong
from archive.search import bounds, names, parts
from archive.search.asking import Answer, Asked, again, answer, understand
from archive.search.engine import FACETS, Order
from archive.search.explaining import reasons
from archive.search.facets import active, facets, stated
from archive.search.hits import hits
from archive.search.offers import offers
from archive.search.parts import Part, Phrase, Word
from archive.search.remarks import depths, lacks, losses, remarks
from archive.search.requests import ORDERS, PAGE_SIZE, SearchRequest, last_page
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
from archive.search.translation import said

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

Told = TypeVar("Told")


def search(request: SearchRequest) -> Results:
    """Find turns. Raises EngineUnavailable when the engine cannot answer.

    Raises SearchTooLong when it cannot within SEARCH_SECONDS.
    """
    asked = understand(request)
    if asked is None:
        return Results(request, is_empty_query=True)
    if asked.is_empty:
        return Results(request, is_empty_query=True, notes=tuple(_read(asked)))
    known = asked.known.names
    named = " ".join(map(said, asked.translation.wanted))
    return replace(
        _results(asked),
        speakers=names.speakers(named, known),
        topics=names.topics(named, known),
        offers=offers(request, asked.reading.query, known),
    )


def _results(asked: Asked) -> Results:
    found, page = _page(asked)
    request = asked.request.at_page(page)
    shown = hits(found.found.turns, found.leaves, request.query_string)
    gone = len(found.found.turns) - len(shown)
    total = found.found.total - gone
    missing = found.missing(asked.translation)
    return Results(
        request=request,
        total=total,
        hits=tuple(shown),
        facets=facets(
            request, found.found.facets, asked.chosen, asked.known.names.stamp
        ),
        filters=tuple(_filters(asked, request)),
        sorts=tuple(_sorts(request)),
        notes=(*_notes(asked, found, total, gone), *depths(page, total)),
        is_partial=found.is_partial,
        total_without_filters=found.found.unfiltered,
        whole=min(found.found.whole, total),
        missing=tuple(map(_told, missing)),
        reasons=() if total else _if_in_time(lambda: reasons(asked, found.tree), ()),
        meant=_if_in_time(lambda: meant(asked, missing), None),
    )


def _if_in_time(tell: Callable[[], Told], otherwise: Told) -> Told:
    """What may be told beside an answer, and is not worth losing it for."""
    try:
        return tell()
    except SearchTooLong:
        return otherwise


def _filters(asked: Asked, request: SearchRequest) -> Iterator[Filter]:
    yield from stated(request, asked.reading.query, asked.known.known)
    yield from active(request, asked.chosen)


def _notes(asked: Asked, found: Answer, total: int, gone: int) -> Iterator[str]:
    yield from _read(asked)
    if found.is_partial:
        lost = tuple(map(_told, found.missing(asked.translation)))
        yield from lacks(total, min(found.found.whole, total), lost)
    yield from losses(gone)


def _read(asked: Asked) -> Iterator[str]:
    return remarks(asked.reading, asked.translation, asked.known)


def _told(part: Part) -> str:
    return part.text if isinstance(part, Word | Phrase) else parts.typed(part)


def _page(asked: Asked) -> tuple[Answer, int]:
    """The page asked for, or the last one there is."""
    page = min(asked.request.page, last_page(bounds.ROWS))
    found = answer(asked, *_rows(page))
    last = last_page(found.found.total)
    if page <= last:
        return found, page
    return again(asked, found, *_rows(last)), last


def _rows(page: int) -> tuple[int, int]:
    return (page - 1) * PAGE_SIZE, page * PAGE_SIZE


def _sorts(request: SearchRequest) -> Iterator[Sort]:
    labels = {
        "relevance": _("best match"),
        "date": _("newest"),
        "sequence": _("as spoken"),
    }
    for order in ORDERS:
        query_string = request.sorted_by(order).query_string
        yield Sort(order, labels[order], order == request.order, query_string)
