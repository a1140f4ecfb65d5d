"""What every request and every response passes, whatever its page."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import (
    get_language_from_request,
    gettext,
    gettext_noop,
    override,
)

from archive.tongues import plain, tongue_of

View = Callable[[HttpRequest], HttpResponseBase]

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")
DESK = "/admin/"
# In any language of the interface.
OPEN_FORMS = re.compile(r"/(check|interviews/[^/]+/[^/]+/report)/")
READING_METHODS = ("GET", "HEAD", "OPTIONS")
REFUSED_METHODS = {"CONNECT", "TRACE", "TRACK"}
MAX_ADDRESS_LENGTH = 8 * 1024
MAX_BODY_LENGTH = 10 * 1024 * 1024
REFUSALS = {
    405: gettext_noop("This way of asking is not offered"),
    413: gettext_noop("This request is too large"),
    414: gettext_noop("This address is too long"),
}
SEALS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "microphone=(), payment=(), usb=()"
    ),
}


def speak_by_address(get_response: View) -> View:
    """Tells a page in the language of its address; the desk, in that of the browser.

    First of all, so that what refuses a request does so in that language too.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        is_desk = request.path_info.startswith(DESK)
        tongue = (
            get_language_from_request(request)
            if is_desk
            else tongue_of(request.path_info)
        )
        with override(tongue):
            response = get_response(request)
        if is_desk:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


def trust_proxy(get_response: View) -> View:
    """Takes the reader's address from TRUSTED_PROXY, and from nobody else."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded and request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXY:
            request.META["REMOTE_ADDR"] = find_reader(forwarded.split(","))
        for name in FORWARDED:
            request.META.pop(name, None)
        return get_response(request)

    return answer


def find_reader(addresses: list[str]) -> str:
    """Returns the last address that is not a proxy of ours; others can be forged."""
    nearest_first = [address.strip() for address in reversed(addresses)]
    for address in nearest_first:
        if address not in settings.TRUSTED_PROXY:
            return address
    return nearest_first[-1]


def seal_responses(get_response: View) -> View:
    """Adds the headers that Django has no setting for."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, policy in SEALS.items():
            response.headers.setdefault(name, policy)
        return response

    return answer


def refuse_requests(get_response: View) -> View:
    """Answers at once what no page of ours has use for."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not is_offered(request):
            return refuse(405, request)
        if len(request.META.get("QUERY_STRING", "")) > MAX_ADDRESS_LENGTH:
            return refuse(414, request)
        if read_length(request) > MAX_BODY_LENGTH:
            return refuse(413, request)
        if has_nul(request):
            raise BadRequest("NUL in the address")
        return get_response(request)

    return answer


def is_offered(request: HttpRequest) -> bool:
    """The desk, the check and reports take forms: whatever else is sent is refused."""
    if request.method in offered_methods(request):
        return True
    is_desk = request.path_info.startswith(DESK)
    return is_desk and request.method not in REFUSED_METHODS


def offered_methods(request: HttpRequest) -> tuple[str, ...]:
    """What a page of readers takes: those with a form take what is sent, too."""
    is_form = OPEN_FORMS.fullmatch(plain(request.path_info))
    return (*READING_METHODS, "POST") if is_form else READING_METHODS


def refuse(status: int, request: HttpRequest) -> HttpResponse:
    """Answer what repeats nothing of the request and asks no database.

    A page, or JSON where that is asked for.
    """
    kinds = ["text/html", "application/json"]
    if request.get_preferred_type(kinds) == "application/json":
        told = {"error": gettext(REFUSALS[status])}
        response: HttpResponse = JsonResponse(told, status=status)
    else:
        response = HttpResponse(render_to_string(f"{status}.html"), status=status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(offered_methods(request))
    return response


def read_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def has_nul(request: HttpRequest) -> bool:
    """PostgreSQL refuses NUL in a text, so it must not come near a query."""
    query = request.META.get("QUERY_STRING", "")
    return "\0" in request.path or "%00" in query or "\0" in query
