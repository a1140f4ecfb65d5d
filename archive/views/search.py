"""The search page. What it shows is decided in `archive/search`."""

import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.errors import EngineUnavailable, SearchTooLong
from archive.search.query import Part, Phrase, Query, Without, Word, parse, unparse
from archive.search.results import SearchRequest, search
from archive.search.translation import said
from archive.views.sketches import with_sketches
from archive.views.throttle import throttled

RETRY_AFTER = 60

logger = logging.getLogger(__name__)


@throttled("search")
def show_results(request: HttpRequest) -> HttpResponse:
    asked = SearchRequest.read(dict(request.GET.lists()))
    try:
        results = search(asked)
    except SearchTooLong:
        return tell_too_long(request)
    except EngineUnavailable as reason:
        logger.warning("%s", reason)
        return tell_unavailable(request, asked)
    page = {
        "results": results,
        "found": with_sketches(results.hits),
        "advice": advise(asked.q),
    }
    return render(request, "search/search.html", page)


@dataclass(frozen=True, slots=True)
class Advice:
    """What may be changed in a query that finds nothing; empty where nothing can.

    `loosely` is the query with its phrases as words, `whole` without its exclusions.
    """

    words: int
    loosely: str = ""
    whole: str = ""


def advise(q: str) -> Advice:
    parts = parse(q).parts
    wanted = tuple(part for part in parts if not isinstance(part, Without))
    loose = tuple(each for part in wanted for each in _loosened(part))
    return Advice(
        words=sum(len(said(part).split()) for part in wanted),
        loosely=unparse(Query(loose)) if loose != wanted else "",
        whole=unparse(Query(wanted)) if wanted and wanted != parts else "",
    )


def _loosened(part: Part) -> Iterable[Part]:
    """The words of a phrase by themselves; anything else as it is."""
    if isinstance(part, Phrase) and " " in part.text:
        return map(Word, part.text.split())
    return (part,)


def tell_unavailable(request: HttpRequest, asked: SearchRequest) -> HttpResponse:
    """A search that cannot be made is no empty result: say so, and when to return."""
    told = {"asked": asked, "seconds": RETRY_AFTER}
    response = render(request, "search/unavailable.html", told, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def tell_too_long(request: HttpRequest) -> HttpResponse:
    """No fault of the site's, and no empty result: say what may be asked instead."""
    told = {"seconds": math.ceil(settings.SEARCH_SECONDS)}
    return render(request, "search/too_long.html", told, status=422)
