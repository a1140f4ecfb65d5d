"""A tree of terms as conditions of SQL, each in brackets of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from psycopg.sql import SQL, Composable, Identifier, Literal

from archive.search.engine import Hidden
from archive.search.engines.postgres.layout import FIELDS, ROOMY
from archive.search.terms import (
    All,
    Any,
    Best,
    Filter,
    Leaf,
    Near,
    Node,
    Not,
    Noted,
    Period,
    Prefix,
    Sequence,
    Term,
    Tree,
    unwanted,
    wanted,
)

TRUE, FALSE = SQL("true"), SQL("false")
LARGEST = 2**63

FAR, PAIRS = 50, 3
"""What is worth writing out of Near: distances, and parts beside the first."""

Said = Term | Prefix | Sequence | Near

_FILED = SQL(
    "(filing = ANY(ARRAY(SELECT filing FROM search_filing WHERE topics && {}::int8[])))"
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """`crowded`: of each leaf the turns that hold it, told by places, not by SQL."""

    crowded: Mapping[Leaf, Collection[int]] = field(default_factory=dict)

    def tree(self, tree: Tree) -> Composable:
        if not isinstance(tree, Best):
            return self.node(tree)
        some = map(self.node, wanted(tree))
        others = list(map(self.node, unwanted(tree)))
        return both([either(some), *others]) if wanted(tree) else both(others)

    def node(self, node: Node) -> Composable:
        if isinstance(node, All):
            return both(map(self.node, node.parts))
        if isinstance(node, Any):
            return either(map(self.node, node.parts))
        if isinstance(node, Not):
            return SQL("(NOT {})").format(self.node(node.part))
        if isinstance(node, Filter):
            return has_value(node.facet, node.values)
        if isinstance(node, Period):
            return _is_within(node)
        return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> Composable:
        found = _found(leaf)
        if leaf not in self.crowded:
            return found
        if is_placed(leaf):
            found = both([found, SQL("crowded = {}").format(Literal(ROOMY))])
        return either([found, is_among("turn", self.crowded[leaf])])


def both(parts: Iterable[Composable]) -> Composable:
    return _joined(SQL(" AND "), list(parts)) or TRUE


def either(parts: Iterable[Composable]) -> Composable:
    return _joined(SQL(" OR "), list(parts)) or FALSE


def has_value(facet: str, values: Collection[int]) -> Composable:
    if facet == "topic" and values:
        return _FILED.format(_numbers(values))
    return is_among(facet, values)


def is_among(column: str, values: Collection[int]) -> Composable:
    if not values:
        return FALSE
    return SQL("({} = ANY({}::int8[]))").format(Identifier(column), _numbers(values))


def is_public(hidden: Hidden) -> Composable:
    left_out = {"turn": hidden.turns, "interview": hidden.interviews}
    return both(
        SQL("({} <> ALL({}::int8[]))").format(Identifier(column), _numbers(values))
        for column, values in left_out.items()
        if values
    )


def is_placed(leaf: Leaf) -> bool:
    """Whether it matters where the words stand, not only that they do."""
    said = leaf.leaf if isinstance(leaf, Noted) else leaf
    return isinstance(said, Sequence | Near)


def holds(leaf: Leaf, weight: str = "") -> Composable:
    """Whether the vector answers to the leaf's query, under one weight or any."""
    query = asked(leaf, weight)
    return SQL("(vector @@ {})").format(query) if query else FALSE


def holds_words(leaf: Leaf) -> Composable:
    """Whether all its words stand in a vector, wherever."""
    said = leaf.leaf if isinstance(leaf, Noted) else leaf
    return both(map(holds, _steps(said)))


def asked(leaf: Leaf, weight: str = "") -> Composable | None:
    """The leaf as a tsquery; None when nothing can match. Near asks for the words."""
    if isinstance(leaf, Noted):
        leaf, weight = leaf.leaf, FIELDS["notes"]
    steps = [_step(step, weight) for step in _steps(leaf)]
    if not all(steps):
        return None
    if isinstance(leaf, Sequence):
        return SQL("{}::tsquery").format(Literal(_phrase(leaf, steps)))
    return SQL("{}::tsquery").format(Literal(" & ".join(steps)))


def count_lexemes(leaf: Leaf) -> int:
    said = leaf.leaf if isinstance(leaf, Noted) else leaf
    return sum(
        len(step.forms) if isinstance(step, Term) else 1 for step in _steps(said)
    )


def _found(leaf: Leaf) -> Composable:
    said = leaf.leaf if isinstance(leaf, Noted) else leaf
    if not isinstance(said, Near) or len(said.parts) == 1:
        return holds(leaf)
    weight = FIELDS["notes"] if isinstance(leaf, Noted) else ""
    found = [holds(leaf)]
    if said.distance <= FAR:
        found.append(_are_in_pairs(said, weight))
    if said.distance > FAR or len(said.parts) > 2:
        found.append(_stand_together(said, weight))
    return both(found)


def _are_in_pairs(near: Near, weight: str) -> Composable:
    """Whether the first part stands near some others: all that two parts ask.

    A function and no operator: the index would be asked for every pair.
    """
    first, *others = (_step(step, weight) for step in near.parts[: 1 + PAIRS])
    if not first or not all(others):
        return FALSE
    pairs = (
        " | ".join(
            f"{first} <{far}> {other} | {other} <{far}> {first}"
            for far in range(near.distance + 1)
        )
        for other in others
    )
    query = " & ".join(f"({pair})" for pair in pairs)
    return SQL("ts_match_vq(vector, {}::tsquery)").format(Literal(query))


def _stand_together(near: Near, weight: str) -> Composable:
    """Whether at some place every part has stood within the distance."""
    parts = [_matches(part) for part in near.parts]
    return SQL(
        "EXISTS (SELECT FROM ("
        "SELECT place, {last} FROM unnest(vector) AS word, "
        "unnest(word.positions, word.weights) AS stood (place, weight) "
        "WHERE {any} AND {weight} WINDOW so_far AS (ORDER BY place)"
        ") AS near WHERE place - least({all}) <= {distance})"
    ).format(
        last=SQL(", ").join(
            SQL("coalesce(max(place) FILTER (WHERE {}) OVER so_far, {}) AS {}").format(
                part, Literal(-near.distance - 1), _last(number)
            )
            for number, part in enumerate(parts)
        ),
        any=either(parts),
        weight=SQL("weight = {}").format(Literal(weight)) if weight else TRUE,
        all=SQL(", ").join(map(_last, range(len(parts)))),
        distance=Literal(near.distance),
    )


def _last(number: int) -> Composable:
    return Identifier(f"last_{number}")


def _matches(step: Term | Prefix) -> Composable:
    if isinstance(step, Prefix):
        return SQL("starts_with(lexeme, {})").format(Literal(step.start))
    return SQL("(lexeme = ANY({}::text[]))").format(Literal(sorted(step.forms)))


def _steps(said: Said) -> list[Term | Prefix]:
    if isinstance(said, Sequence):
        return [step for _, step in sorted(said.steps, key=lambda step: step[0])]
    return list(said.parts) if isinstance(said, Near) else [said]


def _step(step: Term | Prefix, weight: str) -> str:
    if isinstance(step, Prefix):
        return f"{_quoted(step.start)}:*{weight}"
    forms = [f"{_quoted(form)}:{weight}" for form in sorted(step.forms)]
    return f"({' | '.join(forms)})" if forms else ""


def _phrase(phrase: Sequence, steps: list[str]) -> str:
    places = sorted(distance for distance, _ in phrase.steps)
    text = steps[0]
    for before, place, step in zip(places, places[1:], steps[1:], strict=False):
        text = f"{text} <{place - before}> {step}"
    return text


def _quoted(form: str) -> str:
    escaped = form.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _is_within(period: Period) -> Composable:
    return SQL("(date > 0 AND date <= {} AND until >= {})").format(
        Literal(period.end), Literal(period.start)
    )


def _numbers(values: Iterable[int]) -> Composable:
    """Numbers for a column; what no column can hold is in no turn."""
    return Literal(sorted(each for each in values if -LARGEST <= each < LARGEST))


def _joined(joint: SQL, parts: list[Composable]) -> Composable | None:
    return SQL("({})").format(joint.join(parts)) if parts else None
