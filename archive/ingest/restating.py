"""The same words with another sidecar: what it now says replaces what it said.

What editors changed since is left alone where the sidecar says the same as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from archive import models
from archive.ingest import keeping
from archive.ingest.digests import content_digest
from archive.transcript import Claim, Transcript

WORDS = ("title", "standfirst", "section", "language", "rights", "licence")
OUTLETS = ("outlet", "republisher")
Told = dict[str, list[tuple[str, str]]]


def restate(
    interview: models.Interview, edition: models.Edition, told: Transcript
) -> None:
    """Bring the interview in line with what its sidecar says now."""
    changed = _changed_fields(interview, told.claims)
    _describe_again(interview, told, changed)
    people = {person.key: keeping.speaker_of(person) for person in told.speakers}
    _add_participations(interview, told, people)
    _tag_again(interview, told)
    interview.claims.all().delete()
    keeping.keep_claims(interview, told.claims)
    edition.digest = content_digest(told)
    edition.save(update_fields=["digest"])
    keeping.tell(interview, "restate", edition.digest)


def _changed_fields(interview: models.Interview, claims: tuple[Claim, ...]) -> set[str]:
    before, now = _told(interview.claims.order_by("order")), _told(claims)
    return {name for name in before.keys() | now.keys() if before[name] != now[name]}


def _told(claims: Iterable[models.Claim | Claim]) -> Told:
    told: Told = defaultdict(list)
    for claim in claims:
        told[claim.field].append((claim.value, claim.basis))
    return told


def _describe_again(
    interview: models.Interview, told: Transcript, changed: set[str]
) -> None:
    for name in changed.intersection(WORDS):
        setattr(interview, name, getattr(told, name))
    for name in changed.intersection(OUTLETS):
        setattr(interview, name, keeping.outlet_of(getattr(told, name)))
    if "date" in changed:
        keeping.date_it(interview, told.dating)
    if "slug" in changed:
        interview.slug = told.slug
    interview.skip_history_when_saving = True  # type: ignore[attr-defined]
    interview.save()


def _add_participations(
    interview: models.Interview, told: Transcript, people: dict[str, models.Speaker]
) -> None:
    held = set(interview.participations.values_list("speaker", "role"))
    new = [
        each
        for each in told.participations
        if (people[each.speaker].pk, each.role) not in held
    ]
    keeping.keep_participations(interview, new, people)


def _tag_again(interview: models.Interview, told: Transcript) -> None:
    by_sidecar = models.Tagging.objects.filter(
        turn__interview=interview, basis=models.TaggingBasis.SIDECAR
    )
    by_sidecar.delete()
    turns = {turn.anchor: turn for turn in interview.turns.all()}
    keeping.keep_topics(told.topics, turns)
