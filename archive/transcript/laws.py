"""What holds for every Transcript: how turns are numbered, and what is malformed."""

import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

from archive.errors import MalformedTranscript
from archive.transcript.values import PARAGRAPH_BREAK, Dating, Kind, Transcript, Turn


def numbered(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Give turns the anchors of a first ingest: q1, a1, s1, in order.

    An answer takes its question's number when that is free, the next free one
    otherwise; `question` still holds the question's place in `turns`, as text.
    """
    return tuple(_Numbering().name(turns))


class _Numbering:
    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.anchors: dict[str, str] = {}

    def name(self, turns: tuple[Turn, ...]) -> Iterator[Turn]:
        for place, turn in enumerate(turns):
            question = self.anchors.get(turn.question, "")
            anchor = self._free(turn.kind, question)
            self.anchors[str(place)] = anchor
            yield dataclasses.replace(
                turn,
                anchor=anchor,
                question=question,
                segments=tuple(
                    dataclasses.replace(segment, anchor=f"{anchor}p{order}")
                    for order, segment in enumerate(turn.segments, 1)
                ),
            )

    def _free(self, kind: Kind, question: str) -> str:
        wanted = kind[0] + question[1:]
        if not question or wanted in self.taken:
            numbers = [int(taken[1:]) for taken in self.taken if taken[0] == kind[0]]
            wanted = f"{kind[0]}{max(numbers, default=0) + 1}"
        self.taken.add(wanted)
        return wanted


def settled(transcript: Transcript) -> Transcript:
    """Return it in settled order: people as they appear, topics by slug,
    skipped spans as they stand.

    Speakers get the keys p1, p2 … in the order of participations and turns.
    """
    taking_part = [each.speaker for each in transcript.participations]
    speaking = [turn.speaker for turn in transcript.turns if turn.speaker]
    keys = dict.fromkeys([*taking_part, *speaking])
    new = {"": "", **{key: f"p{number}" for number, key in enumerate(keys, 1)}}
    return dataclasses.replace(
        transcript,
        speakers=tuple(
            dataclasses.replace(person, key=new[key])
            for key in keys
            if (person := transcript.speaker(key))
        ),
        participations=tuple(
            dataclasses.replace(each, speaker=new[each.speaker])
            for each in transcript.participations
        ),
        turns=tuple(
            dataclasses.replace(turn, speaker=new[turn.speaker])
            for turn in transcript.turns
        ),
        topics=tuple(sorted(transcript.topics, key=lambda topic: topic.slug)),
        skipped=tuple(sorted(transcript.skipped, key=lambda part: part.source)),
    )


def check(transcript: Transcript) -> Transcript:
    """Return the Transcript; raise MalformedTranscript for the first broken law."""
    for complaint in _complaints(transcript):
        raise MalformedTranscript(transcript.source.name, complaint)
    return transcript


def _complaints(transcript: Transcript) -> Iterator[str]:
    if not transcript.turns:
        yield "it has no turns"
    yield from _untold_people(transcript)
    yield from _empty_topics(transcript)
    yield from _lost_anchors(transcript)
    for turn in transcript.turns:
        yield from _faulty_words(turn)
    yield from _undated(transcript.dating)
    yield from _gaps(transcript)


def _untold_people(transcript: Transcript) -> Iterator[str]:
    keys = Counter(speaker.key for speaker in transcript.speakers)
    yield from (
        f"the key “{key}” is empty or used twice"
        for key, uses in keys.items()
        if not key or uses > 1
    )
    named = [turn.speaker for turn in transcript.turns if turn.speaker]
    named += [each.speaker for each in transcript.participations]
    yield from (f"nobody has the key “{key}”" for key in named if key not in keys)


def _empty_topics(transcript: Transcript) -> Iterator[str]:
    parents = {topic.parent for topic in transcript.topics}
    slugs = {topic.slug for topic in transcript.topics}
    for topic in transcript.topics:
        if not topic.questions and topic.slug not in parents:
            yield f"the topic “{topic.slug}” has no question and no narrower topic"
        if topic.parent and topic.parent not in slugs:
            yield f"the topic “{topic.parent}” above “{topic.slug}” is not given"


def _lost_anchors(transcript: Transcript) -> Iterator[str]:
    seen: set[str] = set()
    asked: set[str] = set()
    for turn in transcript.turns:
        if turn.question and turn.kind is not Kind.ANSWER:
            yield f"{turn.anchor} is no answer and points to {turn.question}"
        if turn.question and turn.question not in asked:
            yield f"{turn.anchor} answers {turn.question}, no question before it"
        for anchor in (turn.anchor, *(part.anchor for part in turn.segments)):
            if not anchor or anchor in seen:
                yield f"the anchor “{anchor}” is empty or used twice"
            seen.add(anchor)
        if turn.kind is Kind.QUESTION:
            asked.add(turn.anchor)
    yield from _lost_turns(transcript)


def _lost_turns(transcript: Transcript) -> Iterator[str]:
    turns = {turn.anchor for turn in transcript.turns}
    named = [each.after for each in transcript.interludes if each.after]
    named += [anchor for topic in transcript.topics for anchor in topic.questions]
    yield from (f"no turn is named {name}" for name in named if name not in turns)


def _faulty_words(turn: Turn) -> Iterator[str]:
    if not turn.segments:
        yield f"{turn.anchor} has no words"
    if not 0 <= turn.confidence <= 1:
        yield f"the confidence of {turn.anchor} is no share of one"
    for segment in turn.segments:
        text, time = segment.text, segment.time
        if not text.strip() or PARAGRAPH_BREAK in text or text != text.strip():
            yield f"{segment.anchor} is empty, or not one paragraph"
        if not unicodedata.is_normalized("NFC", text):
            yield f"{segment.anchor} is not in Unicode’s form NFC"
        if time and not 0 <= time.start <= time.end:
            yield f"the time of {segment.anchor} runs backwards"


def _undated(dating: Dating | None) -> Iterator[str]:
    if dating and not _is_day(dating.start):
        yield f"“{dating.start}” is no day such as 2024-01-03"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _gaps(transcript: Transcript) -> Iterator[str]:
    reached = 0
    for span in transcript.places():
        if span.start != reached or span.end <= span.start:
            yield f"character {reached} of the source is in no place, or in two"
        reached = span.end
    if reached != len(transcript.source.text):
        yield f"the source is not accounted for from character {reached} on"
