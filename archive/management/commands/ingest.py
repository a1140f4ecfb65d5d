"""manage.py ingest PATH…: sources in, interviews and a report out."""

import dataclasses
import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, DataError, IntegrityError

from archive.errors import SourceError, UnreadableSource
from archive.ingest.obtaining.finding import Found, sources
from archive.ingest.obtaining.refreshing import Kept, kept_pages
from archive.ingest.report import Report, brief, report
from archive.ingest.storing.rows import make_room
from archive.ingest.storing.shared_passages import shared_passages
from archive.ingest.storing.store import (
    Outcome,
    Stored,
    foresee,
    known,
    publish,
    refresh,
    store,
)
from archive.management.progress import track
from archive.management.tables import harmless
from archive.management.telling import Accounts, Lines, Programs, Teller
from archive.transcript import State, Transcript

Step = Callable[[Any], Report]
FEW = 5


class Named(Protocol):
    """Where a source is."""

    @property
    def name(self) -> str: ...

    @property
    def folder(self) -> PurePath: ...


class Command(BaseCommand):
    help = (
        "Reads interviews from files, folders, zips and addresses, and keeps them in "
        "the archive. Each is told as it comes: few with all that was found, many in "
        "a line each, with the first doubts at the end."
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
            "--json",
            action="store_true",
            help=(
                'For programs: a line of JSON for each source as it comes, {"report": '
                '…} or {"failure": …}; then {"left_out": …} for each file that is no '
                "source."
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # The values of a Transcript hold no cycles; to look for some in every few
        # hundred of them costs a tenth of an ingest, and in what is loaded a little.
        gc.freeze()
        gc.set_threshold(200_000, 50, 100)
        make_room()
        refuse_contradictions(options)
        found, left_out = self.found(options)
        step = step_of(options)
        teller = self.teller(len(found), options)
        told, ending = 0, ""
        try:
            for outcome in outcomes(found, step):
                teller.tell(outcome)
                told += 1
        except KeyboardInterrupt:
            ending = (
                f"Interrupted after {told} of {len(found)} sources. What was "
                "ingested is whole; run the same again to go on."
            )
        except DatabaseError as error:
            ending = f"The database failed: {first_line(error)}. {ADVICE}"
        teller.end(left_out)
        if teller.failures.total or ending:
            endings = [*teller.failures.lines(), *([ending] if ending else [])]
            raise CommandError("\n".join(map(harmless, endings)))

    def found(
        self, options: dict[str, Any]
    ) -> tuple[Sequence[Named], Sequence[PurePath]]:
        """The sources, and the files that are none."""
        if options["refresh"]:
            return tuple(kept_pages()), ()
        if not options["paths"]:
            raise CommandError("Name a file, a folder, a zip or an address.")
        try:
            named = sources(options["paths"])
        except SourceError as error:
            raise CommandError(harmless(str(error))) from error
        return named.found, named.left_out

    def teller(self, total: int, options: dict[str, Any]) -> Teller:
        if options["json"]:
            return Programs(self.stdout)
        return Accounts(self.stdout) if total <= FEW else Lines(self.stdout)


ADVICE = "Has `manage.py migrate` been run, and is there room on the disk?"


def refuse_contradictions(options: dict[str, Any]) -> None:
    """Refuse what would otherwise be passed over in silence."""
    if options["dry_run"] and options["publish"]:
        raise CommandError("--dry-run writes nothing, so --publish cannot be with it.")
    if options["refresh"] and options["publish"]:
        raise CommandError(
            "--refresh leaves each interview as public as it is. "
            "Publish in the admin, or by `ingest ADDRESS --publish`."
        )
    if options["refresh"] and options["paths"]:
        raise CommandError("--refresh asks every address again. Name none with it.")


def step_of(options: dict[str, Any]) -> Step:
    """What is to be done with each source."""
    if options["refresh"]:
        return foresee_again if options["dry_run"] else ask_again
    if options["dry_run"]:
        return rehearse
    return ingest_for_readers if options["publish"] else ingest


def outcomes(found: Sequence[Named], step: Step) -> Iterator[Report | SourceError]:
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
    return account(told, store(told, had.sidecar, had.headers))


def ingest_for_readers(source: Found) -> Report:
    """Parse one source, keep it, and let readers see it."""
    had = source.received()
    if met := recognised(had.content, had.name, had.sidecar):
        return brief(had.name, met.interview, publish(met).outcome)
    told = dataclasses.replace(had.parsed(), state=State.PUBLISHED)
    return account(told, publish(store(told, had.sidecar, had.headers)))


def account(told: Transcript, stored: Stored) -> Report:
    """What was stored, as editors corrected it; what of that found no place."""
    waiting = [each.complaint for each in stored.lost]
    is_other = stored.outcome in {Outcome.NEW, Outcome.REVISED, Outcome.PUBLISHED}
    alike = shared_passages(stored.interview) if is_other else []
    return report(stored.told or told, stored.outcome, waiting, alike, stored)


def rehearse(source: Found) -> Report:
    """Parse one source and say what keeping it would come to."""
    return foreseen(source.received().parsed())


def foreseen(told: Transcript) -> Report:
    interview, outcome = foresee(told)
    alike = shared_passages(told, besides=interview)
    kept = Stored(interview, outcome) if interview else None
    return report(told, f"dry run: {outcome}", alike=alike, kept=kept)


def ask_again(source: Kept) -> Report:
    """Ask an address again, and keep what it holds now if that is something else."""
    had = source.received()
    if had is None:
        return brief(source.name, source.interview, Outcome.UNCHANGED)
    told = had.parsed()
    return account(told, refresh(told, had.sidecar, had.headers))


def foresee_again(source: Kept) -> Report:
    """Ask an address again, and say what keeping the answer would come to."""
    had = source.received()
    if had is None:
        return brief(source.name, source.interview, Outcome.UNCHANGED)
    return foreseen(had.parsed())


def recognised(content: bytes, name: str, sidecar: str) -> Stored | None:
    return known(hashlib.sha256(content).hexdigest(), name, sidecar)
