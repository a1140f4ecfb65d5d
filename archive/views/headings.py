"""What the list of interviews can be narrowed by, and how many each choice leaves.

What is chosen under one heading leaves the counts under it alone, so that each says
how many interviews one would see instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf.locale import LANG_INFO
from django.db.models import Count
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from archive.models import Outlet, Speaker, Tagging, Topic
from archive.models.interviews import InterviewQuerySet
from archive.views.narrowing import UNDATED, Asked, found_by

SHOWN = 200
"""Values that one heading offers: those with most interviews."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a heading, and how many interviews it leaves."""

    value: str
    label: str
    count: int
    is_chosen: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    name: str
    label: str
    choices: tuple[Choice, ...]
    without: str
    """The query of the list without what is chosen here."""

    @property
    def is_offered(self) -> bool:
        """One choice is none, unless it was made."""
        return len(self.choices) > 1 or any(each.is_chosen for each in self.choices)

    @property
    def chosen(self) -> Choice | None:
        return next((each for each in self.choices if each.is_chosen), None)


def headings_for(asked: Asked) -> list[Heading]:
    """What can be chosen, each heading counted as if nothing were chosen under it."""
    chosen = dict(asked.chosen)
    return [
        Heading(
            name,
            str(label),
            tuple(_with_chosen(values(found_by(asked.without(name))), name, chosen)),
            asked.without(name).query_string,
        )
        for name, (label, values) in HEADINGS.items()
    ]


def _with_chosen(
    choices: Iterable[Choice], name: str, chosen: Mapping[str, str]
) -> Iterator[Choice]:
    """Mark the chosen one; what leaves nothing is told, too."""
    is_missing = name in chosen
    for choice in choices:
        is_chosen = choice.value == chosen.get(name)
        is_missing = is_missing and not is_chosen
        yield replace(choice, is_chosen=is_chosen)
    if is_missing:
        yield Choice(chosen[name], LABELS[name](chosen[name]), 0, is_chosen=True)


def _speakers(found: InterviewQuerySet) -> list[Choice]:
    taking_part = Speaker.objects.filter(participations__interview__in=found)
    counted = taking_part.annotate(
        count=Count("participations__interview", distinct=True)
    )
    rows = counted.order_by("-count", "pk").values_list(
        "slug", "name", "count", "sort_name"
    )[:SHOWN]
    named = sorted(rows, key=lambda row: (row[3] or row[1]).casefold())
    return [Choice(slug, name, count) for slug, name, count, _sort in named]


def _topics(found: InterviewQuerySet) -> list[Choice]:
    given = Tagging.objects.accepted().filter(turn__interview__in=found).order_by()
    lines = given.values_list("topic__lines__broader").annotate(
        count=Count("turn__interview", distinct=True)
    )
    counts = dict(lines.order_by("-count", "topic__lines__broader")[:SHOWN])
    topics = Topic.objects.filter(pk__in=counts).labelled()
    choices = [
        Choice(topic.slug, label.name, counts[topic.pk], language=label.language)
        for topic in topics
        for label in [topic.label]
    ]
    return sorted(choices, key=lambda choice: choice.label.casefold())


def _years(found: InterviewQuerySet) -> list[Choice]:
    rows = found.values_list("date_start__year").annotate(count=Count("pk"))
    years = sorted(rows.order_by(), key=lambda row: row[0] or 0, reverse=True)
    return [
        Choice(str(year or UNDATED), str(year or _("date unknown")), count)
        for year, count in years
    ]


def _languages(found: InterviewQuerySet) -> list[Choice]:
    rows = found.values_list("language").annotate(count=Count("pk")).order_by()
    counts: Counter[str] = Counter()
    for language, count in rows:
        counts[language.partition("-")[0]] += count
    choices = [Choice(code, language_name(code), counts[code]) for code in counts]
    return sorted(choices, key=lambda choice: choice.label.casefold())


def _outlets(found: InterviewQuerySet) -> list[Choice]:
    printed = Outlet.objects.filter(interviews__in=found)
    counted = printed.annotate(count=Count("interviews")).order_by("-count", "pk")
    rows = counted.values_list("slug", "name", "count")[:SHOWN]
    return [Choice(*row) for row in sorted(rows, key=lambda row: row[1].casefold())]


def language_name(code: str) -> str:
    """A language's name in the language of the page, or its code."""
    if code in LANG_INFO:
        return str(get_language_info(code)["name_translated"])
    return code


def _speaker_name(slug: str) -> str:
    known = Speaker.objects.public().filter(slug=slug).values_list("name", flat=True)
    return known.first() or slug


def _topic_name(slug: str) -> str:
    known = Topic.objects.public().filter(slug=slug).values_list("name", flat=True)
    return known.first() or slug


LABELS: dict[str, Callable[[str], str]] = {
    "speaker": _speaker_name,
    "topic": _topic_name,
    "year": lambda year: _("date unknown") if year == UNDATED else year,
    "language": language_name,
    "outlet": lambda slug: slug,
}

Values = Callable[[InterviewQuerySet], list[Choice]]
HEADINGS: dict[str, tuple[Any, Values]] = {
    "speaker": (gettext_lazy("Speaker"), _speakers),
    "topic": (gettext_lazy("Topic"), _topics),
    "year": (gettext_lazy("Year"), _years),
    "language": (gettext_lazy("Language"), _languages),
    "outlet": (gettext_lazy("Outlet"), _outlets),
}
