"""The share pictures of an interview and of its exchanges."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from archive.models import Interview
from archive.pictures import Card, draw
from archive.templatetags.sharing import card_of_interview, card_of_turn, version
from archive.views.access import reads_interview

# Drawing one takes a tenth of a second, and a link is shared in a moment.
KEPT = 64

drawn = lru_cache(KEPT)(draw)


@reads_interview
def show_interview_picture(request: HttpRequest, interview: Interview) -> HttpResponse:
    people = interview.participations.select_related("speaker").order_by("pk")
    return answer(request, card_of_interview(interview, people))


@reads_interview
def show_picture(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    openings = interview.turns.filter(question=None).select_related("speaker")
    return answer(request, card_of_turn(get_object_or_404(openings, anchor=anchor)))


def answer(request: HttpRequest, card: Card) -> HttpResponse:
    """The picture.

    Who keeps it asks whether it still stands, whatever version its address tells:
    an interview can be withdrawn.
    """
    response = HttpResponse(drawn(card), content_type="image/png")
    response.headers["ETag"] = f'"{version(card)}"'
    # The pictures are made to be shown elsewhere.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
