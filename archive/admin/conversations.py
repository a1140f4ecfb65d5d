"""One conversation from two outlets: what is alike is suggested, an editor links it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.admin.counting import count_of
from archive.admin.memory import Trailed, record
from archive.models import (
    Apart,
    Interview,
    Participation,
    SameConversation,
    Segment,
    Speaker,
    SpeakerAlias,
)
from archive.scripts import sound

COMMON = 20
SHOWN = 50
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two interviews that share so many long passages."""

    first: Interview
    second: Interview
    shared: int


@admin.register(SameConversation)
class SameConversationAdmin(Trailed):
    list_display = ("first", "second", "note", "created_at")
    list_select_related = ("first", "second")
    search_fields = ("first__title", "second__title", "note")
    autocomplete_fields = ("first", "second")
    fields = ("first", "second", "note")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Two are linked from the list of what is alike."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("first", "second")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("alike/", view(self.show_alike), name="archive_alike"),
            path("link/", view(require_POST(self.link)), name="archive_alike_link"),
            *super().get_urls(),
        ]

    def show_alike(self, request: HttpRequest) -> HttpResponse:
        """Interviews that share passages, and people who share a name."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Printed twice, named alike"),
            "suggestions": suggestions(),
            "namesakes": namesakes(),
            "may_link": request.user.has_perm("archive.add_sameconversation"),
        }
        return TemplateResponse(request, "admin/ingest/alike.html", context)

    def link(self, request: HttpRequest) -> HttpResponse:
        """Say that two interviews are one conversation, or that they are two."""
        if not request.user.has_perm("archive.add_sameconversation"):
            raise PermissionDenied
        first, second = (
            get_object_or_404(Interview, pk=key)
            for key in sorted(key_in(request, name) for name in ("first", "second"))
        )
        model = Apart if "apart" in request.POST else SameConversation
        if first == second:
            raise Http404
        with transaction.atomic():
            said, _is_new = model.objects.get_or_create(first=first, second=second)
            record(request, "keep apart" if model is Apart else "link", said)
        messages.success(request, str(said))
        return redirect("admin:archive_alike")


def key_in(request: HttpRequest, name: str) -> int:
    key = request.POST.get(name, "")
    return int(key) if key.isdecimal() and len(key) < 19 else 0


def suggestions() -> list[Suggestion]:
    """Pairs of interviews that share three long passages, and were not decided yet."""
    counts = shared_counts()
    decided = {
        pair
        for model in (SameConversation, Apart)
        for pair in model.objects.values_list("first", "second")
    }
    pairs = [
        pair
        for pair, shared in counts.most_common()
        if shared >= FEWEST and pair not in decided
    ][:SHOWN]
    keys = {key for pair in pairs for key in pair}
    interviews = Interview.objects.select_related("outlet").in_bulk(keys)
    return [
        Suggestion(interviews[first], interviews[second], counts[first, second])
        for first, second in pairs
    ]


def heard_as(name: str) -> str:
    """A full name as it sounds: Токаев and Tokayev, Abe Shinzo and Shinzo Abe."""
    words = name.casefold().split()
    sounds = sorted(sound(word) for word in words)
    return f"\0{' '.join(sounds)}" if len(words) > 1 else ""


def shared_counts() -> Counter[tuple[int, int]]:
    """How many fingerprints two interviews share; what stands in many tells nothing."""
    marked = Segment.objects.exclude(fingerprint=None).order_by()
    common = (
        marked.values("fingerprint")
        .annotate(total=Count("turn__interview", distinct=True))
        .filter(total__gt=1, total__lte=COMMON)
        .values("fingerprint")
    )
    held = defaultdict(set)
    found = marked.filter(fingerprint__in=common)
    for print_, key in found.values_list("fingerprint", "turn__interview"):
        held[print_].add(key)
    counts: Counter[tuple[int, int]] = Counter()
    for keys in held.values():
        counts.update(combinations(sorted(keys), 2))
    return counts


def namesakes() -> list[list[Speaker]]:
    """Speakers who share a name or an alias, or whose names sound alike in another
    script: an ingest did not decide who is meant, and never does."""
    low = Lower("name")
    held: dict[str, set[int]] = defaultdict(set)
    names = Speaker.objects.values_list(low, "pk")
    aliases = SpeakerAlias.objects.values_list(low, "speaker")
    for name, key in (*names.iterator(), *aliases.iterator()):
        held[name].add(key)
        if heard := heard_as(name):
            held[heard].add(key)
    groups = sorted({tuple(sorted(keys)) for keys in held.values() if len(keys) > 1})
    shown = groups[:SHOWN]
    people = Speaker.objects.annotate(
        interview_total=count_of(Participation.objects.all(), "speaker", "interview")
    ).in_bulk({key for group in shown for key in group})
    return [[people[key] for key in group] for group in shown]
