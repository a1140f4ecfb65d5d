"""What crawlers are told of: every canonical address, and when it last changed.

An exchange has no entry: its page is canonical to the whole interview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from archive.models import Annotation, Edition, Interview, Speaker, Topic
from archive.models.publishing import is_public
from archive.tongues import paths_of

TYPE = "application/xml; charset=utf-8"
# Thrice as many addresses, each with four others: far below the 50,000 and 50 MB of
# https://www.sitemaps.org/protocol.html.
A_FILE = 5_000


if TYPE_CHECKING:
    Listed = Sitemap[Any]
else:
    Listed = Sitemap


class Section(Listed):
    """Each address in every language of the interface, and where the others are."""

    limit = A_FILE

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        return [told for url in urls for told in self.in_tongues(url)]

    def in_tongues(self, url: dict[str, Any]) -> Iterator[dict[str, Any]]:
        path = url["location"].removeprefix(settings.SITE_URL)
        told = [(code, f"{settings.SITE_URL}{there}") for code, there in paths_of(path)]
        others = [*told, ("x-default", url["location"])]
        alternates = [{"lang_code": code, "location": at} for code, at in others]
        for _, address in told:
            yield {**url, "location": address, "alternates": alternates}

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        """SITE_URL's, whatever Host a request names."""
        return urlsplit(settings.SITE_URL).netloc


class Pages(Section):
    """Those that no record is behind."""

    def items(self) -> list[str]:
        return ["home", "interviews", "speakers", "topics", "help", "about"]

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Section):
    """Those of one model, with the time of their last change as `changed`."""

    def lastmod(self, item: Any) -> datetime | None:
        changed: datetime | None = item.changed
        return changed


class Interviews(Records):
    def items(self) -> QuerySet[Interview]:
        """The changes of an interview, its newest edition and its newest note."""
        notes = Annotation.objects.public().filter(turn__interview=OuterRef("pk"))
        editions = Edition.objects.filter(interview=OuterRef("pk"))
        newest_note = notes.order_by("-updated_at").values("updated_at")[:1]
        newest = editions.order_by("-created_at").values("created_at")[:1]
        changed = Greatest(
            F("updated_at"),
            Coalesce(Subquery(newest), F("updated_at")),
            Coalesce(Subquery(newest_note), F("updated_at")),
        )
        return Interview.objects.public().annotate(changed=changed).order_by("pk")


class Speakers(Records):
    def items(self) -> QuerySet[Speaker]:
        path = "participations__interview__"
        changed = Max(f"{path}updated_at", filter=is_public(path))
        return Speaker.objects.public().annotate(changed=changed).order_by("pk")


class Topics(Records):
    def items(self) -> QuerySet[Topic]:
        path = "taggings__turn__interview__"
        changed = Max(f"{path}updated_at", filter=is_public(path))
        return Topic.objects.public().annotate(changed=changed).order_by("pk")


SECTIONS = {
    "pages": Pages(),
    "interviews": Interviews(),
    "speakers": Speakers(),
    "topics": Topics(),
}


def show_sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses in one file; where they are many, the files they are in."""
    files = [
        f"{settings.SITE_URL}{reverse('sitemap_section', args=[name])}?p={number}"
        for name, section in SECTIONS.items()
        for number in section.paginator.page_range
    ]
    if len(files) == len(SECTIONS):
        return written(request, SECTIONS)
    return render(request, "sitemaps/index.xml", {"files": files}, content_type=TYPE)


def show_section(request: HttpRequest, section: str) -> HttpResponse:
    """One file of one section, by the `p` of its address; 404 where there is none."""
    return written(request, SECTIONS, section)


def written(
    request: HttpRequest, sections: Mapping[str, Section], section: str | None = None
) -> HttpResponse:
    """One file, without Django's Last-Modified, which does not hear of withdrawals."""
    response = sitemap(request, {**sections}, section, content_type=TYPE)
    del response.headers["Last-Modified"]
    return response
