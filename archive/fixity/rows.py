"""The rows of some interviews at a time, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length

from archive.models import (
    MARKS,
    PART,
    Annotation,
    Change,
    Edition,
    Interlude,
    Interview,
    Participation,
    Segment,
    Skipped,
    Source,
    Tombstone,
    Turn,
)

MOST = 100
LETTERS = 4_000_000
"""Of source text that is in memory at a time, unless one source has more."""


class Part(NamedTuple):
    """A row of a segment."""

    turn: int
    order: int
    anchor: str
    start: int
    end: int
    source_start: int
    source_end: int
    time_start: int | None
    time_end: int | None
    printed: str = ""


class Spoken(NamedTuple):
    """A row of a turn."""

    pk: int
    interview: int
    sequence: int
    anchor: str
    text: str
    question: int | None
    speaker: int | None
    name: str | None
    marks: tuple[object, ...] = ()


class Between(NamedTuple):
    """A row of an interlude; `after` is the anchor of a turn."""

    interview: int
    after: str | None
    kind: str
    text: str
    start: int
    end: int


@dataclass
class Kept:
    """All rows of one interview that are checked together."""

    key: int
    slug: str
    interview: Interview
    editions: list[Edition] = field(default_factory=list)
    turns: list[Spoken] = field(default_factory=list)
    parts: dict[int, list[Part]] = field(default_factory=dict)
    asides: list[Between] = field(default_factory=list)
    skipped: list[tuple[int, int, str, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    stones: list[Tombstone] = field(default_factory=list)
    notes: list[Annotation] = field(default_factory=list)
    people: list[tuple[int, str, str]] = field(default_factory=list)
    media_type: str = ""
    source: str = ""

    @property
    def newest(self) -> Edition:
        return self.editions[-1]


def batches() -> Iterator[list[Kept]]:
    """Yield all interviews, as many at a time as memory should hold."""
    newest = Edition.objects.filter(interview=OuterRef("pk")).order_by("-number")
    length = newest.values(letters=Length("source__text"))[:1]
    told: Any = Interview.objects.select_related("outlet", "republisher")
    told = told.annotate(letters=Subquery(length))
    batch: list[Kept] = []
    letters = 0
    for interview in told.order_by("pk").iterator():
        more = interview.letters
        if batch and (len(batch) == MOST or letters + (more or 0) > LETTERS):
            yield _filled(batch)
            batch, letters = [], 0
        batch.append(Kept(interview.pk, interview.slug, interview))
        letters += more or 0
    if batch:
        yield _filled(batch)


def _filled(batch: list[Kept]) -> list[Kept]:
    kept = {each.key: each for each in batch}
    _add_editions(kept)
    _add_turns(kept)
    _add_people(kept)
    _add_asides(kept)
    _add_history(kept)
    return batch


def _add_editions(kept: dict[int, Kept]) -> None:
    editions = Edition.objects.filter(interview__in=kept)
    editions = editions.select_related("checksums", "source")
    editions = editions.defer("told", "source__content", "source__text")
    for edition in editions.order_by("number"):
        kept[edition.interview_id].editions.append(edition)
    newest = {each.newest.source_id: each for each in kept.values() if each.editions}
    sources = Source.objects.filter(pk__in=newest)
    for source, media_type, text in sources.values_list("pk", "media_type", "text"):
        newest[source].media_type, newest[source].source = media_type, text
    of = {each.newest.pk: each for each in kept.values() if each.editions}
    skipped = Skipped.objects.filter(edition__in=of).order_by("start")
    columns = ("edition_id", "start", "end", "kind", "note")
    for key, start, end, kind, note in skipped.values_list(*columns):
        of[key].skipped.append((start, end, kind, note))


def _add_turns(kept: dict[int, Kept]) -> None:
    turns = Turn.objects.filter(interview__in=kept).order_by("interview", "sequence")
    columns = ("pk", "interview", "sequence", "anchor", "text", "question")
    who = ("speaker", "speaker__name")
    own = len(columns) + len(who)
    parts = _parts(kept)
    for row in turns.values_list(*columns, *who, *MARKS):
        turn = Spoken._make((*row[:own], row[own:]))
        whole = kept[turn.interview]
        whole.turns.append(turn)
        whole.parts[turn.pk] = sorted(parts[turn.pk], key=lambda part: part.order)


def _parts(kept: Iterable[int]) -> defaultdict[int, list[Part]]:
    segments = Segment.objects.filter(turn__interview__in=list(kept)).order_by()
    parts: defaultdict[int, list[Part]] = defaultdict(list)
    for row in segments.values_list(*Part._fields):
        parts[row[0]].append(Part._make(row))
    return parts


def _add_people(kept: dict[int, Kept]) -> None:
    parts = Participation.objects.filter(interview__in=kept).order_by()
    for interview, *part in parts.values_list("interview", *PART):
        kept[interview].people.append((part[0], part[1], part[2]))


def _add_asides(kept: dict[int, Kept]) -> None:
    columns = ("interview", "after__anchor", "kind", "text", "source_start")
    asides = Interlude.objects.filter(interview__in=kept).order_by("order")
    for row in asides.values_list(*columns, "source_end"):
        kept[row[0]].asides.append(Between._make(row))


def _add_history(kept: dict[int, Kept]) -> None:
    changes = Change.objects.filter(edition__interview__in=kept)
    for change in changes.select_related("edition").defer("edition__told"):
        kept[change.edition.interview_id].changes.append(change)
    for stone in Tombstone.objects.filter(interview__in=kept):
        kept[stone.interview_id].stones.append(stone)
    notes = Annotation.objects.filter(turn__interview__in=kept).order_by("pk")
    owners: dict[int, Any] = {
        turn.pk: each for each in kept.values() for turn in each.turns
    }
    for note in notes:
        owners[note.turn_id].notes.append(note)
