"""The rows of turns, their segments and what stands between: written and rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from operator import not_

from django.db.models import F

from archive import models
from archive.ingest.storing import rows
from archive.ingest.storing.fingerprints import fingerprint
from archive.ingest.storing.rows import Row
from archive.transcript import Transcript, Turn

Keys = dict[str, int]
Cast = Mapping[str, models.Speaker]

TURN = (
    "sequence",
    "anchor",
    "kind",
    "speaker_id",
    "label",
    "text",
    "question_id",
    "language",
    "rule",
    "confidence",
    "doubt",
)
SEGMENT = (
    "turn_id",
    "order",
    "anchor",
    "kind",
    "start",
    "end",
    "source_start",
    "source_end",
    "time_start",
    "time_end",
    "fingerprint",
    "printed",
)
INTERLUDE = (
    "interview_id",
    "after_id",
    "order",
    "kind",
    "text",
    "source_start",
    "source_end",
)
FAR = 1_000_000


def insert(interview: models.Interview, told: Transcript, cast: Cast) -> Keys:
    """Keep all that is said; return the keys of the turns by anchor."""
    reserved = rows.reserve(models.Turn, len(told.turns))
    anchors = (turn.anchor for turn in told.turns)
    keys = dict(zip(anchors, reserved, strict=True))
    _insert_turns(interview, _turns(told.turns, keys, cast), reserved)
    _insert_parts(interview, told, keys)
    return keys


def rewrite(
    interview: models.Interview, told: Transcript, cast: Cast, known: Keys
) -> Keys:
    """Bring the rows to what is told. Turns that are `known` by anchor stay rows.

    Those told no more are left for the caller to delete, out of the sequence.
    """
    fresh = [turn.anchor for turn in told.turns if turn.anchor not in known]
    reserved = rows.reserve(models.Turn, len(fresh))
    keys = {**known, **dict(zip(fresh, reserved, strict=True))}
    models.Segment.objects.filter(turn__interview=interview).delete()
    interview.interludes.all().delete()
    interview.turns.update(sequence=F("sequence") + FAR, question=None)
    told_rows = list(_turns(told.turns, keys, cast))
    is_known = [turn.anchor in known for turn in told.turns]
    _insert_turns(interview, compress(told_rows, map(not_, is_known)), reserved)
    changed = (
        (*row, keys[turn.anchor])
        for row, turn in compress(zip(told_rows, told.turns, strict=True), is_known)
    )
    rows.update(models.Turn, TURN, changed)
    _insert_parts(interview, told, keys)
    return keys


def _turns(turns: Sequence[Turn], keys: Keys, cast: Cast) -> Iterator[Row]:
    people = {key: person.pk for key, person in cast.items()}
    for place, turn in enumerate(turns, 1):
        yield (
            place,
            turn.anchor,
            turn.kind.value,
            people.get(turn.speaker),
            turn.label,
            turn.text,
            keys.get(turn.question),
            turn.language,
            turn.rule,
            turn.confidence,
            turn.doubt,
        )


def _insert_turns(
    interview: models.Interview, told: Iterable[Row], reserved: Sequence[int]
) -> None:
    columns = ("id", "interview_id", *TURN)
    placed = zip(reserved, told, strict=True)
    rows.insert(
        models.Turn, columns, ((key, interview.pk, *row) for key, row in placed)
    )


def _insert_parts(interview: models.Interview, told: Transcript, keys: Keys) -> None:
    rows.insert(models.Segment, SEGMENT, _segments(told.turns, keys))
    between = (
        (
            interview.pk,
            keys.get(each.after),
            order,
            each.kind.value,
            each.text,
            each.source.start,
            each.source.end,
        )
        for order, each in enumerate(told.interludes, 1)
    )
    rows.insert(models.Interlude, INTERLUDE, between)


def _segments(turns: Sequence[Turn], keys: Keys) -> Iterator[Row]:
    for turn in turns:
        key = keys[turn.anchor]
        for order, (part, span) in enumerate(turn.spans(), 1):
            yield (
                key,
                order,
                part.anchor,
                part.kind.value,
                span.start,
                span.end,
                part.source.start,
                part.source.end,
                part.time.start if part.time else None,
                part.time.end if part.time else None,
                fingerprint(part.text),
                part.printed,
            )
