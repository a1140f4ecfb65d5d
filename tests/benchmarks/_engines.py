"""A site in a database of its own, with every engine that is there to be asked."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from tests import opensearch, postgresql


@contextmanager
def site() -> Iterator[Path]:
    """Set Django up on PostgreSQL, or SQLite where that is not; yields a folder."""
    programs = postgresql.find_programs()
    with tempfile.TemporaryDirectory(prefix="suhbat-engines-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
        if programs is None:
            _open()
            yield Path(folder)
            return
        with postgresql.started(programs) as url:
            os.environ["DATABASE_URL"] = url
            _open()
            yield Path(folder)
            from django.db import connections

            connections.close_all()


def _open() -> None:
    django.setup()
    call_command("migrate", verbosity=0)


def on_postgresql() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


@contextmanager
def libraries(folder: Path, *, is_whole: bool) -> Iterator[dict[str, object]]:
    """Each engine by its name; of those that are missing it is said.

    A cluster takes longer to start than a tenth of any load: it is for a whole one.
    """
    found = dict(_beside_us(folder))
    if not is_whole or not opensearch.is_possible():
        print("OpenSearch is left out.")
        yield found
        return
    from archive.search.engines.opensearch.library import Library
    from archive.search.engines.opensearch.place import Place

    with opensearch.started("1g") as cluster:
        place = Place(cluster.hosts, "benchmark", shards=1, replicas=0)
        yield found | {"opensearch": Library(place)}


def _beside_us(folder: Path) -> Iterator[tuple[str, object]]:
    from archive.search.engines.whoosh.library import Library as Whoosh

    yield "whoosh", Whoosh(folder / "whoosh")
    if on_postgresql():
        from archive.search.engines.postgres.library import Library as Postgres

        yield "postgres", Postgres()
    else:
        print(f"PostgreSQL is left out: {postgresql.MISSING}")


@contextmanager
def asked(library: object) -> Iterator[None]:
    """Have the site ask this engine."""
    from haystack import connections

    backend = connections["default"].get_backend()
    before, backend.engine = backend.engine, library
    try:
        yield
    finally:
        backend.engine = before
