"""Interviews and their outlets. Interviews come in by ingest and never go out."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.counting import count_of
from archive.admin.inlines import Inline, ReadOnlyInline
from archive.admin.memory import ReasonForm, Trailed
from archive.admin.publishing import Reviewed, ScheduledFilter
from archive.models import (
    Annotation,
    Claim,
    Edition,
    Interview,
    InterviewAlias,
    Outlet,
    Participation,
    Turn,
)


class InterviewForm(ReasonForm):
    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.check_date(told)
        return told

    def check_date(self, told: dict[str, Any]) -> None:
        """A date says how exact it is and who says so; no date says neither."""
        date = told.get("date_start")
        for name in ("date_precision", "date_basis"):
            if date and not told.get(name):
                self.add_error(name, _("Choose one: the date above needs it."))
            if not date and told.get(name):
                self.add_error(name, _("Leave this empty, or state the date."))


class ParticipationInline(Inline):
    model = Participation
    autocomplete_fields = ("speaker",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("speaker")


class OldAddressInline(ReadOnlyInline):
    model = InterviewAlias
    fields = ("slug",)


class ClaimInline(ReadOnlyInline):
    model = Claim
    fields = ("field", "value", "basis", "evidence")


class EditionInline(ReadOnlyInline):
    model = Edition
    fields = ("number", "convention", "fit", "digest", "created_at")
    readonly_fields = ("created_at",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("interview")


class DoubtFilter(admin.SimpleListFilter):
    title = gettext_lazy("doubts")
    parameter_name = "doubts"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("yes", gettext_lazy("with doubtful turns")),
            ("voices", gettext_lazy("with turns of nobody known")),
        ]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "voices":
            return queryset.filter(pk__in=Turn.objects.unattributed().interviews())
        return queryset.filter(doubt_total__gt=0) if self.value() else queryset


@admin.register(Interview)
class InterviewAdmin(Reviewed):
    form = InterviewForm
    list_display = (
        "title",
        "told_stage",
        "told_date",
        "outlet",
        "language",
        "turns_link",
        "doubts_link",
        "notes_link",
    )
    list_filter = (
        "state",
        ScheduledFilter,
        DoubtFilter,
        "language",
        "date_basis",
        ("outlet", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("outlet",)
    search_fields = ("title", "standfirst", "slug", "participations__speaker__name")
    autocomplete_fields = ("outlet", "republisher")
    readonly_fields = ("created_at", "updated_at")
    inlines = (ParticipationInline, OldAddressInline, ClaimInline, EditionInline)
    history_links = ((Participation, "interview_id"),)
    fieldsets = (
        (None, {"fields": ("title", "slug", "standfirst", "section", "language")}),
        (
            gettext_lazy("Date"),
            {
                "fields": (
                    "date_start",
                    "date_precision",
                    "date_basis",
                    "date_evidence",
                )
            },
        ),
        (
            gettext_lazy("Origin and rights"),
            {"fields": ("outlet", "republisher", "rights", "licence")},
        ),
        (gettext_lazy("This edit"), {"fields": ("reason",)}),
        (gettext_lazy("Kept"), {"fields": ("created_at", "updated_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interview]:
        interviews: QuerySet[Interview] = super().get_queryset(request)
        return interviews.annotate(
            turn_total=count_of(Turn.objects.all(), "interview"),
            doubt_total=count_of(Turn.objects.all().doubtful(), "interview"),
            note_total=count_of(Annotation.objects.all(), "turn__interview"),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its address was promised: it can be withdrawn."""
        return False

    @admin.display(description=gettext_lazy("date"), ordering="date_start")
    def told_date(self, interview: Interview) -> str:
        return interview.date_label or _("unknown")

    @admin.display(description=gettext_lazy("turns"), ordering="turn_total")
    def turns_link(self, interview: Any) -> SafeString:
        return list_link("turn", interview, interview.turn_total)

    @admin.display(description=gettext_lazy("doubts"), ordering="doubt_total")
    def doubts_link(self, interview: Any) -> SafeString | str:
        if not interview.doubt_total:
            return "0"
        address, slug = reverse("admin:archive_desk"), interview.slug
        link = '<a href="{}?interview={}">{}</a>'
        return format_html(link, address, slug, interview.doubt_total)

    @admin.display(description=gettext_lazy("notes"), ordering="note_total")
    def notes_link(self, interview: Any) -> SafeString:
        return list_link("annotation", interview, interview.note_total)


def list_link(model: str, interview: Interview, total: int) -> SafeString:
    address = reverse(f"admin:archive_{model}_changelist")
    link = '<a href="{}?interview={}">{}</a>'
    return format_html(link, address, interview.slug, total)


class InterviewFilter(admin.SimpleListFilter):
    """Shown once chosen, by a link or an address: a list of thousands helps nobody."""

    title = gettext_lazy("interview")
    parameter_name = "interview"
    path = "interview"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        slug = request.GET.get(self.parameter_name, "")
        chosen = Interview.objects.filter(slug=slug).values_list("slug", "title")
        return list(chosen) if slug else []

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        slug = self.value()
        return queryset.filter(**{f"{self.path}__slug": slug}) if slug else queryset


@admin.register(Outlet)
class OutletAdmin(Trailed):
    list_display = ("name", "address", "interview_count")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        outlets: QuerySet[Outlet] = super().get_queryset(request)
        return outlets.annotate(
            interview_total=count_of(Interview.objects.all(), "outlet")
        )

    @admin.display(description=gettext_lazy("interviews"), ordering="interview_total")
    def interview_count(self, outlet: Any) -> int:
        return int(outlet.interview_total)
