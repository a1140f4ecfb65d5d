"""Publishing and withdrawing from a list. To withdraw, one has to say why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.memory import Remembered, remember
from archive.models import State


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason for withdrawal"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.action(permissions=["change"], description=gettext_lazy("Publish"))
def publish(desk: Remembered, request: HttpRequest, chosen: QuerySet[Any]) -> None:
    waiting = list(chosen.exclude(state=State.PUBLISHED))
    for thing in waiting:
        move(desk, request, thing, State.PUBLISHED, "")
    told = ngettext("%(count)s published.", "%(count)s published.", len(waiting))
    desk.message_user(request, told % {"count": len(waiting)}, messages.SUCCESS)


@admin.action(permissions=["change"], description=gettext_lazy("Withdraw…"))
def withdraw(
    desk: Remembered, request: HttpRequest, chosen: QuerySet[Any]
) -> HttpResponse | None:
    form = WithdrawalForm(request.POST if "_withdraw" in request.POST else None)
    standing = list(chosen.exclude(state=State.WITHDRAWN))
    if not form.is_valid():
        return ask_for_reason(desk, request, standing, form)
    for thing in standing:
        move(desk, request, thing, State.WITHDRAWN, form.cleaned_data["reason"])
    told = ngettext("%(count)s withdrawn.", "%(count)s withdrawn.", len(standing))
    desk.message_user(request, told % {"count": len(standing)}, messages.SUCCESS)
    return None


def ask_for_reason(
    desk: Remembered, request: HttpRequest, standing: list[Any], form: WithdrawalForm
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Withdraw"),
        "opts": desk.opts,
        "form": form,
        "things": standing,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/withdraw.html", context)


def move(
    desk: Remembered, request: HttpRequest, thing: Any, state: State, reason: str
) -> None:
    """Set a state, save, and tell history and trail."""
    remember(thing, reason)
    thing.state = state
    if state == State.WITHDRAWN and hasattr(thing, "withdrawn_reason"):
        thing.withdrawn_reason = reason
    thing.save()
    desk.log_change(request, thing, [{"changed": {"fields": ["state"]}}])
