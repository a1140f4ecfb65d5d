"""What other sites show of a page that is linked there: words and a picture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import reverse

from archive.models import Interview, Kind, Participation, Role, Turn
from archive.pictures import HEIGHT, WIDTH, Card
from archive.templatetags.wording import own_words
from archive.tongues import plain

register = template.Library()


@register.inclusion_tag("components/sharing.html")
def share_interview(
    interview: Interview, participations: Iterable[Participation]
) -> dict[str, Any]:
    card = card_of_interview(interview, participations)
    path = reverse("interview_picture", args=[interview.slug])
    return shared(card, path, interview.get_absolute_url())


@register.inclusion_tag("components/sharing.html")
def share_exchange(turn: Turn) -> dict[str, Any]:
    card = card_of_turn(turn)
    path = reverse("picture", args=[turn.interview.slug, turn.anchor])
    return shared(card, path, turn.get_exchange_url())


def shared(card: Card, path: str, address: str) -> dict[str, Any]:
    """The picture's address changes with what it shows, so caches may keep it."""
    return {
        "card": card,
        "address": f"{settings.SITE_URL}{address}",
        "picture": f"{settings.SITE_URL}{path}?v={version(card)}",
        "width": WIDTH,
        "height": HEIGHT,
    }


def version(card: Card) -> str:
    return hashlib.sha256(repr(card).encode()).hexdigest()[:8]


def card_of_interview(
    interview: Interview, participations: Iterable[Participation]
) -> Card:
    """Its title, and who answers."""
    people = [
        part.speaker.name for part in participations if part.role == Role.INTERVIEWEE
    ]
    place = at(interview.get_absolute_url())
    return Card(interview.title, ", ".join(people), origin_of(interview), place=place)


def card_of_turn(turn: Turn) -> Card:
    """The question's own words, and who asks."""
    speaker = turn.speaker.name if turn.speaker else ""
    words = " ".join(own_words(turn.text).split())
    origin = origin_of(turn.interview)
    return Card(
        words,
        speaker,
        origin,
        is_question=turn.kind == Kind.QUESTION,
        number=str(turn.number),
        place=at(turn.get_exchange_url()),
    )


def at(path: str) -> str:
    """An address as it is written down; of one in another script the site alone."""
    site = urlsplit(settings.SITE_URL).netloc
    return site if "%" in path else f"{site}{plain(path)}"


def origin_of(interview: Interview) -> str:
    outlet = interview.outlet.name if interview.outlet else ""
    return ", ".join(part for part in (outlet, interview.date_label) if part)
