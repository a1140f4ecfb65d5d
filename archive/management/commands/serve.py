"""Opens the archive: brings everything up to date, then serves it on this machine.

Every step changes nothing when there is nothing to do, so opening the archive again
takes seconds.
"""

import shutil
import signal
import socket
from argparse import ArgumentParser
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import Error as DatabaseError
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from archive.errors import ArchiveError, OpeningError

ADDRESS = "127.0.0.1"
WORKERS = 2
# Python runs one thread of a worker at a time; the others wait for the database.
THREADS = 4
# Seconds for the last answers; a worker still starting does not stop by itself.
PATIENCE = 5
ROOM = 32 * 1024 * 1024
WELCOME = """
The archive is open at {address} (Ctrl-C closes it).
To make an editor's account: .venv/bin/python manage.py createsuperuser
"""


class Step(NamedTuple):
    place: str
    take: Callable[[], object]
    advice: str


class Command(BaseCommand):
    help = "Brings the archive up to date, then serves it on 127.0.0.1:$PORT."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--prepare-only", action="store_true", help="bring up to date, then stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for step in STEPS:
            take(step)
        if not options["prepare_only"]:
            serve(self.stdout.write)
            self.stdout.write("The archive is closed.")


def take(step: Step) -> None:
    """Takes one step; what stops it is told in one line: where, what, what to do."""
    try:
        step.take()
    except (ArchiveError, CommandError, DatabaseError, OSError) as error:
        raise CommandError(f"{step.place}: {tell(error)}. {step.advice}") from error


def tell(error: Exception) -> str:
    """Returns the first line of an error, without its number and its full stop."""
    words = error.strerror if isinstance(error, OSError) else ""
    return (words or str(error)).strip().partition("\n")[0].rstrip(".")


def check_port() -> None:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((ADDRESS, settings.PORT))


def check_folder() -> None:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=settings.DATA_DIR):
        free = shutil.disk_usage(settings.DATA_DIR).free
    if free < ROOM:
        raise OpeningError(f"{free // 1024} KiB are free, {ROOM // 1024} are needed")


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def ingest_seeds() -> None:
    call_command("ingest", str(settings.BASE_DIR / "seeds"))


def update_index() -> None:
    call_command("update_index")


def serve(write: Callable[[str], object]) -> None:
    # Workers are forked: none may find a connection that others use.
    connections.close_all()
    server = Granian(
        settings.WSGI_APPLICATION,
        address=ADDRESS,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    )
    server.on_startup(lambda: write(WELCOME.format(address=settings.SITE_URL)))
    server.serve(target_loader=load_site)


def load_site(_: str) -> Callable[..., Any]:
    """Runs in each worker, which must not hear Ctrl-C beside its parent's word."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return get_internal_wsgi_application()


STEPS = [
    Step(
        f"Port {settings.PORT}",
        check_port,
        "Choose another: make run PORT=8001",
    ),
    Step(
        f"DATA_DIR {settings.DATA_DIR}",
        check_folder,
        "Make it writable, with room, or name another: make run DATA_DIR=PATH",
    ),
    Step(
        "The database",
        migrate,
        "See that it runs, that DATABASE_URL is right, and that its disk has room.",
    ),
    Step("The static files", collect_static, "See that DATA_DIR's disk has room."),
    Step(
        "The interviews in seeds",
        ingest_seeds,
        "Mend that, or take the file out of seeds.",
    ),
    Step(
        "The search index",
        update_index,
        "See that the place in SEARCH_URL can be written and has room.",
    ),
]
