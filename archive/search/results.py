"""The one door readers come through: a request in, a page of results out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.search import engine as asked
from archive.search import names, query
from archive.search.connection import engine
from archive.search.engine import FACETS, Found, Order
from archive.search.facets import active, choices, facets, filters
from archive.search.hits import hits
from archive.search.indexing import hidden
from archive.search.query import Reading, Remark
from archive.search.shapes import (
    ORDERS,
    PAGE_SIZE,
    Excerpt,
    Facet,
    FacetValue,
    Filter,
    Hit,
    NoteHit,
    Results,
    SearchRequest,
    Sort,
    SpeakerMatch,
    TopicMatch,
)
from archive.search.terms import Best, Tree, leaves, wanted
from archive.search.translation import Translation, translate

__all__ = [
    "FACETS",
    "ORDERS",
    "PAGE_SIZE",
    "Excerpt",
    "Facet",
    "FacetValue",
    "Filter",
    "Hit",
    "NoteHit",
    "Order",
    "Results",
    "SearchRequest",
    "Sort",
    "SpeakerMatch",
    "TopicMatch",
    "search",
]

LONG = 6
"""Words, common ones too, from which a query reads like a question."""

FEW = 10
"""Turns that answer a question, below which those with some of its words follow."""


def search(request: SearchRequest) -> Results:
    """Find turns. Raises EngineUnavailable when the engine cannot answer."""
    reading = query.read(request.q)
    if not reading.query.parts:
        return Results(request, is_empty_query=True)
    languages = engine().languages()
    translation = translate(reading.query, languages)
    if not translation.tree.parts:
        notes = tuple(_remarks(reading, translation))
        return Results(request, is_empty_query=True, notes=notes)
    named = " ".join(part.text for part in translation.wanted)
    return replace(
        _results(request, reading, translation),
        speakers=names.speakers(named, languages),
        topics=names.topics(named, languages),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the engine found, by which tree."""

    tree: Tree
    found: Found

    @property
    def is_partial(self) -> bool:
        return isinstance(self.tree, Best)

    def missing(self, translation: Translation) -> tuple[str, ...]:
        """What was typed and stands in no turn."""
        totals = zip(translation.wanted, self.found.leaves, strict=True)
        return tuple(dict.fromkeys(part.text for part, total in totals if not total))


def _results(
    request: SearchRequest, reading: Reading, translation: Translation
) -> Results:
    chosen = choices(request)
    question = asked.Request(
        translation.tree, filters(chosen), request.order, hidden=hidden()
    )
    enough = _enough(reading, translation)
    answer, page = _page(question, request.page, enough)
    request = request.at_page(page)
    shown = hits(answer.found.turns, tuple(leaves(answer.tree)))
    gone = len(answer.found.turns) - len(shown)
    total = answer.found.total - gone
    whole = min(answer.found.whole, total)
    missing = answer.missing(translation)
    remarks = _remarks(reading, translation)
    lacks = _lacks(total, whole, missing) if answer.is_partial else ()
    return Results(
        request=request,
        total=total,
        hits=tuple(shown),
        facets=facets(request, answer.found.facets, chosen),
        filters=active(request, chosen),
        sorts=tuple(_sorts(request)),
        notes=(*remarks, *lacks, *_losses(gone)),
        is_partial=answer.is_partial,
        total_without_filters=answer.found.unfiltered,
        whole=whole,
        missing=missing,
    )


def _enough(reading: Reading, translation: Translation) -> int:
    """How many turns must hold all the words before some of them will not do."""
    if len(wanted(translation.tree)) < 2:
        return 0
    return 1 if len(reading.query.parts) < LONG else FEW


def _page(question: asked.Request, page: int, enough: int) -> tuple[_Answer, int]:
    """The page asked for, or the last one there is."""
    answer = _ask(_at(question, page), enough)
    last = max(1, -(-answer.found.total // PAGE_SIZE))
    if page <= last:
        return answer, page
    again = _at(replace(question, tree=answer.tree), last)
    return _Answer(answer.tree, engine().find(again)), last


def _at(question: asked.Request, page: int) -> asked.Request:
    stop = page * PAGE_SIZE
    return replace(question, start=stop - PAGE_SIZE, stop=stop)


def _ask(question: asked.Request, enough: int) -> _Answer:
    """Turns with all the words; where these are too few, turns with some of them."""
    strict = _Answer(question.tree, engine().find(question))
    if strict.found.unfiltered >= enough:
        return strict
    best = Best(question.tree.parts)
    loose = _Answer(best, engine().find(replace(question, tree=best)))
    return loose if loose.found.unfiltered > strict.found.unfiltered else strict


def _sorts(request: SearchRequest) -> Iterator[Sort]:
    labels = {
        "relevance": _("best match"),
        "date": _("newest"),
        "sequence": _("as spoken"),
    }
    for order in ORDERS:
        query_string = request.sorted_by(order).query_string
        yield Sort(order, labels[order], order == request.order, query_string)


def _remarks(reading: Reading, translation: Translation) -> Iterator[str]:
    """How the query was read, where that is not plain."""
    said = {
        Remark.CUT: _("Only the first %(length)d characters were searched for."),
        Remark.FEWER_PARTS: _("Only the first %(most)d words were searched for."),
        Remark.OPEN_QUOTE: _("A lone quotation mark was passed over."),
    }
    limits = {"length": query.LONGEST, "most": len(reading.query.parts)}
    yield from (said[remark] % limits for remark in reading.remarks)
    if translation.common:
        words = ", ".join(translation.common)
        yield _("Very common words were left out: %(words)s.") % {"words": words}
    if translation.unspoken:
        words = ", ".join(translation.unspoken)
        yield _("Without letters or figures, and left out: %(words)s.") % {
            "words": words
        }


def _lacks(total: int, whole: int, missing: Sequence[str]) -> Iterator[str]:
    """What turns with only some of the words lack."""
    if missing:
        yield ngettext(
            "No turn holds %(words)s.", "No turn holds any of: %(words)s.", len(missing)
        ) % {"words": ", ".join(f"“{word}”" for word in missing)}
    elif whole:
        yield _("%(all)s; %(some)s.") % {
            "all": ngettext(
                "%(number)d turn holds all the words",
                "%(number)d turns hold all the words",
                whole,
            )
            % {"number": whole},
            "some": ngettext(
                "%(number)d more holds some",
                "%(number)d more hold some",
                total - whole,
            )
            % {"number": total - whole},
        }
    elif total:
        yield _("None of these turns holds all the words.")


def _losses(gone: int) -> Iterator[str]:
    if gone:
        yield ngettext(
            "%(number)d turn that was found is no longer public.",
            "%(number)d turns that were found are no longer public.",
            gone,
        ) % {"number": gone}
