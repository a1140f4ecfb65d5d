"""manage.py ingest PATH…: sources in, interviews and a report out."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, DataError, IntegrityError

from archive.errors import SourceError, UnreadableSource
from archive.ingest.finding import Found, Sources, sources
from archive.ingest.pipeline import PARSER_VERSION
from archive.ingest.refreshing import Kept, kept_pages
from archive.ingest.report import Report, brief, report
from archive.ingest.store import (
    Outcome,
    Stored,
    foresee,
    known,
    publish,
    refresh,
    store,
)
from archive.management.progress import track
from archive.management.tables import harmless, print_reports
from archive.transcript import State, Transcript

Step = Callable[[Any], Report]


class Command(BaseCommand):
    help = (
        "Reads interviews from files, folders, zips and addresses, and keeps them in "
        "the archive."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH|ZIP|PATTERN|ADDRESS")
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="Ask the addresses again from which interviews were had.",
        )
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
        step: Step = ingest_for_readers if options["publish"] else ingest
        step = rehearse if options["dry_run"] else step
        if options["refresh"]:
            step, found = ask_again, Sources(tuple(kept_pages()), ())
        else:
            found = self.found(options["paths"])
        reports: list[Report] = []
        failures: list[SourceError] = []
        ending = ""
        try:
            for outcome in outcomes(found.found, step):
                told = reports if isinstance(outcome, Report) else failures
                told.append(outcome)  # type: ignore[arg-type]
        except KeyboardInterrupt:
            ending = (
                f"Interrupted after {len(reports) + len(failures)} of "
                f"{len(found.found)} sources. What was ingested is whole; run the same "
                "again to go on."
            )
        except DatabaseError as error:
            ending = f"The database failed: {first_line(error)}. {ADVICE}"
        tell = self.tell_programs if options["json"] else self.tell
        tell(reports, failures, found)
        if failures or ending:
            endings = [*map(str, failures), *([ending] if ending else [])]
            raise CommandError("\n".join(map(harmless, endings)))

    def found(self, paths: Sequence[str]) -> Sources:
        if not paths:
            raise CommandError("Name a file, a folder, a zip or an address.")
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
            self.stdout.write(harmless(f"Left out: {path} (no source)"))

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


def outcomes(found: Sequence[Found], step: Step) -> Iterator[Report | SourceError]:
    """Take the step for each source; what one lacks does not stop the others."""
    for source in track(found, "Ingesting", len(found)):
        try:
            yield step(source)
        except SourceError as error:
            yield error.within(source.folder)
        except (DataError, IntegrityError) as error:
            complaint = (
                f"the database refused it ({first_line(error)}). Nothing is kept."
            )
            yield UnreadableSource(str(source.folder / source.name), complaint)


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def ingest(source: Found) -> Report:
    """Parse one source and keep it; one that was read already is not read again."""
    had = source.received()
    if met := recognised(had.content, had.name, had.sidecar):
        return brief(had.name, met.interview, met.outcome)
    told = had.parsed()
    return account(told, store(told, had.sidecar))


def ingest_for_readers(source: Found) -> Report:
    """Parse one source, keep it, and let readers see it."""
    had = source.received()
    if met := recognised(had.content, had.name, had.sidecar):
        return brief(had.name, met.interview, publish(met).outcome)
    told = dataclasses.replace(had.parsed(), state=State.PUBLISHED)
    return account(told, publish(store(told, had.sidecar)))


def account(told: Transcript, stored: Stored) -> Report:
    """What was stored, as editors corrected it; what of that found no place."""
    waiting = [each.complaint for each in stored.lost]
    return report(stored.told or told, stored.outcome, waiting)


def rehearse(source: Found) -> Report:
    """Parse one source and say what keeping it would come to."""
    told = source.received().parsed()
    _, outcome = foresee(told)
    return report(told, f"dry run: {outcome}")


def ask_again(source: Kept) -> Report:
    """Ask an address again, and keep what it holds now if that is something else."""
    had = source.received()
    told = had.parsed()
    if told.source.sha256 == source.sha256:
        return report(told, Outcome.UNCHANGED)
    return account(told, refresh(told, had.sidecar))


def recognised(content: bytes, name: str, sidecar: str) -> Stored | None:
    sha256 = hashlib.sha256(content).hexdigest()
    return known(sha256, name, sidecar, PARSER_VERSION)
