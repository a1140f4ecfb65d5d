"""Who asks and who answers, from many signs together. Pure.

No single question mark decides: how often a voice ends on a question, how often it
replies to one, how long it speaks, who opens, and what is stated of it are weighed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from archive.ingest.casting.identities import Identity
from archive.ingest.casting.manners import Manner, manners, score
from archive.ingest.casting.persons import Person
from archive.ingest.casting.vocabulary import MODERATES, REPORTS
from archive.ingest.conventions.conversation import Conversation, Utterance
from archive.ingest.conventions.senses import QA, Sense, sense_of
from archive.transcript import Kind, Role

ASKING = {Sense.QUESTION, Sense.HOST, Sense.FLOOR, Sense.BENCH}
REPLYING = {Sense.ANSWER, Sense.GUEST}
CLEAR, CLOSE = 1.5, 0.5
MANY, CROWD = 4, 6
TAIL = 240


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
        return turn._replace(kind=_by_word(turn.label) or Kind.STATEMENT)
    return turn._replace(
        kind=part.kind,
        confidence=round(min(turn.confidence, part.confidence), 3),
        doubt=turn.doubt or part.doubt,
    )


def _by_word(label: str) -> Kind | None:
    sense, _ = sense_of(label)
    if sense in ASKING or REPORTS.search(label):
        return Kind.QUESTION
    return Kind.ANSWER if sense in REPLYING else None


def _parts(
    whole: Conversation, voices: Mapping[str, Identity], people: Sequence[Person]
) -> dict[str, Part]:
    said = {turn.kind for turn in whole.turns if turn.kind and not turn.who}
    stated = {turn.who for turn in whole.turns if turn.kind and turn.who}
    wholly = stated - {turn.who for turn in whole.turns if not turn.kind}
    by_word = {who: _office(each) for who, each in voices.items()}
    if Kind.QUESTION in said or _floor_asks(whole):
        return {
            who: _stated(whole, who) if who in wholly else _beside_words(by_word[who])
            for who in voices
        }
    if stated:
        return {who: _stated(whole, who) for who in voices}
    told = manners(whole, voices, people)
    known = {who: kind for who, kind in by_word.items() if kind}
    if _is_debate(told, known):
        evidence = "many speak and few ask: a debate or a meeting"
        return {
            who: Part(known.get(who, Kind.STATEMENT), 0.8, evidence) for who in voices
        }
    return _weighed(told, known)


def _office(identity: Identity) -> Kind | None:
    """What its office does; a letter that names somebody is no word for answer."""
    told = (each for each in identity.labels if not _is_initial(each, identity))
    kinds = [_by_word(label) for label in told]
    return kinds[0] if kinds else None


def _is_initial(label: str, identity: Identity) -> bool:
    return identity.is_named and sense_of(label)[0] in QA


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


def _is_debate(told: Mapping[str, Manner], known: Mapping[str, Kind]) -> bool:
    """Many voices, and none asks often enough to lead; or nobody asks at all."""
    stated = [manner.stated for manner in told.values() if manner.stated]
    if known or (stated and min(stated) < 0 < max(stated)):
        return False
    turns = sum(manner.turns for manner in told.values())
    asked = sum(manner.ends_asking for manner in told.values())
    if len(told) < 2:
        return True
    if len(told) < MANY:
        return asked == 0 and not stated
    if stated and len(told) <= CROWD:
        return False
    lead = max(told.values(), key=lambda manner: manner.ends_asking)
    least = 0.15 if len(told) > CROWD else 0.08
    return lead.ends_asking < least * turns or lead.asks < 0.3


def _weighed(told: Mapping[str, Manner], known: Mapping[str, Kind]) -> dict[str, Part]:
    typical = median(manner.length for manner in told.values())
    scores = {who: score(manner, typical) for who, manner in told.items()}
    free = [who for who in scores if who not in known]
    limit = _limit(scores, known)
    return {
        who: _part(told[who], scores[who] - limit, known.get(who), len(free))
        for who in told
    }


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
        f"replies to one in {manner.replies}{_greeting(manner)}"
    )
    if office:
        return Part(kind, 0.98, f"called so; {evidence}")
    if abs(above) >= CLEAR / 2 or (free == 1 and abs(above) >= CLOSE):
        return Part(kind, 0.95, evidence)
    if abs(above) >= CLOSE / 2:
        return Part(kind, 0.8, evidence)
    does = "asks" if kind is Kind.QUESTION else "answers"
    return Part(kind, 0.6, evidence, f"that this voice {does} is close: {evidence}")


def _greeting(manner: Manner) -> str:
    if not manner.hosts:
        return ""
    return ", speaks as a host" if manner.hosts > 0 else ", speaks as a guest"
