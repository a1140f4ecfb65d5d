"""Where indexes stand in a cluster: one in use under two aliases, a new one aside.

NAME                    the one in use, whatever made it
NAME-<fingerprint>      the same, for those who analyse words alike: what is searched
NAME-<fingerprint>-<time>   an index; while it has no alias, a rebuild is filling it
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from time import time_ns
from typing import Any as Json

from archive.errors import EngineUnavailable, IndexOutdated
from archive.search.crew import encoded
from archive.search.engine import Document
from archive.search.engines.opensearch import layout
from archive.search.engines.opensearch.cluster import SETTLE, WRITE, Cluster
from archive.search.engines.opensearch.layout import WINDOW, source, twins
from archive.search.engines.opensearch.words import Clause

Body = Mapping[str, Json]


class Shelf:
    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._place = cluster.place

    @property
    def name(self) -> str:
        """What is searched and written to: there is none for another fingerprint."""
        digest = zlib.crc32(layout.FINGERPRINT.encode())
        return f"{self._place.index}-{digest:08x}"

    def exists(self) -> bool:
        return bool(self._cluster.ask("HEAD", f"/_alias/{self._place.index}"))

    def check(self) -> None:
        """Raise IndexMissing or IndexOutdated unless the index can be asked."""
        found = [each for each in self._all().values() if each["aliases"]]
        if not found:
            raise self._cluster.missing()
        if not any(self.name in each["aliases"] for each in found):
            told = found[0]["mappings"]["_meta"]["fingerprint"]
            raise IndexOutdated(
                f"The search index {self._place} was made by another version ({told}; "
                f"this one is {layout.FINGERPRINT}). "
                "Rebuild it with: manage.py rebuild_index"
            )

    def aside(self) -> list[str]:
        """Indexes that are not in use: of a rebuild, or left by one that was killed."""
        return [name for name, each in self._all().items() if not each["aliases"]]

    def new(self) -> str:
        name = f"{self.name}-{time_ns():x}"
        body = {
            "settings": layout.settings(self._place),
            "mappings": layout.mappings(self._place),
        }
        self._cluster.ask("PUT", f"/{name}", body, seconds=WRITE)
        return name

    def make_copies(self, name: str) -> None:
        """Have as many copies as there are nodes for, and wait until they are made."""
        self.refresh(name)
        if not self._place.replicas:
            return
        settings = {"index": {"number_of_replicas": self._place.replicas}}
        self._cluster.ask("PUT", f"/{name}/_settings", settings, seconds=WRITE)
        told = self._cluster.ask(
            "GET",
            f"/_cluster/health/{name}",
            seconds=SETTLE,
            timeout=f"{SETTLE - 1:.0f}s",
            wait_for_no_initializing_shards="true",
            wait_for_events="languid",
        )
        if told["timed_out"]:
            raise EngineUnavailable(
                f"The copies of the new search index {self._place} were not made in "
                "time. Look to its cluster; the old index stays: run "
                "manage.py rebuild_index again"
            )

    def put_in_use(self, name: str) -> None:
        """Swap at once: whoever searches finds the old index or the new one."""
        aliases = (self._place.index, self.name)
        add = [{"add": {"index": name, "alias": alias}} for alias in aliases]
        old = {each: told for each, told in self._all().items() if each != name}
        remove = [
            {"remove": {"index": each, "alias": alias}}
            for each, told in old.items()
            for alias in told["aliases"]
        ]
        body = {"actions": [*remove, *add]}
        self._cluster.ask("POST", "/_aliases", body, seconds=WRITE)
        self.take_away(old)

    def clear_away(self) -> None:
        """Remove all but the index in use."""
        self.take_away(self.aside())

    def take_away(self, names: Iterable[str]) -> None:
        for name in names:
            self._cluster.ask(
                "DELETE", f"/{name}", seconds=WRITE, ignore_unavailable="true"
            )

    def refresh(self, name: str) -> None:
        """What was written is found from now on, all of it."""
        told = self._cluster.ask("POST", f"/{name}/_refresh", seconds=WRITE)
        if told["_shards"]["failed"]:
            raise self._cluster.unusable("a shard cannot be read again")

    def write(
        self, name: str, documents: Iterable[Document], stale: Iterable[int] = ()
    ) -> None:
        """Put documents in, and take turns out. Nobody sees it before a refresh."""
        removed = (b'{"delete":{"_id":"%d"}}\n' % turn for turn in stale)
        # Else OpenSearch makes an index of its own when this one was taken away.
        is_alias = "true" if name == self.name else "false"
        self._cluster.write(
            f"/{name}/_bulk",
            chain(chain.from_iterable(encoded(documents, Encoder)), removed),
            require_alias=is_alias,
        )

    def note(self, turns: Collection[int], interviews: Collection[int]) -> None:
        """Tell a running rebuild what is replaced. Call it while writing."""
        body = {
            "changed_turns": sorted(turns),
            "changed_interviews": sorted(interviews),
        }
        for name in self.aside():
            self._cluster.ask("POST", f"/{name}/_doc", body, seconds=WRITE)

    def changed(self, name: str) -> tuple[frozenset[int], frozenset[int]]:
        """What was noted in a new index, and is there no more."""
        self.refresh(name)
        fields = ("changed_turns", "changed_interviews")
        noted: tuple[set[int], set[int]] = (set(), set())
        keys = []
        is_note = [{"exists": {"field": field}} for field in fields]
        body = {
            "query": {"bool": {"should": is_note}},
            "docvalue_fields": list(fields),
            "size": WINDOW,
        }
        found = self._cluster.ask("POST", f"/{name}/_search", body)["hits"]["hits"]
        for each in found:
            keys.append(each["_id"])
            for field, kept in zip(fields, noted, strict=True):
                kept.update(each.get("fields", {}).get(field, ()))
        actions = (b'{"delete":{"_id":"%s"}}\n' % key.encode() for key in keys)
        self._cluster.write(f"/{name}/_bulk", actions)
        return frozenset(noted[0]), frozenset(noted[1])

    def walk(self, name: str, body: Body) -> Iterator[list[Json]]:
        """What every hit is sorted by, one after the other, however many."""
        after: Body = {}
        while True:
            answer = self._cluster.ask(
                "POST",
                f"/{name}/_search",
                {**body, **after, "size": WINDOW, "track_total_hits": False},
                search_type="dfs_query_then_fetch",
                allow_partial_search_results="false",
            )
            hits = answer["hits"]["hits"]
            yield from (hit["sort"] for hit in hits)
            if len(hits) < WINDOW:
                return
            after = {"search_after": hits[-1]["sort"]}

    def turns(self, name: str, query: Clause) -> Iterator[int]:
        body = {
            "_source": False,
            "stored_fields": "_none_",
            "query": query,
            "sort": [{"turn": "asc"}],
        }
        return (turn for (turn,) in self.walk(name, body))

    def _all(self) -> dict[str, Json]:
        """Our indexes, whatever others the cluster has."""
        found = self._cluster.ask(
            "GET",
            f"/{self._place.index}-*",
            allow_no_indices="true",
            ignore_unavailable="true",
            expand_wildcards="open,closed",
            filter_path="*.aliases,*.mappings._meta",
        )
        return {
            name: {"aliases": {}, **told}
            for name, told in found.items()
            if _archive(told) == self._place.index
        }


def _archive(told: Mapping[str, Json]) -> object:
    return told.get("mappings", {}).get("_meta", {}).get("archive")


class Encoder:
    """Makes actions of a document, and of each of its words that is not sent yet."""

    def __init__(self) -> None:
        self._sent: set[str] = set()

    def __call__(self, document: Document) -> list[bytes]:
        words = [word for word in twins(document) if word not in self._sent]
        self._sent.update(words)
        keys = (f"w:{word}".encode() for word in words)
        return [
            b'{"index":{"_id":"%d"}}\n%s\n' % (document.turn, source(document)),
            *(
                b'{"create":{"_id":"%s"}}\n{"word":"%s"}\n' % (key, key[2:])
                for key in keys
            ),
        ]
