"""Who takes part: what the text says, and what the sidecar adds or corrects. Pure."""

from collections.abc import Sequence

from archive.ingest.conventions.conversation import Utterance
from archive.ingest.persons import Person
from archive.ingest.sidecar import Sidecar
from archive.transcript import Basis, Kind, Participation, Role, Speaker

SPOKEN_BY = {Kind.QUESTION: Role.INTERVIEWER, Kind.ANSWER: Role.INTERVIEWEE}


class Cast:
    """The people of one interview; a person's name is their key.

    For each role the sidecar speaks of, it is believed before the text.
    """

    def __init__(self, found: Sequence[Person], stated: Sidecar) -> None:
        self.aliases = {person.name: person.aliases for person in stated.people}
        roles = {person.role for person in stated.people}
        in_text = {person.name: person for person in found}
        self.people = [person for person in found if person.role not in roles]
        for person in stated.people:
            told = in_text.get(person.name)
            basis = told.basis if told else Basis.SIDECAR
            evidence = told.evidence if told else person.evidence
            self.people.append(Person(person.name, person.role, basis, evidence))

    def speaker_of(self, turn: Utterance) -> str:
        """Who said it: the one named, or the one who can have; empty when unknown."""
        if turn.who:
            return turn.who
        role = SPOKEN_BY.get(turn.kind) if turn.kind else None
        names = [person.name for person in self.people if person.role is role]
        return names[0] if len(names) == 1 else ""

    def speakers(self) -> tuple[Speaker, ...]:
        names = dict.fromkeys(person.name for person in self.people)
        return tuple(Speaker(name, name, self.aliases.get(name, ())) for name in names)

    def participations(self) -> tuple[Participation, ...]:
        return tuple(
            Participation(person.name, person.role, person.basis, person.evidence)
            for person in self.people
        )
