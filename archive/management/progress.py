"""A bar while the search index is built, on a terminal only."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import track

from archive.models import Turn
from archive.search.engine import Document


def watch_documents(documents: Iterable[Document]) -> Iterator[Document]:
    console = Console(stderr=True)
    yield from track(
        documents,
        "Indexing",
        total=Turn.objects.public().count(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
