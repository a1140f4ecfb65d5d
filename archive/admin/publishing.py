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


class Reviewed(Remembered):
    """What has a state: to edit it is one right, to let readers see it another."""

    def has_review_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "review")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "publish")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft of one's own belongs to whoever may write at all."""
        is_own = self.is_own_draft(request, obj)
        return is_own or super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers see is withdrawn first, and that says why."""
        is_shown = obj is not None and obj.state == State.PUBLISHED
        is_own = self.is_own_draft(request, obj)
        return is_own or (not is_shown and super().has_delete_permission(request, obj))

    def is_own_draft(self, request: HttpRequest, thing: Any) -> bool:
        if getattr(thing, "state", None) != State.DRAFT:
            return False
        is_own = getattr(thing, "author_id", None) == request.user.pk
        return is_own and self.has_add_permission(request)

    def _may(self, request: HttpRequest, verb: str) -> bool:
        return request.user.has_perm(f"archive.{verb}_{self.opts.model_name}")


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason for withdrawal"),
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.action(permissions=["publish"], description=gettext_lazy("Publish"))
def publish(desk: Remembered, request: HttpRequest, chosen: QuerySet[Any]) -> None:
    waiting = list(chosen.exclude(state=State.PUBLISHED))
    for thing in waiting:
        move(desk, request, thing, State.PUBLISHED, "")
    told = ngettext("%(count)s published.", "%(count)s published.", len(waiting))
    desk.message_user(request, told % {"count": len(waiting)}, messages.SUCCESS)


@admin.action(permissions=["publish"], description=gettext_lazy("Withdraw…"))
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
