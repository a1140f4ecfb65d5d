"""Digests that tell whether an ingest brings anything new. Pure.

Anchors are left out: they are names that the archive gives, not what a source says.
"""

import hashlib
import json
from dataclasses import replace
from typing import Any

from archive.transcript import Provenance, Transcript


def content_digest(told: Transcript, turns: str) -> str:
    """The digest of all but the state; `turns` is that of the turns."""
    names = {person.key: person.name for person in told.speakers}
    said_by = [names.get(turn.speaker, "") for turn in told.turns]
    form = [
        turns,
        *(getattr(told, name) for name in WORDS),
        [told.source.name, told.source.origin, told.source.obtained],
        repr((_steps(told.provenance), told.dating, told.claims, told.topics)),
        [[names[each.speaker], repr(each)] for each in told.participations],
        [[person.name, person.aliases] for person in told.speakers],
        said_by,
    ]
    return _digest(form)


def _steps(told: Provenance) -> Provenance:
    """The provenance whatever parser it was: the same reading is nothing new."""
    return replace(told, parser_version="")


WORDS = (
    "slug",
    "title",
    "language",
    "standfirst",
    "section",
    "outlet",
    "republisher",
    "rights",
    "licence",
)


def turns_digest(told: Transcript) -> str:
    """The digest of the bytes, and of every turn but its speaker."""
    places = {turn.anchor: place for place, turn in enumerate(told.turns)}
    turns = [
        (
            turn.kind,
            turn.label,
            places.get(turn.question),
            turn.language,
            turn.rule,
            turn.confidence,
            turn.doubt,
            [
                (
                    part.text,
                    part.source.start,
                    part.source.end,
                    part.kind,
                    (part.time.start, part.time.end) if part.time else None,
                    *([part.printed] if part.printed else []),
                )
                for part in turn.segments
            ],
        )
        for turn in told.turns
    ]
    between = [
        (each.kind, places.get(each.after), each.text, each.source.start)
        for each in told.interludes
    ]
    skipped = [
        (each.kind, each.source.start, each.source.end, each.note)
        for each in told.skipped
    ]
    return _digest([told.source.sha256, turns, between, skipped])


def input_digest(sha256: str, name: str, sidecar: str, parser: str) -> str:
    """What tells, before it is read, that a source was read already."""
    return _digest([sha256, name, sidecar, parser])


def _digest(form: list[Any]) -> str:
    told = json.dumps(form, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
