"""The first door of the site: what is kept is answered before Django is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from archive.stored.pages import Environ

Start = Callable[..., Any]
Application = Callable[[Any, Start], Iterable[bytes]]

LINES = {status: f"{status} {HTTPStatus(status).phrase}" for status in (200, 304)}


def answer_first(site: Application) -> Application:
    """Return the site behind its store."""
    # Models can be imported now that there is a site.
    from archive.stored.store import store

    def application(asked: Environ, start: Start) -> Iterable[bytes]:
        kept = store()
        found = kept.answer(asked) if kept else None
        if found is None:
            return site(asked, start)
        start(LINES[found.status], found.headers)
        return [found.content]

    return application
