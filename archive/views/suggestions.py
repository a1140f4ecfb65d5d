"""What a reader may be typing, for our search boxes and for those of browsers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Turn
from archive.search.requests import SearchRequest
from archive.search.suggestions import Suggestions, suggest
from archive.templatetags.wording import own_words
from archive.views.refusals import Refusal
from archive.views.throttle import throttled

SECONDS = 60
"""How long suggestions may be kept by who asked, and by nobody on the way."""

COMPLETIONS = "application/x-suggestions+json"
Suggested = dict[str, str]


@throttled("suggestions", Refusal.JSON)
def show_suggestions(request: HttpRequest) -> HttpResponse:
    """For a search box of ours: groups with a name, each a label with its address."""
    groups = list(grouped(suggest(SearchRequest.read(dict(request.GET.lists())))))
    number = sum(len(group["suggestions"]) for group in groups)
    told = ngettext("%(number)d suggestion", "%(number)d suggestions", number)
    page = {
        "name": _("Suggestions"),
        "said": told % {"number": number} if number else _("No suggestions"),
        "groups": groups,
    }
    return kept(JsonResponse(page))


@throttled("suggestions", Refusal.JSON)
def show_completions(request: HttpRequest) -> HttpResponse:
    """For a browser's search box: https://github.com/dewitt/opensearch, Suggestions."""
    asked = SearchRequest.read(dict(request.GET.lists()))
    found = [
        (each["label"], group["name"], f"{settings.SITE_URL}{each['address']}")
        for group in grouped(suggest(asked))
        for each in group["suggestions"]
    ]
    columns = [list(column) for column in zip(*found, strict=True)] or [[], [], []]
    page = [asked.q, *columns]
    return kept(JsonResponse(page, safe=False, content_type=COMPLETIONS))


def show_description(request: HttpRequest) -> HttpResponse:
    """Put the archive into a browser's search box (OpenSearch 1.1)."""
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", content_type=kind)


def grouped(found: Suggestions) -> Iterator[dict[str, Any]]:
    groups = (
        ("speaker", _("Speakers"), _labelled(found.speakers)),
        ("topic", _("Topics"), _labelled(found.topics)),
        ("question", _("Questions"), map(_question, found.questions)),
        ("interview", _("Interviews"), _labelled(found.interviews)),
    )
    for kind, name, members in groups:
        if suggestions := list(members):
            yield {"kind": kind, "name": name, "suggestions": suggestions}


def _labelled(found: Iterable[Any]) -> Iterator[Suggested]:
    return ({"label": str(each), "address": each.get_absolute_url()} for each in found)


def _question(turn: Turn) -> Suggested:
    return {"label": own_words(turn.text), "address": turn.get_absolute_url()}


def kept(response: HttpResponse) -> HttpResponse:
    """Typing the same letters again asks nothing, for a short while."""
    patch_cache_control(response, private=True, max_age=SECONDS)
    return response
