"""The order of things in a Transcript: anchors by number, people as they appear."""

import dataclasses
from collections import Counter
from collections.abc import Iterator

from archive.transcript.values import Kind, Segment, Transcript, Turn


def numbered(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Give turns the anchors of a first ingest: q1, a1, s1, in order.

    An answer takes its question's number when that is free, the next free one
    otherwise; `question` still holds the question's place in `turns`, as text.
    """
    return tuple(_Numbering().name(turns))


class _Numbering:
    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.highest: Counter[str] = Counter()
        self.anchors: dict[str, str] = {}

    def name(self, turns: tuple[Turn, ...]) -> Iterator[Turn]:
        for place, turn in enumerate(turns):
            question = self.anchors.get(turn.question, "")
            anchor = self._free(turn.kind, question)
            self.anchors[str(place)] = anchor
            parts = enumerate(turn.segments, 1)
            named = [Segment(f"{anchor}p{order}", *part[1:]) for order, part in parts]
            yield Turn(
                anchor,
                turn.kind,
                tuple(named),
                turn.speaker,
                turn.label,
                question,
                turn.language,
                turn.rule,
                turn.confidence,
                turn.doubt,
            )

    def _free(self, kind: Kind, question: str) -> str:
        wanted = kind[0] + question[1:]
        if not question or wanted in self.taken:
            wanted = f"{kind[0]}{self.highest[kind] + 1}"
        self.highest[kind] = max(self.highest[kind], int(wanted[1:]))
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
            turn
            if turn.speaker == new[turn.speaker]
            else dataclasses.replace(turn, speaker=new[turn.speaker])
            for turn in transcript.turns
        ),
        topics=tuple(sorted(transcript.topics, key=lambda topic: topic.slug)),
        skipped=tuple(sorted(transcript.skipped, key=lambda part: part.source.start)),
    )
