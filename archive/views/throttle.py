"""How often one client may ask: counted for all processes of a machine together.

A leaky bucket (GCRA, ITU-T I.371): of each client one number is kept, when all that
was asked would be paid off at the pace allowed. One statement reads and writes it.
"""

import logging
import math
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from itertools import count
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from archive.views.refusals import Refusal, refuse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

FILE = "requests.sqlite3"
PATIENCE = 0.2
"""Seconds that a request waits for the others to be counted; then it passes."""

SWEEP = 1024
"""Requests of one process after which clients who are paid off are forgotten."""

TABLE = """
CREATE TABLE IF NOT EXISTS asked (
    client BLOB PRIMARY KEY, paid REAL NOT NULL
) WITHOUT ROWID
"""
# What is paid off later than a whole bucket takes comes of a clock since put back.
ASK = """
INSERT INTO asked VALUES (:client, :now + :step)
ON CONFLICT DO UPDATE SET paid = :step + CASE
    WHEN paid > :now + :room THEN :now ELSE max(paid, :now) END
WHERE paid <= :now + :room - :step OR paid > :now + :room
"""

logger = logging.getLogger(__name__)
_kept = threading.local()
_asked = count(1)


def throttled(scope: str, kind: Refusal = Refusal.PAGE) -> Callable[[View[P]], View[P]]:
    """Answer 429, as this kind, to who asks more often than PACES[scope] allows."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if seconds := wait_of(request, scope):
                return refuse(429, seconds, kind)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def wait_of(request: HttpRequest, scope: str) -> int:
    """Count a request; return the seconds to wait before the next, 0 when it may pass.

    Where it cannot be counted it passes: readers do not pay for a full disk.
    """
    if not settings.IS_THROTTLED:
        return 0
    a_minute, at_once = settings.PACES[scope]
    step = 60 / a_minute
    try:
        return _count(client_of(request, scope), step, step * at_once)
    except (sqlite3.Error, OSError) as error:
        logger.warning("%s: requests are not counted: %s", _path(), error)
        _forget(error)
        return 0


def client_of(request: HttpRequest, scope: str) -> bytes:
    """Who asks, as nobody can read it: no address of a reader is written down.

    The address is what `trust_proxy` left; a household has a whole /64 of IPv6.
    """
    address = request.META.get("REMOTE_ADDR", "")
    return blake2b(
        f"{scope} {_network(address)}".encode(),
        key=settings.SECRET_KEY.encode()[:64],
        digest_size=16,
    ).digest()


def _network(address: str) -> str:
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(read, IPv6Address):
        return str(read)
    return str(read.ipv4_mapped or int(read) >> 64)


def _count(client: bytes, step: float, room: float) -> int:
    kept = _connect()
    now = time.time()
    told = {"client": client, "now": now, "step": step, "room": room}
    if next(_asked) % SWEEP == 0:
        kept.execute("DELETE FROM asked WHERE paid < ?", (now,))
    if kept.execute(ASK, told).rowcount:
        return 0
    rows = kept.execute("SELECT paid FROM asked WHERE client = ?", (client,))
    return next((max(1, math.ceil(paid + step - room - now)) for (paid,) in rows), 1)


class _Connection(sqlite3.Connection):
    """Closed when its thread ends, or another folder takes its place."""

    def __del__(self) -> None:
        # What could not be opened has nothing to close, and says so.
        with suppress(sqlite3.ProgrammingError):
            self.close()


def _connect() -> sqlite3.Connection:
    """A connection of this thread's own; what is lost at a crash is worth nothing."""
    path, whose = _path(), (_path(), os.getpid())
    if getattr(_kept, "whose", None) != whose:
        made = sqlite3.connect(
            path,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
        )
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("PRAGMA synchronous=OFF")
        made.execute(TABLE)
        _kept.connection, _kept.whose = made, whose
    connection: sqlite3.Connection = _kept.connection
    return connection


def _path() -> Path:
    return Path(settings.DATA_DIR) / FILE


def _forget(error: Exception) -> None:
    """Begin anew next time; a file that is no database is put out of the way."""
    if getattr(_kept, "whose", None):
        _kept.connection.close()
    _kept.whose = None
    is_damaged = isinstance(error, sqlite3.DatabaseError)
    if is_damaged and not isinstance(error, sqlite3.OperationalError):
        _path().unlink(missing_ok=True)
