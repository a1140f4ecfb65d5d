"""Found turns as readers see them: where the words stand, in the text as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archive.models import Annotation, Segment, Turn
from archive.search import analysis
from archive.search.indexes import language_of, opening, said_by
from archive.search.marking import Mark, marks, merge, pieces, within
from archive.search.shapes import Excerpt, Hit, NoteHit
from archive.search.terms import Leaf, Noted


class Passage(NamedTuple):
    """A segment: its name, and its place in the text of its turn."""

    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to turns and their questions, read for all of them at once."""

    passages: Mapping[int, list[Passage]]
    notes: Mapping[int, list[Annotation]]

    def passages_of(self, turn: Turn) -> list[Passage]:
        """A turn without segments is one."""
        whole = Passage(turn.anchor, 0, len(turn.text))
        return self.passages.get(turn.pk) or [whole]


def hits(turns: Sequence[int], leaves: Sequence[Leaf], search: str = "") -> list[Hit]:
    """The public ones of the turns, in this order, with the leaves' words marked.

    `search` are the parameters that their links carry along.
    """
    found = Turn.objects.public().filter(pk__in=turns)
    whole = found.select_related("interview", "speaker", "question")
    by_key = {turn.pk: turn for turn in whole}
    beside = _beside(by_key.values())
    return [_hit(by_key[key], leaves, search, beside) for key in turns if key in by_key]


def _beside(turns: Collection[Turn]) -> Beside:
    keys = {turn.pk for turn in turns}
    asked = {turn.question_id for turn in turns if turn.question_id}
    passages: dict[int, list[Passage]] = {}
    segments = Segment.objects.filter(turn__in=keys | asked).order_by("turn", "order")
    for turn, anchor, start, end in segments.values_list(
        "turn", "anchor", "start", "end"
    ):
        passages.setdefault(turn, []).append(Passage(anchor, start, end))
    notes: dict[int, list[Annotation]] = {}
    for note in Annotation.objects.public().in_place().filter(turn__in=keys):
        notes.setdefault(note.turn_id, []).append(note)
    return Beside(passages, notes)


def _hit(turn: Turn, leaves: Sequence[Leaf], search: str, beside: Beside) -> Hit:
    language = language_of(turn, turn.interview)
    own = marks(leaves, turn.text, language)
    lacking = set(range(len(leaves))) - {mark.leaf for mark in own}
    asked = tuple(_asked(turn, leaves, lacking, beside))
    notes = tuple(_notes(turn, leaves, language, beside))
    stands_in_notes = notes and not own and not asked
    return Hit(
        turn=turn,
        excerpts=_annotated(turn, notes[0], beside)
        if stands_in_notes
        else _excerpts(turn, own, beside),
        asked=asked,
        notes=notes,
        is_in_own_words=bool(own),
        search=search,
    )


def _excerpts(turn: Turn, found: Sequence[Mark], beside: Beside) -> tuple[Excerpt, ...]:
    passages = beside.passages_of(turn)
    spans = [(passage.start, passage.end) for passage in passages]
    return tuple(
        _excerpt(turn, passage, (start, end), found)
        for start, end in pieces(spans, turn.text, found)
        for passage in passages
        if passage.start <= start and end <= passage.end
    )


def _excerpt(
    turn: Turn, passage: Passage, window: analysis.Span, found: Iterable[Mark]
) -> Excerpt:
    start, end = window
    spans = merge((mark.start, mark.end) for mark in within(window, found))
    return Excerpt(
        text=turn.text[start:end],
        marks=tuple((first - start, last - start) for first, last in spans),
        segment=passage.anchor,
        locators=tuple(
            f"{passage.anchor}.{first - passage.start}-{last - passage.start}"
            for first, last in spans
        ),
        starts_inside=start > passage.start,
        ends_inside=end < passage.end,
    )


def _asked(
    turn: Turn, leaves: Sequence[Leaf], lacking: Collection[int], beside: Beside
) -> Iterator[Excerpt]:
    """The question, when it holds words that its answer lacks."""
    question = turn.question
    if question is None or not lacking:
        return
    language = language_of(question, turn.interview)
    found = marks(leaves, opening(question, turn.interview), language)
    if any(mark.leaf in lacking for mark in found):
        yield from _excerpts(question, found, beside)


def _notes(
    turn: Turn, leaves: Sequence[Leaf], language: str, beside: Beside
) -> Iterator[NoteHit]:
    for annotation in beside.notes.get(turn.pk, ()):
        # Readers of the hit ask the note for its turn: it is this one.
        annotation.turn = turn
        text = said_by(annotation.kind, annotation.body, annotation.particulars)
        found = marks(_in_notes(leaves), text, language)
        for window in pieces(list(analysis.paragraphs(text)), text, found)[:1]:
            inside = within(window, found)
            spans = merge(
                (mark.start - window[0], mark.end - window[0]) for mark in inside
            )
            if spans:
                yield NoteHit(annotation, text[slice(*window)], spans)


def _in_notes(leaves: Iterable[Leaf]) -> list[Leaf]:
    return [leaf.leaf if isinstance(leaf, Noted) else leaf for leaf in leaves]


def _annotated(turn: Turn, note: NoteHit, beside: Beside) -> tuple[Excerpt, ...]:
    """The words a note stands on, which the link then lands on; nothing is marked."""
    start, end = note.annotation.start, note.annotation.end
    passages = beside.passages_of(turn)
    last = next((each.end for each in passages if start < each.end), end)
    shown = _excerpts(turn, [Mark(start, min(end, last), 0)], beside)
    return tuple(replace(excerpt, marks=()) for excerpt in shown)
