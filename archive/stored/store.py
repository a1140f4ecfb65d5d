"""What one process keeps, and who may be answered from it: whoever brings nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import NamedTuple

from django.conf import settings

from archive.stored.pages import Answer, Environ, Page
from archive.stored.shelf import Shelf
from archive.stored.standing import Sentry, Standing

LONGEST = 500
"""Letters of an address that is kept."""

PERSONAL = (
    # A session, an account, or what another program of the site's host has set.
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    # What makes an answer other than 200 or 304, or comes with something to read.
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_TRANSFER_ENCODING",
)


class Address(NamedTuple):
    """All of a request that an answer may depend on, as it came."""

    scheme: str
    forwarded: str
    host: str
    root: str
    path: str
    query: str


def read(asked: Environ) -> Address | None:
    """Return what was asked for; None where who asks must be looked at more closely."""
    if asked["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return None
    if any(asked.get(name) for name in PERSONAL):
        return None
    if asked.get("CONTENT_LENGTH") not in {None, "", "0"}:
        return None
    address = Address(
        asked["wsgi.url_scheme"],
        asked.get("HTTP_X_FORWARDED_PROTO", ""),
        asked.get("HTTP_HOST", ""),
        asked.get("SCRIPT_NAME", ""),
        asked["PATH_INFO"],
        asked.get("QUERY_STRING", ""),
    )
    return address if sum(map(len, address)) <= LONGEST else None


class Store:
    """Addresses with a query have less room: nobody can push out the others by them."""

    def __init__(self, room: int) -> None:
        self.sentry = Sentry()
        self.plain, self.queried = Shelf(room * 3 // 4), Shelf(room // 4)

    def answer(self, asked: Environ) -> Answer | None:
        address = read(asked)
        if address is None or not self.shelf_of(address).has(address):
            return None
        standing = self.sentry.ask()
        page = standing and self.shelf_of(address).find(standing, address)
        if not page:
            return None
        if not page.is_tight:
            page.is_tight = True
            _patient().submit(page.tighten)
        return page.answer(asked)

    def keep(self, standing: Standing, address: Address, page: Page) -> Page:
        return self.shelf_of(address).keep(standing, address, page)

    def shelf_of(self, address: Address) -> Shelf:
        return self.queried if address.query else self.plain


@cache
def store() -> Store | None:
    """The store of this process; None where nothing is to be kept."""
    megabytes = 0 if settings.DEBUG else settings.PAGES_MEMORY
    return Store(megabytes * 1024 * 1024) if megabytes else None


@cache
def _patient() -> ThreadPoolExecutor:
    """One thread, which lets the others run while it packs."""
    return ThreadPoolExecutor(1, "packing")
