"""What one act of an editor makes of a Transcript, and how it is taken back. Pure."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive.errors import AnchorLost
from archive.ingest.correction.dividing import RULE, Cut, divided, joined, rejoined
from archive.ingest.correction.waiting import still, together
from archive.transcript import (
    Basis,
    Kind,
    Participation,
    Role,
    Speaker,
    Topic,
    Transcript,
    Turn,
)

EVIDENCE = "said at the ingest desk"
NOBODY = "who speaks is not known: the turn was divided here by an editor"
ROLES = {Kind.QUESTION: Role.INTERVIEWER, Kind.ANSWER: Role.INTERVIEWEE}
OTHER = {Kind.QUESTION: Kind.ANSWER, Kind.ANSWER: Kind.QUESTION}


def accepted(told: Transcript, number: int) -> Transcript:
    """Return it without the doubt of that turn."""
    return _with(told, number, doubt="")


def recast(told: Transcript, number: int, kind: Kind) -> Transcript:
    """Return it with that turn a question, an answer or a statement.

    Answers that followed the question before them still do; topics go with the
    exchange.
    """
    doubt = still(told, number)
    return _linked(told, _with(told, number, kind=kind, doubt=doubt))


def attributed(told: Transcript, number: int, name: str) -> Transcript:
    """Return it with that turn said by the person of this name, or by nobody known.

    A person who is new here takes part as the turn's kind says.
    """
    doubt = still(told, number)
    if not name:
        return _with(told, number, speaker="", doubt=doubt)
    known = _named(told, name)
    if known is None:
        told, known = _introduced(told, name, told.turns[number].kind)
    return _with(told, number, speaker=known.key, doubt=doubt)


def split(told: Transcript, cut: Cut, kind: Kind | None) -> Transcript:
    """Return it with a turn cut in two; what is asked becomes answered, and back."""
    first = told.turns[cut.turn]
    kind = kind or OTHER.get(first.kind, first.kind)
    speaker = first.speaker if kind is first.kind else _voice_of(told, kind)
    second = dataclasses.replace(
        first,
        anchor=_next_anchor(told, kind),
        kind=kind,
        speaker=speaker,
        label=cut.mark,
        question="",
        rule=RULE,
        confidence=1.0,
        doubt="" if speaker or not first.speaker else NOBODY,
    )
    kept = _with(told, cut.turn, doubt=still(told, cut.turn))
    return _linked(told, divided(kept, cut, second))


def merged(told: Transcript, number: int) -> Transcript:
    """Return it with that turn's words added to the turn before it."""
    doubts = [still(told, number - 1), still(told, number)]
    doubt = together(doubts)
    return _linked(told, _with(joined(told, number), number - 1, doubt=doubt))


def united(told: Transcript, number: int, joint: str) -> Transcript:
    """Return it with a turn that was divided whole again."""
    return _linked(told, rejoined(told, number, joint))


def memory_of(before: Transcript, after: Transcript) -> dict[str, Any]:
    """What `after` no longer tells of `before`, for the day it is taken back."""
    now = {turn.anchor: _head(after, turn) for turn in after.turns}
    heads = {turn.anchor: _head(before, turn) for turn in before.turns}
    topics = {topic.slug: topic.questions for topic in after.topics}
    names = {person.name for person in before.speakers}
    return {
        "heads": {
            anchor: head
            for anchor, head in heads.items()
            if now.get(anchor, head) != head
        },
        "gone": [
            {"anchor": anchor, **head}
            for anchor, head in heads.items()
            if anchor not in now
        ],
        "topics": {
            topic.slug: list(topic.questions)
            for topic in before.topics
            if topics.get(topic.slug) != topic.questions
        },
        "people": [each.name for each in after.speakers if each.name not in names],
    }


def restored(told: Transcript, memory: Mapping[str, Any]) -> Transcript:
    """Return it with every turn that is still there told as the memory has it."""
    told = _knowing(told, [head["speaker"] for head in memory["heads"].values()])
    turns = tuple(
        _told_as(told, turn, memory["heads"].get(turn.anchor)) for turn in told.turns
    )
    anchors = {turn.anchor for turn in turns}
    topics = tuple(
        dataclasses.replace(topic, questions=tuple(memory["topics"][topic.slug]))
        if anchors.issuperset(memory["topics"].get(topic.slug, [""]))
        else topic
        for topic in told.topics
    )
    return _without(dataclasses.replace(told, turns=turns, topics=topics), memory)


def parted(told: Transcript, cut: Cut, gone: Mapping[str, Any]) -> Transcript:
    """Return it with a merged turn divided again, the second part as it was."""
    told = _knowing(told, [gone["speaker"]])
    bare = dataclasses.replace(told.turns[cut.turn], anchor=gone["anchor"])
    second = _told_as(told, bare, gone)
    return divided(told, cut, second)


def _with(told: Transcript, number: int, **fields: Any) -> Transcript:
    turns = list(told.turns)
    turns[number] = dataclasses.replace(turns[number], **fields)
    return dataclasses.replace(told, turns=tuple(turns))


def _linked(before: Transcript, after: Transcript) -> Transcript:
    """Return `after` with answers pointing to questions as they did, where they can."""
    turns = tuple(_answering(after.turns, dict(_chosen(before.turns))))
    homes = {turn.anchor: turn.question or turn.anchor for turn in turns}
    gone = {turn.anchor for turn in before.turns} - homes.keys()
    places = [turn.anchor for turn in before.turns]
    for anchor in gone:
        homes[anchor] = homes[places[places.index(anchor) - 1]]
    order = {turn.anchor: place for place, turn in enumerate(turns)}
    topics = tuple(_moved(topic, homes, order) for topic in after.topics)
    return dataclasses.replace(after, turns=turns, topics=topics)


def _moved(topic: Topic, homes: dict[str, str], order: dict[str, int]) -> Topic:
    found = {homes[anchor] for anchor in topic.questions}
    if found == set(topic.questions):
        return topic
    questions = tuple(sorted(found, key=order.__getitem__))
    return dataclasses.replace(topic, questions=questions)


def _chosen(turns: tuple[Turn, ...]) -> Iterator[tuple[str, str]]:
    """Answers that do not simply follow the question before them."""
    last = ""
    for turn in turns:
        if turn.kind is Kind.QUESTION:
            last = turn.anchor
        elif turn.kind is Kind.ANSWER and turn.question != last:
            yield turn.anchor, turn.question


def _answering(turns: tuple[Turn, ...], chosen: dict[str, str]) -> Iterator[Turn]:
    asked, last = {""}, ""
    for turn in turns:
        if turn.kind is Kind.ANSWER:
            question = chosen.get(turn.anchor, last)
            answered = question if question in asked else last
            yield dataclasses.replace(turn, question=answered)
            continue
        if turn.kind is Kind.QUESTION:
            asked.add(turn.anchor)
            last = turn.anchor
        yield dataclasses.replace(turn, question="")


def _named(told: Transcript, name: str) -> Speaker | None:
    """The person of this name here; AnchorLost when it is that of several."""
    exact = [each for each in told.speakers if each.name == name]
    known = exact or [
        each
        for each in told.speakers
        if name.casefold() in {one.casefold() for one in (each.name, *each.aliases)}
    ]
    if len(known) > 1:
        raise AnchorLost(f"Several people here are called {name}. Choose one.")
    return known[0] if known else None


def _introduced(told: Transcript, name: str, kind: Kind) -> tuple[Transcript, Speaker]:
    told = _knowing(told, [name])
    person = told.speakers[-1]
    role = ROLES.get(kind, Role.OTHER)
    part = Participation(person.key, role, Basis.EDITOR, EVIDENCE)
    parts = (*told.participations, part)
    return dataclasses.replace(told, participations=parts), person


def _knowing(told: Transcript, names: Iterable[str]) -> Transcript:
    """Return it with people of these names among its speakers."""
    for name in names:
        if name and _named(told, name) is None:
            taken = {person.key for person in told.speakers}
            free = (f"p{at}" for at in range(1, len(taken) + 2))
            person = Speaker(next(key for key in free if key not in taken), name)
            told = dataclasses.replace(told, speakers=(*told.speakers, person))
    return told


def _voice_of(told: Transcript, kind: Kind) -> str:
    """The one speaker of all turns of a kind; nobody when they are several."""
    voices = {turn.speaker for turn in told.of_kind(kind)}
    return voices.pop() if len(voices) == 1 else ""


def _next_anchor(told: Transcript, kind: Kind) -> str:
    letter = kind.value[0]
    taken = [
        int(turn.anchor[1:]) for turn in told.turns if turn.anchor.startswith(letter)
    ]
    return f"{letter}{max(taken, default=0) + 1}"


def _head(told: Transcript, turn: Turn) -> dict[str, Any]:
    """All that is told of a turn but its words."""
    person = told.speaker(turn.speaker)
    return {
        "kind": turn.kind.value,
        "speaker": person.name if person else "",
        "label": turn.label,
        "question": turn.question,
        "language": turn.language,
        "rule": turn.rule,
        "confidence": turn.confidence,
        "doubt": turn.doubt,
    }


def _told_as(told: Transcript, turn: Turn, head: Mapping[str, Any] | None) -> Turn:
    if head is None:
        return turn
    person = _named(told, head["speaker"]) if head["speaker"] else None
    return dataclasses.replace(
        turn,
        kind=Kind(head["kind"]),
        speaker=person.key if person else "",
        label=head["label"],
        question=head["question"],
        language=head["language"],
        rule=head["rule"],
        confidence=head["confidence"],
        doubt=head["doubt"],
    )


def _without(told: Transcript, memory: Mapping[str, Any]) -> Transcript:
    """Return it without the parts of people whom the act had brought in."""
    speaking = {turn.speaker for turn in told.turns}
    brought = {
        person.key
        for person in told.speakers
        if person.name in memory["people"] and person.key not in speaking
    }
    parts = tuple(
        each
        for each in told.participations
        if each.speaker not in brought or each.evidence != EVIDENCE
    )
    return dataclasses.replace(told, participations=parts)
