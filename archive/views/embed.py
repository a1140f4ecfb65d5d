"""Exchanges and passages in frames of other pages; no other page of ours may be."""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from archive.models import Interview
from archive.views.access import reads_interview
from archive.views.cited import find_cited
from archive.views.interviews import lead_from_grave


@xframe_options_exempt
def show_embedded(request: HttpRequest, **names: str) -> HttpResponseBase:
    """Answer with words that the sites of EMBED_ORIGINS may frame.

    What is gone says so in the frame too.
    """
    framed = csp_replace({"frame-ancestors": settings.EMBED_ORIGINS})(render_embedded)
    response = framed(request, **names)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@reads_interview
def render_embedded(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    try:
        cited = find_cited(interview, anchor, request.GET)
    except Http404:
        return lead_from_grave(request, interview, anchor)
    page = {"cited": cited, "home": f"{settings.SITE_URL}{reverse('home')}"}
    return render(request, "citing/embed.html", page)
