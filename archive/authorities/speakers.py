"""People who turn out to be one, and words that turn out to be another's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from archive.authorities.rearranging import Steps, Told, rearranging
from archive.authorities.remembering import Signed
from archive.errors import CannotMerge
from archive.models import (
    Interview,
    Participation,
    RearrangementAct,
    Speaker,
    SpeakerAddress,
    SpeakerAlias,
    Turn,
)


@dataclass(frozen=True, slots=True)
class Union:
    """What making two people one would do."""

    turns: int
    interviews: list[Interview]
    shared: list[Interview]
    """Interviews that both take part in: two in one room are seldom one person."""
    aliases: list[str]
    against: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Identifiers of one file that differ: then they are two people."""


def foresee(gone: Speaker, kept: Speaker) -> Union:
    theirs, ours = _interviews(gone), _interviews(kept)
    shared = set(theirs.values_list("pk", flat=True))
    shared &= set(ours.values_list("pk", flat=True))
    return Union(
        turns=gone.turns.count(),
        interviews=list(theirs.order_by("title")),
        shared=list(theirs.filter(pk__in=shared).order_by("title")),
        aliases=_new_names(gone, kept),
        against=_against(gone, kept),
    )


def merge(gone: Speaker, kept: Speaker, signed: Signed) -> None:
    """Make two people one: turns, parts, names, offices and the address go to `kept`.

    The label printed before each turn stays. Raises CannotMerge where identifiers
    say that they are two.
    """
    if gone == kept:
        raise CannotMerge(_("Choose another person: this one is the same."))
    if against := _against(gone, kept):
        told = "; ".join(f"{key}: {one} / {two}" for key, (one, two) in against.items())
        raise CannotMerge(
            _(
                "%(gone)s and %(kept)s have different identifiers (%(told)s): two "
                "people, or a mistake. Mend the identifiers first."
            )
            % {"gone": gone, "kept": kept, "told": told}
        )
    told = _("%(gone)s is now %(kept)s") % {"gone": gone, "kept": kept}
    with rearranging(Told(RearrangementAct.MERGE_SPEAKERS, told), signed) as steps:
        _unite(gone, kept, steps)


def reassign(
    interview: Interview, speaker: Speaker, other: Speaker, signed: Signed
) -> int:
    """Give all that one says in an interview, and the part, to another; how many turns.

    Raises CannotMerge where both are the same.
    """
    if speaker == other:
        raise CannotMerge(_("Choose another person: this one is the same."))
    told = _("%(interview)s: %(speaker)s is %(other)s there") % {
        "interview": interview.slug,
        "speaker": speaker,
        "other": other,
    }
    with rearranging(Told(RearrangementAct.REASSIGN, told), signed) as steps:
        turns = list(interview.turns.filter(speaker=speaker))
        steps.change(turns, speaker_id=other.pk)
        _unite_parts(interview.participations.filter(speaker=speaker), other, steps)
    return len(turns)


def _unite(gone: Speaker, kept: Speaker, steps: Steps) -> None:
    steps.change(Turn.objects.filter(speaker=gone).order_by("pk"), speaker_id=kept.pk)
    _unite_parts(gone.participations.all(), kept, steps)
    fresh = _new_names(gone, kept)
    known = gone.aliases.filter(name__in=fresh)
    fresh = [name for name in fresh if name not in {alias.name for alias in known}]
    steps.change(known, speaker_id=kept.pk)
    steps.remove(gone.aliases.all())
    steps.add([SpeakerAlias(speaker=kept, name=name) for name in fresh])
    steps.change(gone.offices.all(), speaker_id=kept.pk)
    both = {**gone.identifiers, **kept.identifiers}
    steps.change([kept], identifiers=both, note=kept.note or gone.note)
    steps.change(gone.addresses.all(), speaker_id=kept.pk)
    # Somebody came to an address that another had given up: it leads on from here.
    steps.remove(SpeakerAddress.objects.filter(slug=gone.slug))
    steps.add([SpeakerAddress(speaker=kept, slug=gone.slug)])
    steps.remove([Speaker.objects.get(pk=gone.pk)])


def _unite_parts(parts: Any, kept: Speaker, steps: Steps) -> None:
    """A role is held once; the part that is told already stays as it is."""
    held = set(
        Participation.objects.filter(speaker=kept).values_list("interview", "role")
    )
    twice = [part for part in parts if (part.interview_id, part.role) in held]
    alone = [part for part in parts if part not in twice]
    steps.remove(twice)
    steps.change(alone, speaker_id=kept.pk)


def _interviews(speaker: Speaker) -> Any:
    part = Q(pk__in=speaker.participations.values("interview"))
    return Interview.objects.filter(part | Q(pk__in=speaker.turns.values("interview")))


def _new_names(gone: Speaker, kept: Speaker) -> list[str]:
    """The names of the one that the other does not go by yet."""
    known = {kept.name, *kept.aliases.values_list("name", flat=True)}
    names = [gone.name, *gone.aliases.values_list("name", flat=True)]
    return [name for name in dict.fromkeys(names) if name not in known]


def _against(gone: Speaker, kept: Speaker) -> dict[str, tuple[str, str]]:
    ours = kept.identifiers
    return {
        key: (told, ours[key])
        for key, told in gone.identifiers.items()
        if ours.get(key, told) != told
    }
