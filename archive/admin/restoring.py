"""An earlier state brought back, as a new change; a deleted thing, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.history import acts_of, changes_between, names_in
from archive.admin.reattaching import fit
from archive.models import State

if TYPE_CHECKING:
    from archive.admin.memory import Remembered

SHOWN = 200
# What is decided elsewhere, or never changes: an address, and who may see it.
KEPT = {"id", "slug", "state", "publish_at", "withdrawn_reason", "author"}
KEPT |= {"created_at", "updated_at", "turn", "interview"}


class RestoreForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason, kept in the history"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


def show_restore(
    desk: Remembered, request: HttpRequest, key: int, record: int
) -> HttpResponse:
    """What would change, and why it should; then it is done."""
    model: Any = desk.model
    state = get_object_or_404(model.history, id=key, history_id=record)
    thing = model._base_manager.filter(pk=key).first()
    if not desk.has_change_permission(request, thing):
        raise PermissionDenied
    form = RestoreForm(request.POST or None)
    if form.is_valid():
        answer = restore(desk, request, (thing, state), form)
        if answer:
            return answer
    newest = model.history.filter(id=key).first()
    before = newest if thing else None
    names = names_in([newest, state])
    changes = [
        change
        for change, field in changes_with_fields(before, state, names)
        if thing is None or field not in KEPT
    ]
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Restore %(thing)s") % {"thing": thing or state.instance},
        "opts": desk.opts,
        "object": thing,
        "state": state,
        "changes": changes,
        "form": form,
    }
    return TemplateResponse(request, "admin/restoring.html", context)


def changes_with_fields(before: Any, after: Any, names: Any) -> Any:
    """Each change beside the name of the field it is of."""
    for field in after.tracked_fields:
        for change in changes_between(before, after, names, only=field.name):
            yield change, field.name


def restore(
    desk: Remembered,
    request: HttpRequest,
    which: tuple[Any, Any],
    form: RestoreForm,
) -> HttpResponse | None:
    """Bring a state back; what cannot be is said in the form."""
    thing, state = which
    back = brought_back(thing, state)
    try:
        with transaction.atomic():
            back.full_clean()
            desk.keep_restored(request, back, form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None
    desk.message_user(request, _("Restored."), messages.SUCCESS)
    return redirect(f"admin:archive_{desk.opts.model_name}_change", back.pk)


def brought_back(thing: Any, state: Any) -> Any:
    """The thing with what can be restored of a state; a deleted one as a draft."""
    then = state.instance
    if thing is None:
        then._state.adding = True  # noqa: SLF001 - full_clean asks it
        if hasattr(then, "state"):
            then.state, then.publish_at, then.withdrawn_reason = State.DRAFT, None, ""
        return fit(then, then)
    fields = [each for each in state.tracked_fields if each.name not in KEPT]
    for field in fields:
        setattr(thing, field.attname, getattr(then, field.attname))
    return fit(thing, type(thing)._base_manager.get(pk=thing.pk))


def show_deleted(desk: Remembered, request: HttpRequest) -> HttpResponse:
    """What was deleted and is not there any more, the newest first."""
    if not desk.has_change_permission(request):
        raise PermissionDenied
    model: Any = desk.model
    gone = model.history.filter(history_type="-").exclude(
        id__in=model._base_manager.values("pk")
    )
    records = list(gone.select_related("history_user")[:SHOWN])
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Deleted"),
        "opts": desk.opts,
        "acts": list(zip(records, map(only_act, records), strict=True)),
    }
    return TemplateResponse(request, "admin/deleted.html", context)


def only_act(record: Any) -> Any:
    return acts_of([record])[0]
