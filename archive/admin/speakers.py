"""Speakers, their other names and their parts in interviews."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from archive.admin.counting import count_of
from archive.admin.inlines import Inline, ReadOnlyInline
from archive.admin.memory import ReasonForm, Remembered
from archive.models import Participation, Speaker, SpeakerAlias


class AliasInline(Inline):
    model = SpeakerAlias


class PartsInline(ReadOnlyInline):
    model = Participation
    fields = ("interview", "role", "basis", "evidence")
    verbose_name_plural = gettext_lazy("parts in interviews")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("interview", "speaker")


class SpeakerForm(ReasonForm):
    def clean_identifiers(self) -> Any:
        """An empty box, or `null`, is a speaker without identifiers."""
        told = self.cleaned_data["identifiers"]
        return {} if told is None else told


@admin.register(Speaker)
class SpeakerAdmin(Remembered):
    form = SpeakerForm
    list_display = ("name", "sort_name", "other_names", "interview_count", "note")
    search_fields = ("name", "sort_name", "aliases__name")
    list_filter = ("participations__role",)
    fields = ("name", "sort_name", "slug", "note", "identifiers")
    inlines = (AliasInline, PartsInline)
    actions = None
    history_links = ((Participation, "speaker_id"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        speakers: QuerySet[Speaker] = super().get_queryset(request)
        interviews = count_of(Participation.objects.all(), "speaker", "interview")
        return speakers.annotate(interview_total=interviews).prefetch_related("aliases")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A published address is a promise, and speakers keep no old ones yet."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    @admin.display(description=gettext_lazy("other names"))
    def other_names(self, speaker: Speaker) -> str:
        return ", ".join(alias.name for alias in speaker.aliases.all())

    @admin.display(description=gettext_lazy("interviews"), ordering="interview_total")
    def interview_count(self, speaker: Any) -> int:
        return int(speaker.interview_total)
