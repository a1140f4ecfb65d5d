"""Who said it, what it is called and where it comes from: written down, and sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.models.interviews import Interview
from archive.models.sources import Checksums, Edition, Source
from archive.models.speakers import Speaker
from archive.models.trail import Trail
from archive.models.turns import Turn

Voice = tuple[str, int | None, str | None]
Said = dict[str, dict[str, Any]]


def said_of(edition: Edition) -> Said:
    """Return what to write down of the interview as the database has it now."""
    turns = Turn.objects.filter(interview=edition.interview_id)
    voices = turns.values_list("anchor", "speaker_id", "speaker__name")
    return {
        "interview": facts_of(Interview.objects.get(pk=edition.interview_id)),
        "source": origin_of(_bare_source(edition.source_id)),
        **voices_of(voices),
    }


def facts_of(interview: Interview) -> dict[str, Any]:
    """What it is called and when it was given, outlets by their keys."""
    start = interview.date_start
    return {
        "title": interview.title,
        "standfirst": interview.standfirst,
        "language": interview.language,
        "outlet": interview.outlet_id,
        "republisher": interview.republisher_id,
        "date": start.isoformat() if start else "",
        "precision": str(interview.date_precision),
        "basis": str(interview.date_basis),
    }


def origin_of(source: Source) -> dict[str, str]:
    """Where and when its bytes were obtained."""
    return {
        "name": source.name,
        "origin": source.origin,
        "obtained": source.obtained,
    }


def _bare_source(key: int) -> Source:
    return Source.objects.defer("content", "text").get(pk=key)


def voices_of(rows: Iterable[Voice]) -> Said:
    """Who says each turn, by key, and the name of each of them."""
    voices: dict[str, int | None] = {}
    names: dict[str, str | None] = {}
    for anchor, speaker, name in rows:
        voices[anchor] = speaker
        if speaker is not None:
            names[str(speaker)] = name
    return {"voices": voices, "names": names}


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
    if isinstance(thing, Turn):
        return [thing.interview_id]
    if isinstance(thing, Speaker) and thing.pk:
        turns = Turn.objects.filter(speaker=thing.pk).order_by("interview")
        return list(turns.values_list("interview", flat=True).distinct())
    return []
