"""The changes of one interview: a silent edit by a publisher is news."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.feeds.atom import NEWEST, Atom, tag_of, writable
from archive.models import Interview
from archive.views.access import reads_interview
from archive.views.changes import Revised, revisions_of

TITLES = {
    "source": gettext_lazy("Edition %(number)s: %(counts)s"),
    "reading": gettext_lazy("Edition %(number)s, read anew: %(counts)s"),
    "editors": gettext_lazy("Edition %(number)s, corrected by editors: %(counts)s"),
}


class ChangesFeed(Atom):
    """The editions of one interview that changed its words, newest first."""

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


def address_of(interview: Interview) -> str:
    """Where the changes of an interview are shown."""
    return f"{settings.SITE_URL}{reverse('changes', args=[interview.slug])}"
