"""Why a search found nothing: what each thing asked finds alone, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.search import parts
from archive.search.asking import Asked, answer
from archive.search.connection import engine
from archive.search.engine import Request
from archive.search.facets import Choice, labels
from archive.search.parts import Query
from archive.search.requests import SearchRequest
from archive.search.shapes import Reason
from archive.search.terms import All, Tree

MOST = 8
"""Things asked that are told by themselves: each costs two searches."""


def reasons(asked: Asked, tree: Tree) -> tuple[Reason, ...]:
    """Each part of the query and each facet chosen; nothing when there is but one.

    `tree` is the one that found nothing: filters leave it as it is.
    """
    if len(asked.translation.asked) + len(asked.question.filters) < 2:
        return ()
    question = replace(asked.question, tree=tree)
    return (*_of_parts(asked), *_of_facets(asked.request, question, asked.chosen))


def _of_parts(asked: Asked) -> Iterator[Reason]:
    nodes, typed = asked.translation.tree.parts, asked.translation.asked
    for place, (node, part) in enumerate(zip(nodes, typed, strict=True)):
        if place == MOST:
            return
        alone = replace(asked.question, tree=All((node,)), filters={})
        others = Query(typed[:place] + typed[place + 1 :])
        rest = asked.asking(others, All(nodes[:place] + nodes[place + 1 :]))
        yield Reason(
            parts.typed(part),
            _total(alone),
            answer(rest, 0, 0).found.total,
            asked.request.asking(parts.unparse(others)).query_string,
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
