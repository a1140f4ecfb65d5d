"""Annotations: their list, and the page on which they are written."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from archive.admin.interviews import InterviewFilter
from archive.admin.leaf import notes_on, paragraphs_of, with_places
from archive.admin.many import change_many
from archive.admin.noting.beside import neighbours_of, referring_to
from archive.admin.noting.form import AnnotationForm
from archive.admin.noting.queue import show_queue, show_waiting
from archive.admin.publishing import Reviewed, ScheduledFilter
from archive.admin.seeking import sought_notes
from archive.models import Annotation, Turn
from archive.templatetags.notes import know_references
from archive.views.lettered import Note

SHOWN = 100


class NoteInterviewFilter(InterviewFilter):
    path = "turn__interview"


@admin.register(Annotation)
class AnnotationAdmin(Reviewed):
    form = AnnotationForm
    change_form_template = "admin/archive/annotation/change_form.html"
    # The selectors are set by the form, from the text; never from what was typed.
    fields = AnnotationForm.Meta.fields
    list_display = (
        "words",
        "opening",
        "told_stage",
        "hold",
        "kind",
        "where",
        "changed",
    )
    list_display_links = ("words",)
    list_filter = (
        "state",
        ScheduledFilter,
        "hold",
        "kind",
        ("author", admin.RelatedOnlyFieldListFilter),
        NoteInterviewFilter,
    )
    list_select_related = ("turn__interview",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("exact", "body", "turn__interview__title")
    ordering = ("-updated_at",)
    actions = (*Reviewed.actions, change_many)
    search_help_text = gettext_lazy(
        "Words of the note, words it stands on, or the title of the interview; a piece "
        "of a word is enough."
    )

    class Media:
        js = (forms.Script("js/annotate.js", type="module"),)

    def get_urls(self) -> list[URLPattern]:
        queue = self.admin_site.admin_view(require_safe(partial(show_queue, self)))
        waiting = self.admin_site.admin_view(partial(show_waiting, self))
        return [
            path("queue/", queue, name="archive_annotation_queue"),
            path("queue/<int:key>/", waiting, name="archive_annotation_waiting"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        return with_places(Annotation.objects.all())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return sought_notes(queryset, search_term), False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"turn": request.GET.get("turn", "")}

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A note begins with a turn."""
        if find_turn(request) is None and self.has_add_permission(request):
            told = _("Find the turn the note is about, and choose Annotate beside it.")
            messages.info(request, told)
            return redirect(self.where_turns_are(request))
        return super().add_view(request, *args, **kwargs)

    def where_turns_are(self, request: HttpRequest) -> str:
        """The first list of turns that this editor may see, or the desk."""
        for model in ("turn", "answer", "question"):
            if request.user.has_perm(f"archive.view_{model}"):
                return f"admin:archive_{model}_changelist"
        return "admin:index"

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        """To the same turn again, or back to it, where the next words wait."""
        response = super().response_add(request, obj, *args)
        if "_addanother" in request.POST:
            page = reverse("admin:archive_annotation_add")
            return redirect(f"{page}?turn={obj.turn_id}")
        return response

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> Any:
        """Back to the turn, where the next words wait."""
        if not request.user.has_perm("archive.view_turn"):
            return super().response_post_save_add(request, obj)
        page = reverse("admin:archive_turn_change", args=[obj.turn_id])
        return redirect(f"{page}#notes")

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, note = context["adminform"].form, kwargs["obj"]
        turn: Any = note.turn if note else find_turn(request)
        paragraphs = paragraphs_of(turn, form.passage)
        context.update(
            title=_("Annotate %(kind)s %(number)s")
            % {"kind": turn.get_kind_display(), "number": turn.number},
            subtitle=None,
            turn=turn,
            paragraphs=paragraphs,
            places=list(form.places(paragraphs)),
            preview=preview_of(form) if form.is_bound and form.is_preview else None,
            **beside_turn(turn),
            **self.beside_note(request, turn, note),
            notes=self.seen_notes(request, turn),
            is_editable=self.may_write(request, note),
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def seen_notes(self, request: HttpRequest, turn: Turn) -> list[Any]:
        """Drafts are for those who may see notes."""
        if not self.has_view_permission(request):
            return []
        return list(notes_on(turn.interview)[:SHOWN])

    def beside_note(
        self, request: HttpRequest, turn: Turn, note: Annotation | None
    ) -> dict[str, Any]:
        """The notes before and after, and those that refer to the turn."""
        if not self.has_view_permission(request):
            return {}
        beside: dict[str, Any] = {"referring": referring_to(turn)}
        return beside | (neighbours_of(note) if note else {})

    def may_write(self, request: HttpRequest, note: Annotation | None) -> bool:
        if note is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, note)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        if not change:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("words"), ordering="exact")
    def words(self, note: Annotation) -> str:
        return Truncator(note.exact).chars(60)

    @admin.display(description=gettext_lazy("note"))
    def opening(self, note: Annotation) -> str:
        return Truncator(note.body).chars(60)

    @admin.display(description=gettext_lazy("place"), ordering="turn__interview__title")
    def where(self, note: Any) -> str:
        return f"{note.place}, {Truncator(note.turn.interview.title).chars(40)}"

    @admin.display(description=gettext_lazy("changed"), ordering="updated_at")
    def changed(self, note: Annotation) -> str:
        return date_format(localtime(note.updated_at), "SHORT_DATE_FORMAT")


def preview_of(form: AnnotationForm) -> Note | None:
    """The note as readers would see it, references and all; None without words."""
    note = form.instance
    if not note.exact:
        return None
    note.updated_at = timezone.now()
    know_references([note])
    return Note(note, "a", 1)


def beside_turn(turn: Turn) -> dict[str, Turn | None]:
    """The turns before and after one, to be annotated next."""
    turns = turn.interview.turns.only("anchor", "kind", "interview")
    return {
        "before": turns.filter(sequence=turn.sequence - 1).first(),
        "after": turns.filter(sequence=turn.sequence + 1).first(),
    }


def find_turn(request: HttpRequest) -> Turn | None:
    """The turn that an address such as `…/add/?turn=12` names."""
    key = request.GET.get("turn") or request.POST.get("turn") or ""
    turns = Turn.objects.select_related("interview")
    return turns.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
