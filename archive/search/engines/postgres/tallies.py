"""Facets counted within the statement: all that are free of filters in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from psycopg.sql import SQL, Composable, Identifier, Literal

from archive.search.engine import FACETS

TOPIC = "topic"
OF_TURNS = {"speaker": 0b01111, "kind": 0b10111, "language": 0b11011}
"""Facets that may differ from turn to turn of one interview.

All are counted in one pass: here is how SQL's `grouping` numbers the sets of it.
"""

OF_INTERVIEWS, FILED = 0b11101, 0b11110

GROUPED = SQL(
    "SELECT speaker, kind, language, interview, outlet, year, filing,"
    " grouping(speaker, kind, language, interview, filing) AS without,"
    " count(*) AS number"
    " FROM hits GROUP BY GROUPING SETS"
    " ((speaker), (kind), (language), (interview, outlet, year), (filing))"
)
_TOPICS = SQL(
    " UNION ALL SELECT {}, topic, sum(number)::int8"
    " FROM {} JOIN search_filing USING (filing),"
    " unnest(topics) AS topic GROUP BY topic"
)
_FILINGS = SQL(
    "(SELECT filing, count(*) AS number FROM found WHERE {} GROUP BY 1) AS groups"
)
_GROUPS = SQL("(SELECT * FROM grouped WHERE without = {}) AS groups")
_OF_TURNS = SQL(
    " UNION ALL SELECT CASE without {} END, coalesce(speaker, kind, language), number"
    " FROM grouped WHERE without IN ({})"
)

Tells = Callable[[str], Composable]
"""What a row of the answer begins with that tells of a facet."""


def tallies(filtered: Mapping[str, Composable], tells: Tells) -> Iterator[Composable]:
    """What is to be added to the statement to count every facet.

    `filtered` are the conditions of those with a filter: each without its own.
    """
    free = [name for name in FACETS if name not in filtered]
    if of_turns := [name for name in OF_TURNS if name in free]:
        yield _together(of_turns, tells)
    for name in FACETS:
        if name in filtered:
            yield _alone(name, tells(name), filtered[name])
        elif name == TOPIC:
            yield _TOPICS.format(tells(name), _GROUPS.format(Literal(FILED)))
        elif name not in OF_TURNS:
            groups = _GROUPS.format(Literal(OF_INTERVIEWS))
            yield _facet(name, tells(name), SQL("sum(number)::int8"), groups)


def _together(names: Iterable[str], tells: Tells) -> Composable:
    """Several from the one pass over the hits."""
    sets = {name: Literal(OF_TURNS[name]) for name in names}
    cases = (
        SQL("WHEN {} THEN {}").format(number, tells(name))
        for name, number in sets.items()
    )
    return _OF_TURNS.format(SQL(" ").join(cases), SQL(", ").join(sets.values()))


def _alone(name: str, told: Composable, condition: Composable) -> Composable:
    if name == TOPIC:
        return _TOPICS.format(told, _FILINGS.format(condition))
    of = SQL("found WHERE {}").format(condition)
    return _facet(name, told, SQL("count(*)"), of)


def _facet(
    name: str, told: Composable, number: Composable, of: Composable
) -> Composable:
    return SQL(" UNION ALL SELECT {}, {column}, {} FROM {} GROUP BY {column}").format(
        told, number, of, column=Identifier(name)
    )
