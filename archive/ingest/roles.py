"""Who asks and who answers, from many signs together. Pure.

No single question mark decides: how often a voice ends on a question, how often it
replies to one, how long it speaks, who opens, and what is stated of it are weighed.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from archive.ingest.conventions.asking import asks
from archive.ingest.conventions.conversation import Conversation, Utterance
from archive.ingest.conventions.senses import Sense, sense_of
from archive.ingest.identities import Identity
from archive.ingest.names import fits
from archive.ingest.persons import Person
from archive.ingest.vocabulary import MODERATES
from archive.transcript import Basis, Kind, Role

ASKING = {Sense.QUESTION, Sense.HOST, Sense.FLOOR, Sense.BENCH}
REPLYING = {Sense.ANSWER, Sense.GUEST}
# How far a statement of each basis weighs against how somebody speaks.
WEIGHT = {Basis.SIDECAR: 20.0, Basis.EDITOR: 20.0, Basis.TEXT: 3.0, Basis.INFERRED: 1.0}
CLEAR, CLOSE = 1.5, 0.5
MANY, CROWD = 4, 6
TAIL = 240


@dataclass(slots=True)
class Manner:
    """How one voice speaks in the whole conversation."""

    turns: int = 0
    letters: int = 0
    ends_asking: int = 0
    replies: int = 0
    opens: bool = False
    stated: float = 0.0

    @property
    def asks(self) -> float:
        return self.ends_asking / self.turns

    @property
    def answers(self) -> float:
        return self.replies / self.turns

    @property
    def length(self) -> float:
        return self.letters / self.turns


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice does in the conversation, how sure that is, and why."""

    kind: Kind
    confidence: float
    evidence: str
    doubt: str = ""


def told(
    whole: Conversation, voices: Mapping[str, Identity], people: Sequence[Person]
) -> tuple[Conversation, dict[str, Part]]:
    """Return the conversation with each turn's kind, and the part of each voice."""
    if not voices:
        return whole, {}
    parts = _parts(whole, voices, people)
    turns = tuple(_with_kind(turn, parts) for turn in whole.turns)
    return replace(whole, turns=turns), parts


def role_of(part: Part, identity: Identity) -> Role:
    """The role of a voice in the interview, from what it does and how it is called."""
    if any(MODERATES.search(label) for label in identity.labels):
        return Role.MODERATOR
    return {
        Kind.QUESTION: Role.INTERVIEWER,
        Kind.ANSWER: Role.INTERVIEWEE,
        Kind.STATEMENT: Role.OTHER,
    }[part.kind]


def _with_kind(turn: Utterance, parts: Mapping[str, Part]) -> Utterance:
    if turn.kind is not None:
        return turn
    part = parts.get(turn.who)
    if part is None:
        return replace(turn, kind=_by_word(turn.label) or Kind.STATEMENT)
    return replace(
        turn,
        kind=part.kind,
        confidence=round(min(turn.confidence, part.confidence), 3),
        doubt=turn.doubt or part.doubt,
    )


def _by_word(label: str) -> Kind | None:
    sense, _ = sense_of(label)
    if sense in ASKING:
        return Kind.QUESTION
    return Kind.ANSWER if sense in REPLYING else None


def _parts(
    whole: Conversation, voices: Mapping[str, Identity], people: Sequence[Person]
) -> dict[str, Part]:
    said = {turn.kind for turn in whole.turns if turn.kind and not turn.who}
    stated = {turn.who for turn in whole.turns if turn.kind and turn.who}
    by_word = {who: _office(each) for who, each in voices.items()}
    if Kind.QUESTION in said or _floor_asks(whole):
        return {who: _beside_words(by_word[who]) for who in voices}
    if stated:
        return {who: _stated(whole, who) for who in voices}
    manners = _manners(whole, voices, people)
    known = {who: kind for who, kind in by_word.items() if kind}
    if _is_debate(manners, known):
        evidence = "many speak and few ask: a debate or a meeting"
        return {
            who: Part(known.get(who, Kind.STATEMENT), 0.8, evidence) for who in voices
        }
    return _weighed(manners, known)


def _office(identity: Identity) -> Kind | None:
    kinds = [_by_word(label) for label in identity.labels]
    return kinds[0] if kinds else None


def _floor_asks(whole: Conversation) -> bool:
    """Whether questions come from the floor: then those who are named answer."""
    floor = sum(sense_of(turn.label)[0] is Sense.FLOOR for turn in whole.turns)
    return floor * 4 >= len(whole.turns)


def _beside_words(office: Kind | None) -> Part:
    evidence = "words for question stand on the other side"
    return Part(office or Kind.ANSWER, 0.95, evidence)


def _stated(whole: Conversation, who: str) -> Part:
    kinds = [turn.kind for turn in whole.turns if turn.who == who and turn.kind]
    kind = max(set(kinds), key=kinds.count) if kinds else Kind.STATEMENT
    return Part(kind, 0.95, "the format states what is said")


def _manners(
    whole: Conversation, voices: Mapping[str, Identity], people: Sequence[Person]
) -> dict[str, Manner]:
    manners = {who: Manner(stated=_stated_of(who, people)) for who in voices}
    asked_by = previous = ""
    for who, run in groupby(whole.turns, key=lambda turn: turn.who):
        said = list(run)
        ends = asks(said[-1].blocks[-1].text[-TAIL:])
        if manner := manners.get(who):
            manner.turns += 1
            manner.ends_asking += ends
            manner.opens = manner.opens or not previous
            manner.replies += bool(asked_by)
            manner.letters += sum(
                len(part.text) for turn in said for part in turn.blocks
            )
        asked_by = who if ends else ""
        previous = who
    return manners


def _stated_of(who: str, people: Iterable[Person]) -> float:
    """What is stated of somebody: above zero for one who asks."""
    weight = 0.0
    for person in people:
        if person.name == who or fits(who, person.name) or fits(person.name, who):
            asking = person.role in {Role.INTERVIEWER, Role.MODERATOR}
            replying = person.role is Role.INTERVIEWEE
            weight += WEIGHT[person.basis] * (asking - replying)
    return weight


def _is_debate(manners: Mapping[str, Manner], known: Mapping[str, Kind]) -> bool:
    """Many voices, and none asks often enough to lead; or nobody asks at all."""
    stated = [manner.stated for manner in manners.values() if manner.stated]
    if known or (stated and min(stated) < 0 < max(stated)):
        return False
    turns = sum(manner.turns for manner in manners.values())
    asked = sum(manner.ends_asking for manner in manners.values())
    if len(manners) < 2:
        return True
    if len(manners) < MANY:
        return asked == 0 and not stated
    if stated and len(manners) <= CROWD:
        return False
    lead = max(manners.values(), key=lambda manner: manner.ends_asking)
    least = 0.15 if len(manners) > CROWD else 0.08
    return lead.ends_asking < least * turns or lead.asks < 0.3


def _weighed(
    manners: Mapping[str, Manner], known: Mapping[str, Kind]
) -> dict[str, Part]:
    typical = median(manner.length for manner in manners.values())
    scores = {who: _score(manner, typical) for who, manner in manners.items()}
    free = [who for who in scores if who not in known]
    limit = _limit(scores, known)
    return {
        who: _part(manners[who], scores[who] - limit, known.get(who), len(free))
        for who in manners
    }


def _score(manner: Manner, typical: float) -> float:
    """Above zero for one who asks: the signs weighed together."""
    length = math.log2((typical + 20) / (manner.length + 20))
    few = min(1.0, manner.turns / 3)
    return (
        manner.stated
        + few * 3.0 * (manner.asks - 0.35)
        + few * 1.5 * (0.35 - manner.answers)
        + 0.5 * max(-2.0, min(2.0, length))
        + 0.3 * manner.opens
    )


def _limit(scores: Mapping[str, float], known: Mapping[str, Kind]) -> float:
    """Where asking begins; between the two of a dialogue, or so that both happen."""
    free = sorted(score for who, score in scores.items() if who not in known)
    if len(scores) == 2 and len(free) == 2:
        return sum(free) / 2
    if not free:
        return 0.0
    asking = Kind.QUESTION in known.values()
    replying = Kind.ANSWER in known.values()
    if free[-1] <= 0 and not asking:
        return (free[-1] + free[-2]) / 2 if len(free) > 1 else free[-1] - CLOSE
    if free[0] >= 0 and not replying:
        return (free[0] + free[1]) / 2 if len(free) > 1 else free[0] + CLOSE
    if len(free) == 1 and asking != replying:
        return free[0] + CLOSE if asking else free[0] - CLOSE
    return 0.0


def _part(manner: Manner, above: float, office: Kind | None, free: int) -> Part:
    kind = office or (Kind.QUESTION if above > 0 else Kind.ANSWER)
    evidence = (
        f"ends {manner.ends_asking} of {manner.turns} turns on a question, "
        f"replies to one in {manner.replies}"
    )
    if office:
        return Part(kind, 0.98, f"called so; {evidence}")
    if abs(above) >= CLEAR / 2 or (free == 1 and abs(above) >= CLOSE):
        return Part(kind, 0.95, evidence)
    if abs(above) >= CLOSE / 2:
        return Part(kind, 0.8, evidence)
    does = "asks" if kind is Kind.QUESTION else "answers"
    return Part(kind, 0.6, evidence, f"that this voice {does} is close: {evidence}")
