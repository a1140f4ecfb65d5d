"""manage.py ingest PATH…: sources in, interviews and a report out."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from archive.errors import SourceError
from archive.ingest.finding import Sources, sources
from archive.ingest.pipeline import parse
from archive.ingest.report import Report, report
from archive.ingest.store import Outcome, foresee, publish, store
from archive.management.progress import track
from archive.management.tables import print_reports
from archive.transcript import State


class Command(BaseCommand):
    help = "Reads interviews from files or folders and keeps them in the archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--dry-run", action="store_true", help="Show the report, write nothing."
        )
        parser.add_argument(
            "--publish", action="store_true", help="Let readers see what is new."
        )
        parser.add_argument(
            "--json", action="store_true", help="Write the report for programs."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = self.found(options["paths"])
        reports, failures = [], []
        try:
            for outcome in self.outcomes(found, options):
                if isinstance(outcome, Report):
                    reports.append(outcome)
                else:
                    failures.append(str(outcome))
        except KeyboardInterrupt:
            failures.append(
                f"Interrupted after {len(reports)} of {len(found.files)} sources. "
                "What was ingested is whole; run the same again to go on."
            )
        self.tell(reports, found, as_json=options["json"])
        if failures:
            raise CommandError("\n".join(failures))

    def found(self, paths: list[Path]) -> Sources:
        try:
            return sources(paths)
        except SourceError as error:
            raise CommandError(str(error)) from error

    def outcomes(
        self, found: Sources, options: dict[str, Any]
    ) -> Iterator[Report | SourceError]:
        step = ingest_for_readers if options["publish"] else ingest
        step = rehearse if options["dry_run"] else step
        for path in track(found.files, "Ingesting", len(found.files)):
            try:
                yield step(path)
            except SourceError as error:
                yield error
            except DatabaseError as error:
                raise CommandError(
                    f"{path.name}: the database refused it ({error}). "
                    "Nothing of it was kept. Has `manage.py migrate` been run?"
                ) from error

    def tell(self, reports: list[Report], found: Sources, *, as_json: bool) -> None:
        if as_json:
            told = [each.as_dict() for each in reports]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        print_reports(reports, self.stdout)
        if all(each.outcome == Outcome.UNCHANGED for each in reports):
            return
        for path in found.left_out:
            self.stdout.write(f"Left out: {path} (no reader for it)")


def ingest(path: Path) -> Report:
    """Parse one source and keep it."""
    told = parse(path)
    return report(told, store(told).outcome)


def ingest_for_readers(path: Path) -> Report:
    """Parse one source, keep it, and let readers see it."""
    told = dataclasses.replace(parse(path), state=State.PUBLISHED)
    return report(told, publish(store(told)).outcome)


def rehearse(path: Path) -> Report:
    """Parse one source and say what keeping it would come to."""
    told = parse(path)
    _, outcome = foresee(told)
    return report(told, f"dry run: {outcome}")
