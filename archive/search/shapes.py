"""What is asked of a search and what it gives: hits, marked passages, facets, notes.

Plain text with spans, never HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from archive.models import Annotation, Speaker, Topic, Turn
from archive.search.analysis import Span
from archive.search.engine import FACETS, Order

PAGE_SIZE = 20
MOST_VALUES = 20
"""Values of one facet that a request may choose."""

ORDERS: tuple[Order, ...] = ("relevance", "date", "sequence")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks. `facets` maps a facet's name to the slugs chosen in it.

    Several values of one facet widen it (either will do); different facets narrow
    each other. Unknown values are no error: they find nothing and are named.
    """

    q: str = ""
    facets: Mapping[str, tuple[str, ...]] | None = None
    order: Order = "relevance"
    page: int = 1

    @classmethod
    def read(cls, parameters: Mapping[str, list[str]]) -> SearchRequest:
        """Read an address's parameters (`dict(request.GET.lists())`); never raises."""
        chosen = {name: _values(parameters.get(name, ())) for name in FACETS}
        return cls(
            q=_last(parameters, "q"),
            facets={name: values for name, values in chosen.items() if values},
            order=_order(_last(parameters, "sort")),
            page=_page(_last(parameters, "page")),
        )

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...]]:
        return self.facets or {}

    @property
    def query_string(self) -> str:
        """The address's parameters for this request, without defaults."""
        pairs = [("q", self.q)]
        pairs += [(name, value) for name in FACETS for value in self.values(name)]
        pairs += [("sort", self.order)] if self.order != "relevance" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs, errors="replace")

    def values(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())

    def choosing(self, facet: str, *values: str) -> SearchRequest:
        """The same request with only these values of one facet, at its first page."""
        others = {name: kept for name, kept in self.chosen.items() if name != facet}
        facets = {**others, facet: values} if values else others
        return replace(self, facets=facets, page=1)

    def sorted_by(self, order: Order) -> SearchRequest:
        return replace(self, order=order, page=1)

    def at_page(self, page: int) -> SearchRequest:
        return replace(self, page=page)


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
        is_asked = bool(self.asked) and not self.is_in_own_words
        pieces = self.asked if is_asked else self.excerpts
        path = self.turn.interview.get_absolute_url()
        locators = [("mark", name) for piece in pieces for name in piece.locators]
        query = f"?{urlencode(locators)}" if locators else ""
        lands_on_turn = is_asked or not pieces
        anchor = self.turn.anchor if lands_on_turn else pieces[0].segment
        return f"{path}{query}#{anchor}"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. `count` is what following `query_string` finds."""

    value: str
    label: str
    count: int
    selected: bool
    query_string: str
    """The search with this value alone in its facet, or without it if selected."""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet's value in force, and the search without it."""

    facet: str
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

    @property
    def page(self) -> int:
        return self.request.page

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def first(self) -> int:
        """The number of the page's first hit, from 1; 0 when there is none."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.hits else 0

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


def _last(parameters: Mapping[str, list[str]], name: str) -> str:
    values = parameters.get(name) or [""]
    return values[-1]


def _order(value: str) -> Order:
    return next((order for order in ORDERS if order == value), "relevance")


def _page(value: str) -> int:
    """From 1; the last page there is stands for any number too high."""
    return max(1, int(value[:6])) if value.isascii() and value.isdigit() else 1


def _values(values: Iterable[str]) -> tuple[str, ...]:
    seen = dict.fromkeys(value for value in values if value and value.isprintable())
    return tuple(seen)[:MOST_VALUES]
