"""Notes and topics after a revision: on their own words, or said to have lost them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from archive import models
from archive.ingest.revision.reattaching import Stood, Wordings, settle
from archive.ingest.revision.revising import Act, Plan
from archive.models import Annotation, Hold, Tagging, TaggingBasis
from archive.transcript import Kind

FIELDS = (
    "turn",
    "start",
    "end",
    "exact",
    "prefix",
    "suffix",
    "wording",
    "hold",
    "hold_evidence",
    "moved_from",
)

TOLD = (TaggingBasis.SIDECAR, TaggingBasis.EDITOR)


def reattach(
    interview: models.Interview, planned: Plan, turns: Mapping[str, models.Turn]
) -> Counter[str]:
    """Find the words of every note again; return how many hold, by how."""
    fresh = {
        change.anchor: Wordings(change.before, turns[change.anchor].text)
        for change in planned.changes
        if change.act in {Act.ADDED, Act.REWORDED}
    }
    places = _Places(planned, turns)
    notes = Annotation.objects.filter(turn__interview=interview).select_related("turn")
    touched = [note for note in notes if places.touch(note)]
    if touched:
        places.remember(former_wordings(interview, planned))
    for note in touched:
        places.place(note, fresh)
    Annotation.objects.bulk_update(touched, FIELDS, batch_size=200)
    return Counter(note.hold for note in touched)


def former_wordings(interview: models.Interview, planned: Plan) -> dict[str, str]:
    """Every wording that turns had before, by its SHA-256."""
    kept = models.Change.objects.filter(edition__interview=interview).exclude(text="")
    known = dict(kept.values_list("sha256", "text"))
    lately = {models.wording_of(each.before): each.before for each in planned.changes}
    return {**known, **lately}


class _Places:
    """Where notes may stand now. `turns` are those of the new edition, by anchor."""

    def __init__(self, planned: Plan, turns: Mapping[str, models.Turn]) -> None:
        self.turns = turns
        self.gone = {each.anchor: each for each in planned.retired}
        self.first = planned.told.turns[0].anchor
        self.former: Mapping[str, str] = {}

    def remember(self, former: Mapping[str, str]) -> None:
        self.former = former

    def touch(self, note: Annotation) -> bool:
        """Whether the note’s turn is otherwise now, or the note had lost it before."""
        now = self.turns.get(note.turn.anchor)
        is_same = now is not None and models.wording_of(now.text) == note.wording
        return note.hold == Hold.ORPHANED or not is_same

    def place(self, note: Annotation, fresh: Mapping[str, Wordings]) -> None:
        was = note.moved_from or standing_of(note)
        # What stands at an orphan is the turn it is listed with, not its own.
        anchor = was["anchor"] if note.hold == Hold.ORPHANED else note.turn.anchor
        stood = Stood(anchor, self.former.get(note.wording, ""), note.selectors)
        own = self.turns.get(stood.anchor)
        found = settle(stood, own.text if own else None, fresh)
        if found.span is None:
            note.turn = own or self.beside(note)
            note.hold, note.hold_evidence = Hold.ORPHANED, found.evidence
            note.moved_from = was
            return
        was_doubted = note.hold == Hold.MOVED
        evidence = found.evidence or (note.hold_evidence if was_doubted else "")
        note.turn = self.turns[found.anchor]
        note.stand_on(found.span)
        if evidence:
            note.hold, note.hold_evidence = Hold.MOVED, evidence
            note.moved_from = was

    def beside(self, note: Annotation) -> models.Turn:
        """The turn that an orphan of a turn that is gone is listed with."""
        if note.turn.anchor in self.turns:
            return self.turns[note.turn.anchor]
        stone = self.gone[note.turn.anchor]
        return self.turns[stone.successor or stone.after or self.first]


def standing_of(note: Annotation) -> dict[str, Any]:
    """Where a note stands, to be shown beside where it goes."""
    return {
        "anchor": note.turn.anchor,
        "wording": note.wording,
        "start": note.start,
        "end": note.end,
    }


def retag(
    interview: models.Interview, planned: Plan, keys: Mapping[str, int]
) -> dict[str, list[str]]:
    """Give the topics of questions that are gone to who took their words.

    Returns the slugs of the topics each of them had, for its tombstone.
    """
    had: dict[str, list[str]] = {}
    opening = {turn.anchor: turn.question or turn.anchor for turn in planned.told.turns}
    taken = {each.anchor: each.successor for each in planned.retired}
    moved = [each.anchor for each in planned.retired] + [
        turn.anchor
        for turn in planned.told.turns
        if turn.kind is Kind.ANSWER and turn.question
    ]
    taggings = Tagging.objects.filter(
        turn__interview=interview, turn__anchor__in=moved
    ).select_related("turn", "topic")
    for tagging in taggings:
        anchor = tagging.turn.anchor
        if anchor in taken and tagging.basis in TOLD:
            had.setdefault(anchor, []).append(tagging.topic.slug)
        heir = opening.get(taken.get(anchor, anchor))
        if heir is not None:
            Tagging.objects.get_or_create(
                turn_id=keys[heir],
                topic=tagging.topic,
                defaults={"basis": tagging.basis, "evidence": tagging.evidence},
            )
        tagging.delete()
    return had
