"""Transcript → models, in one transaction, and nothing when nothing is new."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q

from archive import models
from archive.errors import AddressTaken, SourceChanged
from archive.ingest import keeping, restating
from archive.ingest.digests import content_digest, turns_digest
from archive.transcript import Transcript


class Outcome(StrEnum):
    NEW = "new"
    RESTATED = "restated"
    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    DUPLICATE = "kept already, from a file of another name"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a Transcript."""

    interview: models.Interview
    outcome: Outcome


def store(told: Transcript) -> Stored:
    """Keep an interview; the second time nothing is written.

    A changed sidecar restates what it tells otherwise; the same bytes from a file of
    another name change nothing. The state is set when the interview
    is new; afterwards it is the editors' to change. Raises AddressTaken when
    another source's interview has its address, SourceChanged when the words under
    that address are no longer those kept.
    """
    with transaction.atomic():
        models.wait_for_other_writers()
        known, outcome = foresee(told)
        if known is None:
            known = keeping.keep(told)
        elif outcome is Outcome.RESTATED:
            restating.restate(known, known.editions.latest("number"), told)
        return Stored(known, outcome)


def foresee(told: Transcript) -> tuple[models.Interview | None, Outcome]:
    """Return the interview that is known, and what storing this would come to.

    Writes nothing; raises what `store` raises.
    """
    known = find(told)
    if known is None:
        return None, Outcome.NEW
    edition = known.editions.select_related("source").latest("number")
    if edition.source.name != told.source.name:
        return known, Outcome.DUPLICATE
    if edition.digest == content_digest(told):
        return known, Outcome.UNCHANGED
    if edition.turns_digest != turns_digest(told):
        raise _changed(edition, told)
    return known, Outcome.RESTATED


def publish(stored: Stored) -> Stored:
    """Let readers see a draft that was kept before. What is withdrawn stays so."""
    interview = stored.interview
    if interview.state not in {models.State.DRAFT, models.State.IN_REVIEW}:
        return stored
    with transaction.atomic():
        interview.state = models.State.PUBLISHED
        interview.save()
        keeping.record(interview, "publish", "")
    return Stored(interview, Outcome.PUBLISHED)


def find(told: Transcript) -> models.Interview | None:
    """Return the interview this Transcript is a state of, or None.

    It is known by its bytes, or by its address and the name of its file.
    """
    same_bytes = models.Interview.objects.filter(
        editions__source__sha256=told.source.sha256
    )
    known, here = same_bytes.order_by("pk").first(), _at_address(told.slug)
    if here is None or here == known:
        return known
    names = here.editions.values_list("source__name", flat=True)
    if known is None and told.source.name in names:
        return here
    raise AddressTaken(
        told.source.name,
        f"the address “{told.slug}” belongs to “{here.title}” from another source. "
        'Write slug = "…" into the sidecar to give this one its own.',
    )


def _at_address(slug: str) -> models.Interview | None:
    held = Q(slug=slug) | Q(aliases__slug=slug)
    return models.Interview.objects.filter(held).first()


def _changed(edition: models.Edition, told: Transcript) -> SourceChanged:
    return SourceChanged(
        told.source.name,
        f"its turns are not those kept as “{edition.interview.title}” "
        f"(SHA-256 {edition.source.sha256[:12]}… then, {told.source.sha256[:12]}… "
        "now). Links and notes stand on the words kept, so nothing was changed. "
        "Restore the file, or give the new text a slug of its own in its sidecar.",
    )
