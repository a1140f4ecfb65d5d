"""Who spoke, and all that one person said."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Kind, Participation, Speaker, Tagging, Turn
from archive.models.publishing import is_public
from archive.models.turns import TurnQuerySet
from archive.views.index import Entry, index_of

SPEAKERS_A_PAGE = 100
TURNS_A_PAGE = 20


def list_speakers(request: HttpRequest) -> HttpResponse:
    speakers = Speaker.objects.public().annotate(
        asked=count_turns(Kind.QUESTION),
        answered=count_turns(Kind.ANSWER),
        stated=count_turns(Kind.STATEMENT),
    )
    speakers = speakers.order_by("sort_name", "name", "pk")
    page = Paginator(speakers, SPEAKERS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "speakers/speakers.html", {"page": page})


def show_speaker(request: HttpRequest, slug: str) -> HttpResponse:
    speaker = get_object_or_404(Speaker.objects.public(), slug=slug)
    turns = turns_of(speaker)
    page = {
        "speaker": speaker,
        "aliases": speaker.aliases.all(),
        "participations": participations_of(speaker),
        "index": subjects_of(speaker),
        "page": Paginator(turns, TURNS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "speakers/speaker.html", page)


def count_turns(kind: Kind) -> Count:
    return Count("turns", filter=is_public("turns__interview__") & Q(turns__kind=kind))


def turns_of(speaker: Speaker) -> TurnQuerySet:
    """All this person said in public: the newest interview first, in its order."""
    newest = F("interview__date_start").desc(nulls_last=True)
    said = Turn.objects.public().filter(speaker=speaker)
    return said.select_related("interview", "question").order_by(
        newest, "interview", "sequence"
    )


def participations_of(speaker: Speaker) -> list[Participation]:
    public = speaker.participations.filter(is_public("interview__"))
    return list(public.select_related("interview__outlet").order_by("role", "-pk"))


def subjects_of(speaker: Speaker) -> list[Entry]:
    """The topics of exchanges in which this person asks or answers."""
    spoken = Turn.objects.public().filter(
        Q(speaker=speaker) | Q(answers__speaker=speaker)
    )
    return index_of(Tagging.objects.public().filter(turn__in=spoken.order_by()))
