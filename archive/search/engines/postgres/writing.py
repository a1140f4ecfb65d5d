"""Documents written to the tables of an index, by COPY."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import connection
from psycopg.sql import SQL, Identifier, Literal

from archive.search.crew import encoded
from archive.search.engine import Document
from archive.search.engines.postgres.layout import (
    COLUMNS,
    COPY_BEGIN,
    COPY_END,
    Encoder,
    Filing,
    Row,
)
from archive.search.engines.postgres.tables import (
    ENTRIES,
    FILINGS,
    WORDS,
    execute,
    told,
)

BATCH = 500


def write(documents: Iterable[Document], suffix: str = "") -> None:
    """Add documents; what makes them is never asked while a COPY is under way."""
    words: set[str] = set()
    filings: set[Filing] = set()
    for batch in _batches(encoded(documents, Encoder)):
        with told():
            _copy((row.values for row in batch), suffix)
            _keep_words({each for row in batch for each in row.words} - words, suffix)
            _keep_filings(
                {each for row in batch for each in row.filings} - filings, suffix
            )
        words.update(*(row.words for row in batch))
        filings.update(*(row.filings for row in batch))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _copy(rows: Iterable[bytes], suffix: str) -> None:
    statement = SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        Identifier(ENTRIES + suffix), SQL(", ").join(map(Identifier, COLUMNS))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(b"".join((COPY_BEGIN, *rows, COPY_END)))


def _keep_words(words: Collection[str], suffix: str) -> None:
    """Add those that are not there yet."""
    if words:
        insert = "INSERT INTO {} SELECT unnest({}::text[]) ON CONFLICT DO NOTHING"
        table = Identifier(WORDS + suffix)
        execute(SQL(insert).format(table, Literal(sorted(words))))


def _keep_filings(filings: Collection[Filing], suffix: str) -> None:
    """Add those that are not there yet."""
    if filings:
        insert = "INSERT INTO {} VALUES {} ON CONFLICT DO NOTHING"
        values = (
            SQL("({}, {}::int8[])").format(Literal(number), Literal(list(topics)))
            for number, topics in sorted(filings)
        )
        table = Identifier(FILINGS + suffix)
        execute(SQL(insert).format(table, SQL(", ").join(values)))
