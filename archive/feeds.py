"""What feed readers are told. Addresses come from SITE_URL."""

from __future__ import annotations

import logging
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.errors import EngineUnavailable, SearchTooLong
from archive.models import Interview
from archive.search.results import Hit, Results, SearchRequest, search
from archive.views.access import reads_interview
from archive.views.changes import Revised, revisions_of
from archive.views.refusals import Refusal, refuse
from archive.views.throttle import throttled

NEWEST = 30
RETRY_AFTER = 60
# XML has no way to write these, escaped or not.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

logger = logging.getLogger(__name__)

TITLES = {
    "source": gettext_lazy("Edition %(number)s: %(counts)s"),
    "reading": gettext_lazy("Edition %(number)s, read anew: %(counts)s"),
    "editors": gettext_lazy("Edition %(number)s, corrected by editors: %(counts)s"),
}


class ChangesFeed(Feed):  # type: ignore[type-arg]
    """The editions of one interview that changed its words, newest first."""

    feed_type = Atom1Feed
    author_name = gettext_lazy("Suhbat")

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Interview:
        interview: Interview = kwargs["interview"]
        return interview

    def title(self, interview: Interview) -> str:
        return _("Changes in “%(title)s”") % {"title": writable(interview.title)}

    def link(self, interview: Interview) -> str:
        return address_of(interview)

    def feed_url(self, interview: Interview) -> str:
        path = reverse("changes_feed", args=[interview.slug])
        return f"{settings.SITE_URL}{path}"

    def feed_guid(self, interview: Interview) -> str:
        return tag_of(interview.created_at, f"interview-{interview.pk}-changes")

    def items(self, interview: Interview) -> list[Revised]:
        return [each for each in revisions_of(interview) if each.changes][:NEWEST]

    def item_title(self, item: Revised) -> str:
        counts = [f"{times} {kind}" for kind, times in item.counts]
        counts = [each.name for each in item.headlines] + counts
        told = {"number": item.edition.number, "counts": ", ".join(counts)}
        return str(TITLES[item.origin]) % told

    def item_categories(self, item: Revised) -> list[str]:
        """Whose change it is, for who follows the publisher's alone."""
        return [item.origin]

    def item_description(self, item: Revised) -> str:
        told = {"revised": item, "address": address_of(item.edition.interview)}
        return writable(render_to_string("interviews/changed.html", told))

    def item_link(self, item: Revised) -> str:
        return f"{address_of(item.edition.interview)}#edition-{item.edition.number}"

    def item_guid(self, item: Revised) -> str:
        return tag_of(item.edition.created_at, f"edition-{item.edition.pk}")

    def item_pubdate(self, item: Revised) -> datetime:
        return item.edition.created_at

    def item_updateddate(self, item: Revised) -> datetime:
        return item.edition.created_at


@reads_interview
def show_changes_feed(request: HttpRequest, interview: Interview) -> HttpResponse:
    return ChangesFeed()(request, interview=interview)


class SearchFeed(Feed):  # type: ignore[type-arg]
    """The turns a search finds, those of the newest interviews first."""

    feed_type = Atom1Feed
    author_name = gettext_lazy("Suhbat")

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


def address_of(interview: Interview) -> str:
    """Where the changes of an interview are shown."""
    return f"{settings.SITE_URL}{reverse('changes', args=[interview.slug])}"


def tag_of(made: datetime, name: str) -> str:
    """A name for ever (RFC 4151): addresses may change, and names must not."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{made:%Y-%m-%d}:{name}"


def writable(words: str) -> str:
    """The words with a sign for each character that XML cannot write."""
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", words)
