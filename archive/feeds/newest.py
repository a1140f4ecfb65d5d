"""What is new: in the archive, with one speaker, under one topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.feeds.atom import NEWEST, Atom, tag_of, writable
from archive.models import Interview, Speaker, Topic, Turn
from archive.templatetags.wording import own_words
from archive.views.access import find_addressed, redirect_for_ever
from archive.views.refusals import Refusal
from archive.views.throttle import throttled

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
        .order_by(
            Coalesce("interview__publish_at", "interview__created_at").desc(),
            "interview",
            "sequence",
        )
    )
    entries = [entry_of_exchange(turn) for turn in exchanges[:NEWEST]]
    path, feed = topic.get_absolute_url(), reverse("topic_feed", args=[slug])
    return NewestFeed()(request, told=Told(topic.label.name, path, feed, entries))


def entries_of(interviews: QuerySet[Interview]) -> list[Entry]:
    newest: Iterable[Interview] = interviews.order_by(came_out.desc(), "-pk")[:NEWEST]
    return [
        Entry(
            interview.title,
            interview.standfirst,
            interview.get_absolute_url(),
            f"interview-{interview.pk}",
            interview,
        )
        for interview in newest
    ]


def entry_of_exchange(turn: Turn) -> Entry:
    """Named by the question's own words."""
    return Entry(
        " ".join(own_words(turn.text).split()),
        turn.interview.title,
        turn.get_exchange_url(),
        f"turn-{turn.pk}",
        turn.interview,
    )
