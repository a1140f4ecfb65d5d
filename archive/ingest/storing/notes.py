"""Notes and topics after a revision: on their own words, or said to have lost them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from archive import models
from archive.ingest.revision.reattaching import move, stay
from archive.ingest.revision.revising import Act, Plan
from archive.models import Annotation, Hold, Tagging, TaggingBasis
from archive.transcript import Kind, Span

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
)

TOLD = (TaggingBasis.SIDECAR, TaggingBasis.EDITOR)


def reattach(
    interview: models.Interview, planned: Plan, turns: Mapping[str, models.Turn]
) -> Counter[str]:
    """Find the words of every note again; return how many hold, by how."""
    fresh = {
        change.anchor: turns[change.anchor].text
        for change in planned.changes
        if change.act in {Act.ADDED, Act.REWORDED}
    }
    places = _Places(planned, turns)
    notes = Annotation.objects.filter(turn__interview=interview).select_related("turn")
    touched = [note for note in notes if places.touch(note)]
    for note in touched:
        places.place(note, fresh)
    Annotation.objects.bulk_update(touched, FIELDS, batch_size=200)
    return Counter(note.hold for note in touched)


class _Places:
    """Where notes may stand now. `turns` are those of the new edition, by anchor."""

    def __init__(self, planned: Plan, turns: Mapping[str, models.Turn]) -> None:
        self.turns = turns
        self.gone = {each.anchor: each for each in planned.retired}
        self.first = planned.told.turns[0].anchor

    def touch(self, note: Annotation) -> bool:
        """Whether the note’s turn is otherwise now, or the note had lost it before."""
        now = self.turns.get(note.turn.anchor)
        is_same = now is not None and models.wording_of(now.text) == note.wording
        return note.hold == Hold.ORPHANED or not is_same

    def place(self, note: Annotation, fresh: Mapping[str, str]) -> None:
        anchor = note.turn.anchor
        own = self.turns.get(anchor)
        span = stay(own.text, note.selectors) if own else None
        if own and span:
            _stand(note, own, span, Hold.ANCHORED, "")
            return
        found, why = move(fresh, note.selectors)
        if found:
            evidence = f"{found.evidence}, in {found.anchor}; before in {anchor}"
            turn = self.turns[found.anchor]
            _stand(note, turn, found.span, Hold.MOVED, evidence)
            return
        note.turn = own or self.turns[self.nearest(anchor)]
        note.hold = Hold.ORPHANED
        if own is None:
            why = f"{anchor} is gone; {why}"
        note.hold_evidence = why

    def nearest(self, anchor: str) -> str:
        """The turn that an orphan of a turn that is gone is listed with."""
        stone = self.gone[anchor]
        return stone.successor or stone.after or self.first


def _stand(
    note: Annotation, turn: models.Turn, span: Span, hold: Hold, evidence: str
) -> None:
    note.turn = turn
    note.stand_on(span)
    note.hold, note.hold_evidence = hold, evidence


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
