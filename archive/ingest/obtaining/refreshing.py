"""Which interviews came from an address, and what that holds now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePath

from archive.ingest.obtaining.fetching import obtain_anew
from archive.ingest.obtaining.finding import Received, received_from
from archive.models import Interview


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that was kept: asked again, it keeps the name it was kept by."""

    interview: Interview
    address: str
    name: str
    sha256: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> PurePath:
        return PurePath()

    def received(self) -> Received | None:
        """Ask for it; None when it is what it was. Raises SourceError."""
        had = obtain_anew(self.address, self.headers)
        if had is None or sha256(had.content).hexdigest() == self.sha256:
            return None
        return replace(received_from(had), name=self.name)


def kept_pages() -> Iterator[Kept]:
    """The newest source of each interview that was had from an address.

    One that a sidecar names has a date and no time: nobody asked for it here.
    """
    for interview in Interview.objects.order_by("pk").iterator():
        sources = interview.editions.select_related("source").order_by("-number")
        edition = sources.defer("told", "source__content", "source__text").first()
        if edition is None or "T" not in edition.source.obtained:
            continue
        source = edition.source
        headers: Mapping[str, str] = source.received
        yield Kept(interview, source.origin, source.name, source.sha256, headers)
