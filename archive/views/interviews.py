"""All interviews, one interview, and one exchange of it alone."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F, Prefetch, Q, Subquery
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import (
    Edition,
    Interview,
    Kind,
    Participation,
    Role,
    Segment,
    Skipped,
    SkippedKind,
    Speaker,
    Turn,
    tell_apart,
)
from archive.models.interviews import InterviewQuerySet
from archive.models.turns import TurnQuerySet
from archive.views.access import reads_interview, redirect_for_ever
from archive.views.beside import beside
from archive.views.citables import gather, of_turn
from archive.views.gone import cited_of
from archive.views.graves import graves_in
from archive.views.marked import place_marks
from archive.views.reading import minutes_of
from archive.views.speech import arrange
from archive.views.trace import measured, told_lanes, trace_beside, trace_of
from archive.views.walks import walk_of

# Browsers place what stands beside so many turns at once; beyond, it takes seconds.
LONG = 300


@reads_interview
def show_interview(request: HttpRequest, interview: Interview) -> HttpResponse:
    said = interview.turns.all()
    turns = laid_out(said)
    marked = place_marks(interview, turns, request.GET)
    edition = edition_of(interview)
    people = participations_of(interview)
    tell_apart([*voices_of(turns), *(part.speaker for part in people)])
    walk = walk_of(request, interview)
    graves = graves_in(interview, edition, turns)
    exchanges = arrange(turns, beside(said), marked, graves)
    said_by = measured(turns)
    page = {
        "interview": interview,
        "participations": people,
        "citable": gather(interview, people, edition),
        "exchanges": exchanges,
        "notes": sum(exchange.notes for exchange in exchanges),
        "minutes": minutes_of(turns),
        "is_long": len(turns) > LONG,
        "questions": sum(turn.kind == Kind.QUESTION for turn in turns),
        "prologue": interview.interludes.filter(after=None).order_by("order"),
        "credits": credits_of(interview),
        "marked": marked,
        "edition": edition,
        "reprints": interview.printed_elsewhere(),
        "walk": walk,
        "trace": trace_of(said_by, lit=walk.turns if walk else ()),
        "voices": told_lanes(said_by),
    }
    return render(request, "interviews/interview.html", page)


@reads_interview
def show_exchange(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    named = interview.turns.filter(anchor=anchor)
    first = named.select_related("question").first()
    if first is None:
        return lead_from_grave(request, interview, anchor)
    if first.question is not None:
        return redirect_for_ever(
            request, slug=interview.slug, anchor=first.question.anchor
        )
    said = interview.turns.filter(Q(pk=first.pk) | Q(question=first))
    turns = laid_out(said)
    marked = place_marks(interview, turns, request.GET)
    edition = edition_of(interview)
    graves = graves_in(interview, edition, turns)
    exchanges = arrange(turns, beside(said), marked, graves)
    people = participations_of(interview)
    tell_apart([*voices_of(turns), *(part.speaker for part in people)])
    walk = walk_of(request, interview)
    page = {
        "interview": interview,
        "participations": people,
        "citable": of_turn(gather(interview, people, edition), turns[0]),
        "exchange": exchanges[0],
        "exchanges": exchanges,
        "questions": interview.turns.filter(kind=Kind.QUESTION).count(),
        "marked": marked,
        "edition": edition,
        "walk": walk,
        "trace": trace_beside(first, walk.turns if walk else ()),
        **neighbours(first),
    }
    return render(request, "interviews/exchange.html", page)


def lead_from_grave(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    """Redirect to the turn that took a retired one's words, or say that it is gone."""
    stone = get_object_or_404(
        interview.tombstones.select_related("edition"), anchor=anchor
    )
    heir, _, _ = interview.tombstones.successor_of(anchor).partition("p")
    if interview.turns.filter(anchor=heir).exists():
        return redirect_for_ever(request, slug=interview.slug, anchor=heir)
    told = {
        "interview": interview,
        "stone": stone,
        "cited": cited_of(interview, stone, request.GET),
        "last": stone.edition.number - 1,
    }
    return render(request, "interviews/gone.html", told, status=HTTPStatus.GONE)


def listed(interviews: InterviewQuerySet) -> InterviewQuerySet:
    """Interviews with what a list says of each, in two queries."""
    people = Participation.objects.filter(role__in=(Role.INTERVIEWER, Role.INTERVIEWEE))
    people = people.select_related("speaker").order_by("-role", "pk")
    return (
        interviews.select_related("outlet", "republisher")
        .prefetch_related(Prefetch("participations", people, to_attr="people"))
        .annotate(
            questions=Count("turns", filter=Q(turns__kind=Kind.QUESTION)),
            answers=Count("turns", filter=Q(turns__kind=Kind.ANSWER)),
            statements=Count("turns", filter=Q(turns__kind=Kind.STATEMENT)),
        )
    )


def laid_out(turns: TurnQuerySet) -> list[Turn]:
    """Turns in sequence with who speaks and their parts, in three queries.

    Parts refer back to nothing: what refers in a circle lives until it is looked for,
    and to look for a page of thousands takes as long as to make it.
    """
    laid = list(turns.prefetch_related("speaker").order_by("sequence"))
    parts = Segment.objects.filter(turn__in=turns.order_by()).parts()
    by_turn = {key: [*own] for key, own in groupby(parts, attrgetter("turn"))}
    for turn in laid:
        turn.parts = by_turn.get(turn.pk, [])
    return laid


def participations_of(interview: Interview) -> list[Participation]:
    """Who asks, who answers, and then the others."""
    told = interview.participations.select_related("speaker")
    told = told.prefetch_related("speaker__offices")
    return sorted(told, key=lambda part: Role.values.index(part.role))


def voices_of(turns: Iterable[Turn]) -> Iterator[Speaker]:
    """Each of those who speak, once for every time they were asked for."""
    told = {id(turn.speaker): turn.speaker for turn in turns if turn.speaker}
    return iter(told.values())


def edition_of(interview: Interview) -> Edition | None:
    """The newest edition with its source, but for the source's bytes and text."""
    editions = interview.editions.select_related("source")
    return editions.defer("source__content", "source__text").order_by("number").last()


def credits_of(interview: Interview) -> list[str]:
    """The lines of the source that credit someone, as the source prints them."""
    newest = Edition.objects.filter(interview=interview).order_by("-number")
    printed = Substr("edition__source__text", F("start") + 1, F("end") - F("start"))
    skipped = Skipped.objects.filter(
        kind=SkippedKind.CREDIT, edition=Subquery(newest.values("pk")[:1])
    )
    return [line.strip() for line in skipped.values_list(printed, flat=True)]


def neighbours(turn: Turn) -> dict[str, Turn | None]:
    """The openings of the exchanges before and after one."""
    openings = turn.interview.turns.exclude(kind=Kind.ANSWER)
    before = openings.filter(sequence__lt=turn.sequence).order_by("-sequence")
    after = openings.filter(sequence__gt=turn.sequence).order_by("sequence")
    return {"previous": before.first(), "next": after.first()}
