"""Who may read an interview: an old address redirects, a withdrawn one says why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse

from archive.models import Interview, InterviewAlias, State
from archive.models.withdrawals import withdrawal_of, withdrawals_of

View = Callable[..., HttpResponse]
Kept_co = TypeVar("Kept_co", covariant=True)


def reads_interview(view: View) -> View:
    """Hand the view a public interview by its slug, or answer 301, 404 or 410."""

    @wraps(view)
    def answer(request: HttpRequest, slug: str, **names: str) -> HttpResponse:
        interview = (
            Interview.objects.select_related("outlet", "republisher")
            .filter(slug=slug)
            .first()
        )
        if interview is None:
            return _find_moved(request, slug, names)
        if interview.state == State.WITHDRAWN:
            return _tell_gone(request, interview)
        if not interview.is_public:
            raise Http404
        return view(request, interview, **names)

    return answer


class Addressed(Protocol[Kept_co]):
    """Things that keep the addresses they gave up."""

    def addressed(self, slug: str) -> Kept_co | None: ...

    def withdrawn_behind(self, slug: str) -> Iterable[Interview]: ...


@dataclass(frozen=True, slots=True)
class Why:
    """Why an interview was withdrawn, and when, if its history tells."""

    reason: str
    at: datetime | None


class Withdrawn(Http404):
    """All that an address led to was withdrawn; `gone` tells why. Answered 410."""

    def __init__(self, gone: list[Why]) -> None:
        super().__init__()
        self.gone = gone


def find_addressed(public: Addressed[Kept_co], slug: str) -> Kept_co:
    """Return what a slug leads to, or led to once; raises Withdrawn and Http404."""
    found = public.addressed(slug)
    if found is not None:
        return found
    gone = list(public.withdrawn_behind(slug))
    if not gone:
        raise Http404
    told = withdrawals_of(gone)
    days = [told[each.pk].at if each.pk in told else None for each in gone]
    raise Withdrawn(
        [Why(each.withdrawn_reason, at) for each, at in zip(gone, days, strict=True)]
    )


def _find_moved(request: HttpRequest, slug: str, names: dict[str, str]) -> HttpResponse:
    """Redirect an address the interview once had; drafts stay unheard of."""
    alias = InterviewAlias.objects.select_related("interview").filter(slug=slug).first()
    if alias is None or not _is_told_of(alias.interview):
        raise Http404
    return redirect_for_ever(request, slug=alias.interview.slug, **names)


def redirect_for_ever(request: HttpRequest, **names: Any) -> HttpResponse:
    """Redirect to the same page under other names, its query kept."""
    match = request.resolver_match
    path = reverse(match.view_name if match else "home", kwargs=names)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _is_told_of(interview: Interview) -> bool:
    return interview.is_public or interview.state == State.WITHDRAWN


def _tell_gone(request: HttpRequest, interview: Interview) -> HttpResponse:
    told = {"reason": interview.withdrawn_reason, "gone": withdrawal_of(interview)}
    return render(request, "410.html", told, status=410)
