"""A request as one statement: every count and one page of rows, of one moment.

A leaf is worth its rank (`ts_rank`, by its words and the text's length) and its rarity.
Words of the question or of notes weigh so little that a turn that lacks a word gets
less than any that says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psycopg.sql import SQL, Composable, Identifier, Literal

from archive.search.engine import FACETS, Found, Request
from archive.search.engines.postgres import tallies
from archive.search.engines.postgres.conditions import (
    TRUE,
    Conditions,
    asked,
    both,
    count_lexemes,
    has_value,
    is_public,
)
from archive.search.engines.postgres.layout import WEIGHTS
from archive.search.terms import Best, Leaf, Node, Prefix, Term, leaves, wanted

FEW = 4
"""Words of which more always come before fewer, as who typed them expects."""

TOTAL, WHOLE, UNFILTERED, LEAF, ROW, FACET = range(6)
"""What a row of the answer tells; from FACET on, the counts of each of FACETS."""

ORDERS = {
    "relevance": SQL("held DESC"),
    "date": SQL("date DESC"),
    "sequence": SQL("nullif(date, 0) NULLS LAST"),
}
BY_RANK = SQL("held DESC, score DESC")
ENOUGH = 400
"""Turns of which the rank is worked out first."""

_STATEMENT = SQL(
    """
    WITH counted AS MATERIALIZED (SELECT {counts}),
    found AS MATERIALIZED (
        SELECT turn, interview, speaker, kind, outlet, year, language, filing,
            date, sequence, brevity, {held} AS held, {whole} AS whole
        FROM search_entry WHERE {tree} AND {public}
    ),
    hits AS NOT MATERIALIZED (SELECT * FROM found WHERE {filtered}),
    grouped AS MATERIALIZED ({grouped})
    SELECT unnest(ARRAY[{told}]) AS tells, 0::int8 AS value,
        unnest(ARRAY[{sums}]) AS number
    FROM (
        SELECT count(*) FILTER (WHERE {filtered}) AS total,
            count(*) FILTER (WHERE {filtered} AND whole) AS whole,
            count(*) AS unfiltered
        FROM found
    ) AS sums
    {others}
    """
)
_ROWS = SQL(
    " UNION ALL SELECT {}, turn, place FROM unnest(ARRAY("
    "SELECT turn FROM {} ORDER BY {}, interview, sequence, turn OFFSET {} LIMIT {}"
    ")) WITH ORDINALITY AS shown (turn, place)"
)
# No rank is more than what its turn's brevity allows. So those that may be among the
# best are known from the worst of some that are, and no other vector is read.
_BEST = SQL(
    """(
    WITH likely AS MATERIALIZED (
        SELECT held, {score} AS score FROM (
            SELECT turn, held FROM hits ORDER BY held DESC, brevity DESC LIMIT {enough}
        ) AS brief JOIN search_entry USING (turn), LATERAL ({ranks} OFFSET 0) AS ranks
    ),
    worst AS MATERIALIZED (
        SELECT held, score - 1e-6 AS score FROM likely
        ORDER BY held DESC, score DESC OFFSET {last} LIMIT 1
    )
    SELECT turn, held, {score} AS score, interview, sequence FROM (
        SELECT turn, held FROM hits
        WHERE coalesce((held, {most}) >= (SELECT held, score FROM worst), true)
    ) AS able JOIN search_entry USING (turn), LATERAL ({ranks} OFFSET 0) AS ranks
    ) AS ranked"""
)
_SCORE = SQL("least(2.2 * {rank}, 0.05 + {rank}) * {rarity}")
_MOST = SQL("least(1, {lexemes} * brevity)::float8")
_IF_HELD = SQL("CASE WHEN {} THEN {} ELSE 0 END")
_RANK = SQL(
    "least(1, {lexemes} * brevity * ts_rank({weights}::float4[], vector, {query}, 0))"
)
_RARITY = SQL(
    "(SELECT ln(1 + greatest(turns - {count}, 0.5) / ({count} + 0.5)) FROM counted)"
)
# How many turns there are serves rarity alone: as when the table was last looked at.
_TURNS = SQL(
    "(SELECT reltuples FROM pg_class WHERE oid = 'search_entry'::regclass) AS turns"
)
_LEAF = SQL(" UNION ALL SELECT {}, {}, {} FROM counted")


class Statement:
    def __init__(self, request: Request, conditions: Conditions) -> None:
        self._request = request
        self._conditions = conditions
        self._wanted = wanted(request.tree)
        self._parts = [conditions.node(part) for part in self._wanted]
        self._public = is_public(request.hidden)
        by_rank = request.order == "relevance" and request.start < request.stop
        self._ranked = list(dict.fromkeys(leaves(request.tree))) if by_rank else []
        self._columns = self._to_count()

    @property
    def is_one_part(self) -> bool:
        """Whether one wanted part is the whole tree: its total is `unfiltered`."""
        return len(self._wanted) == len(self._request.tree.parts) == 1

    def text(self) -> Composable:
        request = self._request
        sums = {TOTAL: "total", WHOLE: "whole", UNFILTERED: "unfiltered"}
        if self.is_one_part:
            sums[LEAF] = "unfiltered"
        return _STATEMENT.format(
            counts=self._counts(),
            held=self._held(),
            whole=both(self._parts) if isinstance(request.tree, Best) else TRUE,
            tree=self._conditions.tree(request.tree),
            public=self._public,
            filtered=self._filtered(),
            told=SQL(", ").join(map(Literal, sums)),
            sums=SQL(", ").join(map(SQL, sums.values())),
            others=SQL("").join(
                [*self._rows(), *self._part_totals(), *self._tallies()]
            ),
            ROW=Literal(ROW),
            grouped=tallies.GROUPED,
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

    def _rows(self) -> Iterator[Composable]:
        start, stop = self._request.start, self._request.stop
        if start < stop:
            yield _ROWS.format(
                Literal(ROW),
                self._best(stop) if self._ranked else SQL("hits"),
                BY_RANK if self._ranked else ORDERS[self._request.order],
                Literal(start),
                Literal(stop - start),
            )

    def _best(self, stop: int) -> Composable:
        ranks = SQL(", ").join(
            SQL("{} AS {}").format(self._rank(leaf), _rank_of(number))
            for number, leaf in enumerate(self._ranked)
        )
        return _BEST.format(
            ranks=SQL("SELECT {}").format(ranks),
            score=self._score(map(_rank_of, range(len(self._ranked)))),
            most=self._score(map(_most, self._ranked)),
            enough=Literal(max(ENOUGH, 2 * stop)),
            last=Literal(stop - 1),
        )

    def _rank(self, leaf: Leaf) -> Composable:
        query = asked(leaf)
        if query is None:
            return SQL("0::float8")
        rank = _RANK.format(
            lexemes=Literal(count_lexemes(leaf)), weights=Literal(WEIGHTS), query=query
        )
        if len(self._ranked) == 1 or isinstance(leaf, Term | Prefix):
            return rank
        # Of words in a row a rank tells only that they are there.
        return _IF_HELD.format(self._conditions.node(leaf), rank)

    def _score(self, ranks: Iterable[Composable]) -> Composable:
        """What these ranks of the leaves, in their order, are worth together."""
        scores = (
            _SCORE.format(rank=rank, rarity=self._rarity(leaf))
            for rank, leaf in zip(ranks, self._ranked, strict=True)
        )
        return SQL(" + ").join(scores)

    def _rarity(self, leaf: Leaf) -> Composable:
        if len(self._ranked) == 1:
            return SQL("1")
        return _RARITY.format(count=self._columns[leaf])

    def _filtered(self, without: str = "") -> Composable:
        return both(
            has_value(facet, values)
            for facet, values in self._request.filters.items()
            if facet != without
        )

    def _part_totals(self) -> Iterator[Composable]:
        if not self.is_one_part:
            for number, part in enumerate(self._wanted):
                yield _LEAF.format(Literal(LEAF), Literal(number), self._columns[part])

    def _tallies(self) -> Iterator[Composable]:
        filters = self._request.filters
        return tallies.tallies(
            {name: self._filtered(without=name) for name in FACETS if name in filters},
            lambda name: Literal(FACET + FACETS.index(name)),
        )


def _rank_of(number: int) -> Composable:
    return Identifier(f"rank_{number}")


def _most(leaf: Leaf) -> Composable:
    """More than any rank of it in a turn of this brevity."""
    return _MOST.format(lexemes=Literal(count_lexemes(leaf)))


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
