"""A paragraph alone, or the very words a link marks, and ways to take them along."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from archive.models import Interview, Part, Segment, Turn
from archive.views.access import reads_interview, redirect_for_ever
from archive.views.gone import cited_of
from archive.views.interviews import edition_of, laid_out
from archive.views.marked import place_marks
from archive.views.marks import Mark, Span, pin, read_marks
from archive.views.speech import found_in

# Spans of turns by their anchor.
Found = Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one paragraph; `starts_inside` where words before them are left out."""

    segment: Part
    text: str
    starts_inside: bool
    ends_inside: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """What is shown of one turn."""

    turn: Turn
    excerpts: Sequence[Excerpt]


@reads_interview
def show_passage(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    parts = Segment.objects.filter(turn__interview=interview)
    part = parts.filter(anchor=anchor).select_related("turn").first()
    if part is None:
        return lead_from_gone(request, interview, anchor)
    marks = read_marks(request.GET) or [Mark(anchor)]
    names = {part.turn.anchor, *(mark.turn for mark in marks)}
    turns = laid_out(interview.turns.filter(anchor__in=names))
    marked = place_marks(interview, turns, request.GET)
    page = {
        "interview": interview,
        "part": part,
        "marked": marked,
        "quoted": list(quoted(turns, marked.found or whole(part))),
        "edition": edition_of(interview),
        **addresses(interview, part, marks, turns),
    }
    return render(request, "interviews/passage.html", page)


def whole(part: Segment) -> Found:
    return {part.turn.anchor: [(part.start, part.end)]}


def quoted(turns: Iterable[Turn], found: Found) -> Iterator[Quoted]:
    """Yield the words that are found in turns."""
    for turn in turns:
        spans = found.get(turn.anchor, ())
        excerpts = [
            Excerpt(
                segment=segment,
                text=turn.text[segment.start + start : segment.start + end],
                starts_inside=start > 0,
                ends_inside=segment.start + end < segment.end,
            )
            for segment in turn.parts
            for start, end in sorted(found_in(segment, spans))
        ]
        if excerpts:
            yield Quoted(turn, excerpts)


def addresses(
    interview: Interview, part: Segment, marks: Sequence[Mark], turns: Sequence[Turn]
) -> dict[str, str]:
    """The ways to link to these words: alone, in context, pinned to their wording."""
    living = {turn.anchor: turn for turn in turns}
    pinned = [
        replace(mark, wording=mark.wording or pin(living[mark.turn]))
        for mark in marks
        if mark.turn in living
    ]
    asked, kept = (",".join(map(str, each)) for each in (marks, pinned))
    context = interview.get_absolute_url()
    alone = reverse("passage", args=[interview.slug, part.anchor])
    is_part = asked == part.anchor
    return {
        "mark": asked,
        "alone": alone if is_part else f"{alone}?mark={asked}",
        "in_context": f"{context}?mark={asked}#{part.anchor}",
        "pinned": f"{context}?mark={kept}#{part.anchor}",
    }


def lead_from_gone(
    request: HttpRequest, interview: Interview, anchor: str
) -> HttpResponse:
    """Redirect to what took the words of a paragraph, or say that it is gone."""
    stones = interview.tombstones.select_related("edition")
    stone = get_object_or_404(stones, anchor=anchor)
    heir = interview.tombstones.successor_of(anchor)
    if Segment.objects.filter(turn__interview=interview, anchor=heir).exists():
        return redirect_for_ever(request, slug=interview.slug, anchor=heir)
    if interview.turns.filter(anchor=heir).exists():
        path = reverse("exchange", args=[interview.slug, heir])
        return HttpResponsePermanentRedirect(path)
    told = {
        "interview": interview,
        "stone": stone,
        "cited": cited_of(interview, stone, request.GET),
        "last": stone.edition.number - 1,
    }
    return render(request, "interviews/gone.html", told, status=HTTPStatus.GONE)
