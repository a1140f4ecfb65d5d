"""Transcript → models, in one transaction, and nothing when nothing is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Q

from archive import models
from archive.errors import AddressTaken
from archive.ingest.correction import standing
from archive.ingest.correction.correcting import Lost
from archive.ingest.parser import parser_digest
from archive.ingest.storing import keeping, rows
from archive.ingest.storing.digests import content_digest, input_digest, turns_digest
from archive.ingest.storing.editions import Revision, Signature, renew
from archive.ingest.storing.keeping import Headers
from archive.ingest.storing.shared_passages import MOST, share_most
from archive.transcript import Transcript


class Outcome(StrEnum):
    NEW = "new"
    RESTATED = "restated"
    REVISED = "a new edition"
    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    SUPERSEDED = "kept already, as an earlier edition"
    DUPLICATE = "kept already, from a file of another name"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a Transcript.

    `told` is it with what editors corrected; `lost` are corrections without a place.
    `changed` says what a revision changed and how often, `adrift` which notes
    moved or lost their words, with the turn they stand at and how they hold.
    """

    interview: models.Interview
    outcome: Outcome
    lost: tuple[Lost, ...] = ()
    told: Transcript | None = None
    changed: tuple[tuple[str, int], ...] = ()
    adrift: tuple[tuple[str, str, str], ...] = ()


def known(sha256: str, name: str, sidecar: str = "") -> Stored | None:
    """Return the interview these bytes are known to hold, before they are read.

    `sidecar` is a digest of what stands beside them. None when the source must be
    read, as it must after any change to the parser. Writes nothing, takes no lock.
    """
    met = input_digest(sha256, name, sidecar, parser_digest())
    found = rows.select(READ, [met, sha256])
    if read := [key for key, of_name in found if of_name is None]:
        return Stored(models.Interview.objects.get(pk=read[0]), Outcome.UNCHANGED)
    if not found or any(of_name == name for _, of_name in found):
        return None
    return Stored(models.Interview.objects.get(pk=found[0][0]), Outcome.DUPLICATE)


READ = """
SELECT interview_id, name FROM (
    SELECT id, interview_id, NULL AS name FROM archive_edition WHERE input_digest = %s
    UNION ALL
    SELECT archive_edition.id, interview_id, name FROM archive_source
    JOIN archive_edition ON source_id = archive_source.id WHERE sha256 = %s
) AS met ORDER BY id
"""


def store(
    told: Transcript, sidecar: str = "", received: Headers | None = None
) -> Stored:
    """Keep an interview; the second time nothing is written.

    A changed source becomes a new edition, a changed sidecar restates what it tells
    otherwise; the same bytes from a file of another name, and those of an earlier
    edition, change nothing. `sidecar` is the digest by which `known` will know it,
    `received` are the headers an address answered with the bytes.
    The state is set when the interview is new; afterwards it is the editors' to
    change. Raises AddressTaken when another source's interview has its address.
    """
    signature = _signature(told, "ingest", sidecar, received)
    return _store(told, signature, SETTLED | {Outcome.SUPERSEDED})


def refresh(
    told: Transcript, sidecar: str = "", received: Headers | None = None
) -> Stored:
    """Keep what an address holds now, also when it held the same once before."""
    signature = _signature(told, "refresh", sidecar, received)
    return _store(told, signature, SETTLED)


SETTLED = {Outcome.UNCHANGED, Outcome.DUPLICATE}


def _signature(
    told: Transcript, act: str, sidecar: str, received: Headers | None
) -> Signature:
    source = told.source
    known_by = input_digest(source.sha256, source.name, sidecar, parser_digest())
    return Signature(act, known_by=known_by, received=received)


def _store(
    told: Transcript, signature: Signature, settled: Iterable[Outcome]
) -> Stored:
    with transaction.atomic():
        models.wait_for_other_writers()
        corrected = standing.redo(told, find)
        told = corrected.transcript
        interview, outcome = _foresee(told)
        if interview is None:
            interview = keeping.keep(told, signature.known_by, signature.received)
        elif outcome is Outcome.UNCHANGED:
            _know_again(interview, signature.known_by)
        elif outcome not in settled:
            revised = renew(interview, told, signature)
            standing.note(interview, corrected.lost)
            return Stored(
                interview,
                Outcome.REVISED if revised.is_new else Outcome.RESTATED,
                corrected.lost,
                told,
                _changed(revised),
                _adrift(interview) if revised.is_new else (),
            )
        return Stored(interview, outcome, corrected.lost, told)


def _changed(revised: Revision) -> tuple[tuple[str, int], ...]:
    turns = Counter(change.act.value for change in revised.plan.changes)
    return (*((name, 1) for name in revised.headline), *turns.items())


def _adrift(interview: models.Interview) -> tuple[tuple[str, str, str], ...]:
    """Every note that moved or lost its words, until somebody decides."""
    notes = models.Annotation.objects.waiting().filter(turn__interview=interview)
    return tuple(notes.order_by("pk").values_list("turn__anchor", "exact", "hold"))


def foresee(told: Transcript) -> tuple[models.Interview | None, Outcome]:
    """Return the interview that is known, and what storing this would come to.

    Writes nothing; raises what `store` raises.
    """
    return _foresee(standing.redo(told, find).transcript)


def _foresee(told: Transcript) -> tuple[models.Interview | None, Outcome]:
    interview = find(told)
    if interview is None:
        return None, Outcome.NEW
    editions = interview.editions.select_related("source").order_by("number")
    kept = list(editions.defer("source__content", "source__text", "told"))
    last, sha256 = kept[-1], told.source.sha256
    if last.source.sha256 != sha256:
        earlier = any(edition.source.sha256 == sha256 for edition in kept)
        return interview, Outcome.SUPERSEDED if earlier else Outcome.REVISED
    if told.source.name not in {edition.source.name for edition in kept}:
        return interview, Outcome.DUPLICATE
    turns = turns_digest(told)
    if last.digest == content_digest(told, turns):
        return interview, Outcome.UNCHANGED
    same_turns = last.turns_digest == turns
    return interview, Outcome.RESTATED if same_turns else Outcome.REVISED


def publish(stored: Stored) -> Stored:
    """Let readers see a draft that was kept before. What is withdrawn stays so."""
    interview = stored.interview
    if interview.state not in {models.State.DRAFT, models.State.IN_REVIEW}:
        return stored
    with transaction.atomic():
        interview.state = models.State.PUBLISHED
        told: Any = interview
        told.told_as, told.told_by = "publish", keeping.ACTOR
        interview.save()
    return replace(stored, outcome=Outcome.PUBLISHED)


def find(told: Transcript) -> models.Interview | None:
    """Return the interview this Transcript is a state of, or None.

    It is known by its bytes; by its address and its origin or the name of its file;
    or, where its title changed, by the name of its file and most of its passages.
    """
    source = told.source
    values = [source.sha256, told.slug, told.slug, source.name]
    keys: dict[str, int | None] = dict(rows.select(MET, values))
    known = _interview(keys["bytes"])
    here = _interview(keys["address"] or keys["former"])
    if here is None:
        return known or (_retitled(told) if keys["file"] else None)
    if here == known or (known is None and _comes_from(here, told)):
        return here
    raise AddressTaken(
        told.source.name,
        f"the address “{told.slug}” belongs to “{here.title}” from another source. "
        'Write slug = "…" into the sidecar to give this one its own.',
    )


# The oldest that is known by each of these. One question of an address that is and
# one that was could not be answered by an index.
MET = """
SELECT 'bytes', MIN(interview_id) FROM archive_edition
JOIN archive_source ON source_id = archive_source.id WHERE sha256 = %s
UNION ALL SELECT 'address', MIN(id) FROM archive_interview WHERE slug = %s
UNION ALL SELECT 'former', MIN(interview_id) FROM archive_interviewalias WHERE slug = %s
UNION ALL SELECT 'file', MIN(id) FROM archive_source WHERE name = %s
"""


def _interview(key: int | None) -> models.Interview | None:
    return models.Interview.objects.get(pk=key) if key else None


def _know_again(interview: models.Interview, known_by: str) -> None:
    """Note that a sidecar or parser with nothing new to tell was read, too."""
    edition = interview.editions.defer("told").latest("number")
    if edition.input_digest != known_by:
        edition.input_digest = known_by
        edition.save(update_fields=["input_digest"])


def _comes_from(interview: models.Interview, told: Transcript) -> bool:
    sources = models.Source.objects.filter(editions__interview=interview)
    same = _may_be(told)
    if told.source.origin:
        same |= Q(origin=told.source.origin)
    return sources.filter(same).exists()


def _may_be(told: Transcript, path: str = "") -> Q:
    """A file of the same name, unless it is known to come from somewhere else."""
    same = Q(**{f"{path}name": told.source.name})
    if told.source.origin:
        same &= Q(**{f"{path}origin__in": ["", told.source.origin]})
    return same


def _retitled(told: Transcript) -> models.Interview | None:
    """An interview from a file of that name which has most of these passages."""
    named = models.Edition.objects.filter(_may_be(told, "source__")).order_by("pk")
    keys = dict.fromkeys(named.values_list("interview", flat=True)[:MOST])
    if not keys:
        return None
    return share_most(told, models.Interview.objects.filter(pk__in=keys))
