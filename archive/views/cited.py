"""What an address asks to cite or embed: an interview, a turn, or words of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q
from django.http import Http404, QueryDict

from archive.citations import Citable
from archive.ingest.correction.rewording import Emended, emended_in
from archive.models import Edition, Interview, Segment, SegmentKind, Turn
from archive.models.turns import TurnQuerySet
from archive.transcript import PARAGRAPH_BREAK, Span
from archive.views.citables import KINDS, citable, of_former, of_passage, of_turn
from archive.views.marks import Mark, read_marks
from archive.views.wordings import Former, Record


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one speaker; whether they begin and end inside of a paragraph."""

    kind: str
    speaker: str
    paragraphs: tuple[str, ...]
    language: str = ""
    starts_inside: bool = False
    ends_inside: bool = False
    emended: tuple[Emended, ...] = ()
    """What of these words editors corrected, beside what the source prints."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited, and the words to show with it; none of a whole interview.

    `is_lost` where a passage was asked for that never stood there; `until` is the
    edition that has the words of a pinned passage otherwise.
    """

    interview: Interview
    citable: Citable
    turn: Turn | None = None
    said: tuple[Said, ...] = ()
    is_passage: bool = False
    is_lost: bool = False
    until: Edition | None = None

    @property
    def emended(self) -> list[Emended]:
        return [each for said in self.said for each in said.emended]

    @property
    def mark(self) -> str:
        """The part of its address that marks a passage; empty where none is."""
        if not self.is_passage:
            return ""
        return self.citable.address.partition("?mark=")[2].partition("#")[0]


def find_cited(interview: Interview, anchor: str, query: QueryDict) -> Cited:
    """Return what `anchor` and `?mark=` name; Http404 for a turn that is not there.

    Of several marks those count that go on where the first one ends.
    """
    whole = citable(interview)
    # A paragraph's own address, such as a7p2, marks all of it.
    marks = read_marks(query) or ([Mark(anchor)] if "p" in anchor else [])
    if marks:
        found = _passage(whole, interview, marks)
        if found is not None:
            return found
    is_lost = bool(query.get("mark"))
    if not anchor:
        return Cited(interview, whole, is_lost=is_lost)
    turns = list(_with_segments(_exchange(interview, anchor)))
    opening = next((turn for turn in turns if turn.anchor == anchor), None)
    if opening is None:
        raise Http404
    said = tuple(_said(turn) for turn in turns)
    cited = of_turn(whole, opening)
    return Cited(interview, cited, opening, said, is_lost=is_lost)


def _exchange(interview: Interview, anchor: str) -> TurnQuerySet:
    """A question with its answers; an answer or a statement alone."""
    answers = Q(question__anchor=anchor, question__interview=interview)
    return interview.turns.filter(Q(anchor=anchor) | answers)


def _with_segments(turns: TurnQuerySet) -> TurnQuerySet:
    segments = Prefetch("segments", Segment.objects.order_by("order"))
    return (
        turns.select_related("speaker", "question")
        .prefetch_related(segments)
        .order_by("sequence")
    )


def _passage(
    whole: Citable, interview: Interview, marks: Sequence[Mark]
) -> Cited | None:
    named = interview.turns.filter(anchor=marks[0].turn)
    turn = _with_segments(named).first()
    if turn is None or not marks[0].is_of(turn):
        return _former_passage(whole, interview, turn, marks[0])
    span = _run_together(turn, [mark for mark in marks if mark.turn == turn.anchor])
    if span is None:
        return None
    cited = of_passage(whole, turn, span)
    return Cited(interview, cited, turn, (_said(turn, span),), is_passage=True)


def _former_passage(
    whole: Citable, interview: Interview, turn: Turn | None, mark: Mark
) -> Cited | None:
    """The words a link is pinned to, as they stood; None where they never did."""
    if not mark.wording:
        return None
    former = next(former for _, former in Record(interview, (), {}).find([mark]))
    if former is None:
        return None
    said = _said_then(former, turn)
    words = PARAGRAPH_BREAK.join(said.paragraphs)
    cited = of_former(whole, mark, words, turn.speaker if turn else None)
    cited = replace(cited, edition=former.since.digest)
    return Cited(interview, cited, turn, (said,), is_passage=True, until=former.until)


def _said_then(former: Former, turn: Turn | None) -> Said:
    then = former.paragraphs
    return Said(
        kind=KINDS[former.mark.turn[0]],
        speaker=turn.speaker.name if turn and turn.speaker else "",
        paragraphs=tuple(each.text[slice(*each.cited)] for each in then),
        language=turn.language if turn else "",
        starts_inside=then[0].cited[0] > 0,
        ends_inside=then[-1].cited[1] < len(then[-1].text),
    )


def _run_together(turn: Turn, marks: Iterable[Mark]) -> Span | None:
    """The first mark's span in the turn, and what follows right behind it."""
    run: Span | None = None
    for span in (_span(turn, mark) for mark in marks):
        if span is None or (run and turn.text[run.end : span.start].strip()):
            break
        if run and span.start < run.end:
            break
        run = Span(run.start, span.end) if run else span
    return run


def _span(turn: Turn, mark: Mark) -> Span | None:
    """A mark in the words of its turn; None where it stands outside of them."""
    places = {turn.anchor: Span(0, len(turn.text))}
    for segment in turn.segments.all():
        places[segment.anchor] = Span(segment.start, segment.end)
    place = places.get(mark.segment)
    if place is None:
        return None
    start, end = mark.span_in(turn.text[place.start : place.end])
    return Span(place.start + start, place.start + end) if start < end else None


def _said(turn: Turn, span: Span | None = None) -> Said:
    """A turn's words, or those of them in a span; cues run together."""
    told = span or Span(0, len(turn.text))
    segments = [
        segment
        for segment in turn.segments.all()
        if segment.start < told.end and told.start < segment.end
    ]
    words = [
        turn.text[max(segment.start, told.start) : min(segment.end, told.end)]
        for segment in segments
    ] or turn.text[told.start : told.end].split(PARAGRAPH_BREAK)
    if segments and segments[0].kind == SegmentKind.CUE:
        words = [" ".join(" ".join(words).split())]
    return Said(
        kind=turn.kind,
        speaker=turn.speaker.name if turn.speaker else "",
        paragraphs=tuple(words),
        language=turn.language,
        starts_inside=bool(segments) and segments[0].start < told.start,
        ends_inside=bool(segments) and told.end < segments[-1].end,
        emended=tuple(
            each for segment in segments for each in _emended(turn.text, segment, told)
        ),
    )


def _emended(text: str, segment: Segment, told: Span) -> Iterator[Emended]:
    """Corrections in the words of a paragraph that are told; of cut words, none."""
    if not segment.printed:
        return
    for each in emended_in(text[segment.start : segment.end], segment.printed):
        start, end = segment.start + each.start, segment.start + each.end
        if (start < told.end and told.start < end) or told.start <= start == end:
            yield each
