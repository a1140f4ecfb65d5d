"""The memory of the desk: every act goes on the trail, every state into the history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AdminTextareaWidget,
    AdminURLFieldWidget,
)
from django.contrib.auth.models import User
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.asking import Asked
from archive.admin.history import Act, acts_of
from archive.admin.meeting import MeetingForm
from archive.admin.restoring import show_deleted, show_restore
from archive.ingest.correction.standing import BASELINE
from archive.models import Trail, seal_again, touched_by
from archive.models.memory import subject_of

SHOWN = 200
DATE_OF, TIME_OF = gettext_lazy("{}: date"), gettext_lazy("{}: time")


def record(request: HttpRequest, act: str, thing: models.Model) -> None:
    actor = request.user.get_username()
    Trail.objects.record(actor, act, subject_of(thing), digest_of(thing))
    seal_again(touched_by(thing), actor)


def record_once(request: HttpRequest, act: str, thing: Any) -> None:
    """Record what no state of the history has put on the trail already."""
    if thing.__dict__.pop("told_on", None):
        seal_again(touched_by(thing), request.user.get_username())
    else:
        record(request, act, thing)


def seal_all(things: Iterable[Any], actor: str) -> None:
    seal_again(sorted({key for each in things for key in touched_by(each)}), actor)


def digest_of(thing: models.Model) -> str:
    """SHA-256 of all fields of a thing, as Django would export them."""
    return hashlib.sha256(serializers.serialize("json", [thing]).encode()).hexdigest()


def remember(thing: Any, reason: str) -> None:
    """Make ready for a save or a deletion that the history has to explain.

    An ingest leaves no history, so the state before the first edit is kept here;
    without it the first act would have an after and no before.
    """
    if not hasattr(type(thing), "history"):
        return
    thing._change_reason = reason or None  # noqa: SLF001 - simple_history's door
    if thing.pk and not thing.history.exists():
        before = type(thing).objects.get(pk=thing.pk)
        before._history_user = None  # noqa: SLF001 - simple_history's door
        thing.told_before = thing.history.put(
            [before], default_change_reason=BASELINE, default_date=came_at(before)
        )


def editor_of(request: HttpRequest) -> User:
    """Whose account asks. Raises PermissionDenied for a visitor without one."""
    if isinstance(request.user, User):
        return request.user
    raise PermissionDenied


def came_at(thing: Any) -> datetime | None:
    """When a thing came into the archive; None where only its first edit is known."""
    if hasattr(thing, "created_at"):
        created: datetime | None = thing.created_at
        return created
    interview = getattr(getattr(thing, "turn", thing), "interview", None)
    return interview.created_at if interview else None


def differs(thing: Any) -> bool:
    """Whether saving would change what is kept; a browser's line ends do not."""
    kept = type(thing)._base_manager.filter(pk=thing.pk).first()
    names = [field.attname for field in thing._meta.concrete_fields]
    return kept is None or any(
        plain(getattr(kept, name)) != plain(getattr(thing, name)) for name in names
    )


def plain(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class ReasonForm(MeetingForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason for this edit"),
        help_text=gettext_lazy("Kept in the history, for those who come after."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class Trailed(Asked):
    """Whatever is done here is put on the trail, in the same transaction."""

    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        """The two boxes of a time share one label, so each is given its own name."""
        field = super().formfield_for_dbfield(*args, **kwargs)
        if field is not None and isinstance(field.widget, AdminSplitDateTime):
            date, time = field.widget.widgets
            date.attrs["aria-label"] = format_lazy(DATE_OF, field.label)
            time.attrs["aria-label"] = format_lazy(TIME_OF, field.label)
        return field

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record_once(request, "add", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record_once(request, "change", obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Before it is deleted; of what has a history, that tells the trail."""
        for thing in queryset:
            if not hasattr(type(thing), "history"):
                record(request, "delete", thing)
        return super().log_deletions(request, queryset)

    def response_action(self, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Django opens no transaction around an action, and the trail needs one."""
        with transaction.atomic():
            return super().response_action(*args, **kwargs)


class Remembered(Trailed):
    """Who, when, before, after and why: kept at every save, and shown."""

    form = ReasonForm
    # Whether an earlier state can be brought back as it was.
    is_restorable = True
    history_links: tuple[tuple[type[models.Model], str], ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [*super().get_fieldsets(request, obj)]
        told = {name for _title, part in fieldsets for name in part["fields"]}
        if "reason" in told or not self.has_change_permission(request, obj):
            return fieldsets
        return [*fieldsets, (None, {"fields": ("reason",)})]

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - as Django has it
        **kwargs: Any,
    ) -> Any:
        """The form, which asks whether anybody else saved meanwhile."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.linked = self.history_links
        return form

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, thing = context["adminform"].form, kwargs.get("obj")
        if getattr(form, "was_met", False):
            context["beside"] = list(form.beside())
            context["meanwhile"] = self.acts_since(form.opened, thing)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        name, view = f"archive_{self.opts.model_name}", self.admin_site.admin_view
        own = [
            path(
                "<int:key>/restore/<int:record>/",
                view(partial(show_restore, self)),
                name=f"{name}_restore",
            ),
            path("deleted/", view(partial(show_deleted, self)), name=f"{name}_deleted"),
        ]
        return [*(own if self.is_restorable else ()), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, and the way to what was deleted."""
        context = extra_context or {}
        if self.is_restorable and self.has_change_permission(request):
            page = reverse(f"admin:archive_{self.opts.model_name}_deleted")
            context = {"deleted_page": page, **context}
        return super().changelist_view(request, context)

    def keep_restored(self, request: HttpRequest, thing: Any, reason: str) -> None:
        """Save what comes back; history and trail are told that it does."""
        remember(thing, reason)
        thing.told_as = "restore state"
        thing.save()
        super().log_change(request, thing, [{"changed": {"fields": ["restored"]}}])

    def acts_since(self, opened: datetime | None, thing: Any) -> list[Act]:
        """What was done to a thing after somebody had opened it."""
        acts = acts_of(self.history_records(thing))
        return [act for act in acts if opened and act.when > opened][:SHOWN]

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Save; what is sent back as it was adds nothing to the history."""
        obj.is_edited = differs(obj)
        if obj.is_edited:
            remember(obj, form.cleaned_data.get("reason", ""))
            super().save_model(request, obj, form, change)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        if getattr(obj, "is_edited", True):
            return super().log_change(request, obj, message)
        return None

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: Any
    ) -> None:
        reason = form.cleaned_data.get("reason", "")
        for thing in formset.save(commit=False):
            remember(thing, reason)
            thing.save()
            form.instance.is_edited |= not hasattr(thing, "history")
        for thing in formset.deleted_objects:
            remember(thing, reason)
            thing.delete()
            form.instance.is_edited |= not hasattr(thing, "history")
        formset.save_m2m()
        touched = (*formset.new_objects, *formset.deleted_objects)
        changed = (thing for thing, _fields in formset.changed_objects)
        seal_all((*touched, *changed), request.user.get_username())

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """One by one, so that each leaves its last state in the history."""
        for thing in queryset:
            remember(thing, "")
            thing.delete()

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if thing is None or not self.has_view_or_change_permission(request, thing):
            return super().history_view(request, object_id, extra_context)
        acts = acts_of(self.history_records(thing))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(thing)s") % {"thing": thing},
            "opts": self.opts,
            "object": thing,
            "acts": acts[:SHOWN],
            "may_restore": self.is_restorable
            and self.has_change_permission(request, thing),
            "older": max(0, len(acts) - SHOWN),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def history_records(self, thing: Any) -> Iterable[Any]:
        """The thing's own records, and those of the links that belong to it."""
        yield from thing.history.select_related("history_user")
        for model, link in self.history_links:
            linked = model.history.filter(**{link: thing.pk})  # type: ignore[attr-defined]
            yield from linked.select_related("history_user")
