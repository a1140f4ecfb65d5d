"""The people of an interview: kept at first, told anew by another sidecar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from django.db.models import QuerySet

from archive import models
from archive.ingest.addresses import slug_of
from archive.ingest.casting.names import is_full
from archive.ingest.conventions.senses import UNNAMED, sense_of
from archive.ingest.storing import rows
from archive.transcript import Basis, Participation, Speaker, Transcript

Cast = dict[str, models.Speaker]


def keep(interview: models.Interview, told: Transcript) -> Cast:
    """Keep who takes part; return the people by their key in the Transcript."""
    cast = resolve(told, interview)
    parts: dict[tuple[int, int, str], tuple[int, Participation]] = {}
    for order, each in enumerate(told.participations):
        part = (interview.pk, cast[each.speaker].pk, each.role.value)
        # Two printed names of one person are one part.
        parts.setdefault(part, (order, each))
    rows.insert(
        models.Participation,
        ("interview_id", "speaker_id", "role", "order", "basis", "evidence"),
        (
            (*part, order, each.basis.value, each.evidence)
            for part, (order, each) in parts.items()
        ),
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
) -> Cast:
    """Change the parts people take where that is told otherwise; return the people."""
    roles = told_of(told)["roles"]
    for name, role in before["roles"]:
        if [name, role] not in roles:
            _parts_of(interview, name).filter(role=role).delete()
    cast = resolve(told, interview)
    for order, (each, role) in enumerate(zip(told.participations, roles, strict=True)):
        if role not in before["roles"]:
            _keep_part(interview, cast[each.speaker], each, order)
        else:
            _parts_of(interview, role[0]).filter(role=each.role).update(
                order=order, basis=each.basis, evidence=each.evidence
            )
    return cast


def _parts_of(interview: models.Interview, name: str) -> QuerySet[models.Participation]:
    return interview.participations.filter(
        speaker__in=models.Speaker.objects.named(name)
    )


def resolve(told: Transcript, interview: models.Interview) -> Cast:
    """The people of a Transcript by key: known ones by name, others newly kept.

    Of several with a name, the one who is in this interview is meant; if there is
    no such one, or more than one, it is somebody new. So is one of whom a label tells
    a surname, a first name or an office alone: that may be anybody's elsewhere.
    """
    known = _known([person.name for person in told.speakers])
    vague = {person.name.lower() for person in told.speakers if _is_vague(person, told)}
    here = set[int]()
    if any(len(found) > 1 or name in vague for name, found in known.items()):
        here = _people_in(interview)
    cast: Cast = {}
    strangers: dict[str, str] = {}
    for person in told.speakers:
        name = person.name.lower()
        named = known.get(name, [])
        at_hand = [speaker for speaker in named if speaker.pk in here]
        at_hand = at_hand or [
            speaker
            for speaker in named
            if name not in vague or speaker.name.lower() != name
        ]
        if len(at_hand) == 1:
            cast[person.key] = at_hand[0]
        else:
            strangers[person.key] = person.name
    cast |= zip(strangers, _new_speakers([*strangers.values()]), strict=True)
    _keep_aliases(told.speakers, cast)
    return {person.key: cast[person.key] for person in told.speakers}


def _is_vague(person: Speaker, told: Transcript) -> bool:
    """Whether only a label names them, and not in full: “Rick”, “The Court”."""
    full = is_full(person.name) and sense_of(person.name)[0] not in UNNAMED
    return not full and all(
        part.basis in {Basis.TEXT, Basis.INFERRED}
        for part in told.participations
        if part.speaker == person.key
    )


def _known(names: Sequence[str]) -> dict[str, list[models.Speaker]]:
    """The speakers of these names or aliases, by the name in lower case."""
    found: dict[str, dict[int, models.Speaker]] = defaultdict(dict)
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    # By hand: the index is on LOWER(name), and this is asked of every source.
    places = ", ".join(["LOWER(%s)"] * len(wanted))
    named: Iterable[Any] = models.Speaker.objects.raw(
        NAMED.format(places=places), wanted * 2
    )
    for speaker in named:
        found[speaker.called.lower()].setdefault(speaker.pk, speaker)
    return {name: list(by_key.values()) for name, by_key in found.items()}


NAMED = """
SELECT archive_speaker.*, name AS called FROM archive_speaker
WHERE LOWER(name) IN ({places})
UNION ALL
SELECT archive_speaker.*, archive_speakeralias.name AS called FROM archive_speakeralias
JOIN archive_speaker ON archive_speaker.id = speaker_id
WHERE LOWER(archive_speakeralias.name) IN ({places})
"""


def _people_in(interview: models.Interview) -> set[int]:
    parts = interview.participations.values_list("speaker", flat=True)
    speaking = interview.turns.exclude(speaker=None).values_list("speaker", flat=True)
    return {*parts, *speaking.distinct()}


def _new_speakers(names: Sequence[str]) -> list[models.Speaker]:
    """New speakers of these names; the same name is the same person."""
    slugs = _free_slugs(dict.fromkeys(names))
    made = models.Speaker.objects.bulk_create(
        models.Speaker(name=name, slug=slug, sort_name=_sorted_by(name))
        for name, slug in slugs.items()
    )
    by_name = {speaker.name: speaker for speaker in made}
    return [by_name[name] for name in names]


def _free_slugs(names: Iterable[str]) -> dict[str, str]:
    wanted = {name: slug_of(name) for name in names}
    taken = _taken(list(wanted.values()))
    slugs: dict[str, str] = {}
    for name, slug in wanted.items():
        slugs[name] = slug if slug not in taken else _numbered(slug, taken)
        taken.add(slugs[name])
    return slugs


def _taken(slugs: Sequence[str]) -> set[str]:
    if not slugs:
        return set()
    places = ", ".join(["%s"] * len(slugs))
    asked = TAKEN.format(places=places)
    return {slug for (slug,) in rows.select(asked, [*slugs, *slugs])}


# What somebody was found by stays theirs, when they gave the address up, too.
TAKEN = """
SELECT slug FROM archive_speaker WHERE slug IN ({places})
UNION SELECT slug FROM archive_speakeraddress WHERE slug IN ({places})
"""


def _numbered(slug: str, taken: set[str]) -> str:
    alike = models.Speaker.objects.filter(slug__startswith=f"{slug}-")
    given_up = models.SpeakerAddress.objects.filter(slug__startswith=f"{slug}-")
    others = taken | set(alike.values_list("slug", flat=True))
    others |= set(given_up.values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(each for each in numbered if each not in others)


def _sorted_by(name: str) -> str:
    *given, surname = name.split()
    return f"{surname}, {' '.join(given)}" if given else surname


def _keep_aliases(people: Sequence[Speaker], cast: Cast) -> None:
    told = [(cast[person.key], alias) for person in people for alias in person.aliases]
    if not told:
        return
    known = set(
        models.SpeakerAlias.objects.filter(
            speaker__in={speaker.pk for speaker, _ in told}
        ).values_list("speaker", "name")
    )
    models.SpeakerAlias.objects.bulk_create(
        models.SpeakerAlias(speaker_id=key, name=alias)
        for key, alias in dict.fromkeys(
            (speaker.pk, alias) for speaker, alias in told if alias != speaker.name
        )
        if (key, alias) not in known
    )


def _keep_part(
    interview: models.Interview,
    speaker: models.Speaker,
    told: Participation,
    order: int,
) -> None:
    if interview.participations.filter(speaker=speaker, role=told.role).exists():
        return
    part = models.Participation(
        interview=interview,
        speaker=speaker,
        order=order,
        role=told.role,
        basis=told.basis,
        evidence=told.evidence,
    )
    part.skip_history_when_saving = True  # type: ignore[attr-defined]
    part.save()
