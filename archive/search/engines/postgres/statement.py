"""A request as one statement: every count and one page of rows, of one moment.

A leaf is worth its rank (`ts_rank`, by its words and the text's length) and its rarity.
A turn that lacks it, but whose question or notes hold it, gets less than any that says
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psycopg.sql import SQL, Composable, Identifier, Literal

from archive.search.engine import FACETS, Found, Request
from archive.search.engines.postgres.conditions import (
    FALSE,
    TRUE,
    Conditions,
    asked,
    both,
    count_lexemes,
    has_value,
    holds,
    is_public,
)
from archive.search.engines.postgres.layout import FIELDS, WEIGHTS
from archive.search.terms import Best, Leaf, Node, Noted, leaves, wanted

FEW = 4
"""Words of which more always come before fewer, as who typed them expects."""

TOPIC = "topic"
TOTAL, WHOLE, UNFILTERED, LEAF, ROW, FACET = range(6)
"""What a row of the answer tells; from FACET on, the counts of each of FACETS."""

ORDERS = {
    "relevance": SQL("held DESC, score DESC"),
    "date": SQL("date DESC"),
    "sequence": SQL("nullif(date, 0) NULLS LAST"),
}

_STATEMENT = SQL(
    """
    WITH counted AS MATERIALIZED (SELECT {counts}),
    found AS MATERIALIZED (
        SELECT turn, interview, speaker, kind, outlet, year, language, topics,
            date, sequence, {held} AS held, {whole} AS whole, {score} AS score
        FROM search_entry WHERE {tree} AND {public}
    ),
    hits AS NOT MATERIALIZED (SELECT * FROM found WHERE {filtered})
    SELECT {TOTAL} AS tells, 0::int8 AS value, count(*) AS number FROM hits
    UNION ALL SELECT {WHOLE}, 0, count(*) FROM hits WHERE whole
    UNION ALL SELECT {UNFILTERED}, 0, count(*) FROM found
    UNION ALL (
        SELECT {ROW}, turn, row_number() OVER shown AS number FROM hits
        WINDOW shown AS (ORDER BY {order}, interview, sequence, turn)
        ORDER BY number OFFSET {start} LIMIT {limit}
    )
    {others}
    """
)
_SCORE = SQL(
    "CASE WHEN {own} THEN 0.05 + {rank} WHEN {beside} THEN 0.25 * {rank} ELSE 0 END"
    " * {rarity}"
)
_RANK = SQL(
    "least(1, {lexemes} * ts_rank({weights}::float4[], vector, {query}, 1))::float8"
)
_RARITY = SQL(
    "(SELECT ln(1 + greatest(turns - {count}, 0.5) / ({count} + 0.5)) FROM counted)"
)
# How many turns there are serves rarity alone: as when the table was last looked at.
_TURNS = SQL(
    "(SELECT reltuples FROM pg_class WHERE oid = 'search_entry'::regclass) AS turns"
)
_LEAF = SQL(" UNION ALL SELECT {}, {}, {} FROM counted")
_LEAF_IS_ALL = SQL(" UNION ALL SELECT {}, 0, count(*) FROM found")


class Statement:
    def __init__(self, request: Request, conditions: Conditions) -> None:
        self._request = request
        self._conditions = conditions
        self._wanted = wanted(request.tree)
        self._parts = [conditions.node(part) for part in self._wanted]
        self._public = is_public(request.hidden)
        by_rank = request.order == "relevance"
        self._ranked = list(dict.fromkeys(leaves(request.tree))) if by_rank else []
        self._columns = self._to_count()

    @property
    def is_one_part(self) -> bool:
        """Whether one wanted part is the whole tree: its total is `unfiltered`."""
        return len(self._wanted) == len(self._request.tree.parts) == 1

    def text(self) -> Composable:
        request = self._request
        return _STATEMENT.format(
            counts=self._counts(),
            held=self._held(),
            whole=both(self._parts) if isinstance(request.tree, Best) else TRUE,
            score=self._score(),
            tree=self._conditions.tree(request.tree),
            public=self._public,
            filtered=self._filtered(),
            order=ORDERS[request.order],
            start=Literal(request.start),
            limit=Literal(max(0, request.stop - request.start)),
            others=SQL("").join([*self._part_totals(), *self._facets()]),
            TOTAL=Literal(TOTAL),
            WHOLE=Literal(WHOLE),
            UNFILTERED=Literal(UNFILTERED),
            ROW=Literal(ROW),
        )

    def _to_count(self) -> dict[Node, Composable]:
        """The parts and leaves of which it must be known how many turns hold them."""
        rare = self._ranked if len(self._ranked) > 1 else ()
        nodes = dict.fromkeys((*(() if self.is_one_part else self._wanted), *rare))
        return {
            node: Identifier(f"count_{number}") for number, node in enumerate(nodes)
        }

    def _counts(self) -> Composable:
        counts = (
            SQL("(SELECT count(*) FROM search_entry WHERE {} AND {}) AS {}").format(
                self._conditions.node(node), self._public, column
            )
            for node, column in self._columns.items()
        )
        return SQL(", ").join([_TURNS, *counts])

    def _held(self) -> Composable:
        """By how many parts a turn is ahead: of many, by all of them or none."""
        if not isinstance(self._request.tree, Best) or len(self._parts) < 2:
            return Literal(0)
        held = self._parts if len(self._parts) <= FEW else [both(self._parts)]
        return SQL(" + ").join(SQL("{}::int").format(part) for part in held)

    def _score(self) -> Composable:
        scores = [self._score_of(leaf) for leaf in self._ranked]
        return SQL(" + ").join([SQL("0::float8"), *scores])

    def _score_of(self, leaf: Leaf) -> Composable:
        query = asked(leaf)
        if query is None:
            return SQL("0")
        rank = _RANK.format(
            lexemes=Literal(count_lexemes(leaf)), weights=Literal(WEIGHTS), query=query
        )
        is_alone = len(self._ranked) == 1
        return _SCORE.format(
            own=FALSE if isinstance(leaf, Noted) else holds(leaf, FIELDS["own"]),
            rank=rank,
            beside=TRUE if is_alone else self._conditions.node(leaf),
            rarity=SQL("1") if is_alone else _RARITY.format(count=self._columns[leaf]),
        )

    def _filtered(self, without: str = "") -> Composable:
        return both(
            has_value(facet, values)
            for facet, values in self._request.filters.items()
            if facet != without
        )

    def _part_totals(self) -> Iterator[Composable]:
        if self.is_one_part:
            yield _LEAF_IS_ALL.format(Literal(LEAF))
            return
        for number, part in enumerate(self._wanted):
            yield _LEAF.format(Literal(LEAF), Literal(number), self._columns[part])

    def _facets(self) -> Iterator[Composable]:
        """Facets without a filter in one pass over the hits, others each in its own."""
        free = [name for name in FACETS if name not in self._request.filters]
        columns = [name for name in free if name != TOPIC]
        if columns:
            yield _together(columns)
        for name in FACETS:
            if name in self._request.filters:
                of = SQL("found WHERE {}").format(self._filtered(without=name))
                yield _facet(name, of)
            elif name == TOPIC:
                yield _facet(name, SQL("hits"))


def _together(names: list[str]) -> Composable:
    columns = [Identifier(name) for name in names]
    cases = (
        SQL("WHEN grouping({}) = 0 THEN {}").format(column, _tells(name))
        for name, column in zip(names, columns, strict=True)
    )
    sets = (SQL("({})").format(column) for column in columns)
    return SQL(
        " UNION ALL SELECT CASE {} END, coalesce({}), count(*) FROM hits"
        " GROUP BY GROUPING SETS ({})"
    ).format(SQL(" ").join(cases), SQL(", ").join(columns), SQL(", ").join(sets))


def _facet(name: str, of: Composable) -> Composable:
    value = SQL("unnest(topics)") if name == TOPIC else Identifier(name)
    return SQL(
        " UNION ALL SELECT {}, value, count(*)"
        " FROM (SELECT {} AS value FROM {}) AS each GROUP BY value"
    ).format(_tells(name), value, of)


def _tells(facet: str) -> Composable:
    return Literal(FACET + FACETS.index(facet))


def found(rows: Iterable[tuple[int, int, int]]) -> Found:
    """What the rows of the answer say."""
    told: list[dict[int, int]] = [{} for _ in range(FACET + len(FACETS))]
    for tells, value, number in rows:
        told[tells][value] = number
    shown = sorted(told[ROW], key=told[ROW].__getitem__)
    return Found(
        total=told[TOTAL][0],
        whole=told[WHOLE][0],
        unfiltered=told[UNFILTERED][0],
        turns=tuple(shown),
        facets=dict(zip(FACETS, told[FACET:], strict=True)),
        leaves=tuple(told[LEAF][number] for number in sorted(told[LEAF])),
    )
