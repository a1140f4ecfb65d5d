"""What a kept page is true for: a generation, until something becomes due."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.apps import apps
from django.db import DatabaseError
from django.db.models import Min
from django.utils import timezone

from archive.models import State, watching
from archive.models.publishing import Publishable


class Standing(NamedTuple):
    generation: int
    until: datetime


class Sentry:
    """Tells one process how the archive stands, and remembers what is due next."""

    def __init__(self) -> None:
        self._last: Standing | None = None
        self._meter = watching.Meter()

    def ask(self) -> Standing | None:
        """Return how the archive stands now; None when nothing may rely on it."""
        try:
            number = self._meter.read()
            return None if number is None else self._standing(number)
        except DatabaseError:
            return None

    def _standing(self, number: int) -> Standing:
        last, now = self._last, timezone.now()
        if last is None or last.generation != number or last.until <= now:
            last = self._last = Standing(number, next_due(now))
        return last


def next_due(now: datetime) -> datetime:
    """When pages change by themselves: a publication is due, or a day begins.

    Citations tell the day they were made on.
    """
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), timezone.get_default_timezone())
    return min([midnight, *(due for due in _planned(now) if due)])


def _planned(now: datetime) -> list[datetime | None]:
    planned = [each for each in apps.get_models() if issubclass(each, Publishable)]
    return [
        model._base_manager.filter(state=State.PUBLISHED, publish_at__gt=now).aggregate(
            due=Min("publish_at")
        )["due"]
        for model in planned
    ]
