"""The queue of notes whose words moved or are lost: each is decided by a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.leaf import with_places
from archive.admin.noting.lost import changed, choices, former_of
from archive.models import Annotation, Hold, Stage, State, Turn, wording_of
from archive.transcript import Span

if TYPE_CHECKING:
    from archive.admin.publishing import Reviewed

A_PAGE = 50
PLACE = re.compile(r"([0-9]{1,18})\.([0-9]{1,9})-([0-9]{1,9})@([0-9a-f]{8})")


class Filter(forms.Form):
    """Which notes to list; an answer that nobody offered is no answer."""

    interview = forms.SlugField(required=False, allow_unicode=True)
    hold = forms.ChoiceField(
        required=False, choices=[(Hold.MOVED, ""), (Hold.ORPHANED, "")]
    )


class DecisionForm(forms.Form):
    """One place, or a reason to retire the note."""

    place = forms.RegexField(PLACE, required=False)
    retire = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("retire") and not told.get("reason"):
            self.add_error("reason", _("Say why this note is retired."))
        if not told.get("retire") and not told.get("place"):
            self.add_error(None, _("Choose a place, or retire the note."))
        return told


def show_queue(desk: Reviewed, request: HttpRequest) -> HttpResponse:
    """The notes that wait, in the order in which they came."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    chosen = Filter(request.GET)
    chosen.is_valid()
    told = chosen.cleaned_data
    waiting = Annotation.objects.waiting()
    if told.get("interview"):
        waiting = waiting.filter(turn__interview__slug=told["interview"])
    if told.get("hold"):
        waiting = waiting.filter(hold=told["hold"])
    page = Paginator(waiting.order_by("hold", "pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    listed = with_places(Annotation.objects.filter(pk__in=[one.pk for one in page]))
    context = {
        **desk.admin_site.each_context(request),
        "title": _("Notes that wait for a place"),
        "opts": desk.opts,
        "page": page,
        "notes": listed.select_related("turn__interview").order_by("hold", "pk"),
        "chosen": told,
    }
    return TemplateResponse(request, "admin/archive/annotation/queue.html", context)


def show_waiting(desk: Reviewed, request: HttpRequest, key: int) -> HttpResponse:
    """One note: the text before and now, the places it may have, and one key each."""
    note = get_object_or_404(
        Annotation.objects.select_related("turn__interview"), pk=key
    )
    if not desk.has_view_permission(request, note):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        if not desk.has_change_permission(request, note):
            raise PermissionDenied
        if form.is_valid() and decide(desk, request, note, form):
            return redirect(next_after(key))
    return TemplateResponse(
        request,
        "admin/archive/annotation/waiting.html",
        {**desk.admin_site.each_context(request), **told_of(desk, request, note, form)},
    )


def told_of(
    desk: Reviewed, request: HttpRequest, note: Annotation, form: DecisionForm
) -> dict[str, Any]:
    former = former_of(note)
    anchor = former.anchor if former else note.turn.anchor
    own = Turn.objects.filter(interview=note.turn.interview_id, anchor=anchor).first()
    waiting = Annotation.objects.waiting()
    return {
        "title": _("Where does this note stand?"),
        "opts": desk.opts,
        "note": note,
        "form": form,
        "former": former,
        "own": own,
        "pieces": changed(note, former, own),
        "choices": list(choices(note, former, own)),
        "is_waiting": waiting.filter(pk=note.pk).exists(),
        "before": waiting.filter(pk__lt=note.pk).order_by("-pk").first(),
        "after": waiting.filter(pk__gt=note.pk).order_by("pk").first(),
        "may_change": desk.has_change_permission(request, note),
    }


def decide(
    desk: Reviewed, request: HttpRequest, note: Annotation, form: DecisionForm
) -> bool:
    """Do what was decided, once; say what stands in the way."""
    told = form.cleaned_data
    with transaction.atomic():
        waiting = Annotation.objects.waiting().select_for_update()
        if not waiting.filter(pk=note.pk).exists():
            form.add_error(None, _("This note was decided meanwhile."))
            return False
        if told["retire"]:
            retire(desk, request, note, told["reason"])
            return True
        return place(desk, request, note, form)


def place(
    desk: Reviewed, request: HttpRequest, note: Annotation, form: DecisionForm
) -> bool:
    told = form.cleaned_data
    key, start, end, pin = PLACE.fullmatch(told["place"]).groups()  # type: ignore[union-attr]
    turn = Turn.objects.filter(interview=note.turn.interview_id, pk=key).first()
    if turn is None or not wording_of(turn.text).startswith(pin):
        form.add_error(None, _("The text was changed meanwhile. Look once more."))
        return False
    span = Span(int(start), int(end))
    if not span.start < span.end <= len(turn.text):
        form.add_error(None, _("There are no words at this place."))
        return False
    is_same = (turn, *span) == (note.turn, note.start, note.end)
    is_accepted = is_same and note.hold == Hold.MOVED
    said = _("Place accepted: %(anchor)s") if is_accepted else _("Placed in %(anchor)s")
    note.turn = turn
    note.stand_on(span)
    told_why = told["reason"] or said % {"anchor": turn.anchor}
    desk.keep_act(request, note, "place", told_why)
    messages.success(request, said % {"anchor": turn.anchor})
    return True


def retire(desk: Reviewed, request: HttpRequest, note: Annotation, why: str) -> None:
    """Withdraw a note whose words are gone for good; it stays on record."""
    is_shown = note.stage in {Stage.PUBLIC, Stage.SCHEDULED}
    if is_shown and not request.user.has_perm("archive.publish_annotation"):
        raise PermissionDenied
    note.state, note.publish_at = State.WITHDRAWN, None
    note.withdrawn_reason = why
    desk.keep_act(request, note, "withdraw", why)
    messages.success(request, _("Retired."))


def next_after(key: int) -> str:
    """The next note that waits, from the first again behind the last."""
    waiting = Annotation.objects.waiting().order_by("pk")
    following = waiting.filter(pk__gt=key).first() or waiting.first()
    if following is None:
        return reverse("admin:archive_annotation_queue")
    return reverse("admin:archive_annotation_waiting", args=[following.pk])
