"""Topics: the tree readers browse by, with their names in other languages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from archive.admin.counting import count_of
from archive.admin.inlines import Inline
from archive.admin.memory import Remembered
from archive.models import Tagging, Topic, TopicLabel


class LabelInline(Inline):
    model = TopicLabel


class LevelFilter(admin.SimpleListFilter):
    title = gettext_lazy("level")
    parameter_name = "level"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("broad", gettext_lazy("broad")), ("narrow", gettext_lazy("narrower"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.filter(parent__isnull=self.value() == "broad")


@admin.register(Topic)
class TopicAdmin(Remembered):
    list_display = ("name", "parent", "labels_told", "exchanges_link", "scope_note")
    list_filter = (LevelFilter,)
    list_select_related = ("parent",)
    search_fields = ("name", "labels__name", "scope_note")
    autocomplete_fields = ("parent",)
    fields = ("name", "slug", "parent", "scope_note")
    inlines = (LabelInline,)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_queryset(request)
        exchanges = count_of(Tagging.objects.all(), "topic")
        return topics.annotate(exchange_total=exchanges).prefetch_related("labels")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An address with exchanges or narrower topics under it is kept."""
        is_used = obj and (obj.taggings.exists() or obj.narrower.exists())
        return not is_used and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A published address is a promise, and topics keep no old ones yet."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    @admin.display(description=gettext_lazy("other labels"))
    def labels_told(self, topic: Topic) -> str:
        return ", ".join(label.name for label in topic.labels.all())

    @admin.display(description=gettext_lazy("exchanges"), ordering="exchange_total")
    def exchanges_link(self, topic: Any) -> SafeString:
        address = reverse("admin:archive_turn_changelist")
        total = topic.exchange_total
        return format_html('<a href="{}?topic={}">{}</a>', address, topic.slug, total)
