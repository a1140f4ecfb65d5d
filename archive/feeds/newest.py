"""What is new: in the archive, with one speaker, under one topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.feeds.atom import NEWEST, Atom, tag_of, writable
from archive.models import (
    Interview,
    Kind,
    Participation,
    Role,
    Speaker,
    Topic,
    Turn,
)
from archive.templatetags.wording import own_words
from archive.tongues import plain
from archive.views.access import find_addressed, redirect_for_ever
from archive.views.refusals import Refusal
from archive.views.throttle import throttled

SPEAKING = Participation.objects.select_related("speaker").order_by("order", "pk")
PEOPLE = Prefetch("participations", SPEAKING, to_attr="people")
came_out = Coalesce(F("publish_at"), F("created_at"))


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    words: str
    path: str
    name: str
    """For ever, whatever its address becomes."""
    interview: Interview


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    path: str
    feed: str
    entries: list[Entry]


class NewestFeed(Atom):
    """The newest first, by the time they came out in the archive."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Told:
        told: Told = kwargs["told"]
        return told

    def title(self, told: Told) -> str:
        return writable(told.title)

    def link(self, told: Told) -> str:
        return f"{settings.SITE_URL}{told.path}"

    def feed_url(self, told: Told) -> str:
        return f"{settings.SITE_URL}{told.feed}"

    def feed_guid(self, told: Told) -> str:
        return f"{settings.SITE_URL}{told.feed}"

    def items(self, told: Told) -> list[Entry]:
        return told.entries

    def item_title(self, item: Entry) -> str:
        return writable(item.title)

    def item_description(self, item: Entry) -> str:
        return writable(item.words)

    def item_link(self, item: Entry) -> str:
        return f"{settings.SITE_URL}{item.path}"

    def item_guid(self, item: Entry) -> str:
        return tag_of(item.interview.created_at, item.name)

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        held: list[Participation] = getattr(item.interview, "people", [])
        people = [speaking(part) for part in held]
        return {"spoken_in": item.interview.language, "speakers": people}

    def item_pubdate(self, item: Entry) -> datetime:
        return item.interview.publish_at or item.interview.created_at

    def item_updateddate(self, item: Entry) -> datetime:
        return max(item.interview.updated_at, self.item_pubdate(item))


@throttled("feeds", Refusal.ATOM)
def show_feed(request: HttpRequest) -> HttpResponse:
    """Every interview as it comes out."""
    entries = entries_of(Interview.objects.public())
    told = Told(_("Suhbat"), reverse("home"), reverse("feed"), entries)
    return NewestFeed()(request, told=told)


@throttled("feeds", Refusal.ATOM)
def show_speaker_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The interviews one person takes part in."""
    speaker = find_addressed(Speaker.objects.public(), slug)
    if speaker.slug != slug:
        return redirect_for_ever(request, slug=speaker.slug)
    interviews = Interview.objects.public().filter(participations__speaker=speaker)
    path, feed = speaker.get_absolute_url(), reverse("speaker_feed", args=[slug])
    told = Told(speaker.name, path, feed, entries_of(interviews.distinct()))
    return NewestFeed()(request, told=told)


@throttled("feeds", Refusal.ATOM)
def show_topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The exchanges under one topic."""
    topic = find_addressed(Topic.objects.public().labelled(), slug)
    if topic.slug != slug:
        return redirect_for_ever(request, slug=topic.slug)
    exchanges = (
        topic.exchanges()
        .select_related("interview")
        .prefetch_related(Prefetch("interview__participations", SPEAKING, "people"))
        .order_by(
            Coalesce("interview__publish_at", "interview__created_at").desc(),
            "interview",
            "sequence",
        )
    )
    entries = [entry_of_exchange(turn) for turn in exchanges[:NEWEST]]
    path, feed = topic.get_absolute_url(), reverse("topic_feed", args=[slug])
    return NewestFeed()(request, told=Told(topic.label.name, path, feed, entries))


def speaking(part: Participation) -> tuple[str, str, str]:
    """An author answers or states; who asks and moderates contributes."""
    is_asking = part.role in (Role.INTERVIEWER, Role.MODERATOR)
    speaker = part.speaker
    address = f"{settings.SITE_URL}{plain(speaker.get_absolute_url())}"
    element = "contributor" if is_asking else "author"
    return element, writable(speaker.name), address


def entries_of(interviews: QuerySet[Interview]) -> list[Entry]:
    told = interviews.select_related("outlet").prefetch_related(PEOPLE)
    told = told.annotate(asked=Count("turns", filter=Q(turns__kind=Kind.QUESTION)))
    newest: Iterable[Interview] = told.order_by(came_out.desc(), "-pk")[:NEWEST]
    return [
        Entry(
            interview.title,
            interview.standfirst or summary_of(interview),
            interview.get_absolute_url(),
            f"interview-{interview.pk}",
            interview,
        )
        for interview in newest
    ]


def summary_of(interview: Any) -> str:
    """Where a source has no standfirst: how much is asked, where and when."""
    asked = ngettext(
        "%(number)s question, word for word.",
        "%(number)s questions, word for word.",
        interview.asked,
    ) % {"number": interview.asked}
    outlet = interview.outlet.name if interview.outlet else ""
    printed = ", ".join(filter(None, (outlet, interview.date_label)))
    return " ".join(filter(None, (asked if interview.asked else "", printed)))


def entry_of_exchange(turn: Turn) -> Entry:
    """Named by the question's own words."""
    return Entry(
        " ".join(own_words(turn.text).split()),
        turn.interview.title,
        turn.get_exchange_url(),
        f"turn-{turn.pk}",
        turn.interview,
    )
