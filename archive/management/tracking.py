"""A progress bar for long work, on a terminal only."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import track as rich_track

Each = TypeVar("Each")
WORTH_A_BAR = 3


def track(work: Sequence[Each], title: str, stream: OutputWrapper) -> Iterator[Each]:
    """Yield each piece of work; show a bar while a person waits for many."""
    if len(work) < WORTH_A_BAR or not stream.isatty():
        yield from work
        return
    console = Console(stderr=True)
    yield from rich_track(work, description=title, console=console, transient=True)
