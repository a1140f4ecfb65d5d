"""The share pictures of an interview and of its exchanges."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from archive.models import Interview
from archive.pictures import Card, can_draw, draw
from archive.templatetags.sharing import card_of_interview, card_of_turn, version
from archive.views.access import reads_interview

# Drawing one takes a tenth of a second, and a link is shared in a moment.
KEPT = 64
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

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
    """The picture; kept for ever under the address that tells its version.

    404 where the faces of the archive lack a sign of it.
    """
    if not can_draw(card):
        raise Http404
    told = version(card)
    response = HttpResponse(drawn(card), content_type="image/png")
    response.headers["ETag"] = f'"{told}"'
    is_current = request.GET.get("v") == told
    response.headers["Cache-Control"] = FOR_EVER if is_current else ASK_AGAIN
    # The pictures are made to be shown elsewhere.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
