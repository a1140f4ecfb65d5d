"""Topics: the tree readers browse by, with their names in other languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive.admin.counting import count_of
from archive.admin.inlines import AN_EMPTY_ROW, Inline, ReadOnlyInline
from archive.admin.memory import ReasonForm, Remembered, remember
from archive.admin.ordering import assigning, merging, suggestions
from archive.admin.ordering.pages import choices
from archive.authorities.topics import relation
from archive.models import (
    Tagging,
    Topic,
    TopicAddress,
    TopicLabel,
    TopicRelation,
)


class LabelInline(Inline):
    model = TopicLabel
    extra = AN_EMPTY_ROW
    fields = ("language", "name", "kind")


class OldAddressInline(ReadOnlyInline):
    model = TopicAddress
    fields = ("slug",)


class LevelFilter(admin.SimpleListFilter):
    title = gettext_lazy("level")
    parameter_name = "level"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("broad", gettext_lazy("broad")), ("narrow", gettext_lazy("narrower"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        return queryset.filter(parent__isnull=self.value() == "broad")


class TopicForm(ReasonForm):
    related = forms.ModelMultipleChoiceField(
        label=gettext_lazy("related topics"),
        queryset=Topic.objects.all(),
        required=False,
        help_text=gettext_lazy("Beside this one, neither broader nor narrower."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_tree: Any = [(each.pk, indent + each.name) for indent, each in choices()]
        for name in ("related", "parent"):
            if name in self.fields:
                field: Any = self.fields[name]
                empty = [("", "–")] if name == "parent" else []
                field.choices = [*empty, *in_tree]
        if self.instance.pk:
            self.initial["related"] = list(
                self.instance.related().values_list("pk", flat=True)
            )

    def clean_slug(self) -> str:
        """An old address of another topic still leads there."""
        slug = str(self.cleaned_data["slug"])
        taken = TopicAddress.objects.filter(slug=slug).exclude(topic=self.instance.pk)
        if other := taken.select_related("topic").first():
            told = _("This is an old address of “%(name)s”, and still leads there.")
            raise ValidationError(told % {"name": other.topic})
        return slug

    def clean(self) -> dict[str, Any]:
        """SKOS S27: what is broader or narrower is not related."""
        told = super().clean() or {}
        near = set(told.get("related") or ())
        parent = told.get("parent", self.instance.parent)
        above = set(parent.with_broader()) if parent else set()
        below = (
            set(Topic.objects.filter(lines__broader=self.instance.pk))
            if self.instance.pk
            else set()
        )
        if crossed := near & (above | below):
            names = ", ".join(sorted(topic.name for topic in crossed))
            fault = _("Broader or narrower is not related: %(names)s.")
            self.add_error("related", ValidationError(fault % {"names": names}))
        return told


@admin.register(Topic)
class TopicAdmin(Remembered):
    form = TopicForm
    change_form_template = "admin/ordering/change_topic.html"
    change_list_template = "admin/ordering/list_topics.html"
    list_display = ("name", "parent", "labels_told", "exchanges_link", "scope_note")
    list_filter = (LevelFilter,)
    list_select_related = ("parent",)
    search_fields = ("name", "labels__name", "scope_note")
    fields = ("name", "language", "slug", "parent", "related", "scope_note")
    inlines = (LabelInline, OldAddressInline)
    actions = None
    history_links = ((TopicLabel, "topic_id"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_queryset(request)
        exchanges = count_of(Tagging.objects.accepted(), "topic")
        return topics.annotate(exchange_total=exchanges).prefetch_related("labels")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An address with exchanges or narrower topics under it is kept."""
        is_used = obj and (
            obj.taggings.accepted().exists()
            or obj.narrower.exists()
            or obj.addresses.exists()
        )
        return not is_used and super().has_delete_permission(request, obj)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    def get_urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("tree/", merging.show_tree, "topic_tree"),
            ("move/", require_POST(merging.move_topics), "topic_move"),
            ("<int:key>/merge/", merging.show_topic_merger, "topic_merge"),
            ("assign/", assigning.show_assigning, "assign"),
            ("suggestions/", suggestions.show_suggestions, "suggestions"),
            (
                "suggestions/decide/",
                require_POST(suggestions.decide_suggestions),
                "suggestions_decide",
            ),
            ("suggestions/look/", require_POST(suggestions.look), "suggestions_look"),
            ("phrases/", suggestions.show_phrases, "phrases"),
            (
                "phrases/decide/",
                require_POST(suggestions.decide_phrases),
                "phrases_decide",
            ),
        ]
        view = self.admin_site.admin_view
        own = [
            path(place, view(page), name=f"archive_{name}")
            for place, page, name in pages
        ]
        return [*own, *super().get_urls()]

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: Any
    ) -> None:
        """The labels, and what is beside the topic: an act like any other."""
        super().save_related(request, form, formsets, change)
        topic, reason = form.instance, form.cleaned_data.get("reason", "")
        wanted = {each.pk for each in form.cleaned_data.get("related") or ()}
        rows = {_other(row, topic): row for row in _relations(topic)}
        for key in rows.keys() - wanted:
            remember(rows[key], reason)
            rows[key].delete()
        for key in wanted - rows.keys():
            row = relation(topic.pk, key)
            remember(row, reason)
            row.save()
        if rows.keys() != wanted:
            topic.is_edited = True

    @admin.display(description=gettext_lazy("other labels"))
    def labels_told(self, topic: Topic) -> str:
        return ", ".join(label.name for label in topic.labels.all())

    @admin.display(description=gettext_lazy("exchanges"), ordering="exchange_total")
    def exchanges_link(self, topic: Any) -> SafeString:
        address = reverse("admin:archive_turn_changelist")
        total = topic.exchange_total
        return format_html('<a href="{}?topic={}">{}</a>', address, topic.slug, total)


def _relations(topic: Topic) -> list[TopicRelation]:
    return [*topic.relations_first.all(), *topic.relations_second.all()]


def _other(row: TopicRelation, topic: Topic) -> int:
    return row.second_id if row.first_id == topic.pk else row.first_id
