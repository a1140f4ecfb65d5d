"""A topic given to what a search finds, or taken away: chosen, looked at, done."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.ordering.pages import check, choices, keys_in, show, signed_by
from archive.authorities import topics
from archive.errors import SearchError
from archive.models import Rearrangement, Topic, Turn
from archive.search.gathering import Gathered, gather
from archive.search.results import SearchRequest

A_PAGE = 100
SHOWN = 50
"""Exchanges of a preview that are told by their words."""


class ChoiceForm(forms.Form):
    """Which hits, which topic, and which of the two acts."""

    which = forms.ChoiceField(
        choices=(("ticked", ""), ("all", "")), widget=forms.RadioSelect
    )
    topic = forms.ModelChoiceField(Topic.objects.all())
    act = forms.ChoiceField(choices=(("give", ""), ("take", "")))
    digest = forms.CharField(required=False, max_length=64)


@dataclass(frozen=True, slots=True)
class Choice:
    turns: list[int]
    topic: Topic
    gives: bool
    which: str
    digest: str

    @property
    def change(self) -> topics.Change:
        return topics.foresee(self.turns, self.topic, gives=self.gives)


def show_assigning(request: HttpRequest) -> HttpResponse:
    """The search with its hits to tick; then what would change; then it is done."""
    check(request, "add_tagging", "delete_tagging", "view_turn")
    asked = SearchRequest.read(dict(request.GET.lists()))
    first = (asked.page - 1) * A_PAGE
    try:
        found = gather(asked, first, first + A_PAGE)
    except SearchError as error:
        return show_search(request, Gathered(asked), complaint=str(error))
    if request.method != "POST":
        return show_search(request, found)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        complaint = _("Choose a topic, and the hits that are meant.")
        return show_search(request, found, complaint=complaint)
    choice = read(request, form.cleaned_data, found)
    if not choice.turns:
        return show_search(request, found, complaint=_("Tick a hit, or take them all."))
    if form.cleaned_data["digest"] == choice.digest and "back" not in request.POST:
        return do(request, choice, asked)
    return show_preview(request, found, choice, form.cleaned_data["digest"])


def read(request: HttpRequest, told: dict[str, Any], found: Gathered) -> Choice:
    """What is chosen, of the turns that are found now."""
    ticked = set(keys_in(request.POST.getlist("turn")))
    wanted = found.keys if told["which"] == "all" else ticked.intersection(found.keys)
    turns = sorted(wanted)
    signs = f"{told['topic'].pk} {told['act']} {turns}"
    return Choice(
        turns,
        told["topic"],
        told["act"] == "give",
        told["which"],
        sha256(signs.encode()).hexdigest(),
    )


def do(request: HttpRequest, choice: Choice, asked: SearchRequest) -> HttpResponse:
    act = topics.tag if choice.gives else topics.untag
    total = act(choice.turns, choice.topic, signed_by(request), asked.query_string)
    told = ngettext(
        "%(topic)s: %(total)s exchange changed.",
        "%(topic)s: %(total)s exchanges changed.",
        total,
    )
    messages.success(request, told % {"topic": choice.topic, "total": total})
    row = Rearrangement.objects.first() if total else None
    address = reverse("admin:archive_assign")
    done = f"&done={row.pk}" if row else ""
    return redirect(f"{address}?{asked.query_string}{done}")


def show_search(
    request: HttpRequest, found: Gathered, complaint: str = ""
) -> HttpResponse:
    pages = ceil(found.total / A_PAGE)
    page = found.request.page
    done = keys_in([request.GET.get("done", "")])
    return show(
        request,
        "assign",
        _("Give a topic to what a search finds"),
        found=found,
        first=(page - 1) * A_PAGE + 1,
        last=min(page * A_PAGE, found.total),
        previous=address_of(found, page - 1) if 1 < page <= pages else "",
        following=address_of(found, page + 1) if page < pages else "",
        topics=choices(),
        complaint=complaint,
        done=Rearrangement.objects.standing().filter(pk__in=done).first(),
        chosen=request.POST.get("topic", request.GET.get("topic_key", "")),
    )


def address_of(found: Gathered, page: int) -> str:
    return f"?{found.request.at_page(page).query_string}"


def show_preview(
    request: HttpRequest, found: Gathered, choice: Choice, told: str
) -> HttpResponse:
    """What would change; said anew when the search finds otherwise meanwhile."""
    change = choice.change
    shown = Turn.objects.select_related("interview").in_bulk(change.changed[:SHOWN])
    return show(
        request,
        "preview",
        _("What would change"),
        found=found,
        choice=choice,
        change=change,
        exchanges=[shown[key] for key in change.changed[:SHOWN]],
        unseen=max(0, len(change.changed) - SHOWN),
        is_stale=bool(told),
    )
