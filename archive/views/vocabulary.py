"""The topics of the archive as SKOS, for other archives: those that readers see."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from archive.authorities.skos import Concept, Scheme, as_jsonld, as_turtle
from archive.models import LabelKind, Topic, TopicRelation
from archive.views.throttle import throttled


@throttled("feeds")
def show_turtle(request: HttpRequest) -> HttpResponse:
    return HttpResponse(as_turtle(scheme()), content_type="text/turtle; charset=utf-8")


@throttled("feeds")
def show_jsonld(request: HttpRequest) -> HttpResponse:
    told = json.dumps(as_jsonld(scheme()), ensure_ascii=False, indent=1)
    return HttpResponse(told, content_type="application/ld+json")


@override(settings.LANGUAGE_CODE)
def scheme() -> Scheme:
    """All public topics, in the order of their names, in a few queries."""
    topics = list(Topic.objects.public().labelled().order_by("name", "pk"))
    addresses = {topic.pk: at(topic.get_absolute_url()) for topic in topics}
    beside = related_among(addresses)
    below: dict[int | None, list[str]] = {}
    for topic in topics:
        below.setdefault(topic.parent_id, []).append(addresses[topic.pk])
    return Scheme(
        at(reverse("topics")),
        "Suhbat",
        [
            concept_of(
                topic,
                broader=addresses.get(topic.parent_id or 0, ""),
                narrower=below.get(topic.pk, ()),
                related=[addresses[key] for key in beside.get(topic.pk, ())],
                address=addresses[topic.pk],
            )
            for topic in topics
        ],
    )


def concept_of(
    topic: Topic,
    address: str,
    broader: str,
    narrower: Iterable[str],
    related: Iterable[str],
) -> Concept:
    own = (topic.language, topic.name)
    labels = list(topic.labels.all())
    preferred = [label for label in labels if label.kind == LabelKind.PREFERRED]
    names = {label.language: (label.language, label.name) for label in preferred}
    names[topic.language] = own
    others = [(label.language, label.name) for label in labels]
    return Concept(
        address=address,
        names=tuple(names.values()),
        others=tuple(each for each in others if each not in names.values()),
        notes=((topic.language, topic.scope_note),) if topic.scope_note else (),
        broader=broader,
        narrower=tuple(narrower),
        related=tuple(related),
    )


def related_among(addresses: dict[int, str]) -> dict[int, list[int]]:
    """Who stands beside whom, among these."""
    beside: dict[int, list[int]] = {}
    for pair in TopicRelation.objects.values_list("first", "second"):
        if set(pair) <= addresses.keys():
            for one, other in (pair, pair[::-1]):
                beside.setdefault(one, []).append(other)
    return beside


def at(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
