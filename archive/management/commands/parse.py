"""manage.py parse PATH… --out DIR: Transcripts as JSON, without the database."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.errors import SourceError
from archive.ingest.finding import sources
from archive.ingest.pipeline import parse
from archive.management.progress import track
from archive.management.tables import harmless
from archive.transcript import dumps


class Command(BaseCommand):
    help = "Reads interviews and writes each as a Transcript in JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = sources(options["paths"]).files
            refuse_same_names(files)
            refuse_own_source(files, options["out"])
            options["out"].mkdir(parents=True, exist_ok=True)
        except SourceError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}.") from error
        failures = []
        for path in track(files, "Parsing", len(files)):
            try:
                write(options["out"] / f"{path.stem}.json", dumps(parse(path)))
            except SourceError as error:
                failures.append(str(error.within(path.parent)))
            except OSError as error:
                failures.append(f"{error.filename}: {error.strerror}.")
        self.stdout.write(f"{len(files) - len(failures)} of {len(files)} parsed.")
        if failures:
            raise CommandError("\n".join(map(harmless, failures)))


def refuse_same_names(files: tuple[Path, ...]) -> None:
    """Two sources may not be written to one file."""
    for stem, times in Counter(path.stem for path in files).items():
        if times > 1:
            raise CommandError(
                f"{times} sources would be written to {stem}.json. Parse them apart."
            )


def refuse_own_source(files: tuple[Path, ...], folder: Path) -> None:
    """A source in JSON is not written over by what is made of it."""
    for path in files:
        made = folder / f"{path.stem}.json"
        if made.exists() and made.samefile(path):
            raise CommandError(f"{path} would be written over. Choose another --out.")


def write(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
