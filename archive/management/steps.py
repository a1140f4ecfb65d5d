"""A bar for work that comes in steps of many rows, and who it is that asks for it."""

import getpass

from rich.console import Console
from rich.progress import Progress

from archive.backup import Watch


class Bar(Watch):
    """Draws each step on a terminal; elsewhere nothing."""

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


def operator() -> str:
    """The account that runs the command, for the trail."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"
