"""Models → Transcript: an interview as it would leave the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from archive import transcript as waist
from archive.transcript import Span
from archive.transcript.gaps import gaps

if TYPE_CHECKING:
    from archive import models


def transcript_of(interview: models.Interview) -> waist.Transcript:
    """Return the Transcript of an interview's last edition.

    The number of queries does not grow with its turns.
    """
    edition = interview.editions.select_related("source").latest("number")
    participations = list(
        interview.participations.select_related("speaker").order_by("order", "pk")
    )
    turns = list(
        interview.turns.select_related("speaker", "question")
        .prefetch_related("segments", _accepted_topics())
        .order_by("sequence")
    )
    keys = _keys([*participations, *turns])
    told = tuple(_turn(turn, keys) for turn in turns)
    interludes = _interludes(interview)
    return waist.Transcript(
        slug=interview.slug,
        title=interview.title,
        language=interview.language,
        source=_source(edition.source),
        provenance=_provenance(edition),
        turns=told,
        skipped=_skipped(edition, told, interludes),
        interludes=interludes,
        speakers=tuple(_speaker(person, key) for person, key in keys.items()),
        participations=tuple(_participation(each, keys) for each in participations),
        topics=_topics(turns),
        claims=_claims(interview),
        standfirst=interview.standfirst,
        section=interview.section,
        outlet=interview.outlet.name if interview.outlet else "",
        republisher=interview.republisher.name if interview.republisher else "",
        rights=interview.rights,
        licence=interview.licence,
        dating=_dating(interview),
        state=waist.State(interview.state),
    )


def _accepted_topics() -> Prefetch[Any]:
    """What nobody accepted yet is no part of the record."""
    from archive.models.topics import Tagging

    told = Tagging.objects.accepted().select_related("topic__parent")
    return Prefetch("taggings", told)


def _keys(
    spoken_by: list[models.Participation | models.Turn],
) -> dict[models.Speaker, str]:
    """People in the order they appear, each with a key: p1, p2 …"""
    people = dict.fromkeys(each.speaker for each in spoken_by if each.speaker)
    return {person: f"p{number}" for number, person in enumerate(people, 1)}


def _source(source: models.Source) -> waist.Source:
    return waist.Source(
        name=source.name,
        content=bytes(source.content),
        text=source.text,
        media_type=source.media_type,
        encoding=source.encoding,
        origin=source.origin,
        obtained=source.obtained,
    )


def _provenance(edition: models.Edition) -> waist.Provenance:
    return waist.Provenance(
        edition.reader,
        edition.convention,
        edition.parser_version,
        edition.fit,
        edition.evidence,
    )


def _skipped(
    edition: models.Edition,
    turns: tuple[waist.Turn, ...],
    interludes: tuple[waist.Interlude, ...],
) -> tuple[waist.Skipped, ...]:
    """What is kept of it, and the gaps that show what they are."""
    kept = [
        waist.Skipped(
            waist.SkippedKind(each.kind), Span(each.start, each.end), each.note
        )
        for each in edition.skipped.order_by("start")
    ]
    places = [part.source for turn in turns for part in turn.segments]
    places += [each.source for each in interludes]
    places += [each.source for each in kept]
    between = gaps(places, edition.source.text)
    return tuple(sorted([*kept, *between], key=lambda each: each.source.start))


def _claims(interview: models.Interview) -> tuple[waist.Claim, ...]:
    return tuple(
        waist.Claim(each.field, each.value, waist.Basis(each.basis), each.evidence)
        for each in interview.claims.order_by("order")
    )


def _interludes(interview: models.Interview) -> tuple[waist.Interlude, ...]:
    placed = interview.interludes.select_related("after").order_by("order")
    return tuple(_interlude(each) for each in placed)


def _turn(turn: models.Turn, keys: dict[models.Speaker, str]) -> waist.Turn:
    return waist.Turn(
        anchor=turn.anchor,
        kind=waist.Kind(turn.kind),
        segments=tuple(_segment(segment, turn.text) for segment in turn.segments.all()),
        speaker=keys[turn.speaker] if turn.speaker else "",
        label=turn.label,
        question=turn.question.anchor if turn.question else "",
        language=turn.language,
        rule=turn.rule,
        confidence=turn.confidence,
        doubt=turn.doubt,
    )


def _segment(segment: models.Segment, text: str) -> waist.Segment:
    time = None
    if segment.time_start is not None and segment.time_end is not None:
        time = waist.TimeSpan(segment.time_start, segment.time_end)
    return waist.Segment(
        segment.anchor,
        text[segment.start : segment.end],
        Span(segment.source_start, segment.source_end),
        waist.SegmentKind(segment.kind),
        time,
        segment.printed,
    )


def _interlude(interlude: models.Interlude) -> waist.Interlude:
    return waist.Interlude(
        interlude.after.anchor if interlude.after else "",
        waist.InterludeKind(interlude.kind),
        interlude.text,
        Span(interlude.source_start, interlude.source_end),
    )


def _speaker(speaker: models.Speaker, key: str) -> waist.Speaker:
    aliases = tuple(alias.name for alias in speaker.aliases.order_by("pk"))
    return waist.Speaker(key, speaker.name, aliases)


def _participation(
    each: models.Participation, keys: dict[models.Speaker, str]
) -> waist.Participation:
    return waist.Participation(
        keys[each.speaker],
        waist.Role(each.role),
        waist.Basis(each.basis),
        each.evidence,
    )


def _topics(turns: list[models.Turn]) -> tuple[waist.Topic, ...]:
    """The topics of these turns and the broader ones above them, by slug."""
    anchors: dict[models.Topic, list[str]] = {}
    for turn in turns:
        for tagging in turn.taggings.all():
            for topic in tagging.topic.with_broader():
                anchors.setdefault(topic, [])
            anchors[tagging.topic].append(turn.anchor)
    ordered = sorted(anchors, key=lambda topic: topic.slug)
    return tuple(_topic(topic, tuple(anchors[topic])) for topic in ordered)


def _topic(topic: models.Topic, anchors: tuple[str, ...]) -> waist.Topic:
    labels = topic.labels.order_by("pk")
    return waist.Topic(
        slug=topic.slug,
        name=topic.name,
        parent=topic.parent.slug if topic.parent else "",
        scope_note=topic.scope_note,
        labels=tuple((label.language, label.name) for label in labels),
        questions=anchors,
    )


def _dating(interview: models.Interview) -> waist.Dating | None:
    if interview.date_start is None:
        return None
    return waist.Dating(
        interview.date_start.isoformat(),
        waist.Precision(interview.date_precision),
        waist.Basis(interview.date_basis),
        interview.date_evidence,
    )
