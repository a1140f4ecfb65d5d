"""The same words with another sidecar: what it tells otherwise now is changed.

What the sidecar says as before is left alone, so that what editors did there stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive import models
from archive.ingest.revision.revising import Plan
from archive.ingest.storing import keeping, people
from archive.transcript import Claim, Transcript

WORDS = ("slug", "title", "standfirst", "section", "language", "rights", "licence")
OUTLETS = ("outlet", "republisher")
Told = dict[str, list[tuple[str, str]]]


def restate(
    interview: models.Interview, before: Mapping[str, Any], planned: Plan
) -> people.Cast:
    """Bring the interview in line with what is told of it; return its people.

    `before` is what the last edition was told of people and topics.
    """
    _describe_again(interview, planned.told)
    return people.restate(interview, before["people"], planned.told)


def retitle(before: Sequence[dict[str, Any]], planned: Plan) -> list[dict[str, Any]]:
    """What was told of topics, a retired question's place taken by its successor."""
    taken = {each.anchor: each.successor for each in planned.retired if each.successor}
    return [
        {
            **form,
            "questions": [*dict.fromkeys(taken.get(q, q) for q in form["questions"])],
        }
        for form in before
    ]


def _describe_again(interview: models.Interview, told: Transcript) -> None:
    before, now = _told(interview.claims.order_by("order")), _told(told.claims)
    changed = {name for name in before.keys() | now.keys() if before[name] != now[name]}
    for name in changed.intersection(WORDS):
        setattr(interview, name, getattr(told, name))
    for name in changed.intersection(OUTLETS):
        setattr(interview, name, keeping.outlet_of(getattr(told, name)))
    if "date" in changed:
        keeping.date_it(interview, told.dating)
    interview.skip_history_when_saving = True  # type: ignore[attr-defined]
    interview.save()
    interview.claims.all().delete()
    keeping.keep_claims(interview, told.claims)


def _told(claims: Iterable[models.Claim | Claim]) -> Told:
    told: Told = defaultdict(list)
    for claim in claims:
        told[claim.field].append((claim.value, claim.basis))
    return told
