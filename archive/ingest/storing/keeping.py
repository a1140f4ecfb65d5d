"""A new interview's rows: written in bulk, told to the trail and the index once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from archive import models, transcript
from archive.ingest.addresses import free_slug
from archive.ingest.storing import people, rows, speaking, topics
from archive.ingest.storing.digests import content_digest, turns_digest
from archive.transcript import Transcript
from archive.transcript.gaps import to_keep
from archive.transcript.sums import sums_of

ACTOR = "ingest"
HEADLINE = ("title", "standfirst")
Headers = Mapping[str, str]


def keep(
    told: Transcript, known_by: str = "", received: Headers | None = None
) -> models.Interview:
    """Keep a Transcript that the archive does not have yet."""
    interview = models.Interview(slug=told.slug, state=told.state)
    describe(interview, told)
    # Neither history nor the index wants to hear of it yet: `record` tells them.
    models.Interview.objects.bulk_create([interview])
    cast = people.keep(interview, told)
    turns = speaking.insert(interview, told, cast)
    topics.keep(told.topics, turns, told.language)
    keep_claims(interview, told.claims)
    edition = models.Edition(interview=interview, number=1, input_digest=known_by)
    edition.source = keep_source(told.source, received)
    describe_edition(edition, told, told)
    edition.save()
    kept = to_keep(told)
    _keep_skipped(edition, kept)
    sums = sums_of(told, kept)
    said = {
        **models.headers_of(interview, edition.source, edition),
        **models.turns_of(_turns(told, cast), _parts(told, cast)),
    }
    checksums = models.Checksums.objects.create(edition=edition, said=said, **sums)
    record(interview, "ingest", checksums.seal)
    return interview


def _turns(told: Transcript, cast: people.Cast) -> Iterator[tuple[Any, ...]]:
    """Who says each turn and what it was taken for, as the database has it."""
    for turn in told.turns:
        person = cast.get(turn.speaker)
        who = (person.pk, person.name) if person else (None, None)
        yield (
            turn.anchor,
            *who,
            turn.kind.value,
            turn.label,
            turn.question or None,
            turn.language,
            turn.rule,
            float(turn.confidence),
        )


def _parts(told: Transcript, cast: people.Cast) -> set[tuple[int, str, str]]:
    """Who takes part, and as what: two printed names of one person are one part."""
    taking = ((cast[each.speaker], each.role) for each in told.participations)
    return {(person.pk, person.name, role.value) for person, role in taking}


def record(
    interview: models.Interview, act: str, content: str, actor: str = ACTOR
) -> None:
    """Leave the act on the trail and the interview for the index to look at.

    What readers may not see is not in the index: taking it out left a task already.
    """
    models.Trail.objects.record(actor, act, f"interview {interview.slug}", content)
    if interview.state == models.State.PUBLISHED:
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


def keep_claims(
    interview: models.Interview, claims: Sequence[transcript.Claim]
) -> None:
    rows.insert(
        models.Claim,
        ("interview_id", "order", "field", "value", "basis", "evidence"),
        (
            (
                interview.pk,
                order,
                claim.field,
                claim.value,
                claim.basis.value,
                claim.evidence,
            )
            for order, claim in enumerate(claims, 1)
        ),
    )


def keep_source(
    source: transcript.Source, received: Headers | None = None
) -> models.Source:
    """Keep the bytes, and the headers an address answered with them."""
    return models.Source.objects.create(
        name=source.name,
        content=source.content,
        sha256=source.sha256,
        text=source.text,
        text_sha256=source.text_sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        origin=source.origin,
        obtained=source.obtained,
        received=dict(received or {}),
    )


def keep_skipped(edition: models.Edition, told: Transcript) -> None:
    """Keep what is skipped by name; what gaps show by themselves is found again."""
    _keep_skipped(edition, to_keep(told))


def _keep_skipped(edition: models.Edition, kept: Iterable[transcript.Skipped]) -> None:
    rows.insert(
        models.Skipped,
        ("edition_id", "kind", "start", "end", "note"),
        (
            (edition.pk, each.kind.value, each.source.start, each.source.end, each.note)
            for each in kept
        ),
    )


def keep_checksums(edition: models.Edition, named: Transcript) -> models.Checksums:
    """Write down what each part comes to, under the archive's own anchors."""
    kept, _ = models.Checksums.objects.update_or_create(
        edition=edition,
        defaults={**sums_of(named), "said": models.said_of(edition)},
    )
    return kept


def describe_edition(
    edition: models.Edition, told: Transcript, named: Transcript
) -> None:
    """Set all but its source and number; does not save.

    `named` is what is told under the archive's own anchors.
    """
    edition.reader = told.provenance.reader
    edition.convention = told.provenance.convention
    edition.parser_version = told.provenance.parser_version
    edition.fit = told.provenance.fit
    edition.evidence = told.provenance.evidence
    edition.turns_digest = turns_digest(told)
    edition.digest = content_digest(told, edition.turns_digest)
    edition.told = {
        "people": people.told_of(named),
        "topics": topics.told_of(named.topics),
        "turns": {
            turn.anchor: [turn.kind, turn.question, turn.language, turn.doubt]
            for turn in named.turns
        },
        "words": headline_of(told),
    }


def headline_of(told: Transcript) -> dict[str, str]:
    """The title and standfirst of the text itself, whatever is stated beside it."""
    stated = {
        claim.field: claim.value
        for claim in told.claims
        if claim.basis is transcript.Basis.TEXT
    }
    return {name: stated.get(name) or getattr(told, name) for name in HEADLINE}
