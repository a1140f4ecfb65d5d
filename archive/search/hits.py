"""Found turns as readers see them: where the words stand, in the text as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from django.db.models import Prefetch

from archive.models import Annotation, Segment, Turn
from archive.search import analysis
from archive.search.indexes import language_of, opening, plain
from archive.search.marking import Mark, marks, merge, pieces, within
from archive.search.shapes import Excerpt, Hit, NoteHit
from archive.search.terms import Leaf, Noted


def hits(turns: Sequence[int], leaves: Sequence[Leaf], search: str = "") -> list[Hit]:
    """The public ones of the turns, in this order, with the leaves' words marked.

    `search` are the parameters that their links carry along.
    """
    found = Turn.objects.public().filter(pk__in=turns)
    whole = found.select_related("interview", "speaker", "question").prefetch_related(
        "segments",
        "question__segments",
        Prefetch("annotations", Annotation.objects.public().in_place()),
    )
    by_key = {turn.pk: turn for turn in whole}
    return [_hit(by_key[key], leaves, search) for key in turns if key in by_key]


def _hit(turn: Turn, leaves: Sequence[Leaf], search: str) -> Hit:
    language = language_of(turn, turn.interview)
    own = marks(leaves, turn.text, language)
    lacking = set(range(len(leaves))) - {mark.leaf for mark in own}
    asked = tuple(_asked(turn, leaves, lacking))
    notes = tuple(_notes(turn, leaves, language))
    stands_in_notes = notes and not own and not asked
    return Hit(
        turn=turn,
        excerpts=_annotated(turn, notes[0])
        if stands_in_notes
        else _excerpts(turn, own),
        asked=asked,
        notes=notes,
        is_in_own_words=bool(own),
        search=search,
    )


def _excerpts(turn: Turn, found: Sequence[Mark]) -> tuple[Excerpt, ...]:
    segments = list(turn.segments.all()) or [_whole(turn)]
    passages = [(segment.start, segment.end) for segment in segments]
    return tuple(
        _excerpt(turn, segment, (start, end), found)
        for start, end in pieces(passages, turn.text, found)
        for segment in segments
        if segment.start <= start and end <= segment.end
    )


def _excerpt(
    turn: Turn, segment: Segment, window: analysis.Span, found: Iterable[Mark]
) -> Excerpt:
    start, end = window
    spans = merge((mark.start, mark.end) for mark in within(window, found))
    return Excerpt(
        text=turn.text[start:end],
        marks=tuple((first - start, last - start) for first, last in spans),
        segment=segment.anchor,
        locators=tuple(
            f"{segment.anchor}.{first - segment.start}-{last - segment.start}"
            for first, last in spans
        ),
        starts_inside=start > segment.start,
        ends_inside=end < segment.end,
    )


def _asked(
    turn: Turn, leaves: Sequence[Leaf], lacking: Collection[int]
) -> Iterator[Excerpt]:
    """The question, when it holds words that its answer lacks."""
    question = turn.question
    if question is None or not lacking:
        return
    language = language_of(question, turn.interview)
    found = marks(leaves, opening(question, turn.interview), language)
    if any(mark.leaf in lacking for mark in found):
        yield from _excerpts(question, found)


def _notes(turn: Turn, leaves: Sequence[Leaf], language: str) -> Iterator[NoteHit]:
    for annotation in turn.annotations.all():
        # Readers of the hit ask the note for its turn: it is this one.
        annotation.turn = turn
        text = plain(annotation.body)
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


def _annotated(turn: Turn, note: NoteHit) -> tuple[Excerpt, ...]:
    """The words a note stands on, which the link then lands on; nothing is marked."""
    start, end = note.annotation.start, note.annotation.end
    segments = list(turn.segments.all()) or [_whole(turn)]
    last = next((each.end for each in segments if start < each.end), end)
    shown = _excerpts(turn, [Mark(start, min(end, last), 0)])
    return tuple(replace(excerpt, marks=()) for excerpt in shown)


def _whole(turn: Turn) -> Segment:
    """A turn without segments, as one."""
    return Segment(turn=turn, anchor=turn.anchor, start=0, end=len(turn.text))
