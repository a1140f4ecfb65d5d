"""The stored source of an interview, shown at any place, and its bytes as obtained."""

from typing import Any

from django import forms
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from archive.models import Edition, Interview, Segment, SkippedKind, Source
from archive.transcript import Span
from archive.views.access import reads_interview
from archive.views.stretches import (
    NAMES,
    Stretch,
    pieces_in,
    spoken_in,
    stretches_of,
    window_at,
)
from archive.views.throttle import throttled

EXTRACTED = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Kinds of files whose text is what a reader took out of them."""


class SourceForm(forms.Form):
    """What is asked of a source; what cannot be read is left out."""

    at = forms.RegexField(r"^[qas][0-9]{1,9}(p[0-9]{1,9})?$", required=False)
    edition = forms.IntegerField(min_value=1, max_value=10**6, required=False)
    start = forms.IntegerField(min_value=0, max_value=10**9, required=False)


@throttled("source")
@reads_interview
def show_source(request: HttpRequest, interview: Interview) -> HttpResponse:
    form = SourceForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    editions = editions_of(interview)
    edition = chosen(editions, asked.get("edition"))
    is_newest = edition == editions[-1]
    at = asked.get("at", "")
    place = place_of(interview, at) if is_newest else place_in(edition, at)
    text = Source.objects.values_list("text", flat=True).get(pk=edition.source_id)
    span = Span(place.source_start, place.source_end) if place else None
    window = window_at(text, asked.get("start") or 0, span)
    stretches = stretches_of(interview, edition, window, is_newest=is_newest)
    pieces = list(pieces_in(text, window, stretches, at))
    kinds = {piece.stretch.kind for piece in pieces} - {SkippedKind.BLANK}
    page = {
        "interview": interview,
        "edition": edition,
        "editions": editions,
        "is_newest": is_newest,
        "place": place,
        "line": text.count("\n", 0, place.source_start) + 1 if place else 0,
        "is_lost": form.data.get("at", "") and not place,
        "stood": None if place else last_with(editions, at),
        "at": at,
        "is_extract": is_extract(edition.source),
        "window": window,
        "pieces": pieces,
        "legend": [(kind, NAMES[kind]) for kind in NAMES if kind in kinds],
    }
    return render(request, "interviews/source.html", page)


@throttled("source")
@reads_interview
def send_bytes(request: HttpRequest, interview: Interview, digest: str) -> HttpResponse:
    """Answer with the bytes as obtained, to be saved and never to be run.

    They never change, so a browser may keep them; a shared cache may not, because
    an interview can be withdrawn.
    """
    kept = Source.objects.filter(editions__interview=interview, sha256=digest)
    if not kept.exists():
        raise Http404
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag)
    if not isinstance(response, HttpResponse):
        source = kept.only("name", "content")[0]
        response = as_download(bytes(source.content), source.name)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def as_download(content: bytes, name: str) -> HttpResponse:
    """Bytes that a browser saves: whatever they hold, it opens none of them here."""
    response = HttpResponse(content, content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def editions_of(interview: Interview) -> list[Edition]:
    """Every edition with its source, but for the source's bytes and text."""
    editions = interview.editions.select_related("source").order_by("number")
    found: Any = editions.defer("told", "source__content", "source__text")
    kept = list(found.annotate(octets=Length("source__content")))
    if not kept:
        raise Http404
    return kept


def chosen(editions: list[Edition], number: int | None) -> Edition:
    """The edition of that number, or the newest; Http404 for one there never was."""
    if number is None:
        return editions[-1]
    found = [each for each in editions if each.number == number]
    if not found:
        raise Http404
    return found[0]


def place_of(interview: Interview, anchor: str) -> Segment | None:
    """The paragraph of that name, or the first one of the turn of that name."""
    parts = Segment.objects.filter(turn__interview=interview).select_related("turn")
    if "p" in anchor:
        return parts.filter(anchor=anchor).first()
    return parts.filter(turn__anchor=anchor).order_by("order").first()


def place_in(edition: Edition, anchor: str) -> Stretch | None:
    """Where a paragraph stood in the source of an earlier edition, as written down."""
    said = spoken_in(edition) if anchor else []
    return next((each for each in said if anchor in each.names), None)


def last_with(editions: list[Edition], anchor: str) -> Edition | None:
    """The last edition that has a paragraph of that name on record."""
    return next((e for e in reversed(editions) if place_in(e, anchor)), None)


def is_extract(source: Source) -> bool:
    """Whether its text is what a reader took out of bytes that are no text."""
    return source.media_type in EXTRACTED
