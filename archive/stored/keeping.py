"""Which answers may be kept, here and elsewhere. What is not named here is private."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from archive.stored.pages import Page

PAGE = frozenset({"page"})
MARK = frozenset({"mark"})
NONE: frozenset[str] = frozenset()

PUBLIC: dict[str, frozenset[str]] = {
    "home": NONE,
    "interviews": PAGE,
    "interview": MARK,
    "exchange": MARK,
    "passage": MARK,
    "cite": MARK,
    "embed": MARK,
    "source": NONE,
    "changes": NONE,
    "annotations": NONE,
    "speakers": PAGE,
    "speaker": PAGE,
    "topics": NONE,
    "topic": PAGE,
    "skos_turtle": NONE,
    "skos_jsonld": NONE,
    "help": NONE,
    "about": NONE,
    "styleguide": NONE,
    "feed": NONE,
    "changes_feed": NONE,
    "speaker_feed": NONE,
    "topic_feed": NONE,
    "interview_picture": frozenset({"v"}),
    "picture": frozenset({"v"}),
    "opensearch": NONE,
    "manifest": NONE,
    "robots": NONE,
    "security": NONE,
    "sitemap": NONE,
    "sitemap_section": frozenset({"p"}),
}
"""The pages that are the same for everybody, with all that their queries may ask.

Searches, forms, the desk and the check are not: who asked them is nobody's business.
"""

# Ask again each time: what is kept elsewhere is as new as what is kept here.
FOR_ALL = "no-cache"
FOR_ONE = "private, no-cache"
FOR_NOBODY = "private, no-store"


def is_public(request: HttpRequest) -> bool:
    """Whether a page is the same for everybody who knows its address."""
    match = request.resolver_match
    known = PUBLIC.get(match.url_name or "") if match else None
    if known is None or not known.issuperset(request.GET):
        return False
    return all(len(values) == 1 for _, values in request.GET.lists())


def is_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer may be given to others who ask for the same address."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and is_public(request)
        and not holds_secret(request, response)
        and _words_of(response, "Vary") <= {"accept-encoding"}
        and response.get("Cache-Control") == FOR_ALL
        and not response.has_header("Content-Encoding")
    )


def holds_secret(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer is for a session, sets a cookie, or has a token in a form."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
    has_token = "CSRF_COOKIE_NEEDS_UPDATE" in request.META  # set when it is asked for
    return is_known or bool(response.cookies) or has_token


def state_keeping(request: HttpRequest, response: HttpResponseBase) -> None:
    """Say of each answer who may keep it; a view may be stricter, and never laxer.

    Static files, whose names change with their bytes, say it themselves.
    """
    if isinstance(response, FileResponse):
        return
    if holds_secret(request, response):
        if "private" not in _words_of(response, "Cache-Control"):
            response.headers["Cache-Control"] = FOR_NOBODY
    elif not response.has_header("Cache-Control"):
        is_found = response.status_code == HTTPStatus.OK
        for_all = is_found and is_public(request)
        response.headers["Cache-Control"] = FOR_ALL if for_all else FOR_ONE


def page_of(response: HttpResponse) -> Page:
    headers = response.headers.items()
    kept = [each for each in headers if each[0].lower() != "content-length"]
    return Page(kept, response.content)


def _words_of(response: HttpResponseBase, header: str) -> set[str]:
    told = response.get(header, "").lower().split(",")
    return {*filter(None, map(str.strip, told))}
