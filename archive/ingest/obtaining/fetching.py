"""obtain(address) → the bytes that an address holds, with where and when.

One request at a person's wish, within limits of time, size and redirects. The
machine that is connected to is the one that was checked: a name is resolved once.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from archive.errors import UnreadableSource
from archive.ingest.pipeline import LARGEST
from archive.ingest.readers import READERS, known_suffixes

SCHEMES = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5
PATIENCE = 10.0
DEADLINE = 30.0
PIECE = 64 * 1024
LONGEST_NAME = 150
KEPT = (
    "Content-Type",
    "Content-Language",
    "Content-Encoding",
    "Last-Modified",
    "ETag",
    "Date",
)
# Addresses that carry another one, which nobody checks: NAT64, 6to4, Teredo.
CARRIERS = [
    ipaddress.ip_network(each) for each in ("64:ff9b::/96", "2002::/16", "2001::/32")
]
GONE = {404, 410}
UNCHANGED = 304
# What was answered then, and how it is asked about now.
CONDITIONS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class Obtained:
    """What an address held: `origin` is where it was found, `asked` what was asked.

    `obtained` is a date and time in ISO 8601; `headers` are those worth keeping.
    """

    content: bytes
    name: str
    media_type: str
    origin: str
    obtained: str
    asked: str
    headers: dict[str, str] = field(default_factory=dict)


class NotThere(UnreadableSource):
    """The address holds nothing, or nothing any more."""


def obtain(address: str) -> Obtained:
    """Return what is at an address; UnreadableSource when it cannot be had.

    No address of a private network is asked unless the settings allow it.
    """
    if had := obtain_anew(address, {}):
        return had
    raise UnreadableSource(address, "it answers 304 to who was never there.")


def obtain_anew(address: str, received: Mapping[str, str]) -> Obtained | None:
    """Return what is at an address now, None when it says that nothing changed.

    `received` are the headers that were had from it the last time.
    """
    conditions = {
        condition: received[name]
        for name, condition in CONDITIONS.items()
        if name in received
    }
    end = time.monotonic() + DEADLINE
    here = address
    for _ in range(MOST_REDIRECTS + 1):
        parts = _parts(here, address)
        with _asked(parts, address, end, conditions) as response:
            if response.status == UNCHANGED and conditions:
                return None
            if response.status not in REDIRECTS:
                return _obtained(response, here, address)
            here = urljoin(here, response.headers.get("Location", ""))
            conditions = {}
    complaint = f"it leads on more than {MOST_REDIRECTS} times. Give the last address."
    raise UnreadableSource(address, complaint)


def is_address(words: str) -> bool:
    return words.lower().startswith(("http://", "https://"))


def name_of(address: str) -> str:
    """A name for what is at an address: the last part of its path, or its host."""
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).name or parts.hostname or "page"
    visible = "".join(letter if letter.isprintable() else "-" for letter in last)
    return visible.replace("\\", "-")[-LONGEST_NAME:]


def _parts(here: str, address: str) -> SplitResult:
    try:
        parts = urlsplit(here)
        known = parts.scheme in SCHEMES and parts.hostname and (parts.port or 1)
    except ValueError as error:
        raise UnreadableSource(address, f"it is no address ({error}).") from error
    if not known:
        raise UnreadableSource(address, f"“{here}” is no http or https address.")
    if parts.username or parts.password:
        raise UnreadableSource(
            address, "it has a name or password in it. Leave it out."
        )
    return parts


@contextmanager
def _asked(
    parts: SplitResult, address: str, end: float, conditions: Mapping[str, str]
) -> Iterator[HTTPResponse]:
    """Ask for the page; whatever goes wrong until it is read is told of the address."""
    connection = _connection(parts, address)
    patience = threading.Timer(max(0.0, end - time.monotonic()), _cut)
    try:
        connection.connect()
        # Kept here, as the connection forgets it once an answer has begun.
        patience.args = [connection.sock]
        patience.start()
        connection.request(
            "GET",
            _target(parts),
            headers={**_headers(parts), **conditions},
            preload_content=False,
            decode_content=True,
        )
        with connection.getresponse() as response:
            yield response
        _in_time(end)
    except ssl.SSLError as error:
        complaint = f"its certificate is not trusted ({error.args[-1]})."
        raise UnreadableSource(address, complaint) from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        late = time.monotonic() >= end
        why = f"after {DEADLINE:.0f} s" if late else type(error).__name__
        complaint = f"it does not answer as a page does ({why}). Try again later."
        raise UnreadableSource(address, complaint) from error
    finally:
        patience.cancel()
        connection.close()


def _in_time(end: float) -> None:
    """What was cut off must not pass for the whole of a page without a length."""
    if time.monotonic() >= end:
        raise TimeoutError


def _connection(parts: SplitResult, address: str) -> HTTPConnection:
    host = parts.hostname or ""
    port = parts.port or SCHEMES[parts.scheme]
    machine = _machine(host, port, address)
    if parts.scheme == "http":
        return HTTPConnection(machine, port, timeout=PATIENCE)
    return HTTPSConnection(
        machine,
        port,
        timeout=PATIENCE,
        server_hostname=host,
        ssl_context=ssl.create_default_context(),
    )


def _machine(host: str, port: int, address: str) -> str:
    """The numeric address of a host; all that its name stands for must be public."""
    try:
        told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        complaint = f"there is no host {host}. Is it spelt right?"
        raise UnreadableSource(address, complaint) from error
    machines = [str(each[4][0]).partition("%")[0] for each in told]
    if not settings.ALLOW_PRIVATE_ADDRESSES and not all(map(is_public, machines)):
        raise UnreadableSource(
            address,
            f"{host} is in a private network. Save the page and give the file, or "
            "set ALLOW_PRIVATE_ADDRESSES=1.",
        )
    return machines[0]


def is_public(machine: str) -> bool:
    """Whether a numeric address is one of the public internet's."""
    place = ipaddress.ip_address(machine)
    if isinstance(place, ipaddress.IPv6Address):
        if place.ipv4_mapped:
            return is_public(str(place.ipv4_mapped))
        if any(place in carrier for carrier in CARRIERS):
            return False
    return place.is_global and not place.is_multicast


def _cut(conversation: socket.socket) -> None:
    """End a conversation that takes too long, whatever it waits for."""
    with suppress(OSError):
        conversation.shutdown(socket.SHUT_RDWR)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _headers(parts: SplitResult) -> dict[str, str]:
    host = (parts.hostname or "").encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    return {
        "Host": host if parts.port is None else f"{host}:{parts.port}",
        "User-Agent": f"Suhbat (an archive of interviews; {settings.SITE_URL})",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "gzip, br",
    }


def _obtained(response: HTTPResponse, here: str, address: str) -> Obtained:
    if response.status in GONE:
        complaint = f"it answers {response.status}: nothing is there any more."
        raise NotThere(address, complaint)
    if response.status != 200:
        complaint = f"it answers {response.status}. Does it open in a browser?"
        raise UnreadableSource(address, complaint)
    headers = {
        name: response.headers[name] for name in KEPT if name in response.headers
    }
    media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Obtained(
        content=_content(response, address),
        name=_name(here, media_type),
        media_type=media_type,
        origin=here,
        obtained=datetime.now(UTC).isoformat(timespec="seconds"),
        asked=address,
        headers=headers,
    )


def _content(response: HTTPResponse, address: str) -> bytes:
    """The page unpacked, in pieces, so that a small answer cannot become a huge one."""
    content = bytearray()
    while piece := response.read(PIECE, decode_content=True):
        content += piece
        if len(content) > LARGEST:
            limit = f"{LARGEST // 1024**2} MB"
            raise UnreadableSource(address, f"it is larger than {limit}. Split it.")
    return bytes(content)


def _name(here: str, media_type: str) -> str:
    name = name_of(here)
    known = READERS.get(media_type)
    if known is None or PurePosixPath(name).suffix.lower() in known_suffixes():
        return name
    return f"{name}{known.suffixes[0]}"
