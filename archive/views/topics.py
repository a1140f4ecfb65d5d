"""The index of topics, and the exchanges under one of them."""

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Speaker, Tagging, Topic, TopicLabel, Turn
from archive.models.turns import TurnQuerySet
from archive.views.index import in_two_levels, index_of

PAGE_SIZE = 20
MOST_RELATED = 12


def list_topics(request: HttpRequest) -> HttpResponse:
    entries = in_two_levels(index_of(Tagging.objects.public()))
    return render(request, "topics/topics.html", {"entries": entries})


def show_topic(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(
        Topic.objects.public().select_related("parent"), slug=slug
    )
    exchanges = topic.exchanges()
    pages = Paginator(with_answers(exchanges), PAGE_SIZE)
    page = {
        "topic": topic,
        "labels": labels_of(topic),
        "narrower": Topic.objects.public().filter(parent=topic),
        "related": related_to(topic, exchanges),
        "speakers": speakers_in(exchanges),
        "page": pages.get_page(request.GET.get("page")),
    }
    return render(request, "topics/topic.html", page)


def labels_of(topic: Topic) -> list[TopicLabel]:
    """Its other names; one that several languages share is told once."""
    by_name = {label.name: label for label in reversed(topic.labels.all())}
    by_name.pop(topic.name, None)
    return [*reversed(by_name.values())]


def with_answers(questions: TurnQuerySet) -> TurnQuerySet:
    answers = Turn.objects.select_related("speaker").order_by("sequence")
    return questions.select_related("interview", "speaker").prefetch_related(
        Prefetch("answers", answers)
    )


def speakers_in(exchanges: TurnQuerySet) -> list[Speaker]:
    """Those who answer in these exchanges, with the number of exchanges each."""
    answering = Speaker.objects.filter(turns__question__in=exchanges.order_by())
    counted = answering.annotate(count=Count("turns__question", distinct=True))
    return list(counted.order_by("-count", "sort_name", "name")[:MOST_RELATED])


def related_to(topic: Topic, exchanges: TurnQuerySet) -> list[Topic]:
    """Topics given to the same exchanges, those right above and below left out."""
    shared = Tagging.objects.public().filter(turn__in=exchanges.order_by())
    others = Topic.objects.filter(taggings__in=shared).exclude(parent=topic)
    counted = others.exclude(pk__in=[topic.pk, topic.parent_id or topic.pk]).annotate(
        count=Count("taggings__turn", distinct=True)
    )
    return list(counted.order_by("-count", "name")[:MOST_RELATED])
