"""Words that a pinned link was made on and a later edition has otherwise.

What a turn said before is on record with the edition that changed it; here it is
found again, beside what became of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.timezone import localtime

from archive.anchoring import describe
from archive.ingest.revision.reattaching import Stood, Wordings, move, stay
from archive.models import Change, Edition, Interview, Part, Turn
from archive.transcript import PARAGRAPH_BREAK
from archive.transcript import Span as Passage
from archive.views.collation import GONE, Piece, collate, kept, shortened
from archive.views.marks import Mark, Span

SECOND = 2
TELLING = 20
"""Characters that words must have to be known again in another paragraph."""


class Moved(NamedTuple):
    """Words that were taken out of a paragraph and stand in another one now."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Then:
    """A paragraph as it was, the cited words in it, and what it is now.

    `anchor` is that of the paragraph that has its words now; empty when none has.
    `moved` are words that are gone from it and stand elsewhere on the page.
    """

    text: str
    cited: Span
    anchor: str
    pieces: Sequence[Piece]
    moved: Sequence[Moved] = ()

    @property
    def found(self) -> Sequence[Span]:
        return (self.cited,)


@dataclass(frozen=True, slots=True)
class Former:
    """A wording that is no more, from the edition `since` until that of `until`.

    `still` is where the cited words stand in a turn all the same.
    """

    mark: Mark
    since: Edition
    until: Edition
    paragraphs: Sequence[Then]
    still: tuple[str, Span] | None

    @property
    def pattern(self) -> str:
        """How to write its days: with the time where both are one."""
        return "DAY_AND_TIME" if _same_day(self.since, self.until) else "DATE_FORMAT"

    @property
    def last(self) -> int:
        """The number of the last edition that had it."""
        return self.until.number - 1

    @property
    def beside(self) -> str:
        """The anchor of the first paragraph it is shown beside, or nothing."""
        return next((each.anchor for each in self.paragraphs if each.anchor), "")


class Record:
    """What the editions of an interview keep of former wordings.

    `turns` are those on the page; `followed` leads from an anchor that is gone to
    the one that took its words.
    """

    def __init__(
        self, interview: Interview, turns: Sequence[Turn], followed: Mapping[str, str]
    ) -> None:
        self.interview = interview
        self.turns = {turn.anchor: turn for turn in turns}
        self.parts = {part.anchor: part for turn in turns for part in turn.parts}
        self.followed = followed

    def find(self, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Former | None]]:
        """Yield each mark with the wording it is pinned to, where one is on record."""
        editions = self.interview.editions.defer("told").order_by("number")
        first = editions.first()
        changes = self._changes({mark.turn for mark in marks})
        for mark in marks:
            of_turn = [each for each in changes if each.anchor == mark.turn]
            yield mark, self._former(mark, of_turn, first) if first else None

    def _changes(self, anchors: Iterable[str]) -> list[Change]:
        kept = Change.objects.filter(
            edition__interview=self.interview, anchor__in=anchors
        )
        kept = kept.select_related("edition").defer("edition__told")
        return list(kept.order_by("edition__number"))

    def _former(
        self, mark: Mark, changes: Sequence[Change], first: Edition
    ) -> Former | None:
        """The last time the turn had that wording, whatever it had in between."""
        numbers = [
            number
            for number, each in enumerate(changes)
            if each.sha256.startswith(mark.wording) and each.text
        ]
        if not numbers:
            return None
        change = changes[numbers[-1]]
        span = _span(mark, change)
        if span is None:
            return None
        before = [
            e.edition for e in changes[: numbers[-1]] if e.sha256 != change.sha256
        ]
        return Former(
            mark=mark,
            since=before[-1] if before else first,
            until=change.edition,
            paragraphs=tuple(self._then(change, span)),
            still=self._still(change, span),
        )

    def _then(self, change: Change, span: Passage) -> Iterator[Then]:
        """The paragraphs the passage stood in, each beside what it is now."""
        for name, part in _parts(change):
            start, end = max(span.start, part.start), min(span.end, part.end)
            if start < end:
                text = change.text[part.start : part.end]
                now = self._heir(name, change.anchor)
                pieces = self._pieces(text, now) if now else ()
                cited = (start - part.start, end - part.start)
                heir = now.anchor if now else ""
                moved = tuple(self._moved_from(text, heir, pieces))
                yield Then(text, cited, heir, pieces, moved)

    def _moved_from(
        self, text: str, own: str, pieces: Sequence[Piece]
    ) -> Iterator[Moved]:
        """Words that are gone, where one other paragraph and no more has them."""
        gone = [piece.said.strip() for piece in pieces if piece.kind == GONE]
        for words in gone if own else [text]:
            found = [
                part.anchor
                for part in self.parts.values()
                if part.anchor != own
                and len(words) >= TELLING
                and words in self._turn_of(part).text[part.start : part.end]
            ]
            if len(found) == 1:
                yield Moved(words, found[0])

    def _pieces(self, text: str, now: Part) -> Sequence[Piece]:
        words = self._turn_of(now).text[now.start : now.end]
        return shortened(collate(text, words))

    def _heir(self, part: str, turn: str) -> Part | None:
        """The paragraph of that name, or that took its words."""
        heir = part if part in self.parts else self.followed.get(part, "")
        if heir in self.parts:
            return self.parts[heir]
        follows = self.turns.get(self.followed.get(turn, ""))
        return follows.parts[0] if follows else None

    def _still(self, change: Change, span: Passage) -> tuple[str, Span] | None:
        """Where these very words stand now, between some of those around them."""
        return self._kept(change, span) or self._moved(change, span)

    def _kept(self, change: Change, span: Passage) -> tuple[str, Span] | None:
        """In the paragraph they stood in, which has other words otherwise now."""
        for name, part in _parts(change):
            now = self._heir(name, change.anchor)
            if now and part.start <= span.start and span.end <= part.end:
                turn = self._turn_of(now)
                within = (span.start - part.start, span.end - part.start)
                before = change.text[part.start : part.end]
                place = kept(before, within, turn.text[now.start : now.end])
                if place:
                    return turn.anchor, (now.start + place[0], now.start + place[1])
        return None

    def _turn_of(self, part: Part) -> Turn:
        return self.turns[part.anchor.partition("p")[0]]

    def _moved(self, change: Change, span: Passage) -> tuple[str, Span] | None:
        chosen = describe(change.text, span)
        own = self.turns.get(change.anchor)
        place = stay(change.text, own.text, chosen) if own else None
        if own and place:
            return own.anchor, (place.start, place.end)
        names = {change.anchor, *self._heirs(change)} & self.turns.keys()
        fresh = {name: Wordings("", self.turns[name].text) for name in names}
        found, _ = move(fresh, Stood(change.anchor, change.text, chosen))
        if found is None or found.span is None:
            return None
        return found.anchor, (found.span.start, found.span.end)

    def _heirs(self, change: Change) -> set[str]:
        heirs = [self.followed.get(name, "") for name, _ in _parts(change)]
        heirs.append(self.followed.get(change.anchor, ""))
        return {heir.partition("p")[0] for heir in heirs if heir}


def _same_day(first: Edition, second: Edition) -> bool:
    days = {localtime(each.created_at).date() for each in (first, second)}
    return len(days) == 1


def _parts(change: Change) -> list[tuple[str, Passage]]:
    """The paragraphs of a former wording by name; the first edition's are in order.

    Of a later one whose names were not kept they have none.
    """
    spans, start = [], 0
    for words in change.text.split(PARAGRAPH_BREAK):
        spans.append(Passage(start, start + len(words)))
        start += len(words) + len(PARAGRAPH_BREAK)
    names = change.parts
    if not names and change.edition.number == SECOND:
        names = [f"{change.anchor}p{order}" for order in range(1, len(spans) + 1)]
    return list(zip(names or [""] * len(spans), spans, strict=True))


def _span(mark: Mark, change: Change) -> Passage | None:
    """The passage in the former words of its turn; None when it stands outside."""
    if mark.is_of_turn:
        within = Passage(0, len(change.text))
    else:
        named = dict(_parts(change))
        if mark.segment not in named:
            return None
        within = named[mark.segment]
    start, end = mark.span_in(change.text[within.start : within.end])
    span = Passage(within.start + start, within.start + end)
    return span if start < end else None
