"""A cluster of OpenSearch as an engine: our terms in its shards and their copies."""

from archive.search.engines.opensearch.backend import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
