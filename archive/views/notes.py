"""The address of a note: to its place on the page, or why it is there no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from archive.models import Annotation, Hold, Interview, State
from archive.models.withdrawals import Withdrawal, withdrawals_of
from archive.views.access import reads_interview


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left of a note: its number, its turn, the day and the reason."""

    key: int
    anchor: str
    told: Withdrawal


@reads_interview
def show_note(request: HttpRequest, interview: Interview, key: str) -> HttpResponse:
    """Redirect to a note, for now: it may move. One withdrawn answers 410.

    Of one that readers never saw nothing is said.
    """
    known = Annotation.objects.filter(turn__interview=interview)
    note = get_object_or_404(known.select_related("turn__question"), pk=int(key))
    if note.state == State.WITHDRAWN:
        return _tell_gone(request, interview, note)
    if not note.is_public or note.hold == Hold.ORPHANED:
        raise Http404
    note.turn.interview = interview
    return redirect(f"{note.turn.get_exchange_url()}#note-{note.pk}")


def gone_from(interview: Interview) -> list[Gone]:
    """Return the notes that readers saw once, the latest withdrawn first."""
    kept = Annotation.objects.filter(turn__interview=interview, state=State.WITHDRAWN)
    found = _gone(list(kept.select_related("turn").defer("turn__text")))
    return sorted(found, key=lambda each: each.told.at, reverse=True)


def _gone(notes: list[Annotation]) -> Iterator[Gone]:
    told = withdrawals_of(notes)
    for note in notes:
        if note.pk in told and told[note.pk].was_public:
            yield Gone(note.pk, note.turn.anchor, told[note.pk])


def _tell_gone(
    request: HttpRequest, interview: Interview, note: Annotation
) -> HttpResponse:
    gone = next(_gone([note]), None)
    if gone is None:
        raise Http404
    told = {"interview": interview, "gone": gone, "turn": note.turn}
    return render(request, "interviews/note_gone.html", told, status=HTTPStatus.GONE)
