"""Speakers, their other names, their offices and their parts in interviews."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.counting import count_of
from archive.admin.inlines import AN_EMPTY_ROW, Inline, ReadOnlyInline
from archive.admin.memory import ReasonForm, Remembered
from archive.admin.ordering import merging
from archive.models import (
    Office,
    Participation,
    Speaker,
    SpeakerAddress,
    SpeakerAlias,
)
from archive.models.identifiers import SCHEMES, normal


class AliasInline(Inline):
    model = SpeakerAlias
    extra = AN_EMPTY_ROW
    fields = ("name", "language")


class OfficeInline(Inline):
    model = Office
    extra = AN_EMPTY_ROW
    fields = (
        "title",
        "language",
        "start",
        "start_precision",
        "end",
        "end_precision",
        "evidence",
    )


class OldAddressInline(ReadOnlyInline):
    model = SpeakerAddress
    fields = ("slug",)


class PartsInline(ReadOnlyInline):
    model = Participation
    fields = ("interview", "role", "basis", "evidence")
    verbose_name_plural = gettext_lazy("parts in interviews")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("interview", "speaker")


class SpeakerForm(ReasonForm):
    """Each authority file has a box; what others call a person stays in a last one."""

    wikidata = forms.CharField(label="Wikidata", required=False, max_length=100)
    viaf = forms.CharField(label="VIAF", required=False, max_length=100)
    isni = forms.CharField(label="ISNI", required=False, max_length=100)
    orcid = forms.CharField(label="ORCID", required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(self.instance.identifiers or {})
        for key, scheme in SCHEMES.items():
            self.initial[key] = known.pop(key, "")
            example = {"example": scheme.example}
            self.fields[key].help_text = _("Such as %(example)s.") % example
            self.fields[key].widget.attrs["class"] = "vTextField"
        self.initial["identifiers"] = known
        if "identifiers" in self.fields:
            self.fields["identifiers"].label = _("identifiers in other files")

    def clean_slug(self) -> str:
        """An old address of another person still leads there."""
        slug = str(self.cleaned_data["slug"])
        taken = SpeakerAddress.objects.filter(slug=slug)
        other = taken.exclude(speaker=self.instance.pk).select_related("speaker")
        if found := other.first():
            told = _("This is an old address of “%(name)s”, and still leads there.")
            raise ValidationError(told % {"name": found.speaker})
        return slug

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        others = told.get("identifiers") or {}
        if not isinstance(others, dict):
            return told
        named = {
            key: normal(key, str(told.get(key) or others.get(key, "")))
            for key in SCHEMES
        }
        for key, name in named.items():
            if name and (complaint := SCHEMES[key].complaint(name)):
                self.add_error(key, complaint)
        kept = {key: name for key, name in others.items() if key not in SCHEMES}
        told["identifiers"] = {**{k: n for k, n in named.items() if n}, **kept}
        return told


@admin.register(Speaker)
class SpeakerAdmin(Remembered):
    form = SpeakerForm
    change_form_template = "admin/ordering/change_speaker.html"
    list_display = ("name", "sort_name", "other_names", "interview_count", "note")
    search_fields = ("name", "sort_name", "aliases__name")
    list_filter = ("participations__role",)
    fieldsets = (
        (None, {"fields": ("name", "sort_name", "slug", "note")}),
        (gettext_lazy("Identifiers"), {"fields": (*SCHEMES, "identifiers")}),
    )
    inlines = (AliasInline, OfficeInline, PartsInline, OldAddressInline)
    actions = None
    history_links = (
        (Participation, "speaker_id"),
        (SpeakerAlias, "speaker_id"),
        (Office, "speaker_id"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        speakers: QuerySet[Speaker] = super().get_queryset(request)
        interviews = count_of(Participation.objects.all(), "speaker", "interview")
        return speakers.annotate(interview_total=interviews).prefetch_related("aliases")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Old addresses lead to this one: merge it instead."""
        is_used = obj and obj.addresses.exists()
        return not is_used and super().has_delete_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:key>/merge/",
                view(merging.show_speaker_merger),
                name="archive_speaker_merge",
            ),
            path(
                "<int:key>/reassign/",
                view(merging.show_reassigning),
                name="archive_reassign",
            ),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("other names"))
    def other_names(self, speaker: Speaker) -> str:
        return ", ".join(alias.name for alias in speaker.aliases.all())

    @admin.display(description=gettext_lazy("interviews"), ordering="interview_total")
    def interview_count(self, speaker: Any) -> int:
        return int(speaker.interview_total)
