"""Pages in the memory of one process, the ones asked for longest ago given up first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from archive.stored.pages import Page
from archive.stored.standing import Standing

MOST_ADDRESSES = 20_000
LARGEST_PART = 4
"""A page larger than this part of the shelf is not kept."""


class Shelf:
    """Keeps up to `room` bytes; every address holds for one standing alone.

    Pages outlive their addresses: what a change did not touch is not packed again.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._lock = Lock()
        self._standing: Standing | None = None
        self._addresses: dict[Hashable, bytes] = {}
        self._pages: OrderedDict[bytes, Page] = OrderedDict()
        self._taken = 0

    def has(self, address: Hashable) -> bool:
        """Whether it may be found, if nothing has changed since."""
        return address in self._addresses

    def find(self, standing: Standing, address: Hashable) -> Page | None:
        with self._lock:
            if standing != self._standing:
                return None
            page = self._pages.get(self._addresses.get(address, b""))
            if page is not None:
                self._pages.move_to_end(page.name)
            return page

    def keep(self, standing: Standing, address: Hashable, page: Page) -> Page:
        """Return the page that is kept: the same one, where it was here before."""
        with self._lock:
            self._turn_to(standing)
            known = self._pages.get(page.name)
            if known is None:
                self._put(page)
            self._addresses[address] = page.name
            return known or page

    def _turn_to(self, standing: Standing) -> None:
        if standing != self._standing or len(self._addresses) >= MOST_ADDRESSES:
            self._standing = standing
            self._addresses.clear()

    def _put(self, page: Page) -> None:
        if page.size > self.room // LARGEST_PART:
            return
        self._pages[page.name] = page
        self._taken += page.size
        while self._taken > self.room:
            _, given_up = self._pages.popitem(last=False)
            self._taken -= given_up.size
