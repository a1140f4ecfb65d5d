"""One cluster as it is asked: its client, patience, and its complaints told plainly."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from time import sleep
from typing import Any as Json

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionError,  # noqa: A004
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    TransportError,
)
from urllib3 import Timeout

from archive.errors import (
    EngineUnavailable,
    IndexDamaged,
    IndexMissing,
    SearchError,
    SearchTooLong,
)
from archive.search.engines.opensearch.place import Place

CONNECT = 0.8
"""Seconds in which all hosts together have been tried."""

PROMPT, SEARCH, WRITE, SETTLE = 1.0, 30.0, 120.0, 600.0
"""Seconds an answer is waited for.

To the first question of a search, whether anybody is there; to others; to a write;
until copies are made.
"""

THREADS = 16
"""Connections to a host that are kept open."""

CHUNK = 4_000_000
"""Bytes that are sent at once; a larger document goes alone."""

IN_FLIGHT = 2
"""Chunks that are sent while the next one is made."""

BUSY, FAULT = 429, 500
TOO_MANY = "too_many"
"""Begins what OpenSearch calls a query of more words, in all forms, than 1,024."""

ATTEMPTS = 6
PAUSE = 0.5
"""A cluster that has too much to do is left alone for so many seconds, then longer."""

NOT_FOUND = 404

Answer = dict[str, Json]


class NotReady(EngineUnavailable):
    """It will pass: a node was lost, or there is too much to do."""


class Cluster:
    def __init__(self, place: Place) -> None:
        self.place = place
        self._connect = CONNECT / (len(place.hosts) + 1)
        self._clients: dict[int, OpenSearch] = {}

    @property
    def _client(self) -> OpenSearch:
        """That of this process alone.

        On a connection from before a fork, one process reads what the other asked.
        """
        process = os.getpid()
        if process not in self._clients:
            self._clients = {process: self._connected()}
        return self._clients[process]

    def _connected(self) -> OpenSearch:
        return OpenSearch(
            list(self.place.hosts),
            timeout=self._patience(SEARCH),
            max_retries=len(self.place.hosts),
            retry_on_timeout=False,
            pool_maxsize=THREADS,
            ca_certs=self.place.authorities or None,
        )

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        seconds: float = SEARCH,
        **parameters: str,
    ) -> Json:
        """The answer. Raises EngineUnavailable, saying what to do."""
        try:
            return self._client.transport.perform_request(
                method, path, parameters, body, timeout=self._patience(seconds)
            )
        except OpenSearchException as error:
            raise self._told(error) from error

    def write(self, path: str, actions: Iterable[bytes], **parameters: str) -> None:
        """Send all actions in chunks; raise EngineUnavailable unless all are done."""
        with ThreadPoolExecutor(IN_FLIGHT) as senders:
            sent: list[Future[None]] = []
            for chunk in _chunks(actions):
                if len(sent) == IN_FLIGHT:
                    sent.pop(0).result()
                sent.append(senders.submit(self._send, path, chunk, parameters))
            for each in sent:
                each.result()

    def unusable(self, reason: str) -> IndexDamaged:
        return IndexDamaged(
            f"The search index {self.place} cannot be used ({reason}). "
            "Rebuild it with: manage.py rebuild_index"
        )

    def missing(self) -> IndexMissing:
        return IndexMissing(
            f"There is no search index {self.place}. "
            "Build it with: manage.py rebuild_index"
        )

    def _patience(self, seconds: float) -> Json:
        """What urllib3 takes, and opensearch-py hands on as it is."""
        return Timeout(connect=self._connect, read=seconds)

    def complained(self, answer: Answer) -> SearchError:
        """What one answer of several says is wrong."""
        status, said = answer["status"], answer["error"]
        reason = _root(said)
        if TOO_MANY in json.dumps(said):
            return SearchTooLong("The search has too many words for it: narrow it.")
        if status == NOT_FOUND:
            return self.missing()
        return self._busy(reason) if _will_pass(status) else self.unusable(reason)

    def _send(
        self, path: str, actions: list[bytes], parameters: Mapping[str, str]
    ) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            with suppress(NotReady):
                body = b"".join(actions)
                answer = self.ask("POST", path, body, seconds=WRITE, **parameters)
                actions = self._refused(actions, answer)
            if not actions:
                return
            sleep(PAUSE * attempt)
        raise self._busy()

    def _refused(self, actions: list[bytes], answer: Answer) -> list[bytes]:
        """The actions to be sent again; raises at those that never will be done."""
        if not answer["errors"]:
            return []
        again = []
        for action, told in zip(actions, answer["items"], strict=True):
            (done,) = told.values()
            if _will_pass(done["status"]):
                again.append(action)
            elif "error" in done and "create" not in told:
                raise self.unusable(_root(done["error"]))
        return again

    def _told(self, error: OpenSearchException) -> EngineUnavailable:
        if isinstance(error, NotFoundError):
            return self.missing()
        if isinstance(error, AuthenticationException | AuthorizationException):
            return EngineUnavailable(
                f"The search index {self.place} is refused to us ({_reason(error)}). "
                "Mend user and password in SEARCH_URL, or free the cluster's disk."
            )
        if isinstance(error, ConnectionTimeout):
            return EngineUnavailable(
                f"The search index {self.place} does not answer in time. Look to "
                "its cluster; nothing is lost: then run manage.py update_index"
            )
        if isinstance(error, ConnectionError):
            return EngineUnavailable(
                f"The search index {self.place} cannot be reached. Start its cluster, "
                "or mend SEARCH_URL; nothing is lost."
            )
        if isinstance(error, TransportError) and _will_pass(error.status_code):
            return self._busy(_reason(error))
        return self.unusable(_reason(error))

    def _busy(self, reason: str = "it has too much to do") -> NotReady:
        return NotReady(
            f"The search index {self.place} is not ready ({reason}). Look to its "
            "cluster; nothing is lost: try again with manage.py update_index"
        )


def _will_pass(status: int | str) -> bool:
    """Whether the cluster has too much to do, or lost a node: `N/A` is no number."""
    return isinstance(status, int) and (status == BUSY or status >= FAULT)


def _reason(error: OpenSearchException) -> str:
    """What OpenSearch says is at the root of it."""
    told = getattr(error, "info", None)
    said = told.get("error") if isinstance(told, Mapping) else None
    return _root(said) if said else str(error).partition("\n")[0]


def _root(said: object) -> str:
    if not isinstance(said, Mapping):
        return str(said)
    causes = said.get("root_cause") or [said]
    return str(causes[0].get("reason") or said.get("type"))


def _chunks(actions: Iterable[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    size = 0
    for action in actions:
        if chunk and size + len(action) > CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append(action)
        size += len(action)
    if chunk:
        yield chunk
