"""Progress bars for long work, drawn on a terminal and nowhere else."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress
from rich.progress import track as draw

from archive.backup import Watch
from archive.models import Turn

Each = TypeVar("Each")
WORTH_A_BAR = 3


def track(work: Iterable[Each], title: str, total: int) -> Iterator[Each]:
    """Yield each piece of work; show a bar while a person waits for many."""
    console = Console(stderr=True)
    quiet = total < WORTH_A_BAR or not console.is_terminal
    yield from draw(
        work, title, total=total, console=console, transient=True, disable=quiet
    )


def watch_documents(made: Iterable[Each]) -> Iterator[Each]:
    """Yield what goes into the index, with a bar."""
    return track(made, "Indexing", Turn.objects.public().count())


def watch_interviews(keys: Collection[int]) -> Iterator[int]:
    """Yield the key of each interview that is read for quotations, with a bar."""
    return track(keys, "Reading", len(keys))


class Bar(Watch):
    """Watches a backup or a restore, table by table."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self.progress = Progress(console=console, disable=not console.is_terminal)

    def __enter__(self) -> "Bar":
        self.progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.progress.stop()

    def begin(self, what: str, rows: int) -> None:
        self.step = self.progress.add_task(what, total=rows)

    def advance(self, rows: int) -> None:
        self.progress.advance(self.step, rows)
