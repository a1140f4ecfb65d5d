"""Two processes of one site: each with a store of its own, and one database."""

import pytest
from django.test import Client

from archive.stored import delivery, store
from archive.stored.store import Store

ROOM = 8 * 1024 * 1024


class Process:
    """A worker as a reader meets it."""

    def __init__(self, site: "Site") -> None:
        self.site, self.store = site, Store(ROOM)

    def get(self, path: str, client: Client | None = None, **headers):
        self.site.current = self.store
        return (client or Client()).get(path, headers=headers)

    def head(self, path: str):
        self.site.current = self.store
        return Client().head(path)

    def has_kept(self, path: str) -> bool:
        """Whether a reader would be answered without the page being made."""
        asked = Client()._base_environ(PATH_INFO=path.partition("?")[0])
        asked["QUERY_STRING"] = path.partition("?")[2]
        return self.store.answer(asked) is not None


class Site:
    def __init__(self) -> None:
        self.current: Store | None = None
        self.processes = [Process(self), Process(self)]


@pytest.fixture
def processes(monkeypatch, db) -> list[Process]:
    """Two processes that keep pages; outside of them nothing is kept."""
    site = Site()
    for module in (delivery, store):
        monkeypatch.setattr(module, "store", lambda: site.current)
    yield site.processes
    site.current = None


@pytest.fixture
def process(processes) -> Process:
    return processes[0]
