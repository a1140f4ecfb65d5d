"""The way out of the site: an answer is kept, compared with what is known, packed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import (
    get_conditional_response,
    patch_vary_headers,
    set_response_etag,
)

from archive.stored import packing
from archive.stored.keeping import holds_secret, is_kept, page_of, state_keeping
from archive.stored.pages import Answer
from archive.stored.store import read, store

View = Callable[[HttpRequest], HttpResponseBase]


def deliver(get_response: View) -> View:
    """Answer from the store, or make an answer and keep it where that is right.

    The outermost of all: what is kept has the headers of everything inside.
    """
    padded = GZipMiddleware(get_response)

    def answer(request: HttpRequest) -> HttpResponseBase:
        kept = store()
        if kept and (found := kept.answer(request.META)):
            return as_response(found)
        address = read(request.META) if kept else None
        # Asked before anything else is: what is read from here on is no older.
        standing = kept.sentry.ask() if kept and address else None
        response = get_response(request)
        state_keeping(request, response)
        if isinstance(response, FileResponse):
            return response
        if not isinstance(response, HttpResponse) or holds_secret(request, response):
            return padded.process_response(request, response)
        describe(request, response)
        if kept and address and standing and is_kept(request, response):
            page = kept.keep(standing, address, page_of(response))
            return as_response(page.answer(request.META))
        return pack(request, compare(request, response))

    return answer


def as_response(answer: Answer) -> HttpResponse:
    return HttpResponse(
        answer.content, status=answer.status, headers=dict(answer.headers)
    )


def describe(request: HttpRequest, response: HttpResponse) -> None:
    """Say what the answer is called, and what else would be another one."""
    if packing.is_of_words(response.get("Content-Type", "")):
        patch_vary_headers(response, ["Accept-Encoding"])
    is_read = request.method in {"GET", "HEAD"} and response.status_code == 200
    is_fleeting = "no-store" in response.get("Cache-Control", "")
    if is_read and not is_fleeting and not response.has_header("ETag"):
        set_response_etag(response)
    response.headers["Content-Length"] = str(len(response.content))


def compare(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer 304 to who has it already; it varies as the answer itself does."""
    etag = response.get("ETag")
    if not etag or not request.META.get("HTTP_IF_NONE_MATCH"):
        return response
    known = get_conditional_response(request, etag=etag, response=response)
    return known if isinstance(known, HttpResponse) else response


def pack(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Pack an answer in which nothing is secret, so that its length tells nothing."""
    content, kind = response.content, response.get("Content-Type", "")
    coding = packing.choose(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    is_worth_it = len(content) >= packing.SMALLEST and packing.is_of_words(kind)
    if not coding or not is_worth_it or response.has_header("Content-Encoding"):
        return response
    response.content = packing.pack(content, coding)
    response.headers["Content-Encoding"] = coding
    response.headers["Content-Length"] = str(len(response.content))
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"
    return response
