"""What a search gives: hits, marked passages, facets, notes.

Plain text with spans, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from archive.models import Annotation, Speaker, Topic, Turn
from archive.search.analysis import Span
from archive.search.engine import Order
from archive.search.requests import PAGE_SIZE, SearchRequest, last_page


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of one segment, as it is, with the words to mark.

    `marks` are spans of `text`. `segment` is the anchor the link lands on.
    `locators` name the same words in the record (`a7p2.10-45`: offsets in the segment).
    """

    text: str
    marks: tuple[Span, ...]
    segment: str
    locators: tuple[str, ...]
    starts_inside: bool
    """Words of the segment stand before it: show that something is left out."""
    ends_inside: bool


@dataclass(frozen=True, slots=True)
class NoteHit:
    """An editor's published note whose words were found, with a piece of it."""

    annotation: Annotation
    text: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that was found, and where in it.

    `excerpts` holds one or two pieces of the turn, or its opening when the words
    stand elsewhere: in its question (then `asked` holds them) or in notes on it.
    """

    turn: Turn
    """With `interview`, `speaker` and `question` at hand: no further database query."""
    excerpts: tuple[Excerpt, ...]
    asked: tuple[Excerpt, ...] = ()
    notes: tuple[NoteHit, ...] = ()
    is_in_own_words: bool = True
    search: str = ""
    """The parameters of the search that found it."""

    @property
    def question(self) -> Turn | None:
        """The question an answer belongs to."""
        return self.turn.question

    @property
    def url(self) -> str:
        """The paragraph in its interview, the found words marked by `?mark=`.

        Several words repeat the parameter: `?mark=a7p2.10-45&mark=a7p3.0-6#a7p2`.
        Found by its question, the words are marked there, and the link lands here.
        """
        return self._address(self.turn.interview.get_absolute_url())

    @property
    def landing(self) -> str:
        """The same, with the search in the address: so one finds the other hits."""
        return self._address(self.turn.interview.get_absolute_url(), self._found)

    @property
    def exchange_landing(self) -> str:
        """The same on the page of its exchange alone."""
        return self._address(self.turn.get_exchange_url(), self._found)

    @property
    def _found(self) -> list[str]:
        return [*_carried(self.search), f"hit={self.turn.anchor}"]

    def _address(self, path: str, parameters: Iterable[str] = ()) -> str:
        is_asked = bool(self.asked) and not self.is_in_own_words
        pieces = self.asked if is_asked else self.excerpts
        # Anchors and locators have no letter that an address writes otherwise.
        locators = (f"mark={name}" for piece in pieces for name in piece.locators)
        query = "&".join([*parameters, *locators])
        lands_on_turn = is_asked or not pieces
        anchor = self.turn.anchor if lands_on_turn else pieces[0].segment
        return f"{path}?{query}#{anchor}" if query else f"{path}#{anchor}"


@lru_cache(64)
def _carried(search: str) -> list[str]:
    """The parameters of a search as links carry them: those that say something."""
    written = urlencode(parse_qsl(search), errors="replace")
    return [written] if written else []


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. `count` is what following `query_string` finds."""

    value: str
    label: str
    count: int
    selected: bool
    query_string: str
    """The search with this value alone in its facet, or without it if selected."""
    also: str = ""
    """The search with this value beside those chosen; empty when none is."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet's value in force, and the search without it."""

    facet: str
    """Empty for one that stands in the words themselves, as `speaker:…`."""
    facet_label: str
    value: str
    label: str
    query_string: str


@dataclass(frozen=True, slots=True)
class Sort:
    value: Order
    label: str
    selected: bool
    query_string: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A filter that words of the query may have been meant for."""

    facet_label: str
    label: str
    query_string: str
    """The search with the filter in the place of those words."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing asked of a search that found nothing."""

    label: str
    total: int
    """The turns it finds by itself."""
    without: int
    """The turns that all the rest finds."""
    query_string: str
    """The search without it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a query may have been meant to say, in words of the archive."""

    q: str
    query_string: str


@dataclass(frozen=True, slots=True)
class SpeakerMatch:
    """A public speaker who goes by the query's words, and their public turns."""

    speaker: Speaker
    turns: int


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A public topic that goes by the query's words, and its public exchanges."""

    topic: Topic
    exchanges: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of a search. `is_empty_query`: there was nothing to search for."""

    request: SearchRequest
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences on how the query was read, for the reader."""
    is_empty_query: bool = False
    is_partial: bool = False
    """No turn holds all the words, or few do: turns with some of them follow."""
    total_without_filters: int = 0
    """When `total` is 0 and this is not, the filters removed everything."""
    whole: int = 0
    """How many of the turns hold all the words: all do, unless `is_partial`."""
    missing: tuple[str, ...] = ()
    """Words and phrases as typed that no public turn holds, whatever the filters."""
    speakers: tuple[SpeakerMatch, ...] = ()
    """Found by name, whatever the filters and the page; also when no turn is found."""
    topics: tuple[TopicMatch, ...] = ()
    offers: tuple[Offer, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """When `total` is 0: what was asked, part by part."""
    meant: Meant | None = None

    @property
    def page(self) -> int:
        return self.request.page

    @property
    def pages(self) -> int:
        return last_page(self.total)

    @property
    def first(self) -> int:
        """The number of the page's first hit, from 1; 0 when there is none."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.hits else 0

    @property
    def taken_along(self) -> str:
        """The whole search, whatever page of it this is."""
        return self.request.at_page(1).query_string

    @property
    def previous_query_string(self) -> str:
        """Empty on the first page."""
        return self._query_string_of(self.page - 1)

    @property
    def next_query_string(self) -> str:
        """Empty on the last page."""
        return self._query_string_of(self.page + 1)

    def _query_string_of(self, page: int) -> str:
        exists = 1 <= page <= self.pages
        return self.request.at_page(page).query_string if exists else ""
