"""The chain of acts, to be read: all of it, or those of one editor, each with what it
changed and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _

from archive.admin.history import Act
from archive.admin.reading import ReadOnly
from archive.admin.stream import Deed, deeds_of, linked_to_acts, plainly
from archive.admin.vouched import changes_in, changes_of
from archive.admin.walking import Asked, Stretch, stretch_of
from archive.models import Trail


@dataclass(frozen=True, slots=True)
class Line:
    """An act with its sentence, what it changed, and how much is not shown."""

    act: Trail
    deed: Deed
    changes: list[Act]
    untold: int


def lines_of(acts: list[Trail], deeds: list[Deed]) -> list[Line]:
    changes = changes_of(acts)
    return [
        Line(act, deed, told, max(0, act.states - len(told)))
        for act, deed in zip(acts, deeds, strict=True)
        for told in [changes.get(act.number, [])]
    ]


@admin.register(Trail)
class TrailAdmin(ReadOnly):
    change_form_template = "admin/archive/trail/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.own_view)
        return [path("own/", view, name="archive_trail_own"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The acts of everybody; `actor` asks for those of one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = Asked(request.GET)
        told = self.asked_in(form)
        title = _("Trail")
        if told.get("actor"):
            title = _("What %(actor)s did") % {"actor": told["actor"]}
        stretch = stretch_of(told)
        deeds = deeds_of(stretch.acts, linked_to_acts)
        return self.page(request, form, stretch, title=title, deeds=deeds)

    def own_view(self, request: HttpRequest) -> HttpResponse:
        """What the asker did, open to everybody who comes in here."""
        form = Asked({**request.GET.dict(), "actor": request.user.get_username()})
        stretch = stretch_of(self.asked_in(form))
        deeds = deeds_of(stretch.acts, plainly)
        told = {"title": _("What you did"), "deeds": deeds, "is_own": True}
        return self.page(request, form, stretch, **told)

    def asked_in(self, form: Asked) -> dict[str, Any]:
        form.is_valid()
        return form.cleaned_data

    def page(
        self, request: HttpRequest, form: Asked, stretch: Stretch, **told: Any
    ) -> HttpResponse:
        kept = {
            name: request.GET[name]
            for name in ("actor", "act", "q")
            if request.GET.get(name)
        }
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "stretch": stretch,
            "lines": lines_of(stretch.acts, told.pop("deeds")),
            "is_asked": bool(kept or form.cleaned_data.get("until")),
            **{
                side: f"?{urlencode({**kept, name: number})}" if number else ""
                for side, name, number in (
                    ("newer_page", "after", stretch.newer),
                    ("older_page", "before", stretch.older),
                )
            },
            "newest_page": f"?{urlencode(kept)}" if stretch.newer else "",
            **told,
        }
        return TemplateResponse(request, "admin/archive/trail/stream.html", context)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """One act with all that it changed."""
        act: Trail = kwargs["obj"]
        (deed,) = deeds_of([act], linked_to_acts)
        changes = changes_in(act)
        untold = max(0, act.states - len(changes))
        context |= {"line": Line(act, deed, changes, untold)}
        return super().render_change_form(request, context, *args, **kwargs)
