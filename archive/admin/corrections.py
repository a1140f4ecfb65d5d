"""Corrections as a list, and the addresses of the ingest desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive.admin import doubts
from archive.admin.reading import ReadOnly
from archive.models import Correction


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("standing", gettext_lazy("standing")),
            ("waiting", gettext_lazy("waiting for its place")),
            ("undone", gettext_lazy("undone")),
        ]

    def queryset(self, request: Any, queryset: Any) -> Any:
        if self.value() == "undone":
            return queryset.exclude(undone_at=None)
        standing = queryset.filter(undone_at=None)
        if self.value() == "waiting":
            return standing.exclude(complaint="")
        return standing.filter(complaint="") if self.value() else queryset


@admin.register(Correction)
class CorrectionAdmin(ReadOnly):
    list_display = ("anchor", "act", "value", "interview", "author", "created_at")
    list_filter = (StandingFilter, "act")
    list_select_related = ("interview", "author")
    search_fields = ("interview__title", "value", "exact")
    show_full_result_count = False
    fields = (
        "interview",
        "anchor",
        "act",
        "value",
        "exact",
        "reason",
        "author",
        "created_at",
        "complaint",
        "undone_at",
    )

    def get_urls(self) -> list[URLPattern]:
        return [
            path("desk/", self.page(doubts.show_doubts), name="archive_desk"),
            path(
                "desk/<int:key>/", self.page(doubts.show_turn), name="archive_desk_turn"
            ),
            path(
                "undo/<int:key>/",
                self.admin_site.admin_view(require_POST(doubts.undo)),
                name="archive_desk_undo",
            ),
            *super().get_urls(),
        ]

    def page(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A page of the desk, with what every page of the admin tells."""

        @wraps(view)
        def shown(request: HttpRequest, **where: Any) -> HttpResponse:
            context = {**self.admin_site.each_context(request), "opts": self.opts}
            return view(request, context=context, **where)

        return self.admin_site.admin_view(shown)
