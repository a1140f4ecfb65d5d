"""The search page. What it shows is decided in `archive/search`."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.errors import EngineUnavailable
from archive.search.results import SearchRequest, search

RETRY_AFTER = 60

logger = logging.getLogger(__name__)


def show_results(request: HttpRequest) -> HttpResponse:
    asked = SearchRequest.read(dict(request.GET.lists()))
    try:
        results = search(asked)
    except EngineUnavailable as reason:
        logger.warning("%s", reason)
        return tell_unavailable(request, asked)
    return render(request, "search/search.html", {"results": results})


def tell_unavailable(request: HttpRequest, asked: SearchRequest) -> HttpResponse:
    """A search that cannot be made is no empty result: say so, and when to return."""
    told = {"asked": asked, "seconds": RETRY_AFTER}
    response = render(request, "search/unavailable.html", told, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
