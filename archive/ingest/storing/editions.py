"""A later edition of an interview: its rows brought to it, its promises kept.

Links, notes and topics follow the words; what an edition changed stays on record.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive import models
from archive.ingest.revision.revising import Act, Plan, plan
from archive.ingest.storing import (
    keeping,
    notes,
    people,
    restating,
    rows,
    speaking,
    topics,
)
from archive.transcript import Source, Transcript


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of an interview; `holds` counts its notes by how they hold.

    `is_new` is whether there is a new edition: other bytes, or other turns;
    `headline` names what the source calls itself otherwise, such as its title.
    """

    interview: models.Interview
    edition: models.Edition
    plan: Plan
    is_new: bool
    holds: Counter[str] = field(default_factory=Counter)
    headline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who revises, and by what act; `by` is an editor, or nobody for an ingest."""

    act: str
    by: AbstractBaseUser | None = None
    reason: str = ""
    known_by: str = ""
    received: keeping.Headers | None = None

    @property
    def actor(self) -> str:
        return self.by.get_username() if self.by else keeping.ACTOR


def revise(
    interview: models.Interview,
    told: Transcript,
    act: str = "correct",
    by: AbstractBaseUser | None = None,
    reason: str = "",
) -> Revision:
    """Bring the turns of an interview to those of `told`, for an editor.

    Anchors follow the words, whatever `told` names them: of a turn that is split the
    first part keeps its name, two that are merged have the name of the first. Kinds
    and speakers are taken as told. Title, people's parts, topics and claims
    are left as they are.
    """
    with transaction.atomic():
        models.wait_for_other_writers()
        before = _latest(interview)
        planned = plan(interview.as_transcript(), told, retired(interview))
        cast = people.resolve(planned.told, interview)
        signature = Signature(act, by, reason, before.input_digest)
        stated = dict(before.told)
        revision = _write(interview, before, planned, cast, signature)
        _describe(revision.edition, told, planned, stated)
        return _recorded(revision, signature)


def renew(
    interview: models.Interview, told: Transcript, signature: Signature
) -> Revision:
    """Bring an interview to what its source and sidecar tell now.

    What editors did to it stays, turn by turn and field by field.
    """
    with transaction.atomic():
        before = _latest(interview)
        kept = interview.as_transcript()
        planned = plan(kept, told, retired(interview), before.told)
        stated = dict(before.told)
        cast = restating.restate(interview, stated, planned)
        revision = _write(interview, before, planned, cast, signature)
        told_before = restating.retitle(stated["topics"], planned)
        topics.restate(interview, told_before, planned.told.topics)
        keeping.describe_edition(revision.edition, told, planned.told)
        revision.edition.save()
        headline = _reworded(stated.get("words", {}), revision.edition.told["words"])
        return _recorded(replace(revision, headline=headline), signature)


def retired(interview: models.Interview) -> dict[str, str]:
    """The anchors that are never given again, each with its successor or nothing."""
    return dict(interview.tombstones.values_list("anchor", "successor"))


def _reworded(before: dict[str, str], now: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for name in now if before.get(name, now[name]) != now[name])


def _latest(interview: models.Interview) -> models.Edition:
    editions = interview.editions.select_related("source")
    return editions.defer("source__content", "source__text").latest("number")


def _write(
    interview: models.Interview,
    before: models.Edition,
    planned: Plan,
    cast: people.Cast,
    signature: Signature,
) -> Revision:
    edition = _edition(before, planned, signature)
    known = dict(interview.turns.values_list("anchor", "pk"))
    keys = speaking.rewrite(interview, planned.told, cast, known)
    living = {turn.anchor for turn in planned.told.turns}
    turns = {
        turn.anchor: turn for turn in interview.turns.all() if turn.anchor in living
    }
    holds = notes.reattach(interview, planned, turns)
    had = notes.retag(interview, planned, keys)
    rows.delete(models.Turn, (known[anchor] for anchor in known.keys() - living))
    _keep_changes(edition, planned)
    _bury(edition, planned, had)
    _remember(planned, turns, signature)
    is_new = edition.number != before.number
    return Revision(interview, edition, planned, is_new, holds)


def _edition(
    before: models.Edition, planned: Plan, signature: Signature
) -> models.Edition:
    """A new edition; the last one again when neither bytes nor turns changed."""
    told = planned.told.source
    same_bytes = before.source.sha256 == told.sha256
    if same_bytes:
        source = models.Source.objects.filter(pk=before.source_id)
        source.update(origin=told.origin, obtained=told.obtained)
    if same_bytes and not planned.changes:
        before.input_digest = signature.known_by
        before.skipped.all().delete()
        keeping.keep_skipped(before, planned.told)
        return before
    edition = models.Edition.objects.create(
        interview_id=before.interview_id,
        number=before.number + 1,
        source=before.source if same_bytes else _source(told, signature),
        input_digest=signature.known_by,
        act=signature.act,
        actor=signature.actor,
        fit=planned.told.provenance.fit,
    )
    keeping.keep_skipped(edition, planned.told)
    return edition


def _source(told: Source, signature: Signature) -> models.Source:
    return keeping.keep_source(told, signature.received)


def _describe(
    edition: models.Edition, told: Transcript, planned: Plan, before: dict[str, Any]
) -> None:
    """Say what the edition holds; what no editor corrects here, as told before."""
    keeping.describe_edition(edition, told, planned.told)
    edition.told["words"] = before.get("words", {})
    edition.told["topics"] = restating.retitle(before["topics"], planned)
    edition.told["people"]["roles"] = before["people"]["roles"]
    edition.save()


def _keep_changes(edition: models.Edition, planned: Plan) -> None:
    models.Change.objects.bulk_create(
        models.Change(
            edition=edition,
            order=order,
            anchor=each.anchor,
            kind=each.act.value,
            text=each.before,
            sha256=models.wording_of(each.before) if each.before else "",
            evidence=each.evidence,
            parts=list(each.parts),
        )
        for order, each in enumerate(planned.changes, 1)
    )


def _bury(edition: models.Edition, planned: Plan, had: dict[str, list[str]]) -> None:
    """Leave a tombstone for each anchor that is gone; lead to words that are back."""
    stones = models.Tombstone.objects.filter(interview=edition.interview_id)
    added = {each.anchor for each in planned.changes if each.act is Act.ADDED}
    for turn in planned.told.turns:
        if turn.anchor in added:
            same = stones.filter(successor="", sha256=models.wording_of(turn.text))
            same.update(successor=turn.anchor)
    models.Tombstone.objects.bulk_create(
        models.Tombstone(
            interview_id=edition.interview_id,
            edition=edition,
            anchor=each.anchor,
            after=each.after,
            successor=each.successor,
            text=each.text,
            sha256=models.wording_of(each.text),
            topics=had.get(each.anchor, []),
        )
        for each in planned.retired
    )


def _remember(
    planned: Plan, turns: dict[str, models.Turn], signature: Signature
) -> None:
    """History is of people's acts: an ingest leaves its edition and no more."""
    if signature.by is None:
        return
    changed = {each.anchor: each.act for each in planned.changes}
    for is_new in (True, False):
        rewritten = [
            turns[anchor]
            for anchor, act in changed.items()
            if anchor in turns and (act is Act.ADDED) is is_new
        ]
        models.Turn.history.bulk_history_create(  # type: ignore[attr-defined]
            rewritten,
            update=not is_new,
            default_user=signature.by,
            default_change_reason=signature.reason,
        )


def _recorded(revision: Revision, signature: Signature) -> Revision:
    kept = keeping.keep_checksums(revision.edition, revision.plan.told)
    keeping.record(revision.interview, signature.act, kept.seal, signature.actor)
    return revision
