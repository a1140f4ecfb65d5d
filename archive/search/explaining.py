"""Why a search found nothing: what each thing asked finds alone, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.search import parts
from archive.search.asking import Asked
from archive.search.connection import engine
from archive.search.engine import Request
from archive.search.facets import Choice, labels
from archive.search.parts import Query
from archive.search.requests import SearchRequest
from archive.search.shapes import Reason
from archive.search.terms import All
from archive.search.translation import Translation

MOST = 8
"""Things asked that are told by themselves: each costs two searches."""


def reasons(asked: Asked) -> tuple[Reason, ...]:
    """Each part of the query and each facet chosen; nothing when there is but one."""
    request, question = asked.request, asked.question
    if len(asked.translation.asked) + len(question.filters) < 2:
        return ()
    return (
        *_of_parts(request, question, asked.translation),
        *_of_facets(request, question, asked.chosen),
    )


def _of_parts(
    request: SearchRequest, question: Request, translation: Translation
) -> Iterator[Reason]:
    nodes, asked = translation.tree.parts, translation.asked
    for place, (node, part) in enumerate(zip(nodes, asked, strict=True)):
        if place == MOST:
            return
        rest = All(nodes[:place] + nodes[place + 1 :])
        others = Query(asked[:place] + asked[place + 1 :])
        yield Reason(
            parts.typed(part),
            _total(replace(question, tree=All((node,)), filters={})),
            _total(replace(question, tree=rest)),
            request.asking(parts.unparse(others)).query_string,
        )


def _of_facets(
    request: SearchRequest, question: Request, chosen: Sequence[Choice]
) -> Iterator[Reason]:
    names: dict[str, list[str]] = {}
    for choice in chosen:
        label = choice.name.label if choice.name else choice.slug
        names.setdefault(choice.facet, []).append(label)
    for facet, values in question.filters.items():
        alone: Mapping[str, frozenset[int]] = {facet: values}
        others = {
            name: kept for name, kept in question.filters.items() if name != facet
        }
        yield Reason(
            f"{labels()[facet]}: {', '.join(names[facet])}",
            _total(replace(question, tree=All(()), filters=alone)),
            _total(replace(question, filters=others)),
            request.choosing(facet).query_string,
        )


def _total(question: Request) -> int:
    return engine().find(replace(question, start=0, stop=0)).total
