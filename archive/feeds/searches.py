"""What a search finds, for those who wait for more of it."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.errors import EngineUnavailable, SearchTooLong
from archive.feeds.atom import Atom, tag_of, writable
from archive.search.results import Hit, Results, SearchRequest, search
from archive.views.refusals import Refusal, refuse
from archive.views.throttle import throttled

RETRY_AFTER = 60

logger = logging.getLogger(__name__)


class SearchFeed(Atom):
    """The turns a search finds, those of the newest interviews first."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Results:
        found: Results = kwargs["found"]
        return found

    def title(self, found: Results) -> str:
        asked = [found.request.q, *(each.label for each in found.filters if each.facet)]
        return _("Search: %(words)s") % {
            "words": writable(", ".join(filter(None, asked)))
        }

    def subtitle(self, found: Results) -> str:
        return " ".join(map(writable, found.notes))

    def link(self, found: Results) -> str:
        return searched("search", found.request)

    def feed_url(self, found: Results) -> str:
        return searched("search_feed", found.request)

    def feed_guid(self, found: Results) -> str:
        return searched("search_feed", found.request)

    def items(self, found: Results) -> tuple[Hit, ...]:
        return found.hits

    def item_title(self, item: Hit) -> str:
        kind = item.turn.get_kind_display().capitalize()
        told = {
            "turn": f"{kind} {item.turn.number}",
            "title": item.turn.interview.title,
        }
        return writable(_("%(turn)s in “%(title)s”") % told)

    def item_author_name(self, item: Hit) -> str | None:
        return writable(item.turn.speaker.name) if item.turn.speaker else None

    def item_description(self, item: Hit) -> str:
        return writable(render_to_string("search/entry.html", {"hit": item}))

    def item_link(self, item: Hit) -> str:
        return f"{settings.SITE_URL}{item.url}"

    def item_guid(self, item: Hit) -> str:
        return tag_of(item.turn.interview.created_at, f"turn-{item.turn.pk}")

    def item_pubdate(self, item: Hit) -> datetime:
        interview = item.turn.interview
        return interview.publish_at or interview.created_at

    def item_updateddate(self, item: Hit) -> datetime:
        return self.item_pubdate(item)


@throttled("feeds", Refusal.ATOM)
def show_search_feed(request: HttpRequest) -> HttpResponse:
    asked = SearchRequest.read(dict(request.GET.lists()))
    try:
        found = search(asked.sorted_by("date"))
    except SearchTooLong:
        return refuse(422, 0, Refusal.ATOM)
    except EngineUnavailable as reason:
        logger.warning("%s", reason)
        return refuse(503, RETRY_AFTER, Refusal.ATOM)
    return SearchFeed()(request, found=found)


def searched(name: str, request: SearchRequest) -> str:
    """The one address of a search, as a page or a feed, whatever order was asked."""
    query = request.sorted_by("relevance").query_string
    return f"{settings.SITE_URL}{reverse(name)}?{query}"
