"""SEARCH_URL: the engine it names, and where that keeps its index. Pure."""

from __future__ import annotations

ENGINES = {
    "whoosh": "archive.search.engines.whoosh.WhooshEngine",
    "postgresql": "archive.search.engines.postgres.PostgresEngine",
}
POSTGRESQL = "django.db.backends.postgresql"


def read(url: str, database: str) -> dict[str, str]:
    """Haystack's settings of a connection; `database` is Django's name of its kind.

    A ValueError says what is wrong, and how to write it.
    """
    scheme, _, path = url.partition(":")
    if scheme == "postgresql":
        _check_database(path, database)
    elif scheme not in ENGINES or not path:
        raise ValueError(
            f"SEARCH_URL begins with {scheme!r}. "
            "Write it as whoosh:PATH or postgresql:."
        )
    return {"ENGINE": ENGINES[scheme], "PATH": path}


def _check_database(path: str, database: str) -> None:
    if path:
        raise ValueError(
            "SEARCH_URL names a database, and the index is kept in the archive's own. "
            "Write it as postgresql: and name the database in DATABASE_URL."
        )
    if database != POSTGRESQL:
        raise ValueError(
            "SEARCH_URL is postgresql:, and the archive is kept elsewhere. Set "
            "DATABASE_URL to postgresql://USER:PASSWORD@HOST:5432/NAME, or SEARCH_URL "
            "to whoosh:PATH."
        )
