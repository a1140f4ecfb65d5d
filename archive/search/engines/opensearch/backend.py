"""A cluster of OpenSearch as haystack knows it."""

from __future__ import annotations

from typing import Any

from haystack.backends import BaseEngine

from archive.search.engines.backend import Backend, Query
from archive.search.engines.opensearch.library import library
from archive.search.engines.opensearch.place import Place


class OpenSearchBackend(Backend):
    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.engine = library(
            Place(
                hosts=tuple(options["HOSTS"]),
                index=options["INDEX_NAME"],
                shards=options["SHARDS"],
                replicas=options["REPLICAS"],
                authorities=options["CA_CERTS"],
            )
        )


class OpenSearchEngine(BaseEngine):
    backend = OpenSearchBackend
    query = Query
