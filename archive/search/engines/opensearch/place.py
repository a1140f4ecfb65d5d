"""Where an index is kept: hosts that answer for one cluster, and a name there. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Place:
    hosts: tuple[str, ...]
    """Addresses, perhaps with a user and a password."""
    index: str
    shards: int = 1
    replicas: int = 1
    authorities: str = ""
    """A file of certificates that hosts are believed by; when empty, the usual ones."""

    def __str__(self) -> str:
        """What a message may tell: no user, no password."""
        found = map(urlsplit, self.hosts)
        hosts = (f"{each.scheme}://{each.netloc.rpartition('@')[2]}" for each in found)
        return f"{self.index!r} at {', '.join(hosts)}"
