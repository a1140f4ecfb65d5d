"""Who said it, what it is called and where it comes from: written down, and sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from archive.models.interviews import Interview, Outlet
from archive.models.sources import Checksums, Edition, Source
from archive.models.speakers import Participation, Speaker
from archive.models.trail import Trail
from archive.models.turns import Turn

Voice = tuple[str, int | None, str | None]
Part = tuple[int, str, str]
Row = tuple[Any, ...]
Said = dict[str, dict[str, Any]]

MARKS = ("kind", "label", "question__anchor", "language", "rule", "confidence")
"""What a turn was taken for, and why: columns."""

PART = ("speaker_id", "speaker__name", "role")


def said_of(edition: Edition) -> Said:
    """Return what to write down of the interview as the database has it now."""
    kept = Interview.objects.select_related("outlet", "republisher")
    interview = kept.get(pk=edition.interview_id)
    columns = ("anchor", "speaker_id", "speaker__name", *MARKS)
    rows = Turn.objects.filter(interview=interview).values_list(*columns)
    parts = Participation.objects.filter(interview=interview)
    return {
        **headers_of(interview, _bare_source(edition.source_id), edition),
        **turns_of(rows.order_by("sequence"), parts.values_list(*PART)),
    }


def headers_of(interview: Interview, source: Source, edition: Edition) -> Said:
    """What to write down of all but the turns, from what is at hand."""
    return {
        "interview": facts_of(interview),
        "outlets": outlets_of(interview),
        "source": origin_of(source),
        "reading": reading_of(edition),
    }


def turns_of(rows: Iterable[Row], parts: Iterable[Part]) -> Said:
    """What to write down of the turns, in sequence, and of who takes part.

    A row is an anchor, its speaker's key and name, and the turn's marks.
    """
    told = list(rows)
    return {
        "turns": {anchor: list(marks) for anchor, _who, _name, *marks in told},
        **voices_of((turn[:3] for turn in told), parts),
    }


def facts_of(interview: Interview) -> dict[str, Any]:
    """What it is called, when it was given and whose it is; outlets by their keys."""
    start = interview.date_start
    return {
        "title": interview.title,
        "standfirst": interview.standfirst,
        "section": interview.section,
        "language": interview.language,
        "outlet": interview.outlet_id,
        "republisher": interview.republisher_id,
        "date": start.isoformat() if start else "",
        "precision": str(interview.date_precision),
        "basis": str(interview.date_basis),
        "evidence": interview.date_evidence,
        "rights": interview.rights,
        "licence": interview.licence,
    }


def outlets_of(interview: Interview) -> dict[str, str]:
    """The name of each outlet that printed it, by key."""
    printed = (interview.outlet, interview.republisher)
    return {str(outlet.pk): outlet.name for outlet in printed if outlet}


def origin_of(source: Source) -> dict[str, Any]:
    """Where and when its bytes were obtained, what came with them, what they are."""
    return {
        "name": source.name,
        "origin": source.origin,
        "obtained": source.obtained,
        "received": source.received,
        "media_type": source.media_type,
        "encoding": source.encoding,
    }


def reading_of(edition: Edition) -> dict[str, str]:
    """What read its source, and by which rules."""
    return {
        "reader": edition.reader,
        "convention": edition.convention,
        "parser": edition.parser_version,
    }


def _bare_source(key: int) -> Source:
    return Source.objects.defer("content", "text").get(pk=key)


def voices_of(rows: Iterable[Voice], parts: Iterable[Part]) -> Said:
    """Who says each turn and in what roles they are, by key; the name of each."""
    voices: dict[str, int | None] = {}
    names: dict[str, str | None] = {}
    roles: dict[str, list[str]] = {}
    for anchor, speaker, name in rows:
        voices[anchor] = speaker
        if speaker is not None:
            names[str(speaker)] = name
    for key, name, role in sorted(parts):
        names[str(key)] = name
        roles.setdefault(str(key), []).append(role)
    return {"voices": voices, "names": names, "roles": roles}


def seal_again(interviews: Iterable[int], actor: str) -> None:
    """Let the seals follow what an editor changed; nothing changed leaves no act."""
    for interview in interviews:
        kept = Checksums.objects.filter(edition__interview=interview)
        kept = kept.select_related("edition__interview").defer("edition__told")
        newest = kept.order_by("-edition__number").first()
        if newest and newest.said != (now := said_of(newest.edition)):
            newest.said = now
            newest.save(update_fields=["said"])
            subject = f"interview {newest.edition.interview.slug}"
            Trail.objects.record(actor, "seal", subject, newest.seal)


def touched_by(thing: Any) -> list[int]:
    """The interviews that say otherwise who, what or when once a thing was changed."""
    if isinstance(thing, Interview):
        return [thing.pk] if thing.pk else []
    if isinstance(thing, Turn | Participation):
        return [thing.interview_id]
    if isinstance(thing, Speaker) and thing.pk:
        spoken, held = Q(turns__speaker=thing.pk), Q(participations__speaker=thing.pk)
        return _keys(spoken | held)
    if isinstance(thing, Outlet) and thing.pk:
        return _keys(Q(outlet=thing.pk) | Q(republisher=thing.pk))
    return []


def _keys(touched: Q) -> list[int]:
    found = Interview.objects.filter(touched).order_by("pk")
    return list(found.values_list("pk", flat=True).distinct())
