"""Anchors for a later edition: old names for old words, new numbers for new. Pure."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.ingest.revision.aligning import Alignment, align, takers
from archive.transcript import Kind, Segment, Topic, Transcript, Turn

NUMBERED = re.compile(r"(?P<letter>[qas])(?P<number>\d+)(?:p(?P<part>\d+))?")


@dataclass(frozen=True, slots=True)
class Retired:
    """A name that nothing has any more, its last words, and who took them.

    `after` is the turn it stood behind, or for a paragraph in.
    """

    anchor: str
    text: str
    after: str
    successor: str = ""


def name(
    kept: Transcript, told: Transcript, found: Alignment, given: Mapping[str, str]
) -> tuple[Transcript, list[Retired]]:
    """Return `told` under the archive's names, and the names that are retired.

    `given` are the anchors retired earlier, each with its successor or nothing.
    """
    naming = _Naming(kept, [*given])
    turns = tuple(naming.turns(told.turns, found))
    retired = list(_retired(kept.turns, turns, found))
    followed = {**given, **{each.anchor: each.successor for each in retired}}
    names = dict(zip((turn.anchor for turn in told.turns), turns, strict=True))
    named = dataclasses.replace(
        told,
        turns=turns,
        interludes=tuple(
            dataclasses.replace(each, after=names[each.after].anchor)
            if each.after
            else each
            for each in told.interludes
        ),
        topics=_topics(told.topics, _Resolved(turns, names, followed)),
    )
    return named, retired


class _Naming:
    def __init__(self, kept: Transcript, given: Sequence[str]) -> None:
        self.kept = kept.turns
        self.used = {turn.anchor for turn in kept.turns} | set(given)
        self.highest: Counter[str] = Counter()
        parts = [part.anchor for turn in kept.turns for part in turn.segments]
        for anchor in [*self.used, *parts]:
            self.note(anchor)

    def note(self, anchor: str) -> None:
        """Remember a number as given: of a turn, or of a paragraph in its turn."""
        match = NUMBERED.fullmatch(anchor)
        if match is None:
            return
        turn = match["letter"] + match["number"]
        of, number = (turn, match["part"]) if match["part"] else match.group(1, 2)
        self.highest[of] = max(self.highest[of], int(number))
        self.used.add(turn)

    def turns(self, turns: Sequence[Turn], found: Alignment) -> Iterator[Turn]:
        names: dict[str, str] = {"": ""}
        for place, turn in enumerate(turns):
            old = self.kept[found.pairs[place]] if place in found.pairs else None
            question = names.get(turn.question, "")
            anchor = old.anchor if old else self.free(turn.kind, question)
            names[turn.anchor] = anchor
            before = old.segments if old else ()
            segments = tuple(self.segments(anchor, before, turn.segments))
            yield dataclasses.replace(
                turn, anchor=anchor, question=question, segments=segments
            )

    def free(self, kind: Kind, question: str) -> str:
        """The question's number where it was never given, else the next one."""
        wanted = kind[0] + question[1:]
        if not question or wanted in self.used:
            wanted = f"{kind[0]}{self.highest[kind[0]] + 1}"
        self.note(wanted)
        return wanted

    def segments(
        self, anchor: str, before: Sequence[Segment], now: Sequence[Segment]
    ) -> Iterator[Segment]:
        found = align([part.text for part in before], [part.text for part in now])
        for place, part in enumerate(now):
            if place in found.pairs:
                known = before[found.pairs[place]].anchor
            else:
                known = f"{anchor}p{self.highest[anchor] + 1}"
                self.note(known)
            yield part._replace(anchor=known)


def _retired(
    kept: Sequence[Turn], turns: Sequence[Turn], found: Alignment
) -> Iterator[Retired]:
    living = {turn.anchor for turn in turns}
    after, followed = "", {}
    for place, turn in enumerate(kept):
        if turn.anchor in living:
            after = turn.anchor
            continue
        taker = found.successors.get(place)
        followed[turn.anchor] = "" if taker is None else turns[taker].anchor
        yield Retired(turn.anchor, turn.text, after, followed[turn.anchor])
    yield from _retired_parts(kept, turns, followed)


def _retired_parts(
    kept: Sequence[Turn], turns: Sequence[Turn], followed: Mapping[str, str]
) -> Iterator[Retired]:
    """Paragraphs that are gone: from a turn that lives, or with one that is gone."""
    before = {part.anchor for turn in kept for part in turn.segments}
    living = {part.anchor for turn in turns for part in turn.segments}
    fresh = [
        part for turn in turns for part in turn.segments if part.anchor not in before
    ]
    after, lost = "", []
    for turn in kept:
        after = after if turn.anchor in followed else turn.anchor
        gone = (part for part in turn.segments if part.anchor not in living)
        lost += [(part, after, followed.get(turn.anchor, "")) for part in gone]
    taken = takers([part.text for part, *_ in lost], [part.text for part in fresh])
    for place, (part, stood, successor) in enumerate(lost):
        taker = taken.get(place)
        follows = successor if taker is None else fresh[taker].anchor
        yield Retired(part.anchor, part.text, stood, follows)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """What a topic's anchor means: a living turn, a retired one, or a new one."""

    turns: Sequence[Turn]
    names: Mapping[str, Turn]
    followed: Mapping[str, str]

    def find(self, anchors: Sequence[str]) -> tuple[str, ...]:
        living = {turn.anchor: turn for turn in self.turns}
        found = (self._follow(anchor, living) for anchor in anchors)
        opened = {
            turn.question or turn.anchor: None for turn in found if turn is not None
        }
        return tuple(anchor for anchor in living if anchor in opened)

    def _follow(self, anchor: str, living: Mapping[str, Turn]) -> Turn | None:
        told = anchor
        while anchor not in living and anchor in self.followed:
            anchor = self.followed[anchor]
        known = anchor in living or told in self.followed
        return living.get(anchor) if known else self.names.get(told)


def _topics(topics: Sequence[Topic], resolved: _Resolved) -> tuple[Topic, ...]:
    """Topics by the archive's names; one that nothing is under is left out."""
    found = [
        dataclasses.replace(topic, questions=resolved.find(topic.questions))
        for topic in topics
    ]
    parents = {topic.slug: topic.parent for topic in found}
    used = {topic.slug for topic in found if topic.questions}
    for slug in [*used]:
        while (slug := parents.get(slug, "")) and slug not in used:
            used.add(slug)
    return tuple(topic for topic in found if topic.slug in used)
