"""The people of an interview: kept at first, told anew by another sidecar."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from archive import models
from archive.ingest.addresses import free_slug
from archive.transcript import Participation, Speaker, Transcript

Cast = dict[str, models.Speaker]


def keep(interview: models.Interview, told: Transcript) -> Cast:
    """Keep who takes part; return the people by their key in the Transcript."""
    cast = {person.key: _speaker(person, interview) for person in told.speakers}
    models.Participation.objects.bulk_create(
        _participation(interview, cast[each.speaker], each, order)
        for order, each in enumerate(told.participations)
    )
    return cast


def told_of(told: Transcript) -> dict[str, Any]:
    """What a Transcript says of people, by name, to compare the next one with."""
    names = {person.key: person.name for person in told.speakers}
    return {
        "roles": [[names[each.speaker], each.role] for each in told.participations],
        "said_by": {turn.anchor: names.get(turn.speaker, "") for turn in told.turns},
    }


def restate(
    interview: models.Interview, before: dict[str, Any], told: Transcript
) -> None:
    """Change what is told otherwise than before, and nothing else."""
    roles = told_of(told)["roles"]
    for name, role in before["roles"]:
        if [name, role] not in roles:
            _parts_of(interview, name).filter(role=role).delete()
    cast = {person.key: _speaker(person, interview) for person in told.speakers}
    for order, (each, role) in enumerate(zip(told.participations, roles, strict=True)):
        if role not in before["roles"]:
            _participation(interview, cast[each.speaker], each, order).save()
        else:
            _parts_of(interview, role[0]).filter(role=each.role).update(
                order=order, basis=each.basis, evidence=each.evidence
            )
    _restate_turns(interview, before["said_by"], told, cast)


def _restate_turns(
    interview: models.Interview, before: dict[str, str], told: Transcript, cast: Cast
) -> None:
    """A turn an editor gave to somebody else stays theirs."""
    turns = {turn.anchor: turn for turn in interview.turns.select_related("speaker")}
    changed = []
    for turn in told.turns:
        kept, named = turns[turn.anchor], before[turn.anchor]
        speaker = cast.get(turn.speaker)
        if kept.speaker != speaker and _is_named(kept.speaker, named):
            kept.speaker = speaker
            changed.append(kept)
    models.Turn.objects.bulk_update(changed, ["speaker"], batch_size=500)


def _is_named(speaker: models.Speaker | None, name: str) -> bool:
    if speaker is None or not name:
        return speaker is None and not name
    return models.Speaker.objects.named(name).filter(pk=speaker.pk).exists()


def _parts_of(interview: models.Interview, name: str) -> QuerySet[models.Participation]:
    return interview.participations.filter(
        speaker__in=models.Speaker.objects.named(name)
    )


def _speaker(person: Speaker, interview: models.Interview) -> models.Speaker:
    """The one known person of that name, here before elsewhere; else a new one."""
    named = models.Speaker.objects.named(person.name)
    here = Q(pk__in=interview.participations.values("speaker"))
    here |= Q(pk__in=interview.turns.values("speaker"))
    known = list(named.filter(here)[:2]) or list(named[:2])
    speaker = known[0] if len(known) == 1 else _new_speaker(person.name)
    told = {speaker.name, *speaker.aliases.values_list("name", flat=True)}
    models.SpeakerAlias.objects.bulk_create(
        models.SpeakerAlias(speaker=speaker, name=alias)
        for alias in dict.fromkeys(person.aliases)
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


def _participation(
    interview: models.Interview,
    speaker: models.Speaker,
    told: Participation,
    order: int,
) -> models.Participation:
    part = models.Participation(
        interview=interview,
        speaker=speaker,
        order=order,
        role=told.role,
        basis=told.basis,
        evidence=told.evidence,
    )
    part.skip_history_when_saving = True  # type: ignore[attr-defined]
    return part
