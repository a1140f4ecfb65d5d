"""Filters that a query's words may have been meant for: a name, a topic, a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.search.dates import Days, days
from archive.search.facets import Name, labels, named
from archive.search.names import Names
from archive.search.parts import Field, Part, Phrase, Query, Word, unparse
from archive.search.requests import SearchRequest
from archive.search.rolls import Roll
from archive.search.shapes import Offer

MOST = 3
"""Names offered of one facet."""

LONGEST = 3
"""Words of a name or a date, at most."""


def offers(request: SearchRequest, query: Query, known: Names) -> tuple[Offer, ...]:
    """What a reader may have meant by words typed plainly."""
    found = [
        *_people(request, query, known),
        *_subjects(request, query, known),
        *_dates(request, query),
    ]
    return tuple(found)


def _people(request: SearchRequest, query: Query, known: Names) -> Iterator[Offer]:
    if not request.values("speaker"):
        yield from _of(request, query, "speaker", known.speakers)


def _subjects(request: SearchRequest, query: Query, known: Names) -> Iterator[Offer]:
    if not request.values("topic"):
        yield from _of(request, query, "topic", known.topics)


def _of(
    request: SearchRequest,
    query: Query,
    facet: str,
    known: Roll,
) -> Iterator[Offer]:
    """Names that the longest row of words is one of, or part of one."""
    for first, last in _runs(query.parts):
        text = _text(query.parts[first:last])
        keys = known.holding(text)
        if facet == "topic":
            keys &= known.held(text)
        if keys:
            rest = Query(query.parts[:first] + query.parts[last:])
            for name in named(facet, keys=sorted(keys)[:MOST]):
                yield _offer(request, facet, name, rest)
            return


def _offer(request: SearchRequest, facet: str, name: Name, rest: Query) -> Offer:
    chosen = request.asking(unparse(rest)).choosing(facet, name.slug)
    return Offer(labels()[facet], name.label, chosen.query_string)


def _dates(request: SearchRequest, query: Query) -> Iterator[Offer]:
    for first, last in _runs(query.parts):
        meant = days(_text(query.parts[first:last]))
        if meant is not None and meant.first.year >= 1000:
            rest = query.parts[:first] + query.parts[last:]
            yield _dated(request, meant, rest)
            return


def _dated(request: SearchRequest, meant: Days, rest: tuple[Part, ...]) -> Offer:
    if (meant.last - meant.first).days > 31:
        year = str(meant.first.year)
        chosen = request.asking(unparse(Query(rest))).choosing("year", year)
        return Offer(labels()["year"], year, chosen.query_string)
    one = timedelta(days=1)
    after = Field("after", (max(meant.first, date.min + one) - one).isoformat())
    before = Field("before", (min(meant.last, date.max - one) + one).isoformat())
    asked = request.asking(unparse(Query((*rest, after, before))))
    pattern = "DATE_FORMAT" if meant.first == meant.last else "YEAR_MONTH_FORMAT"
    return Offer(_("Date"), date_format(meant.first, pattern), asked.query_string)


def _runs(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Rows of plain words, longest first; a phrase by itself."""
    for length in range(min(LONGEST, len(parts)), 0, -1):
        for first in range(len(parts) - length + 1):
            run = parts[first : first + length]
            is_plain = all(isinstance(part, Word) for part in run)
            if is_plain or (length == 1 and isinstance(run[0], Phrase)):
                yield first, first + length


def _text(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts if isinstance(part, Word | Phrase))
