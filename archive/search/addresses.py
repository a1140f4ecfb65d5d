"""SEARCH_URL: the engine it names, and where that keeps its index. Pure."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

ENGINES = {
    "whoosh": "archive.search.engines.whoosh.WhooshEngine",
    "postgresql": "archive.search.engines.postgres.PostgresEngine",
    "opensearch+http": "archive.search.engines.opensearch.OpenSearchEngine",
    "opensearch+https": "archive.search.engines.opensearch.OpenSearchEngine",
}
POSTGRESQL = "django.db.backends.postgresql"


_CLUSTER = re.compile(
    r"//(?P<login>[^/?#\s]+@)?(?P<hosts>[^@/?#\s]+)/(?P<index>[a-z0-9][a-z0-9._-]*)"
    r"(?:\?(?P<options>\S*))?"
)
_OPTIONS = {"shards": "1", "replicas": "1", "ca": ""}


def read(url: str, database: str) -> dict[str, object]:
    """Haystack's settings of a connection; `database` is Django's name of its kind.

    A ValueError says what is wrong, and how to write it.
    """
    scheme, _, path = url.partition(":")
    if scheme == "postgresql":
        _check_database(path, database)
    elif scheme not in ENGINES or not path:
        raise ValueError(
            f"SEARCH_URL begins with {scheme!r}. Write it as whoosh:PATH, postgresql: "
            "or opensearch+http://HOST:9200/INDEX."
        )
    elif scheme.startswith("opensearch"):
        return {"ENGINE": ENGINES[scheme], **_cluster(scheme, path)}
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


def _cluster(scheme: str, path: str) -> dict[str, object]:
    """Its hosts, each with the login, the index's name and how it is spread."""
    found = _CLUSTER.fullmatch(path)
    typed = parse_qsl((found and found["options"]) or "", keep_blank_values=True)
    options = _OPTIONS | dict(typed)
    counts = options["shards"], options["replicas"]
    if (
        not found
        or options.keys() != _OPTIONS.keys()
        or not all(count.isdecimal() and len(count) < 4 for count in counts)
        or not int(options["shards"])
    ):
        raise ValueError(
            "SEARCH_URL cannot be read. Write it as opensearch+http://HOST:9200/INDEX, "
            "several hosts with commas between them, the INDEX in small letters; "
            "behind it, if need be, ?shards=3&replicas=1&ca=FILE."
        )
    protocol = scheme.removeprefix("opensearch+")
    hosts = [host for host in found["hosts"].split(",") if host]
    return {
        "HOSTS": [f"{protocol}://{found['login'] or ''}{host}" for host in hosts],
        "INDEX_NAME": found["index"],
        "SHARDS": int(options["shards"]),
        "REPLICAS": int(options["replicas"]),
        "CA_CERTS": options["ca"],
    }
