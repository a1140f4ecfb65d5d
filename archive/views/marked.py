"""What the marks of a link come to on a page: words marked, changed since, or lost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Interview, Tombstone, Turn
from archive.views.marks import Mark, Span, count_unread, read_marks
from archive.views.wordings import Former, Record


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader is told of a mark, and where to go for more."""

    words: str
    address: str = ""
    name: str = ""


@dataclass(frozen=True)
class Marked:
    """`found` are spans of turns by their anchor, in the words of the turn.

    `missed` are the names a link leads to and could mark nothing in.
    """

    found: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    formers: Sequence[Former] = ()
    remarks: Sequence[Remark] = ()
    missed: Sequence[str] = ()

    def is_missed_in(self, segment: str) -> bool:
        """Whether a link marks nothing where it leads, to one paragraph of a turn.

        The first paragraph stands for the whole turn.
        """
        turn, _, order = segment.partition("p")
        return segment in self.missed or (order == "1" and turn in self.missed)

    def formers_beside(self, segment: str) -> tuple[Former, ...]:
        """The former wordings that are shown beside one paragraph."""
        return tuple(each for each in self.formers if each.beside == segment)

    @property
    def formers_gone(self) -> tuple[Former, ...]:
        """Those of words that no paragraph of the page took."""
        return self.formers_beside("")


NOTHING_MARKED = Marked()


def place_marks(
    interview: Interview, turns: Sequence[Turn], query: QueryDict
) -> Marked:
    """Return what an address asks to mark in these turns; never raises.

    Asks the database nothing more unless a mark does not fit what stands there now.
    """
    if not query.get("mark"):
        return NOTHING_MARKED
    placing = _Placing(interview, turns)
    if unread := count_unread(query):
        placing.remark(
            ngettext(
                "%(number)d mark of the link you followed cannot be read.",
                "%(number)d marks of the link you followed cannot be read.",
                unread,
            )
            % {"number": unread}
        )
    for mark in read_marks(query):
        placing.place(mark)
    placing.place_lost()
    return Marked(
        placing.found,
        tuple(placing.formers),
        tuple(placing.remarks),
        tuple(placing.missed),
    )


def span_of(mark: Mark, turn: Turn) -> Span | None:
    """The passage in the words of its turn.

    Empty when it stands outside, None when the turn has no such paragraph.
    """
    if mark.is_of_turn:
        return mark.span_in(turn.text)
    for part in turn.parts:
        if part.anchor == mark.segment:
            start, end = mark.span_in(turn.text[part.start : part.end])
            return part.start + start, part.start + end
    return None


class _Placing:
    def __init__(self, interview: Interview, turns: Sequence[Turn]) -> None:
        self.interview = interview
        self.turns = turns
        self.living = {turn.anchor: turn for turn in turns}
        self.found: defaultdict[str, list[Span]] = defaultdict(list)
        self.formers: list[Former] = []
        self.remarks: list[Remark] = []
        self.lost: list[Mark] = []
        self.missed: list[str] = []

    def remark(self, words: str, address: str = "", name: str = "") -> None:
        """Say it once, however many marks it is said of."""
        remark = Remark(words, address, name)
        if remark not in self.remarks:
            self.remarks.append(remark)

    def place(self, mark: Mark) -> None:
        turn = self.living.get(mark.turn)
        span = span_of(mark, turn) if turn and mark.is_of(turn) else None
        if turn is None or span is None:
            self.lost.append(mark)
        elif span[0] < span[1]:
            self.found[turn.anchor].append(span)
        else:
            self._tell_outside(mark)

    def place_lost(self) -> None:
        """Say what became of what is not on the page as the link has it."""
        if not self.lost:
            return
        stones = list(self.interview.tombstones.select_related("edition"))
        followed = self._followed(stones)
        elsewhere = self._elsewhere()
        here = [mark for mark in self.lost if mark.turn not in elsewhere]
        record = Record(self.interview, self.turns, followed)
        pinned = [mark for mark in here if mark.wording]
        for mark, former in record.find(pinned):
            self._take_former(mark, former)
        by_anchor = {stone.anchor: stone for stone in stones}
        for mark in here:
            if not mark.wording:
                self._tell_lost(mark, by_anchor, followed)

    def _followed(self, stones: Iterable[Tombstone]) -> dict[str, str]:
        """Each anchor that is gone with the one at the end of its successors."""
        follows = {stone.anchor: stone.successor for stone in stones}
        ends = {}
        for anchor, successor in follows.items():
            seen, heir = {anchor}, successor
            while heir in follows and heir not in seen:
                seen.add(heir)
                heir = follows[heir]
            ends[anchor] = "" if heir in seen else heir
        return ends

    def _elsewhere(self) -> set[str]:
        """The turns that stand on another page; of their marks that is said."""
        names = {mark.turn for mark in self.lost} - self.living.keys()
        turns = self.interview.turns.filter(anchor__in=names)
        found = set(turns.values_list("anchor", flat=True))
        for mark in self.lost:
            if mark.turn in found:
                told = _("%(anchor)s stands in another exchange.")
                address = self.interview.get_absolute_url()
                self.remark(
                    told % {"anchor": mark.segment},
                    f"{address}?mark={mark}#{mark.segment}",
                    _("Read it in the interview"),
                )
        return found

    def _take_former(self, mark: Mark, former: Former | None) -> None:
        if former is None:
            self.missed.append(mark.segment)
            told = _(
                "The link is pinned to a wording of %(anchor)s that the archive has "
                "never had, or to a place outside of it. Nothing is marked there."
            )
            self.remark(told % {"anchor": mark.segment}, *self._changes())
            return
        self.formers.append(former)
        if former.still:
            anchor, span = former.still
            self.found[anchor].append(span)

    def _tell_lost(
        self, mark: Mark, stones: Mapping[str, Tombstone], followed: Mapping[str, str]
    ) -> None:
        stone = stones.get(mark.segment) or stones.get(mark.turn)
        if stone is None:
            told = _("Nothing in this interview is named %(anchor)s.")
            self.remark(told % {"anchor": mark.segment})
            return
        date = date_format(stone.edition.created_at, "DATE_FORMAT")
        told = _("%(anchor)s stood in this interview until %(date)s.")
        words = told % {"anchor": mark.segment, "date": date}
        if heir := followed.get(stone.anchor):
            took = _("%(anchor)s took its words.") % {"anchor": heir}
            address = f"{self.interview.get_absolute_url()}#{heir}"
            self.remark(f"{words} {took}", address, _("Read them there"))
        else:
            self.remark(words, *self._changes(stone))

    def _tell_outside(self, mark: Mark) -> None:
        self.missed.append(mark.segment)
        told = _("The link marks a place outside of the words of %(anchor)s.")
        self.remark(told % {"anchor": mark.segment})

    def _changes(self, stone: Tombstone | None = None) -> tuple[str, str]:
        address = reverse("changes", args=[self.interview.slug])
        if stone and stone.is_turn:
            address += f"#edition-{stone.edition.number}-{stone.anchor}"
        return address, _("See what was changed")
