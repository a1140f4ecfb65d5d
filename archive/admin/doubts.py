"""The ingest desk: doubtful turns beside their source, and what is said of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.admin.deciding import DecisionForm
from archive.admin.leaf import paragraphs_of
from archive.admin.memory import editor_of
from archive.admin.noting.form import Place, shorten
from archive.admin.windows import window_on
from archive.admin.wordings import foreseen_in, worded
from archive.errors import AnchorLost, SourceError
from archive.ingest.correction import standing
from archive.ingest.correction.standing import Signed
from archive.models import Correction, Interview, Speaker, Turn
from archive.transcript import Span

A_PAGE = 50
FACETS = 12


class Filter(forms.Form):
    """Which turns to list; an answer that nobody offered is no answer."""

    interview = forms.SlugField(required=False, allow_unicode=True)
    rule = forms.CharField(required=False, max_length=300)
    all = forms.BooleanField(required=False)


def show_doubts(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The doubtful turns, by interview, and the corrections that wait.

    Of one interview all turns, too: what is wrong need not be doubtful.
    """
    check(request, "view")
    chosen = Filter(request.GET)
    chosen.is_valid()
    turns = chosen_turns(chosen.cleaned_data)
    page = Paginator(turns, A_PAGE).get_page(request.GET.get("page"))
    waiting = Correction.objects.waiting().select_related("interview", "author")
    context |= {
        "title": _("Ingest desk"),
        "page": page,
        "total": page.paginator.count,
        "rules": rules_in_doubt(),
        "interviews": interviews_in_doubt(),
        "chosen": chosen.cleaned_data,
        "interview": interview_of(chosen.cleaned_data),
        "waiting": waiting[:A_PAGE],
        "may_change": request.user.has_perm("archive.change_turn"),
    }
    return TemplateResponse(request, "admin/ingest/doubts.html", context)


def show_turn(request: HttpRequest, key: int, context: dict[str, Any]) -> HttpResponse:
    """One turn beside its source, with all that can be said of it."""
    check(request, "view")
    turns = Turn.objects.select_related("interview", "speaker", "question")
    turn = get_object_or_404(turns, pk=key)
    form = DecisionForm(turn, request.POST or None)
    if request.method == "POST":
        check(request, "change")
        if form.is_valid() and form.is_preview:
            look_ahead(request, turn, form)
        elif form.is_valid() and (row := decide(request, turn, form)):
            return redirect(where_next(turn, row))
    context |= {
        "title": f"{turn.anchor}: {turn.interview.title}",
        "turn": turn,
        "form": form,
        "paragraphs": paragraphs_of(turn),
        "places": places_of(turn, form.spans),
        "window": window_on(turn),
        "people": people_of(turn.interview),
        "wording": worded(request, turn, form),
        "foreseen": foreseen_in(form),
        "last": standing.last_of(turn.interview),
        "may_change": request.user.has_perm("archive.change_turn"),
        **neighbours(turn),
    }
    return TemplateResponse(request, "admin/ingest/turn.html", context)


def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take the last correction of an interview back, or give up one that waits."""
    check(request, "change")
    row = get_object_or_404(Correction.objects.standing(), pk=key)
    try:
        standing.take_back(row, Signed(editor_of(request)))
    except (AnchorLost, SourceError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back: %(what)s") % {"what": row})
    turn = row.interview.turns.filter(anchor=row.anchor).first()
    return redirect(address_of(turn) if turn else "admin:archive_desk")


def check(request: HttpRequest, what: str) -> None:
    if not request.user.has_perm(f"archive.{what}_turn"):
        raise PermissionDenied


def decide(request: HttpRequest, turn: Turn, form: DecisionForm) -> Correction | None:
    """Make the correction; what cannot be done is said in the form."""
    signed = Signed(editor_of(request), form.cleaned_data["reason"])
    try:
        row = standing.make(turn.interview, form.correction, signed)
    except (AnchorLost, SourceError) as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("Done: %(what)s") % {"what": row})
    return row


def look_ahead(request: HttpRequest, turn: Turn, form: DecisionForm) -> None:
    """Find out what the correction would do; what cannot be is said in the form."""
    signed = Signed(editor_of(request), form.cleaned_data["reason"])
    try:
        form.foreseen = standing.foresee(turn.interview, form.correction, signed)
    except (AnchorLost, SourceError) as error:
        form.add_error(None, str(error))


def where_next(turn: Turn, row: Correction) -> str:
    """The part that was split off or joined; else the next doubt."""
    turns = turn.interview.turns.in_sequence()
    if row.act == "reword":
        return address_of(turn)
    if row.act == "split":
        fresh = turns.filter(sequence=turn.sequence + 1).first()
        return address_of(fresh or turn)
    if row.act == "merge":
        whole = turns.filter(sequence__gte=turn.sequence - 1, pk=turn.pk).first()
        return address_of(
            whole or turns.filter(sequence__lt=turn.sequence).last() or turn
        )
    following = turns.doubtful().filter(sequence__gt=turn.sequence).first()
    following = following or turns.doubtful().first()
    return address_of(following) if following else "admin:archive_desk"


def address_of(turn: Turn) -> str:
    return reverse("admin:archive_desk_turn", args=[turn.pk])


def chosen_turns(chosen: dict[str, Any]) -> QuerySet[Turn]:
    turns = Turn.objects.select_related("interview", "speaker")
    if not (chosen.get("all") and chosen.get("interview")):
        turns = turns.doubtful()
    if chosen.get("interview"):
        turns = turns.filter(interview__slug=chosen["interview"])
    if chosen.get("rule"):
        turns = turns.filter(rule=chosen["rule"])
    return turns.order_by("interview__title", "interview", "sequence")


def rules_in_doubt() -> Any:
    """The rules by which doubtful turns were read, with how often."""
    said = Turn.objects.doubtful().order_by().values("rule")
    return said.annotate(total=Count("pk")).order_by("-total", "rule")[:FACETS]


def interviews_in_doubt() -> QuerySet[Interview]:
    doubts = Turn.objects.doubtful().order_by().values("interview")
    counted = Interview.objects.filter(pk__in=doubts).annotate(
        total=Count("turns", filter=~Q(turns__doubt=""))
    )
    return counted.order_by("-total", "title")[:FACETS]


def interview_of(chosen: dict[str, Any]) -> Interview | None:
    """The one whose turns are listed, whether or not any of them is doubtful."""
    return Interview.objects.filter(slug=chosen.get("interview") or "").first()


def people_of(interview: Interview) -> QuerySet[Speaker]:
    """Who takes part or speaks, in the order of the cast; nine have a key."""
    here = Q(participations__interview=interview) | Q(turns__interview=interview)
    return Speaker.objects.filter(here).distinct().order_by("pk")


def places_of(turn: Turn, spans: list[Span]) -> list[Place]:
    """The places to choose from, when the words given stand at several."""
    return [
        Place(
            start=span.start,
            paragraph=0,
            before=shorten(turn.text[: span.start][::-1])[::-1],
            words=turn.text[span.start : span.end],
            after=shorten(turn.text[span.end :]),
        )
        for span in (spans if len(spans) > 1 else ())
    ]


def neighbours(turn: Turn) -> dict[str, Any]:
    """The turns beside it, and the doubts before and after."""
    turns = turn.interview.turns.select_related("speaker").in_sequence()
    doubts = turns.doubtful()
    return {
        "before": turns.filter(sequence__lt=turn.sequence).last(),
        "after": turns.filter(sequence__gt=turn.sequence).first(),
        "previous_doubt": doubts.filter(sequence__lt=turn.sequence).last(),
        "next_doubt": doubts.filter(sequence__gt=turn.sequence).first(),
        "doubt_total": doubts.count(),
    }
