"""Sources and editions, to be read: the bytes are never changed here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.inlines import ReadOnlyInline
from archive.admin.reading import ReadOnly
from archive.models import Edition, Skipped, Source

SHOWN = 20_000
HEADERS = '<pre class="source-text">{}</pre>'
TEXT = '<pre class="source-text" tabindex="0" role="region" aria-label="{}">{}</pre>{}'


@admin.register(Source)
class SourceAdmin(ReadOnly):
    list_display = ("name", "media_type", "size", "obtained", "origin")
    search_fields = ("name", "origin", "sha256")
    fields = (
        "name",
        "origin",
        "obtained",
        "headers",
        "media_type",
        "encoding",
        "size",
        "sha256",
        "text_sha256",
        "opening",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.defer("content", "text").annotate(octets=Length("content"))

    @admin.display(description=gettext_lazy("size"), ordering="octets")
    def size(self, source: Any) -> str:
        return filesizeformat(source.octets)

    @admin.display(description=gettext_lazy("headers received"))
    def headers(self, source: Source) -> str:
        lines = (f"{name}: {words}" for name, words in source.received.items())
        return format_html(HEADERS, "\n".join(lines)) if source.received else "–"

    @admin.display(description=gettext_lazy("text"))
    def opening(self, source: Source) -> SafeString:
        rest = len(source.text) - SHOWN
        more = _("… and %(count)s characters more") % {"count": rest}
        words = source.text[:SHOWN]
        return format_html(TEXT, _("The text"), words, more if rest > 0 else "")


class SkippedInline(ReadOnlyInline):
    model = Skipped
    fields = ("kind", "start", "end", "note")


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ("interview", "number", "source", "convention", "created_at")
    list_filter = ("convention", "reader")
    list_select_related = ("interview", "source")
    search_fields = ("interview__title", "source__name")
    inlines = (SkippedInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        editions: QuerySet[Edition] = super().get_queryset(request)
        return editions.defer("source__content", "source__text")
