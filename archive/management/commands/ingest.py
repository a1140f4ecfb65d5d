"""manage.py ingest PATH…: sources in, interviews and a report out."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, DataError, IntegrityError

from archive.errors import SourceError, UnreadableSource
from archive.ingest.finding import Sources, sources
from archive.ingest.pipeline import parse
from archive.ingest.report import Report, report
from archive.ingest.store import Outcome, foresee, publish, store
from archive.management.progress import track
from archive.management.tables import harmless, print_reports
from archive.transcript import State

Step = Callable[[Path], Report]


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
        step = ingest_for_readers if options["publish"] else ingest
        step = rehearse if options["dry_run"] else step
        found = self.found(options["paths"])
        reports: list[Report] = []
        failures: list[SourceError] = []
        ending = ""
        try:
            for outcome in outcomes(found.files, step):
                told = reports if isinstance(outcome, Report) else failures
                told.append(outcome)  # type: ignore[arg-type]
        except KeyboardInterrupt:
            ending = (
                f"Interrupted after {len(reports) + len(failures)} of "
                f"{len(found.files)} sources. What was ingested is whole; run the same "
                "again to go on."
            )
        except DatabaseError as error:
            ending = f"The database failed: {first_line(error)}. {ADVICE}"
        tell = self.tell_programs if options["json"] else self.tell
        tell(reports, failures, found)
        if failures or ending:
            endings = [*map(str, failures), *([ending] if ending else [])]
            raise CommandError("\n".join(map(harmless, endings)))

    def found(self, paths: list[Path]) -> Sources:
        try:
            return sources(paths)
        except SourceError as error:
            raise CommandError(harmless(str(error))) from error

    def tell(
        self, reports: list[Report], _failures: list[SourceError], found: Sources
    ) -> None:
        print_reports(reports, self.stdout)
        if all(each.outcome == Outcome.UNCHANGED for each in reports):
            return
        for path in found.left_out:
            self.stdout.write(harmless(f"Left out: {path} (no reader for it)"))

    def tell_programs(
        self, reports: list[Report], failures: list[SourceError], found: Sources
    ) -> None:
        told = {
            "reports": [each.as_dict() for each in reports],
            "failures": [
                {"source": each.source, "line": each.line, "complaint": each.complaint}
                for each in failures
            ],
            "left_out": [str(path) for path in found.left_out],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))


ADVICE = "Has `manage.py migrate` been run, and is there room on the disk?"


def outcomes(files: tuple[Path, ...], step: Step) -> Iterator[Report | SourceError]:
    """Take the step for each file; what one of them lacks does not stop the others."""
    for path in track(files, "Ingesting", len(files)):
        try:
            yield step(path)
        except SourceError as error:
            yield error.within(path.parent)
        except (DataError, IntegrityError) as error:
            complaint = (
                f"the database refused it ({first_line(error)}). Nothing is kept."
            )
            yield UnreadableSource(str(path), complaint)


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


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
