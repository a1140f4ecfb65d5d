"""manage.py parse PATH… --out DIR: Transcripts as JSON, without the database."""

import os
from collections import Counter
from pathlib import Path, PurePath
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.errors import SourceError
from archive.ingest.obtaining.finding import File, Found, sources
from archive.management.progress import track
from archive.management.tables import harmless
from archive.transcript import dumps


class Command(BaseCommand):
    help = "Reads interviews and writes each as a Transcript in JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = sources(options["paths"]).found
            refuse_same_names(files)
            refuse_own_source(files, options["out"])
            options["out"].mkdir(parents=True, exist_ok=True)
        except SourceError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}.") from error
        failures = []
        for source in track(files, "Parsing", len(files)):
            try:
                told = source.received().parsed()
                write(options["out"] / f"{stem_of(source)}.json", dumps(told))
            except SourceError as error:
                failures.append(str(error.within(source.folder)))
            except OSError as error:
                failures.append(f"{error.filename}: {error.strerror}.")
        self.stdout.write(f"{len(files) - len(failures)} of {len(files)} parsed.")
        if failures:
            raise CommandError("\n".join(map(harmless, failures)))


def stem_of(source: Found) -> str:
    return PurePath(source.name).stem


def refuse_same_names(files: tuple[Found, ...]) -> None:
    """Two sources may not be written to one file."""
    for stem, times in Counter(map(stem_of, files)).items():
        if times > 1:
            raise CommandError(
                f"{times} sources would be written to {stem}.json. Parse them apart."
            )


def refuse_own_source(files: tuple[Found, ...], folder: Path) -> None:
    """A source in JSON is not written over by what is made of it."""
    for source in files:
        made = folder / f"{stem_of(source)}.json"
        if isinstance(source, File) and made.exists() and made.samefile(source.path):
            raise CommandError(
                f"{source.path} would be written over. Choose another --out."
            )


def write(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
