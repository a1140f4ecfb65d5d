"""Which interviews came from an address, and what that holds now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from archive.ingest.finding import Page, Received
from archive.models import Interview


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that was kept: asked again, it keeps the name it was kept by."""

    page: Page
    name: str
    sha256: str

    @property
    def folder(self) -> PurePath:
        return PurePath()

    def received(self) -> Received:
        return replace(self.page.received(), name=self.name)


def kept_pages() -> Iterator[Kept]:
    """The newest source of each interview that was had from an address.

    One that a sidecar names has a date and no time: nobody asked for it here.
    """
    for interview in Interview.objects.order_by("pk").iterator():
        sources = interview.editions.select_related("source").order_by("-number")
        edition = sources.defer("source__content", "source__text").first()
        if edition is None or "T" not in edition.source.obtained:
            continue
        origin = edition.source.origin
        yield Kept(Page(origin), edition.source.name, edition.source.sha256)
