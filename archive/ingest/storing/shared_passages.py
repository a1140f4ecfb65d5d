"""The same conversation from two outlets: passages that two interviews share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from archive import models
from archive.ingest.storing import rows
from archive.ingest.storing.fingerprints import fingerprint
from archive.transcript import Transcript

FEWEST = 3
HALF = 0.5
MOST = 50
BATCH = 500


@dataclass(frozen=True, slots=True)
class Shared:
    """So many of the passages that could be told apart stand in `interview` too."""

    interview: models.Interview
    shared: int
    of: int


def shared_passages(
    told: models.Interview | Transcript,
    fewest: int = FEWEST,
    besides: models.Interview | None = None,
) -> list[Shared]:
    """Return the other interviews that share passages, the most first.

    Passages of fewer than twelve words are not counted, nor is anything twice, nor
    interviews that an editor has linked to this one or told apart from it.
    `besides` is the interview that a Transcript is a state of.
    """
    itself = Q(pk__in=())
    if isinstance(told, Transcript):
        prints = _prints_of(told)
        itself = Q(editions__source__sha256=told.source.sha256)
        counts = _counts(prints, fewest)
    else:
        besides = told
        counts = Counter(dict(rows.select(SHARED, [told.pk, told.pk, fewest])))
        prints = _prints_kept(told) if counts else set()
    if besides:
        counts.pop(besides.pk, None)
    if not counts:
        return []
    itself |= Q(pk__in=_settled(besides)) if besides else Q()
    others = models.Interview.objects.filter(pk__in=counts).exclude(itself)
    found = [Shared(each, counts[each.pk], len(prints)) for each in others]
    return sorted(found, key=lambda each: (-each.shared, each.interview.pk))


SHARED = """
SELECT others.interview_id, COUNT(DISTINCT theirs.fingerprint)
FROM archive_turn AS own
JOIN archive_segment AS its ON its.turn_id = own.id
JOIN archive_segment AS theirs ON theirs.fingerprint = its.fingerprint
JOIN archive_turn AS others ON others.id = theirs.turn_id
WHERE own.interview_id = %s AND others.interview_id <> %s
AND theirs.fingerprint IS NOT NULL
GROUP BY others.interview_id HAVING COUNT(DISTINCT theirs.fingerprint) >= %s
"""


def _settled(interview: models.Interview) -> set[int]:
    """It and those of which an editor has said whether they are the same."""
    said = Q(first=interview) | Q(second=interview)
    pairs = [
        *models.SameConversation.objects.filter(said).values_list("first", "second"),
        *models.Apart.objects.filter(said).values_list("first", "second"),
    ]
    return {interview.pk, *(key for pair in pairs for key in pair)}


def share_most(
    told: Transcript, among: QuerySet[models.Interview]
) -> models.Interview | None:
    """Return the one of these interviews that has most of these passages, if one has.

    Where no passage is long enough to be told apart, whole turns are compared.
    """
    candidates = {interview.pk: interview for interview in among[:MOST]}
    if not candidates:
        return None
    prints = _prints_of(told)
    counts = _counts(prints, 1, turn__interview__in=candidates)
    if not prints:
        prints = {turn.text for turn in told.turns}
        said = models.Turn.objects.filter(interview__in=candidates, text__in=prints)
        counts = Counter(said.values_list("interview", flat=True))
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or counts[best] < HALF * len(prints):
        return None
    return candidates[best]


def _prints_kept(interview: models.Interview) -> set[Any]:
    parts = models.Segment.objects.filter(turn__interview=interview).order_by()
    return set(parts.values_list("fingerprint", flat=True)) - {None}


def _prints_of(told: Transcript) -> set[Any]:
    found = (fingerprint(part.text) for turn in told.turns for part in turn.segments)
    return {each for each in found if each is not None}


def _counts(prints: set[Any], fewest: int, **where: Any) -> Counter[int]:
    """How many of these fingerprints each interview has."""
    counts: Counter[int] = Counter()
    ordered = sorted(prints)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        found = (
            models.Segment.objects.filter(fingerprint__in=batch, **where)
            .order_by()
            .values_list("turn__interview")
            .annotate(shared=Count("fingerprint", distinct=True))
        )
        counts.update(dict(found))
    return Counter({key: times for key, times in counts.items() if times >= fewest})
