"""What has a state: who may edit it, who may review it, who lets readers see it.

The state is no field of any form. It is changed by the moves of `models/moves.py`,
each of which asks for its own right, on a page, from a list or with a save.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.memory import Remembered, remember
from archive.admin.moving import choose, make_move, show_move, tell
from archive.models import (
    MOVES,
    Move,
    Right,
    Stage,
    State,
    Told,
    is_at,
    moves_from,
)

Action = Callable[["Reviewed", HttpRequest, QuerySet[Any]], HttpResponse | None]
SAVED_WITH = {
    "_submit": ("submit", gettext_lazy("Save and send to review")),
    "_publish": ("publish", gettext_lazy("Save and publish")),
}
"""Buttons beside Save: saved first, and then moved on."""


def action_of(move: Move) -> Action:
    def act(desk: Reviewed, request: HttpRequest, chosen: Any) -> HttpResponse | None:
        return show_move(desk, request, move, chosen)

    act.__name__ = move.name.replace("-", "_")
    described = admin.action(permissions=[move.right], description=move.called)
    return described(act)


class ScheduledFilter(admin.SimpleListFilter):
    title = gettext_lazy("time to appear")
    parameter_name = "time"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("later", gettext_lazy("scheduled")), ("now", gettext_lazy("public"))]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {"later": Stage.SCHEDULED, "now": Stage.PUBLIC}
        stage = wanted.get(self.value() or "")
        return queryset.filter(is_at(stage)) if stage else queryset


class Reviewed(Remembered):
    """To edit it is one right, to review it another, to publish it a third."""

    actions = tuple(action_of(move) for move in MOVES.values())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft of one's own belongs to whoever may write at all."""
        is_own = self.is_own_draft(request, obj)
        return is_own or super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers ever saw is withdrawn, and that says why."""
        is_fresh = getattr(obj, "state", "draft") in {State.DRAFT, State.IN_REVIEW}
        is_own = self.is_own_draft(request, obj)
        return is_own or (is_fresh and super().has_delete_permission(request, obj))

    def has_write_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "change") or self.has_add_permission(request)

    def has_review_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "review")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "publish")

    def is_own_draft(self, request: HttpRequest, thing: Any) -> bool:
        if getattr(thing, "state", None) != State.DRAFT:
            return False
        is_own = getattr(thing, "author_id", None) == request.user.pk
        return is_own and self.has_add_permission(request)

    def may_move(self, request: HttpRequest, move: Move, thing: Any) -> bool:
        if move.right == Right.WRITE:
            return self.has_change_permission(request, thing)
        return self._may(request, move.right)

    def moves_of(self, request: HttpRequest, thing: Any) -> list[Move]:
        """What this editor can do with a thing as it stands."""
        moves = moves_from(thing.stage)
        return [move for move in moves if self.may_move(request, move, thing)]

    def get_urls(self) -> list[URLPattern]:
        name = f"archive_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [
            path("<int:key>/move/<slug:move>/", view, name=name),
            *super().get_urls(),
        ]

    def move_view(self, request: HttpRequest, key: int, move: str) -> HttpResponse:
        """One move of one thing: what it does, and why."""
        thing = self.get_object(request, str(key))
        if thing is None or move not in MOVES:
            raise Http404
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        chosen = choose(self, request, MOVES[move], [thing])
        if thing.stage in MOVES[move].starts and not chosen.going:
            raise PermissionDenied
        with transaction.atomic():
            answer = show_move(self, request, MOVES[move], [thing])
        name = f"admin:archive_{self.opts.model_name}_change"
        return answer or redirect(name, key)

    def keep_act(self, request: HttpRequest, thing: Any, act: str, why: str) -> None:
        """Save what was moved; history and trail are told which act it was."""
        remember(thing, why)
        thing.told_as = act
        thing.save()
        self.log_change(request, thing, [{"changed": {"fields": ["state"]}}])

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: Any
    ) -> None:
        """Save; whatever a form was made to say, the state stays as it is kept."""
        kept = self.model._base_manager.filter(pk=obj.pk).first() if change else None
        fresh = (State.DRAFT, None, "")
        before = stated(kept) if kept else fresh
        if stated(obj) != before:
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        self.move_on(request, obj)
        return super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self.move_on(request, obj)
        return super().response_change(request, obj)

    def move_on(self, request: HttpRequest, thing: Any) -> None:
        """Make the move of the button that saved. Raises PermissionDenied."""
        for button, (name, _called) in SAVED_WITH.items():
            move = MOVES[name]
            if button in request.POST and thing.stage in move.starts:
                reason = request.POST.get("reason", "")[:500]
                make_move(self, request, move, thing, Told(reason))
                tell(self, request, move, 1)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        thing = kwargs.get("obj")
        moves = self.moves_of(request, thing) if thing else []
        begins = self.model(author=request.user) if thing is None else thing
        ways = {move.name for move in self.moves_of(request, begins)}
        context |= {
            "thing": thing,
            "moves": moves,
            "saved_with": [
                (button, called)
                for button, (name, called) in SAVED_WITH.items()
                if name in ways
            ],
        }
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def told_stage(self, thing: Any) -> str:
        """The state; of what is scheduled also the time."""
        stage: Stage = thing.stage
        if stage != Stage.SCHEDULED:
            return str(stage.label)
        at = localtime(thing.publish_at)
        zone, date = at.tzname(), date_format(at, "SHORT_DATETIME_FORMAT")
        return _("scheduled: %(date)s %(zone)s") % {"date": date, "zone": zone}

    def _may(self, request: HttpRequest, verb: str) -> bool:
        return request.user.has_perm(f"archive.{verb}_{self.opts.model_name}")


def stated(thing: Any) -> tuple[Any, ...]:
    """What a move alone may change."""
    return str(thing.state), thing.publish_at, thing.withdrawn_reason
