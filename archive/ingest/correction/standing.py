"""Corrections that stand: made at the desk, taken back there, and done again on
whatever an ingest brings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from archive import models
from archive.errors import AnchorLost
from archive.ingest.correction import correcting, returning, waiting
from archive.ingest.correction.acts import Act, Correction
from archive.ingest.correction.correcting import Corrected, Lost
from archive.ingest.correction.recasting import EVIDENCE, ROLES
from archive.ingest.revision.wording import Running
from archive.ingest.storing import rows
from archive.ingest.storing.editions import revise
from archive.transcript import Kind, Role, Transcript

REWORDING, UNDOING = "reword", "undo reword"
BASELINE = "As it was before the first edit"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who says so, and why."""

    by: User
    reason: str = ""


Find = Callable[[Transcript], models.Interview | None]


def redo(told: Transcript, find: Find) -> Corrected:
    """Return what was told with the corrections of its interview done again.

    `find` is asked for the interview only where anything was ever corrected.
    """
    if not rows.select(STANDING, ()):
        return Corrected(told)
    interview = find(told)
    kept = interview.corrections.standing() if interview else ()
    return correcting.correct(told, [_value(row) for row in kept])


STANDING = "SELECT 1 FROM archive_correction WHERE undone_at IS NULL LIMIT 1"


def note(interview: models.Interview, lost: tuple[Lost, ...]) -> None:
    """Let the corrections whose place was not found wait at the desk, and no others."""
    complaints = {each.correction: each.complaint for each in lost}
    for row in interview.corrections.standing():
        complaint = complaints.get(_value(row), "")
        if row.complaint != complaint:
            row.complaint = complaint
            row.save(update_fields=["complaint"])


def make(
    interview: models.Interview, correction: Correction, signed: Signed
) -> models.Correction:
    """Correct an interview and keep the correction. Raises AnchorLost."""
    with transaction.atomic():
        models.wait_for_other_writers()
        now = interview.as_transcript()
        corrected = correcting.correct(now, [correction])
        if corrected.lost:
            raise AnchorLost(corrected.lost[0].complaint)
        after = corrected.transcript
        row = _kept(interview, correction, signed)
        row.memory = correcting.memory_of(now, after, correction)
        row.anchor = _anchor(now, correction)
        row.save()
        if after != now:
            act = REWORDING if row.act == Act.REWORD else "correct"
            row.edition = _revise(interview, (now, after), act, signed)
            row.save(update_fields=["edition"])
            _bring_in(interview, row.memory["people"])
        return row


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a correction would do: to turns, and to notes that lose their place."""

    changes: tuple[models.Change, ...]
    now: dict[str, str]
    notes: tuple[models.Annotation, ...]


def foresee(
    interview: models.Interview, correction: Correction, signed: Signed
) -> Foreseen:
    """Return what `make` would do, and do nothing. Raises what it raises."""
    notes = models.Annotation.objects.filter(turn__interview=interview)
    with transaction.atomic():
        before = dict(notes.values_list("pk", "hold"))
        first = interview.editions.latest("number").number
        make(interview, correction, signed)
        changes = models.Change.objects.filter(
            edition__interview=interview, edition__number__gt=first
        )
        lost = notes.exclude(hold=models.Hold.ANCHORED).select_related("turn")
        foreseen = Foreseen(
            changes=tuple(changes),
            now=dict(interview.turns.values_list("anchor", "text")),
            notes=tuple(each for each in lost if before[each.pk] != each.hold),
        )
        transaction.set_rollback(True)
    return foreseen


def keep(
    before: Transcript, correction: Correction, signed: Signed, key: int
) -> models.Correction:
    """Keep a correction that was made on the page of its turn; `key` is that of the
    interview, which was told as `before`."""
    interview = models.Interview.objects.get(pk=key)
    row = _kept(interview, correction, signed)
    row.anchor = _anchor(before, correction)
    row.memory = correcting.memory_of(before, interview.as_transcript(), correction)
    row.save()
    return row


def take_back(row: models.Correction, signed: Signed) -> None:
    """Undo a correction; what waited for its place is only given up.

    Raises AnchorLost when the words it was made at are not found any more, or later
    corrections stand on it.
    """
    is_last = row.may_be_taken_back_alone or row == last_of(row.interview)
    if not (row.complaint or is_last):
        raise AnchorLost("Later corrections stand on it. Take those back first.")
    with transaction.atomic():
        models.wait_for_other_writers()
        interview, memory = row.interview, row.memory
        now = interview.as_transcript()
        if row.complaint:
            before = waiting.without_doubt(now, _value(row).wait)
        else:
            memory = returning.as_now_called(row)
            before = correcting.undo(now, _value(row), memory)
        if before != now:
            act = UNDOING if row.act == Act.REWORD else "undo"
            _revise(interview, (now, before), act, signed)
            _let_go(interview, [] if row.complaint else memory["people"])
            returning.lead_back(interview, memory)
        row.undone_at, row.complaint = timezone.now(), ""
        row.save(update_fields=["undone_at", "complaint"])


def last_of(interview: models.Interview) -> models.Correction | None:
    """The correction that can be undone: those made later stand on it."""
    return interview.corrections.standing().last()


def _value(row: models.Correction) -> Correction:
    told = (row.wording, row.closing, row.value, row.printed)
    return Correction(Act(row.act), row.place, *told)


def _kept(
    interview: models.Interview, correction: Correction, signed: Signed
) -> models.Correction:
    place = correction.place
    return models.Correction(
        interview=interview,
        act=correction.act.value,
        value=correction.value,
        printed=correction.printed,
        exact=place.exact,
        prefix=place.prefix,
        suffix=place.suffix,
        start=place.start,
        end=place.end,
        wording=correction.wording,
        closing=correction.closing,
        reason=signed.reason,
        author=signed.by,
    )


def _anchor(now: Transcript, correction: Correction) -> str:
    """The name of the turn in whose words the correction stands."""
    running = Running(now.turns)
    spot = running.spot(running.locate(correction.place))
    return now.turns[spot.turn].anchor


def _revise(
    interview: models.Interview,
    change: tuple[Transcript, Transcript],
    act: str,
    signed: Signed,
) -> models.Edition:
    """Bring the rows from one Transcript to another, and the history with them."""
    before, after = change
    now = {turn.anchor: turn for turn in after.turns}
    changed = [turn for turn in before.turns if now.get(turn.anchor) != turn]
    settled = [
        turn.anchor
        for turn in changed
        if dataclasses.replace(turn, doubt="")
        == dataclasses.replace(now.get(turn.anchor, turn), doubt="")
    ]
    _remember_before(interview, [turn.anchor for turn in changed])
    edition = revise(interview, after, act, signed.by, signed.reason).edition
    history: Any = models.Turn.history
    history.bulk_history_create(
        interview.turns.filter(anchor__in=settled),
        update=True,
        default_user=signed.by,
        default_change_reason=signed.reason,
    )
    return edition


def _remember_before(interview: models.Interview, anchors: list[str]) -> None:
    """An ingest leaves no history, so the first act needs a before."""
    history: Any = models.Turn.history
    known = history.filter(interview=interview).values("id")
    fresh = interview.turns.filter(anchor__in=anchors).exclude(pk__in=known)
    history.bulk_history_create(
        fresh, default_change_reason=BASELINE, default_date=interview.created_at
    )


def _bring_in(interview: models.Interview, names: list[str]) -> None:
    """Give whom an editor named a part in the interview, as their turn has it."""
    turns = interview.turns.exclude(speaker=None).select_related("speaker")
    for turn in turns.filter(speaker__name__in=names):
        models.Participation.objects.get_or_create(
            interview=interview,
            speaker=turn.speaker,
            role=ROLES.get(Kind(turn.kind), Role.OTHER).value,
            defaults={
                "order": interview.participations.count(),
                "basis": models.Basis.EDITOR,
                "evidence": EVIDENCE,
            },
        )


def _let_go(interview: models.Interview, names: list[str]) -> None:
    """End the part of somebody who was brought in and says nothing any more."""
    speaking = interview.turns.exclude(speaker=None).values("speaker")
    brought = interview.participations.filter(
        basis=models.Basis.EDITOR, evidence=EVIDENCE, speaker__name__in=names
    )
    brought.exclude(speaker__in=speaking).delete()
