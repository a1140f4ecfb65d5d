"""A move from state to state, looked at before it is made: of one thing, or of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.models import Move, Told, Why, carry_out

if TYPE_CHECKING:
    from archive.admin.publishing import Reviewed

MOST = 500
WHY = {
    Why.PERHAPS: gettext_lazy("Note for the editors, kept in the history"),
    Why.EDITORS: gettext_lazy("Reason, kept in the history"),
    Why.READERS: gettext_lazy("What only editors are told, kept in the history"),
}


class MoveForm(forms.Form):
    """Why, for readers or for editors; and from when on."""

    public_reason = forms.CharField(
        label=gettext_lazy("Reason, which readers are shown"),
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        max_length=500, required=False, widget=AdminTextareaWidget(attrs={"rows": 2})
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Readers see it from"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def __init__(self, move: Move, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        told = _("In the time of %(zone)s. Empty: at once.") % {"zone": zone}
        self.fields["at"].help_text = told
        self.fields["reason"].label = WHY[move.why]
        self.fields["reason"].required = move.why == Why.EDITORS
        if move.why != Why.READERS:
            del self.fields["public_reason"]
        if not move.has_time:
            del self.fields["at"]

    def told(self) -> Told:
        given = self.cleaned_data
        public = given.get("public_reason", "")
        return Told(given["reason"] or public, public, given.get("at"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What can be moved by this editor, and what cannot, with why."""

    going: list[Any]
    staying: list[tuple[Any, str]]


def choose(
    desk: Reviewed, request: HttpRequest, move: Move, things: Iterable[Any]
) -> Chosen:
    going, staying = list[Any](), list[tuple[Any, str]]()
    for thing in things:
        if thing.stage not in move.starts:
            told = _("it is: %(stage)s") % {"stage": thing.stage.label}
            staying.append((thing, told))
        elif desk.may_move(request, move, thing):
            going.append(thing)
        else:
            staying.append((thing, _("this is not yours to do")))
    return Chosen(going, staying)


def show_move(
    desk: Reviewed, request: HttpRequest, move: Move, things: Iterable[Any]
) -> HttpResponse | None:
    """The page that asks; None once it was answered and everything is moved."""
    chosen = choose(desk, request, move, things)
    is_answered = "_move" in request.POST
    initial = initial_of(move, chosen.going)
    form = MoveForm(move, request.POST if is_answered else None, initial=initial)
    if is_answered and len(chosen.going) <= MOST and form.is_valid():
        for thing in chosen.going:
            make_move(desk, request, move, thing, form.told())
        tell(desk, request, move, len(chosen.going))
        return None
    context = {
        **desk.admin_site.each_context(request),
        "title": move.called,
        "opts": desk.opts,
        "form": form,
        "move": move,
        "action": move.name.replace("-", "_"),
        "chosen": chosen,
        "is_too_much": len(chosen.going) > MOST,
        "most": MOST,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/moving.html", context)


def initial_of(move: Move, things: list[Any]) -> dict[str, Any]:
    """The time and the reason that one thing has already."""
    if len(things) != 1:
        return {}
    thing = things[0]
    time = {"at": thing.publish_at} if move.has_time and thing.publish_at else {}
    return {"public_reason": thing.withdrawn_reason, **time}


def make_move(
    desk: Reviewed, request: HttpRequest, move: Move, thing: Any, told: Told
) -> None:
    """Move, save, and tell history and trail. Raises PermissionDenied."""
    if not desk.may_move(request, move, thing):
        raise PermissionDenied
    act = carry_out(move, thing, told)
    desk.keep_act(request, thing, act, told.reason)


def tell(desk: Reviewed, request: HttpRequest, move: Move, number: int) -> None:
    told = ngettext(
        "%(move)s: %(number)s done.", "%(move)s: %(number)s done.", number
    ) % {"move": move.called, "number": number}
    level = messages.SUCCESS if number else messages.WARNING
    desk.message_user(request, told, level)
