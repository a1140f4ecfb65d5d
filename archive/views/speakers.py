"""Who spoke, and all that one person said."""

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Kind, Participation, Speaker, Tagging, Turn
from archive.models.identifiers import links_of
from archive.models.publishing import is_public
from archive.models.speakers import SpeakerQuerySet
from archive.models.turns import TurnQuerySet
from archive.views.access import find_addressed, redirect_for_ever
from archive.views.index import Entry, index_of
from archive.views.narrowing import LONGEST, MOST_WORDS, forms_of
from archive.views.years import words_by_year

SPEAKERS_A_PAGE = 100
TURNS_A_PAGE = 20
APPEARANCES = 20
MOST_LABELS = 12


def list_speakers(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("words", "")[:LONGEST].split()[:MOST_WORDS])
    everyone = Speaker.objects.public()
    found = named(everyone, words).order_by("sort_name", "name", "pk")
    keys = found.values_list("pk", flat=True)
    page = Paginator(keys, SPEAKERS_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "speakers": told_of(list(page)),
        "words": words,
        "longest": LONGEST,
        "total": everyone.count() if words else page.paginator.count,
    }
    return render(request, "speakers/speakers.html", told)


def show_speaker(request: HttpRequest, slug: str) -> HttpResponse:
    speaker = find_addressed(Speaker.objects.public(), slug)
    if speaker.slug != slug:
        return redirect_for_ever(request, slug=speaker.slug)
    turns = turns_of(speaker)
    participations = participations_of(speaker)
    page = {
        "speaker": speaker,
        "aliases": speaker.aliases.all(),
        "labels": labels_of(speaker),
        "identities": identities_of(speaker),
        "offices": speaker.offices.all(),
        "participations": participations[:APPEARANCES],
        "interviews": len({part.interview_id for part in participations}),
        "years": words_by_year(turns),
        "index": subjects_of(speaker),
        "page": Paginator(turns, TURNS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "speakers/speaker.html", page)


def named(speakers: SpeakerQuerySet, words: str) -> SpeakerQuerySet:
    """Those in whose name or alias each of the words stands."""
    for word in words.split():
        holds = Q()
        for form in forms_of(word):
            holds |= Q(name__icontains=form) | Q(aliases__name__icontains=form)
        speakers = speakers.filter(Q(pk__in=Speaker.objects.filter(holds).values("pk")))
    return speakers


def told_of(keys: list[int]) -> list[Speaker]:
    """These speakers alone, in their order, with what each said in public."""
    counted = Speaker.objects.filter(pk__in=keys).annotate(
        asked=count_turns(Kind.QUESTION),
        answered=count_turns(Kind.ANSWER),
        stated=count_turns(Kind.STATEMENT),
    )
    known = counted.in_bulk()
    return [known[key] for key in keys]


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
    """The parts this person has in public interviews, the newest first."""
    public = speaker.participations.filter(is_public("interview__"))
    newest = F("interview__date_start").desc(nulls_last=True)
    return list(public.select_related("interview__outlet").order_by(newest, "-pk"))


def labels_of(speaker: Speaker) -> list[str]:
    """The labels that sources print before this person's words."""
    marks = Turn.objects.public().filter(speaker=speaker).exclude(label="")
    printed = marks.order_by("label").values_list("label", flat=True).distinct()
    names = (label.strip(" :.–—-") for label in printed[:MOST_LABELS])
    return sorted({name for name in names if any(map(str.isalpha, name))})


def identities_of(speaker: Speaker) -> list[tuple[str, str]]:
    """Where else this person is known: a name, and an address."""
    links = links_of(speaker.identifiers)
    return [(f"{link.label} {link.name}", link.address) for link in links]


def subjects_of(speaker: Speaker) -> list[Entry]:
    """The topics of exchanges in which this person asks or answers."""
    spoken = Turn.objects.public().filter(
        Q(speaker=speaker) | Q(answers__speaker=speaker)
    )
    return index_of(Tagging.objects.public().filter(turn__in=spoken.order_by()))
