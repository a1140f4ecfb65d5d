"""Cutting a turn of a Transcript in two, and making one of two. Pure.

No word is lost: what stood between the parts in the source keeps a name.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator

from archive.errors import AnchorLost
from archive.ingest.correction.rewording import place_in_print
from archive.ingest.correction.tracing import trace
from archive.ingest.revision.aligning import WORDS
from archive.ingest.revision.wording import Spot
from archive.transcript import (
    PARAGRAPH_BREAK,
    Interlude,
    Segment,
    Skipped,
    SkippedKind,
    Span,
    Transcript,
    Turn,
)
from archive.transcript.gaps import gap

RULE = "an editor’s division"
DASH = re.compile(r"[-‐‑‒–—―−]+[^\S\n]*")
STRAIGHT = "\"'*_"
PLAIN_TEXT = "text/plain"


@dataclasses.dataclass(frozen=True, slots=True)
class Cut:
    """Where a turn is cut: before this letter, with the mark that stands there."""

    turn: int
    segment: int
    offset: int
    mark: str = ""


def cut_at(turns: tuple[Turn, ...], spot: Spot, label: str = "") -> Cut:
    """Return the cut before a word: signs that open words go with it.

    A label that stands just before them is cut off as their mark. Raises AnchorLost
    where the turn begins.
    """
    text = turns[spot.turn].segments[spot.segment].text
    offset = _opening(text, spot.offset)
    labelled = len(text[:offset].rstrip()) - len(label)
    if label and labelled >= 0 and text.startswith(label, labelled):
        mark = text[labelled:offset]
        return _not_at_the_beginning(Cut(spot.turn, spot.segment, labelled, mark))
    if not WORDS.search(text[:offset]):
        offset = 0
    dash = DASH.match(text, offset)
    mark = dash[0] if dash and dash.end() <= spot.offset else ""
    return _not_at_the_beginning(Cut(spot.turn, spot.segment, offset, mark))


def _not_at_the_beginning(cut: Cut) -> Cut:
    if (cut.segment, cut.offset) == (0, 0):
        raise AnchorLost("The turn begins there. Choose a later word.")
    return cut


def _opening(text: str, at: int) -> int:
    """Where the signs that open the word at this place begin."""
    while at > 0 and _opens(text, at - 1):
        at -= 1
    before = text[:at].rstrip()
    start = len(before) - len(before.rstrip("-‐‑‒–—―−"))
    dash = len(before) - start
    stands_alone = start and (not dash or text[dash - 1].isspace())
    return dash if stands_alone else at


def _opens(text: str, at: int) -> bool:
    sign = text[at]
    if sign in STRAIGHT:
        return at == 0 or text[at - 1].isspace()
    return sign in "¿¡" or unicodedata.category(sign) in {"Ps", "Pi", "Pd"}


def joint_of(told: Transcript, cut: Cut) -> str:
    """What a cut takes away between the two parts; a break where nothing is cut."""
    text = told.turns[cut.turn].segments[cut.segment].text
    if not cut.offset:
        return PARAGRAPH_BREAK + text[: _begins(text, cut)]
    return text[len(text[: cut.offset].rstrip()) : _begins(text, cut)]


def divided(told: Transcript, cut: Cut, second: Turn) -> Transcript:
    """Return it with a turn cut in two; `second` tells all of the new one but words.

    Raises AnchorLost where the source does not show the place.
    """
    first = told.turns[cut.turn]
    head, tail, between = _parts(told, first, cut)
    halves = (
        dataclasses.replace(first, segments=head),
        dataclasses.replace(second, segments=named(second.anchor, tail)),
    )
    inside = Span(tail[0].source.start, len(told.source.text))
    return dataclasses.replace(
        told,
        turns=(*told.turns[: cut.turn], *halves, *told.turns[cut.turn + 1 :]),
        skipped=_in_place([*told.skipped, *between]),
        interludes=_handed(told.interludes, first.anchor, second.anchor, inside),
    )


def joined(told: Transcript, number: int) -> Transcript:
    """Return it with this turn's paragraphs added to those of the turn before."""
    first, second = told.turns[number - 1], told.turns[number]
    added = named(first.anchor, second.segments, _last_number(first))
    whole = dataclasses.replace(first, segments=(*first.segments, *added))
    everywhere = Span(-1, len(told.source.text))
    return dataclasses.replace(
        told,
        turns=(*told.turns[: number - 1], whole, *told.turns[number + 1 :]),
        interludes=_handed(told.interludes, second.anchor, first.anchor, everywhere),
    )


def rejoined(told: Transcript, number: int, joint: str) -> Transcript:
    """Return it as it was before a cut that took this joint away."""
    first, second = told.turns[number - 1], told.turns[number]
    was_inside = not joint.startswith(PARAGRAPH_BREAK)
    segments, gap = (_fused if was_inside else _restored)(told, first, second, joint)
    one = joined(told, number)
    whole = dataclasses.replace(first, segments=segments)
    return dataclasses.replace(
        one,
        turns=(*one.turns[: number - 1], whole, *one.turns[number:]),
        skipped=tuple(one for one in told.skipped if not _within(one.source, gap)),
    )


def named(
    anchor: str, segments: Iterable[Segment], after: int = 0
) -> tuple[Segment, ...]:
    """The segments under the names that a turn gives them, from a number on."""
    return tuple(
        segment._replace(anchor=f"{anchor}p{number}")
        for number, segment in enumerate(segments, after + 1)
    )


Parts = tuple[tuple[Segment, ...], tuple[Segment, ...], list[Skipped]]


def _parts(told: Transcript, turn: Turn, cut: Cut) -> Parts:
    """The segments before and after a cut, and what lies between in the source."""
    whole = turn.segments[cut.segment]
    before, after = turn.segments[: cut.segment], turn.segments[cut.segment + 1 :]
    begins = _begins(whole.text, cut)
    if not begins:
        return before, (whole, *after), []
    places = _places(told, whole)
    head, tail = _halves(whole, cut.offset, begins)
    cut_off, begun = (place_in_print(whole, at) for at in (cut.offset, begins))
    reached = places[len(head.as_printed) - 1].end if head.text else whole.source.start
    mark, start = places[cut_off].start, places[begun].start
    tail = tail._replace(source=Span(start, whole.source.end))
    if head.text:
        span = Span(whole.source.start, reached)
        before = (*before, head._replace(source=span))
    marks = [Skipped(SkippedKind.MARK, Span(mark, start))] if cut.mark else []
    gap = Span(reached, mark if cut.mark else start)
    return before, (tail, *after), [*_gap(told, gap), *marks]


def _halves(whole: Segment, offset: int, begins: int) -> tuple[Segment, Segment]:
    """The paragraph before a cut and behind it, each beside what is printed."""
    head, tail = whole.text[:offset].rstrip(), whole.text[begins:]
    first = whole.as_printed[: place_in_print(whole, offset)].rstrip()
    second = whole.as_printed[place_in_print(whole, begins) :]
    return (
        whole._replace(text=head, printed="" if first == head else first),
        whole._replace(text=tail, printed="" if second == tail else second),
    )


def _begins(text: str, cut: Cut) -> int:
    """Where the words of the second part begin, behind their mark."""
    begins = cut.offset + len(cut.mark)
    return len(text) - len(text[begins:].lstrip())


def _places(told: Transcript, segment: Segment) -> list[Span]:
    start, end = segment.source.start, segment.source.end
    is_plain = told.source.media_type == PLAIN_TEXT
    found = trace(told.source.text[start:end], segment.as_printed, is_plain=is_plain)
    return [Span(start + each.start, start + each.end) for each in found]


def _gap(told: Transcript, place: Span) -> Iterator[Skipped]:
    if place.start < place.end:
        yield gap(place, told.source.text)


Whole = tuple[tuple[Segment, ...], Span]


def _fused(_told: Transcript, first: Turn, second: Turn, joint: str) -> Whole:
    """The paragraphs with the one that was cut whole again, and the gap it closes."""
    head, tail = first.segments[-1], second.segments[0]
    whole = head._replace(
        text=head.text + joint + tail.text,
        printed=_printed(head, tail, joint),
        source=Span(head.source.start, tail.source.end),
    )
    rest = named(first.anchor, second.segments[1:], _last_number(first))
    gap = Span(head.source.end, tail.source.start)
    return (*first.segments[:-1], whole, *rest), gap


def _printed(head: Segment, tail: Segment, joint: str) -> str:
    if not (head.printed or tail.printed):
        return ""
    return head.as_printed + joint + tail.as_printed


def _restored(told: Transcript, first: Turn, second: Turn, joint: str) -> Whole:
    """The paragraphs in a row, a mark taken off given back, and its place."""
    mark = joint.removeprefix(PARAGRAPH_BREAK)
    begun = second.segments[0]
    gap = _mark_before(told, begun.source.start) if mark else Span(0, 0)
    start = gap.start if mark else begun.source.start
    grown = begun._replace(
        text=mark + begun.text,
        printed=mark + begun.printed if begun.printed else "",
        source=Span(start, begun.source.end),
    )
    parts = (grown, *second.segments[1:])
    return (*first.segments, *named(first.anchor, parts, _last_number(first))), gap


def _mark_before(told: Transcript, start: int) -> Span:
    return next(part.source for part in told.skipped if part.source.end == start)


def _handed(
    interludes: Iterable[Interlude], before: str, now: str, within: Span
) -> tuple[Interlude, ...]:
    """What stands behind one turn in a stretch of the source, put behind another."""
    return tuple(
        dataclasses.replace(each, after=now)
        if each.after == before and _within(each.source, within)
        else each
        for each in interludes
    )


def _within(span: Span, stretch: Span) -> bool:
    return stretch.start <= span.start and span.end <= stretch.end


def _in_place(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    return tuple(sorted(skipped, key=lambda part: part.source))


def _last_number(turn: Turn) -> int:
    """The highest number among the names of a turn's paragraphs."""
    return max(int(part.anchor.rpartition("p")[2]) for part in turn.segments)
