"""A new interview's rows: written in bulk, told to the trail and the index once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archive import models, transcript
from archive.ingest.addresses import free_slug
from archive.ingest.digests import content_digest, turns_digest
from archive.transcript import Transcript

ACTOR = "ingest"


def keep(told: Transcript) -> models.Interview:
    """Keep a Transcript that the archive does not have yet."""
    interview = models.Interview(slug=told.slug, state=told.state)
    describe(interview, told)
    interview.skip_history_when_saving = True  # type: ignore[attr-defined]
    interview.save()
    people = {person.key: speaker_of(person) for person in told.speakers}
    keep_participations(interview, told.participations, people)
    turns = _keep_turns(interview, told, people)
    _keep_interludes(interview, told.interludes, turns)
    keep_topics(told.topics, turns)
    keep_claims(interview, told.claims)
    edition = _keep_edition(interview, told)
    tell(interview, "ingest", edition.digest)
    return interview


def tell(interview: models.Interview, act: str, content: str) -> None:
    """Leave the act on the trail and the interview for the index to look at."""
    models.Trail.objects.record(ACTOR, act, f"interview {interview.slug}", content)
    models.IndexTask.objects.create(scope=models.Scope.INTERVIEW, key=interview.pk)


def describe(interview: models.Interview, told: Transcript) -> None:
    interview.title = told.title
    interview.standfirst = told.standfirst
    interview.section = told.section
    interview.language = told.language
    interview.outlet = outlet_of(told.outlet)
    interview.republisher = outlet_of(told.republisher)
    interview.rights = told.rights
    interview.licence = told.licence
    date_it(interview, told.dating)


def date_it(interview: models.Interview, dating: transcript.Dating | None) -> None:
    """Set the date; an unknown one empties all its fields."""
    interview.date_start = date.fromisoformat(dating.start) if dating else None
    interview.date_precision = dating.precision if dating else ""
    interview.date_basis = dating.basis if dating else ""
    interview.date_evidence = dating.evidence if dating else ""


def outlet_of(name: str) -> models.Outlet | None:
    if not name:
        return None
    known = models.Outlet.objects.filter(name=name).first()
    slug = free_slug(name, models.Outlet.objects.all())
    return known or models.Outlet.objects.create(name=name, slug=slug)


def speaker_of(person: transcript.Speaker) -> models.Speaker:
    """The one known person of that name; a new one when none is, or several are."""
    known = list(models.Speaker.objects.named(person.name)[:2])
    speaker = known[0] if len(known) == 1 else _new_speaker(person.name)
    told = set(speaker.aliases.values_list("name", flat=True))
    models.SpeakerAlias.objects.bulk_create(
        models.SpeakerAlias(speaker=speaker, name=alias)
        for alias in person.aliases
        if alias not in told
    )
    return speaker


def _new_speaker(name: str) -> models.Speaker:
    *given, surname = name.split()
    speaker = models.Speaker(
        name=name,
        slug=free_slug(name, models.Speaker.objects.all()),
        sort_name=f"{surname}, {' '.join(given)}" if given else surname,
    )
    speaker.skip_history_when_saving = True  # type: ignore[attr-defined]
    speaker.save()
    return speaker


def _keep_turns(
    interview: models.Interview, told: Transcript, people: dict[str, models.Speaker]
) -> dict[str, models.Turn]:
    """Keep the turns with their segments; return them by anchor."""
    kept: dict[str, models.Turn] = {}
    asked = [turn for turn in told.turns if not turn.question]
    replies = [turn for turn in told.turns if turn.question]
    places = {turn.anchor: place for place, turn in enumerate(told.turns, 1)}
    for batch in (asked, replies):
        rows = [
            models.Turn(
                interview=interview,
                sequence=places[turn.anchor],
                anchor=turn.anchor,
                kind=turn.kind,
                speaker=people.get(turn.speaker),
                label=turn.label,
                text=turn.text,
                question=kept.get(turn.question),
                language=turn.language,
                rule=turn.rule,
                confidence=turn.confidence,
                doubt=turn.doubt,
            )
            for turn in batch
        ]
        created = models.Turn.objects.bulk_create(rows, batch_size=500)
        kept.update((row.anchor, row) for row in created)
    models.Segment.objects.bulk_create(_segments(told.turns, kept), batch_size=1000)
    return kept


def _segments(
    turns: Sequence[transcript.Turn], kept: dict[str, models.Turn]
) -> Iterator[models.Segment]:
    for turn in turns:
        for order, (segment, span) in enumerate(turn.spans(), 1):
            yield models.Segment(
                turn=kept[turn.anchor],
                order=order,
                anchor=segment.anchor,
                kind=segment.kind,
                start=span.start,
                end=span.end,
                source_start=segment.source.start,
                source_end=segment.source.end,
                time_start=segment.time.start if segment.time else None,
                time_end=segment.time.end if segment.time else None,
            )


def _keep_interludes(
    interview: models.Interview,
    interludes: Sequence[transcript.Interlude],
    turns: dict[str, models.Turn],
) -> None:
    models.Interlude.objects.bulk_create(
        models.Interlude(
            interview=interview,
            after=turns.get(each.after),
            order=order,
            kind=each.kind,
            text=each.text,
            source_start=each.source.start,
            source_end=each.source.end,
        )
        for order, each in enumerate(interludes, 1)
    )


def keep_topics(
    topics: Sequence[transcript.Topic], turns: dict[str, models.Turn]
) -> None:
    kept = {topic.slug: _topic(topic) for topic in topics}
    for topic in topics:
        if topic.parent and kept[topic.slug].parent is None:
            kept[topic.slug].parent = kept[topic.parent]
            kept[topic.slug].save()
    models.Tagging.objects.bulk_create(
        (
            models.Tagging(
                turn=turns[anchor],
                topic=kept[topic.slug],
                basis=models.TaggingBasis.SIDECAR,
            )
            for topic in topics
            for anchor in topic.questions
        ),
        ignore_conflicts=True,
    )


def _topic(topic: transcript.Topic) -> models.Topic:
    """The topic of that slug as it is; a new one when there is none."""
    known = models.Topic.objects.filter(slug=topic.slug).first()
    if known is not None:
        return known
    kept = models.Topic(slug=topic.slug, name=topic.name, scope_note=topic.scope_note)
    kept.save()
    models.TopicLabel.objects.bulk_create(
        models.TopicLabel(topic=kept, language=language, name=name)
        for language, name in topic.labels
    )
    return kept


def keep_claims(
    interview: models.Interview, claims: Sequence[transcript.Claim]
) -> None:
    models.Claim.objects.bulk_create(
        models.Claim(
            interview=interview,
            order=order,
            field=claim.field,
            value=claim.value,
            basis=claim.basis,
            evidence=claim.evidence,
        )
        for order, claim in enumerate(claims, 1)
    )


def keep_participations(
    interview: models.Interview,
    told: Sequence[transcript.Participation],
    people: dict[str, models.Speaker],
) -> None:
    models.Participation.objects.bulk_create(
        models.Participation(
            interview=interview,
            speaker=people[each.speaker],
            role=each.role,
            basis=each.basis,
            evidence=each.evidence,
        )
        for each in told
    )


def _keep_edition(interview: models.Interview, told: Transcript) -> models.Edition:
    source = models.Source.objects.create(
        name=told.source.name,
        content=told.source.content,
        sha256=told.source.sha256,
        text=told.source.text,
        text_sha256=told.source.text_sha256,
        media_type=told.source.media_type,
        encoding=told.source.encoding,
        origin=told.source.origin,
        obtained=told.source.obtained,
    )
    edition = models.Edition.objects.create(
        interview=interview,
        number=1,
        source=source,
        reader=told.provenance.reader,
        convention=told.provenance.convention,
        parser_version=told.provenance.parser_version,
        fit=told.provenance.fit,
        evidence=told.provenance.evidence,
        digest=content_digest(told),
        turns_digest=turns_digest(told),
    )
    models.Skipped.objects.bulk_create(
        (
            models.Skipped(
                edition=edition,
                kind=each.kind,
                start=each.source.start,
                end=each.source.end,
                note=each.note,
            )
            for each in told.skipped
        ),
        batch_size=1000,
    )
    return edition
