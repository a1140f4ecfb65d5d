"""The trail page by page: whose acts, of what sort, in what words, up to what day.

A page begins after a number, never at a count of rows, so it reads a few steps of an
index however long the trail is. No index has the words of an act: of those, a bounded
stretch is looked at, and the page says how far back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy

from archive.admin.stream import DEEDS
from archive.models import Trail

A_PAGE = 40
LOOKED_AT = 200_000
WORDS = 20
ACCOUNTS = 200
MOST = 2**53


def sorts_of_acts() -> list[tuple[str, Any]]:
    """Each sort of act in words, without anybody or anything in particular."""
    told = [(act, says.format(who="…", what="…")) for act, says in DEEDS.items()]
    return [("", gettext_lazy("of any sort")), *told]


class Asked(forms.Form):
    """What is asked of the trail; what cannot be meant is left out."""

    actor = forms.CharField(
        label=gettext_lazy("Who"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "accounts", "autocomplete": "off"}),
    )
    act = forms.ChoiceField(
        label=gettext_lazy("What was done"), required=False, choices=sorts_of_acts
    )
    q = forms.CharField(
        label=gettext_lazy("In words"), required=False, max_length=200, strip=True
    )
    until = forms.DateField(
        label=gettext_lazy("Up to the day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    before = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    after = forms.IntegerField(min_value=0, max_value=MOST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def accounts(self) -> list[str]:
        """Names to choose from while one is typed."""
        names = User.objects.order_by("-last_login").values_list("username", flat=True)
        return sorted(names[:ACCOUNTS])


@dataclass(frozen=True, slots=True)
class Stretch:
    """Acts, the newest first; where those before and after them are asked for.

    `looked_back_to` is the time of the oldest act that was looked at, where older
    ones may have the words, too.
    """

    acts: list[Trail]
    newer: int | None
    older: int | None
    looked_back_to: datetime | None = None


def stretch_of(told: dict[str, Any]) -> Stretch:
    """Return the page that was asked for."""
    acts = chosen(told)
    if told.get("after") is not None:
        return newer_than(told["after"], acts, told)
    before = told.get("before")
    return older_than(first_of(told) if before is None else before, acts, told)


def chosen(told: dict[str, Any]) -> QuerySet[Trail]:
    """The acts of one person, of one sort or of both, by an index of their own."""
    named = {name: told[name] for name in ("actor", "act") if told.get(name)}
    return Trail.objects.filter(**named)


def first_of(told: dict[str, Any]) -> int | None:
    """The number that follows the last act up to the day that was asked for."""
    if not told.get("until"):
        return None
    try:
        end = make_aware(datetime.combine(told["until"] + timedelta(days=1), time()))
    except OverflowError:
        return None
    last = Trail.objects.filter(at__lt=end).order_by("-at", "-number").first()
    return last.number + 1 if last else 0


def older_than(
    number: int | None, acts: QuerySet[Trail], told: dict[str, Any]
) -> Stretch:
    acts = acts.order_by("-number")
    if number is not None:
        acts = acts.filter(number__lt=number)
    floor = end_of_looking(acts, told)
    if floor:
        acts = acts.filter(number__gte=floor.number)
    found = list(worded(acts, told)[: A_PAGE + 1])
    older, newer = None, None
    if len(found) > A_PAGE:
        older, floor = found[A_PAGE - 1].number, None
    elif floor:
        older = floor.number
    if number is not None:
        newer = found[0].number if found else number - 1
    back_to = floor.at if floor else None
    return Stretch(found[:A_PAGE], newer, older, back_to)


def newer_than(number: int, acts: QuerySet[Trail], told: dict[str, Any]) -> Stretch:
    """The page before one, reached from its first act; else the newest of all."""
    acts = acts.order_by("number").filter(number__gt=number)
    ceiling = end_of_looking(acts, told)
    if ceiling:
        acts = acts.filter(number__lte=ceiling.number)
    found = list(worded(acts, told)[: A_PAGE + 1])
    if len(found) <= A_PAGE and not ceiling:
        return older_than(None, chosen(told), told)
    page = found[A_PAGE - 1 :: -1] if len(found) > A_PAGE else found[::-1]
    newer = page[0].number if len(found) > A_PAGE else (ceiling or page[0]).number
    older = page[-1].number if page else number + 1
    return Stretch(page, newer, older)


def end_of_looking(acts: QuerySet[Trail], told: dict[str, Any]) -> Trail | None:
    """The last act whose words are looked at; None where all are, or none has to be."""
    if not told.get("q"):
        return None
    numbers = acts.values_list("number", flat=True)[LOOKED_AT - 1 : LOOKED_AT + 1]
    last_and_next = Trail.objects.filter(number__in=numbers)
    found = list(last_and_next.order_by(*acts.query.order_by))
    return found[0] if found[1:] else None


def worded(acts: QuerySet[Trail], told: dict[str, Any]) -> QuerySet[Trail]:
    for word in (told.get("q") or "").split()[:WORDS]:
        acts = acts.filter(subject__icontains=word)
    return acts
