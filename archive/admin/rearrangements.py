"""Acts over many rows, as they were done; each can be undone as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive.admin.asking import Asked
from archive.admin.memory import editor_of
from archive.admin.ordering.pages import check
from archive.authorities.rearranging import undo
from archive.errors import RearrangingError
from archive.models import Rearrangement


@admin.register(Rearrangement)
class RearrangementAdmin(Asked):
    change_form_template = "admin/ordering/rearrangement.html"
    list_display = (
        "told",
        "act",
        "total",
        "query",
        "author",
        "created_at",
        "undone",
    )
    list_filter = ("act", "created_at")
    list_select_related = ("author",)
    search_fields = ("told", "query", "reason")
    fields = (
        "told",
        "act",
        "query",
        "reason",
        "total",
        "author",
        "created_at",
        "undone_at",
        "undone_by",
    )
    readonly_fields = fields
    actions = None
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("steps")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.undo))
        own = path("<int:key>/undo/", view, name="archive_rearrangement_undo")
        return [own, *super().get_urls()]

    def undo(self, request: HttpRequest, key: int) -> HttpResponse:
        """Bring all its rows back, or say whose changes stand in the way."""
        check(request, "change_rearrangement")
        row = get_object_or_404(Rearrangement, pk=key)
        try:
            undo(row, editor_of(request))
        except RearrangingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Undone: %(what)s") % {"what": row})
        return redirect("admin:archive_rearrangement_change", key)

    @admin.display(description=gettext_lazy("undone"), boolean=True)
    def undone(self, row: Rearrangement) -> bool:
        return row.undone_at is not None
