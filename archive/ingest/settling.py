"""What is true of an interview, of all that is claimed: the sidecar's word first.

Every claim is kept beside the value it lost or won against. Pure.
"""

import dataclasses
from collections.abc import Sequence
from pathlib import PurePath

from archive.errors import MalformedSidecar
from archive.ingest.addresses import slug_of
from archive.ingest.sidecar import OF_SOURCE, Sidecar
from archive.ingest.surroundings import dating, tongues
from archive.ingest.surroundings.imprint import Imprint
from archive.transcript import Basis, Claim, Dating, Kind, Role, State, Transcript

UNKNOWN_LANGUAGE = "und"
ADDRESSES = "a question addresses"
ADDRESSED = (
    "“{}” is named only as a question addresses somebody: is it who answers, and the "
    "whole name?"
)


def settle(
    draft: Transcript, found: Imprint, by_format: Sequence[Claim], stated: Sidecar
) -> Transcript:
    """Return the draft with each field settled and every claim on record.

    What the format itself states is believed before what the text looks like.
    """
    dated = found.dating or dating.infer(draft.turns)
    claims = [*found.claims, *by_format, *_guessed(draft, by_format)]
    claims += _addressed(draft)
    values = {claim.field: claim.value for claim in claims}
    values |= {name: stated.words[name] for name in stated.words.keys() - OF_SOURCE}
    title = values.get("title") or _made(draft) or PurePath(draft.source.name).stem
    _check_questions(draft, stated)
    return dataclasses.replace(
        draft,
        title=title,
        slug=values.get("slug") or slug_of(title),
        language=values.get("language", UNKNOWN_LANGUAGE),
        standfirst=values.get("standfirst", ""),
        section=values.get("section", ""),
        outlet=values.get("outlet", ""),
        republisher=values.get("republisher", ""),
        rights=values.get("rights", ""),
        licence=values.get("licence", ""),
        topics=stated.topics,
        claims=tuple(_claims(claims, stated, dated)),
        dating=stated.dating or dated,
        state=stated.state or State.DRAFT,
    )


def _made(draft: Transcript) -> str:
    """A title for an interview that prints none, of whom it is with."""
    names = {person.key: person.name for person in draft.speakers}
    asked = {
        names[part.speaker]
        for part in draft.participations
        if part.role is Role.INTERVIEWEE and part.basis is Basis.TEXT
    }
    return f"Interview with {asked.pop()}" if len(asked) == 1 else ""


def _guessed(draft: Transcript, by_format: Sequence[Claim]) -> list[Claim]:
    """The language, told by its letters where the format does not state it."""
    if any(claim.field == "language" for claim in by_format):
        return []
    guess = tongues.guessed(turn.text for turn in draft.turns)
    if guess is None:
        return []
    evidence = f"told by its letters, {guess.confidence:.0%} sure (py3langid)"
    if guess.is_sure:
        return [Claim("language", guess.language, Basis.INFERRED, evidence)]
    doubt = f"the language is perhaps “{guess.language}”, {evidence}"
    return [Claim("doubt", doubt, Basis.INFERRED, evidence)]


def _addressed(draft: Transcript) -> list[Claim]:
    """A doubt of each who is named by an address in a question, and nowhere else."""
    names = {person.key: person.name for person in draft.speakers}
    evidence = {
        names[part.speaker]: part.evidence
        for part in draft.participations
        if part.evidence == f"{ADDRESSES} {names[part.speaker]}"
    }
    return [
        Claim("doubt", ADDRESSED.format(name), Basis.INFERRED, evidence[name])
        for name in evidence
    ]


def _claims(
    found: Sequence[Claim], stated: Sidecar, dated: Dating | None
) -> list[Claim]:
    beside = [
        Claim(name, value, Basis.SIDECAR, stated.name)
        for name, value in stated.words.items()
    ]
    dates = [
        Claim("date", date.label, date.basis, date.evidence)
        for date in (dated, stated.dating)
        if date is not None
    ]
    beside_text = [claim for claim in found if claim.field != "date"]
    return [*beside_text, *beside, *dates]


def _check_questions(draft: Transcript, stated: Sidecar) -> None:
    asked = {turn.anchor for turn in draft.turns if turn.kind is not Kind.ANSWER}
    for topic in stated.topics:
        for anchor in topic.questions:
            if anchor not in asked:
                raise MalformedSidecar(
                    stated.name,
                    f"the topic “{topic.slug}” names the question {anchor}, and "
                    f"there is none. The questions are q1 to q{len(asked)}.",
                )
