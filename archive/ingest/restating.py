"""The same words with another sidecar: what it tells otherwise now is changed.

What the sidecar says as before is left alone, so that what editors did there stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from archive import models
from archive.ingest import keeping, people, topics
from archive.transcript import Claim, Transcript

WORDS = ("slug", "title", "standfirst", "section", "language", "rights", "licence")
OUTLETS = ("outlet", "republisher")
Told = dict[str, list[tuple[str, str]]]


def restate(
    interview: models.Interview, edition: models.Edition, told: Transcript
) -> None:
    """Bring the interview in line with what its sidecar says now."""
    _describe_again(interview, told)
    people.restate(interview, edition.told["people"], told)
    topics.restate(interview, edition.told["topics"], told.topics)
    interview.claims.all().delete()
    keeping.keep_claims(interview, told.claims)
    source = edition.source
    source.origin, source.obtained = told.source.origin, told.source.obtained
    source.save(update_fields=["origin", "obtained"])
    keeping.describe_edition(edition, told)
    edition.save()
    keeping.record(interview, "restate", edition.digest)


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


def _told(claims: Iterable[models.Claim | Claim]) -> Told:
    told: Told = defaultdict(list)
    for claim in claims:
        told[claim.field].append((claim.value, claim.basis))
    return told
