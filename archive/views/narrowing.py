"""What a reader asks of the list of interviews, as conditions for the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.models import Interview, Participation, Tagging
from archive.models.interviews import InterviewQuerySet

MOST_WORDS = 8
LONGEST = 200
UNDATED = "unknown"

ORDERS = {
    "": _("newest first"),
    "oldest": _("oldest first"),
    "title": _("by title"),
    "added": _("last added first"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the list; what nobody offered is no wish."""

    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    order: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        values = {name: query.get(name, "").strip()[:LONGEST] for name in CONDITIONS}
        return cls(
            words=" ".join(query.get("words", "")[:LONGEST].split()[:MOST_WORDS]),
            chosen=tuple((name, value) for name, value in values.items() if value),
            order=query.get("sort", "") if query.get("sort") in ORDERS else "",
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.chosen)

    @property
    def query_string(self) -> str:
        pairs = [("words", self.words), *self.chosen, ("sort", self.order)]
        return urlencode([pair for pair in pairs if pair[1]], errors="replace")

    def without(self, name: str) -> Asked:
        """The same but for one heading, or for the words."""
        left = tuple(pair for pair in self.chosen if pair[0] != name)
        return replace(self, chosen=left, words="" if name == "words" else self.words)


def found_by(asked: Asked) -> InterviewQuerySet:
    """The public interviews that have all that was asked, in no order."""
    found = Interview.objects.public().order_by()
    for word in asked.words.split():
        found = found.filter(_holds(word))
    for name, value in asked.chosen:
        found = found.filter(CONDITIONS[name](value))
    return found


def in_order(found: InterviewQuerySet, order: str) -> InterviewQuerySet:
    """Undated interviews come last, whichever way the dates run."""
    if order == "oldest":
        return found.order_by(F("date_start").asc(nulls_last=True), "created_at", "pk")
    if order == "title":
        return found.order_by(Lower("title"), "pk")
    if order == "added":
        return found.order_by("-created_at", "-pk")
    return found.in_date_order()


def forms_of(word: str) -> list[str]:
    """SQLite knows upper and lower case in Latin script alone: it is asked for each."""
    return sorted({word, word.lower(), word.capitalize(), word.upper()})


def _holds(word: str) -> Q:
    holds = Q()
    for form in forms_of(word):
        named = Participation.objects.filter(interview=OuterRef("pk")).filter(
            Q(speaker__name__icontains=form) | Q(speaker__aliases__name__icontains=form)
        )
        holds |= (
            Q(title__icontains=form)
            | Q(standfirst__icontains=form)
            | Q(outlet__name__icontains=form)
            | Q(Exists(named))
        )
    return holds


def _of_speaker(slug: str) -> Q:
    parts = Participation.objects.filter(interview=OuterRef("pk"), speaker__slug=slug)
    return Q(Exists(parts))


def _of_topic(slug: str) -> Q:
    under = Tagging.objects.accepted().filter(
        turn__interview=OuterRef("pk"), topic__lines__broader__slug=slug
    )
    return Q(Exists(under))


def _of_year(value: str) -> Q:
    if value == UNDATED:
        return Q(date_start=None)
    is_year = value.isascii() and value.isdigit() and 0 < int(value) < 9999
    return Q(date_start__year=int(value)) if is_year else Q(pk__in=())


def _of_language(code: str) -> Q:
    return Q(language=code) | Q(language__startswith=f"{code}-")


def _of_outlet(slug: str) -> Q:
    return Q(outlet__slug=slug)


CONDITIONS: dict[str, Callable[[str], Q]] = {
    "speaker": _of_speaker,
    "topic": _of_topic,
    "year": _of_year,
    "language": _of_language,
    "outlet": _of_outlet,
}
