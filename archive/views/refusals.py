"""Answers that refuse for a while, in the type that was asked for."""

from enum import Enum

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Refusal(Enum):
    """What a client can read."""

    PAGE = "text/html; charset=utf-8"
    JSON = "application/json"
    CSV = "text/csv; charset=utf-8"
    ATOM = "application/atom+xml; charset=utf-8"


def refuse(status: int, seconds: int, kind: Refusal = Refusal.PAGE) -> HttpResponse:
    """Return what repeats nothing of the request; `seconds` are for Retry-After.

    0 seconds: asking again will not help.
    """
    response = WRITERS[kind](status, seconds)
    response.status_code = status
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(status: int, seconds: int) -> HttpResponse:
    return HttpResponse(render_to_string(f"{status}.html", {"seconds": seconds}))


def _json(status: int, seconds: int) -> HttpResponse:
    told: dict[str, str | int] = {"error": _told(status, seconds)}
    return JsonResponse(told | {"retry_after": seconds} if seconds else told)


def _csv(status: int, seconds: int) -> HttpResponse:
    line = _told(status, seconds)
    return HttpResponse(f'error\r\n"{line}"\r\n', content_type=Refusal.CSV.value)


def _atom(status: int, seconds: int) -> HttpResponse:
    address = f"{settings.SITE_URL}/"
    feed = Atom1Feed(_told(status, seconds), address, "", feed_guid=address)
    return HttpResponse(feed.writeString("utf-8"), content_type=Refusal.ATOM.value)


def _told(status: int, seconds: int) -> str:
    said = {
        422: _("This search is too wide: narrow it."),
        429: _("Too many requests."),
        503: _("The search cannot answer just now."),
    }
    again = ngettext(
        "Ask again in %(number)d second.", "Ask again in %(number)d seconds.", seconds
    )
    return f"{said[status]} {again % {'number': seconds}}" if seconds else said[status]


WRITERS = {
    Refusal.PAGE: _page,
    Refusal.JSON: _json,
    Refusal.CSV: _csv,
    Refusal.ATOM: _atom,
}
