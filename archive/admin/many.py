"""Many notes at once: what would change is seen first, note by note, and then done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.memory import differs, remember
from archive.models import Annotation, AnnotationKind

MOST = 500
ANY = [("", gettext_lazy("as it is"))]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What becomes of one note, or why it stays as it is."""

    note: Annotation
    changes: list[tuple[str, str]]
    hindrance: str = ""

    @property
    def is_done(self) -> bool:
        return bool(self.changes) and not self.hindrance


class ManyForm(forms.Form):
    """What to set in all of them. States have acts of their own, with their rights."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[*ANY, *AnnotationKind.choices],
    )
    author = forms.ModelChoiceField(
        label=gettext_lazy("Author"),
        required=False,
        queryset=User.objects.filter(is_staff=True, is_active=True),
        empty_label=gettext_lazy("as it is"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for this edit"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not (told.get("kind") or told.get("author")):
            raise forms.ValidationError(_("Choose what to change."))
        return told


@admin.action(permissions=["change"], description=gettext_lazy("Change kind, author…"))
def change_many(
    desk: Any, request: HttpRequest, chosen: QuerySet[Annotation]
) -> HttpResponse | None:
    """Ask what to change, show what that does, and do it."""
    if chosen.count() > MOST:
        told = _("At most %(most)s at once. Narrow the list.") % {"most": MOST}
        desk.message_user(request, told, messages.ERROR)
        return None
    is_told = "_see" in request.POST or "_do" in request.POST
    form = ManyForm(request.POST if is_told else None)
    notes = list(chosen.select_related("turn__interview", "author"))
    prospects = foresee(desk, request, notes, form) if form.is_valid() else []
    if prospects and "_do" in request.POST:
        done = [change(desk, request, each, form) for each in prospects if each.is_done]
        told = ngettext("%(n)s note changed.", "%(n)s notes changed.", len(done))
        desk.message_user(request, told % {"n": len(done)}, messages.SUCCESS)
        return None
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Change many notes"),
        "opts": desk.opts,
        "form": form,
        "notes": notes,
        "prospects": prospects,
        "changing": sum(each.is_done for each in prospects),
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/archive/annotation/many.html", context)


def foresee(
    desk: Any, request: HttpRequest, notes: list[Annotation], form: ManyForm
) -> list[Prospect]:
    return [prospect_of(desk, request, note, form.cleaned_data) for note in notes]


def prospect_of(
    desk: Any, request: HttpRequest, note: Annotation, told: dict[str, Any]
) -> Prospect:
    changes = []
    if told["kind"] and told["kind"] != note.kind:
        now = AnnotationKind(told["kind"]).label
        changes.append((str(note.get_kind_display()), str(now)))
    if told["author"] and told["author"] != note.author:
        before = note.author.get_username() if note.author else _("nobody")
        changes.append((before, told["author"].get_username()))
    return Prospect(note, changes, hindrance_of(desk, request, note, told))


def hindrance_of(
    desk: Any, request: HttpRequest, note: Annotation, told: dict[str, Any]
) -> str:
    if not desk.has_change_permission(request, note):
        return _("You may not change it.")
    if told["kind"] and told["kind"] != note.kind and note.particulars:
        return _("It tells what its kind asks for. Change it on its own page.")
    if told["kind"] == AnnotationKind.CONTEXT and not note.body:
        return _("It has no words of its own.")
    return ""


def change(
    desk: Any, request: HttpRequest, prospect: Prospect, form: ManyForm
) -> Annotation:
    """Change one note, and tell history and trail."""
    note, told = prospect.note, form.cleaned_data
    note.kind = told["kind"] or note.kind
    note.author = told["author"] or note.author
    if differs(note):
        remember(note, told["reason"])
        note.save()
        desk.log_change(request, note, [{"changed": {"fields": ["kind", "author"]}}])
    return note
