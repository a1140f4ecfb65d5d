"""The index of topics, and the exchanges under one of them."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.db.models import Count, F, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Speaker, Tagging, Topic, TopicLabel, Turn
from archive.models.turns import TurnQuerySet
from archive.views.access import find_addressed, redirect_for_ever
from archive.views.index import by_letter, in_two_levels, index_of

PAGE_SIZE = 20
MOST_RELATED = 12


def list_topics(request: HttpRequest) -> HttpResponse:
    entries = index_of(Tagging.objects.public())
    page = {"letters": by_letter(in_two_levels(entries)), "total": len(entries)}
    return render(request, "topics/topics.html", page)


def show_topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = find_addressed(Topic.objects.public().labelled(), slug)
    if topic.slug != slug:
        return redirect_for_ever(request, slug=topic.slug)
    exchanges = topic.exchanges()
    pages = Paginator(with_answers(exchanges), PAGE_SIZE)
    page = {
        "topic": topic,
        "broader": broader_than(topic),
        "labels": labels_of(topic),
        "narrower": narrower_than(topic),
        "related": related_to(topic),
        "shared": sharing_with(topic, exchanges),
        "speakers": speakers_in(exchanges),
        "page": pages.get_page(request.GET.get("page")),
    }
    return render(request, "topics/topic.html", page)


def labels_of(topic: Topic) -> list[TopicLabel]:
    """Its other names; one that several languages share is told once."""
    by_name = {label.name: label for label in reversed(topic.labels.all())}
    by_name.pop(topic.label.name, None)
    return [*reversed(by_name.values())]


def with_answers(questions: TurnQuerySet) -> TurnQuerySet:
    """By date, the newest first; those of one interview in its order."""
    answers = Turn.objects.select_related("speaker").order_by("sequence")
    newest = F("interview__date_start").desc(nulls_last=True)
    return (
        questions.select_related("interview", "speaker")
        .prefetch_related(Prefetch("answers", answers))
        .order_by(newest, "interview", "sequence")
    )


def speakers_in(exchanges: TurnQuerySet) -> list[Speaker]:
    """Those who answer in these exchanges, with the number of exchanges each."""
    answering = Speaker.objects.filter(turns__question__in=exchanges.order_by())
    counted = answering.annotate(count=Count("turns__question", distinct=True))
    return list(counted.order_by("-count", "sort_name", "name")[:MOST_RELATED])


def broader_than(topic: Topic) -> Sequence[Topic]:
    """The topics above it, the broadest first."""
    above = Topic.objects.filter(reach__topic=topic, reach__distance__gt=0)
    return list(above.labelled().order_by("-reach__distance"))


def narrower_than(topic: Topic) -> list[Topic]:
    """The topics right below it, with the number of exchanges each leads to."""
    public = Q(reach__topic__taggings__in=Tagging.objects.public())
    below = Topic.objects.filter(public, parent=topic)
    counted = below.annotate(
        count=Count("reach__topic__taggings__turn", distinct=True)
    ).labelled()
    return sorted(counted, key=name_of)


def related_to(topic: Topic) -> list[Topic]:
    """Those that editors put beside it."""
    return sorted(topic.related().public().labelled(), key=name_of)


def sharing_with(topic: Topic, exchanges: TurnQuerySet) -> list[Topic]:
    """Topics given to the same exchanges, with how many; those above it left out."""
    shared = Tagging.objects.public().filter(turn__in=exchanges.order_by())
    line = Q(lines__broader=topic) | Q(reach__topic=topic)
    others = Topic.objects.filter(taggings__in=shared).exclude(
        pk__in=Topic.objects.filter(line).values("pk")
    )
    counted = others.labelled().annotate(count=Count("taggings__turn", distinct=True))
    return list(counted.order_by("-count", "name")[:MOST_RELATED])


def name_of(topic: Topic) -> str:
    """What a list of topics is in order of: names in the language of the page."""
    return topic.label.name.casefold()
