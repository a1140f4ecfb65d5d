"""References of notes to other passages, `[[q7p2]]` or `[[slug/q7p2]]`, and where
they lead now: on the page a retired name leads to who took its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from archive.models.editions import Tombstone
from archive.models.interviews import Interview, InterviewAlias
from archive.models.segments import Segment
from archive.models.turns import Turn

BRACKETED = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
NAMED = re.compile(r"(?:([-\w]{1,100})/)?([qas][0-9]{1,9}(?:p[0-9]{1,9})?)")


class Reference(NamedTuple):
    """A passage as a note names it; `slug` is empty for one of its own interview."""

    slug: str
    anchor: str

    def __str__(self) -> str:
        return f"{self.slug}/{self.anchor}" if self.slug else self.anchor


@dataclass(frozen=True, slots=True)
class Referred:
    """Where a reference leads now; `turn` is None for words that are gone."""

    interview: Interview
    anchor: str
    turn: Turn | None

    @property
    def is_public(self) -> bool:
        return self.interview.is_public

    @property
    def address(self) -> str:
        return f"{self.interview.get_absolute_url()}#{self.anchor}"

    @property
    def asked(self) -> str:
        """The words of the question it stands under; of a statement, its own."""
        if self.turn is None:
            return ""
        first = self.turn.question or self.turn
        return " ".join(first.text.split())


Known = Mapping[Reference, Referred]


def read_reference(words: str) -> Reference | None:
    """Return what the words between the brackets name; None for anything else."""
    found = NAMED.fullmatch(words.strip())
    return Reference(found[1] or "", found[2]) if found else None


def resolve(
    wanted: Iterable[tuple[int, Reference]],
) -> dict[int, dict[Reference, Referred]]:
    """Return where references lead, by the interview whose notes hold them.

    What leads nowhere is left out. Five queries at most, and none for none.
    """
    asked = set(wanted)
    if not asked:
        return {}
    interviews = _interviews(asked)
    places = {
        each: (interviews[each].pk, each[1].anchor)
        for each in asked
        if each in interviews
    }
    heirs = _heirs(set(places.values()))
    living = {place: (place[0], heirs.get(place, place[1])) for place in heirs}
    turns = _turns({living.get(place, place) for place in places.values()})
    found: dict[int, dict[Reference, Referred]] = {}
    for each, place in places.items():
        now = living.get(place, place)
        if now in turns or place in heirs:
            turn = turns.get(now)
            anchor = now[1] if turn else place[1]
            referred = Referred(interviews[each], anchor, turn)
            found.setdefault(each[0], {})[each[1]] = referred
    return found


Asked = tuple[int, Reference]
Place = tuple[int, str]


def _interviews(asked: set[Asked]) -> dict[Asked, Interview]:
    slugs = {reference.slug for _, reference in asked if reference.slug}
    own = {key for key, reference in asked if not reference.slug}
    rows = Interview.objects.filter(Q(pk__in=own) | Q(slug__in=slugs))
    by_key = {row.pk: row for row in rows}
    by_slug = {row.slug: row for row in by_key.values()}
    if missing := slugs - by_slug.keys():
        aliases = InterviewAlias.objects.filter(slug__in=missing)
        for alias in aliases.select_related("interview"):
            by_slug[alias.slug] = alias.interview
    found = {
        each: by_slug.get(each[1].slug) if each[1].slug else by_key.get(each[0])
        for each in asked
    }
    return {each: interview for each, interview in found.items() if interview}


def _heirs(places: set[Place]) -> dict[Place, str]:
    """Of retired names the living one that took the words, or nothing."""
    rows = Tombstone.objects.filter(interview__in={key for key, _ in places})
    chain = {
        (key, anchor): heir
        for key, anchor, heir in rows.values_list("interview", "anchor", "successor")
    }
    return {place: _last(chain, place) for place in places if place in chain}


def _last(chain: Mapping[Place, str], place: Place) -> str:
    key, anchor = place
    seen: set[str] = set()
    while (key, anchor) in chain and anchor not in seen:
        seen.add(anchor)
        anchor = chain[key, anchor]
    return "" if anchor in seen else anchor


def _turns(places: set[Place]) -> dict[Place, Turn]:
    """The turns that the anchors name, or hold the paragraphs they name."""
    keys = {key for key, _ in places}
    anchors = {anchor for _, anchor in places}
    heads = {anchor for anchor in anchors if "p" not in anchor}
    turns = Turn.objects.filter(interview__in=keys, anchor__in=heads)
    found = {
        (turn.interview_id, turn.anchor): turn
        for turn in turns.select_related("question")
    }
    parts = Segment.objects.filter(
        turn__interview__in=keys, anchor__in=anchors - heads
    ).select_related("turn__question")
    for part in parts:
        found[part.turn.interview_id, part.anchor] = part.turn
    return found
