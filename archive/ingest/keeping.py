"""A new interview's rows: written in bulk, told to the trail and the index once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from archive import models, transcript
from archive.ingest import people, topics
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
    cast = people.keep(interview, told)
    turns = _keep_turns(interview, told, cast)
    _keep_interludes(interview, told.interludes, turns)
    topics.keep(told.topics, turns)
    keep_claims(interview, told.claims)
    edition = _keep_edition(interview, told)
    record(interview, "ingest", edition.digest)
    return interview


def record(interview: models.Interview, act: str, content: str) -> None:
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


def _keep_turns(
    interview: models.Interview, told: Transcript, cast: dict[str, models.Speaker]
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
                speaker=cast.get(turn.speaker),
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
    edition = models.Edition(
        interview=interview, number=1, source=source, turns_digest=turns_digest(told)
    )
    describe_edition(edition, told)
    edition.save()
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


def describe_edition(edition: models.Edition, told: Transcript) -> None:
    """Set all but its source and turns; does not save."""
    edition.reader = told.provenance.reader
    edition.convention = told.provenance.convention
    edition.parser_version = told.provenance.parser_version
    edition.fit = told.provenance.fit
    edition.evidence = told.provenance.evidence
    edition.digest = content_digest(told)
    edition.told = {
        "people": people.told_of(told),
        "topics": topics.told_of(told.topics),
    }
