"""The way from hit to hit, where a reader comes from a search."""

import logging

from django.http import HttpRequest

from archive.errors import SearchError
from archive.models import Interview
from archive.search.requests import SearchRequest
from archive.search.walking import Walk, walk
from archive.views.marks import read_marks
from archive.views.throttle import wait_of

logger = logging.getLogger(__name__)


def walk_of(request: HttpRequest, interview: Interview) -> Walk | None:
    """The hits around the one that was followed; None for who comes from elsewhere.

    The page stays up without it: while the engine is down, and for who asks too often.
    """
    asked = SearchRequest.read(dict(request.GET.lists()))
    if not (asked.q or asked.chosen) or wait_of(request, "search"):
        return None
    try:
        return walk(asked, interview, _followed(request))
    except SearchError as reason:
        logger.warning("%s", reason)
        return None


def _followed(request: HttpRequest) -> str:
    """The anchor of the turn that was followed: named, or that of the first mark."""
    named = request.GET.get("hit", "")
    return named or next((mark.turn for mark in read_marks(request.GET)), "")
