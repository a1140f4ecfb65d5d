"""Who takes part: whom the marks and the text name, and what the sidecar says. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from archive.ingest.casting import introducing, roles
from archive.ingest.casting.identities import Identity, identified
from archive.ingest.casting.names import (
    bare,
    fits,
    is_full,
    person_in,
    tokens,
    untitled,
)
from archive.ingest.casting.persons import Person
from archive.ingest.casting.roles import Part
from archive.ingest.conventions.conversation import Conversation, Utterance
from archive.ingest.conventions.senses import Sense, sense_of
from archive.ingest.sidecar import Sidecar
from archive.transcript import Basis, Kind, Participation, Role, Speaker

SPOKEN_BY = {Kind.QUESTION: Role.INTERVIEWER, Kind.ANSWER: Role.INTERVIEWEE}
MOST = 200
# Who is never one known person, though only one is named in that role.
NOBODY_KNOWN = {Sense.FLOOR, Sense.ANYONE}


class Cast:
    """The people of one interview, each under a key: p1, p2 … as they take part.

    For each role the sidecar speaks of, it is believed before the text.
    """

    def __init__(
        self,
        found: Sequence[Person],
        stated: Sidecar,
        voices: Mapping[str, Identity] | None = None,
        parts: Mapping[str, Part] | None = None,
    ) -> None:
        self.voices = voices or {}
        self.aliases = {person.name: person.aliases for person in stated.people}
        settled = {person.role for person in stated.people}
        in_text = {person.name: person for person in found}
        heard = list(_heard(self.voices, parts or {}, found))
        self.people = [
            person
            for person in _with_heard(found, heard)
            if person.role not in settled or person.name in self.voices
        ]
        for person in stated.people:
            told = in_text.get(person.name)
            basis = told.basis if told else Basis.SIDECAR
            evidence = told.evidence if told else person.evidence
            self.people = [one for one in self.people if one.name != person.name]
            self.people.append(Person(person.name, person.role, basis, evidence))
        names = dict.fromkeys(person.name for person in self.people)
        self.keys = {name: f"p{number}" for number, name in enumerate(names, 1)}

    def speaker_of(self, turn: Utterance) -> str:
        """The key of who said it: who is named, or can have; empty when unknown."""
        name = self._name_of(turn)
        return self.keys[name] if name else ""

    def speakers(self) -> tuple[Speaker, ...]:
        return tuple(
            Speaker(key, name, self._aliases(name)) for name, key in self.keys.items()
        )

    def participations(self) -> tuple[Participation, ...]:
        return tuple(
            Participation(
                self.keys[person.name], person.role, person.basis, person.evidence
            )
            for person in self.people
        )

    def _name_of(self, turn: Utterance) -> str:
        voice = self.voices.get(turn.who)
        if turn.who and (voice is None or voice.is_named):
            return turn.who
        if sense_of(turn.label)[0] in NOBODY_KNOWN:
            return ""
        role = SPOKEN_BY.get(turn.kind) if turn.kind else None
        names = [
            person.name
            for person in self.people
            if person.role is role and sense_of(person.name)[0] is not Sense.BENCH
        ]
        return names[0] if len(names) == 1 else ""

    def _aliases(self, name: str) -> tuple[str, ...]:
        """What the sidecar says, or other full forms of the name as printed."""
        if name in self.aliases:
            return self.aliases[name]
        labels = self.voices[name].labels if name in self.voices else ()
        forms = dict.fromkeys(map(bare, labels))
        return tuple(
            form for form in forms if is_full(form) and tokens(form) != tokens(name)
        )


def cast_of(
    whole: Conversation,
    found: Sequence[Person],
    stated: Sidecar,
    front: Sequence[str],
) -> tuple[Conversation, Cast]:
    """Return the conversation with its voices named and their parts told, and the cast.

    `front` is what is printed around it, where full names are looked for.
    """
    beside = [
        Person(person.name, person.role, Basis.SIDECAR, person.evidence)
        for person in stated.people
    ]
    found = list(_well_named(found, whole, front))
    people = [*beside, *found]
    seen = identified(whole, [person.name for person in people], front)
    conversation, parts = roles.told(seen.conversation, seen.voices, people)
    named = any(voice.is_named for voice in seen.voices.values())
    if not named and not any(one.role is Role.INTERVIEWEE for one in people):
        asked = introducing.interviewee(conversation, front)
        found += [asked] if asked else []
    return conversation, Cast(found, stated, seen.voices, parts)


def _well_named(
    found: Sequence[Person], whole: Conversation, front: Sequence[str]
) -> Iterator[Person]:
    """The people without their offices, and under a name as it is printed by itself.

    An office without a name is nobody.
    """
    labels = dict.fromkeys(person_in(turn.label) for turn in whole.turns if turn.label)
    own = list(islice(introducing.nominatives(labels, front), MOST)) if found else []
    for person in found:
        name = untitled(bare(person.name))
        if not name:
            continue
        name = introducing.uninflected(name, person.evidence, own)
        yield replace(person, name=name)


def _heard(
    voices: Mapping[str, Identity],
    parts: Mapping[str, Part],
    found: Sequence[Person],
) -> Iterator[Person]:
    """Each named voice as a person, with what the text states where it agrees."""
    for name, voice in voices.items():
        if not voice.is_named:
            continue
        part = parts[name]
        role = roles.role_of(part, voice)
        stated = [
            each for each in found if each.role is role and _same(each.name, name)
        ]
        basis = stated[0].basis if stated else Basis.INFERRED
        evidence = stated[0].evidence if stated else part.evidence
        yield Person(name, role, basis, evidence)


def _with_heard(found: Sequence[Person], heard: Sequence[Person]) -> list[Person]:
    """Whom the text names and nobody of that name or role is heard; then the heard."""
    heard_roles = {person.role for person in heard}
    silent = [
        person
        for person in found
        if person.role not in heard_roles
        and not any(_same(person.name, each.name) for each in heard)
    ]
    return [*silent, *heard]


def _same(one: str, other: str) -> bool:
    return one == other or fits(one, other) or fits(other, one)
