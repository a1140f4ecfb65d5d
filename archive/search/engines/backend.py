"""Every engine as haystack knows it: SearchQuerySet works, and harm is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.utils.tree import Node
from haystack.backends import BaseSearchBackend, BaseSearchQuery, SearchNode
from haystack.models import SearchResult

from archive.errors import BadQuery, EngineUnavailable
from archive.models import Turn
from archive.search.engine import Engine, Order, Request
from archive.search.indexes import TurnIndex, documents
from archive.search.knowledge import consult
from archive.search.query import parse
from archive.search.translation import translate

EVERYTHING = "*"
UNLIMITED = 10**9
ORDERS: dict[str, Order] = {"": "relevance", "-date": "date", "sequence": "sequence"}


class Backend(BaseSearchBackend):
    """A subclass sets the `engine`."""

    engine: Engine

    def update(
        self,
        index: TurnIndex,
        iterable: Iterable[Turn],
        commit: bool = True,  # noqa: FBT001, FBT002
    ) -> None:
        """Look again at these turns: what is public is put in, the rest taken out."""
        turns = frozenset(turn.pk for turn in iterable)
        self.engine.replace(turns, (), lambda: documents(turns=turns))

    def remove(self, obj_or_string: Turn | str) -> None:  # haystack's name for it
        if isinstance(obj_or_string, str):
            turn = int(obj_or_string.rpartition(".")[2])
        else:
            turn = obj_or_string.pk
        self.engine.replace({turn}, (), tuple)

    def clear(self, models: object = None, commit: bool = True) -> None:  # noqa: FBT001, FBT002
        raise EngineUnavailable(
            "The search index is never emptied in place: readers would find nothing. "
            "Rebuild it aside with: manage.py rebuild_index"
        )

    def search(self, query_string: str, **options: Any) -> dict[str, Any]:
        """Haystack's own way in. Facets and snippets are `results.search`'s."""
        as_result = options.pop("result_class", SearchResult)
        start = options.pop("start_offset", 0)
        stop = options.pop("end_offset", None) or UNLIMITED
        order = _order(options.pop("sort_by", ()))
        _refuse(options)
        asked = parse(query_string)
        tree = translate(asked, consult(asked, self.engine.languages()).known).tree
        if not tree.parts and query_string != EVERYTHING:
            return {"results": [], "hits": 0}
        found = self.engine.find(Request(tree, {}, order, start, stop))
        results = [as_result("archive", "turn", turn, 0.0) for turn in found.turns]
        return {"results": results, "hits": found.total}


class Query(BaseSearchQuery):
    """Haystack's tree in the archive's query language."""

    def build_query(self) -> str:
        return " ".join(self._typed(self.query_filter)) or EVERYTHING

    def build_exact_query(self, query_string: str) -> str:
        return f'"{query_string}"'

    def build_not_query(self, query_string: str) -> str:
        return f"-{query_string}"

    def clean(self, query_fragment: str) -> str:
        return query_fragment

    def _typed(self, node: Node) -> Iterator[str]:
        if node.negated or (node.connector == SearchNode.OR and len(node) > 1):
            raise BadQuery("Words can be joined by AND alone, and left out by a minus.")
        for child in node.children:
            if isinstance(child, Node):
                yield from self._typed(child)
            else:
                expression, value = cast(tuple[str, Any], child)
                yield self._typed_words(expression, value)

    def _typed_words(self, expression: str, value: Any) -> str:
        field, _ = self.query_filter.split_expression(expression)
        if field not in {"content", "text"}:
            raise BadQuery(f"The index has no field {field!r} to filter by.")
        return str(value.prepare(self) if hasattr(value, "prepare") else value)


def _order(sort_by: Iterable[str]) -> Order:
    wish = ",".join(sort_by)
    if wish not in ORDERS:
        raise BadQuery(
            f"The index cannot be sorted by {wish!r}, but by {list(ORDERS)}."
        )
    return ORDERS[wish]


def _refuse(options: dict[str, Any]) -> None:
    unknown = [name for name, wish in options.items() if wish and name != "models"]
    if unknown:
        raise BadQuery(
            f"The index does not know {', '.join(unknown)}. "
            "Ask archive.search.results.search instead."
        )
