"""What an ingest says while it works: nothing is held back until the end.

Few sources are told whole, many in a line each; programs are told in JSON.
"""

import json
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import TextIO

from django.core.management.base import OutputWrapper

from archive.errors import SourceError
from archive.ingest.report import Alike, Report
from archive.ingest.storing.store import Outcome
from archive.management.tables import account_of, doubt_words, harmless

SHOWN = 20
ALIKE_SHOWN = 3


class Some:
    """The first of many lines, and how many there were: memory stays bounded."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.total = 0

    def add(self, line: str) -> None:
        self.total += 1
        if self.total <= SHOWN:
            self.first.append(line)

    def lines(self, advice: str = "") -> list[str]:
        rest = self.total - len(self.first)
        more = f"… and {rest:,} more.{f' {advice}' if advice else ''}"
        return [*self.first, more] if rest else list(self.first)


class Teller(ABC):
    """Tells each outcome as it comes."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = stream
        self.failures = Some()

    def tell(self, outcome: Report | SourceError) -> None:
        if isinstance(outcome, Report):
            self.report(outcome)
        else:
            self.failures.add(str(outcome))
            self.failure(outcome)
        self.stream.flush()

    @abstractmethod
    def report(self, told: Report) -> None: ...

    @abstractmethod
    def failure(self, error: SourceError) -> None:
        """What failed; it is told again at the end, where it is not missed."""

    @abstractmethod
    def end(self, left_out: Sequence[PurePath]) -> None: ...

    def say(self, line: str) -> None:
        """Write a line; on a terminal above the bar, which has taken sys.stdout."""
        stream: TextIO | OutputWrapper = self.stream
        if stream.isatty():
            stream = sys.stdout
        stream.write(f"{line}\n")


class Accounts(Teller):
    """Each report whole. What was not new is one line in any case."""

    def __init__(self, stream: OutputWrapper) -> None:
        super().__init__(stream)
        self.unchanged: list[str] = []
        self.total = 0

    def report(self, told: Report) -> None:
        self.total += 1
        if told.outcome == Outcome.UNCHANGED:
            self.unchanged.append(told.source)
            return
        self.say(account_of(told, self.stream))

    def failure(self, error: SourceError) -> None:
        """The few are told at the end alone."""

    def end(self, left_out: Sequence[PurePath]) -> None:
        if self.unchanged and self.total == 1:
            self.say(f"{harmless(self.unchanged[0])}: unchanged.")
        elif self.unchanged:
            self.say(f"{len(self.unchanged)} of {self.total} sources: unchanged.")
        if self.total > len(self.unchanged):
            say_left_out(self, left_out)


class Lines(Teller):
    """A line a source; then the first doubts, and how many there were."""

    def __init__(self, stream: OutputWrapper) -> None:
        super().__init__(stream)
        self.doubts = Some()
        self.unchanged = self.total = 0

    def report(self, told: Report) -> None:
        self.total += 1
        if told.outcome == Outcome.UNCHANGED:
            self.unchanged += 1
            return
        turns = f"{told.questions} Q {told.answers} A {told.statements} S"
        doubts = f"{len(told.doubts)} doubts" if told.doubts else ""
        name = harmless(f"{told.source}  /interviews/{told.slug}/")
        self.say(f"{told.outcome:<14} {turns:>16}  {doubts:>11}  {name}")
        for line in alike_lines(told.alike):
            self.say(harmless(f"{'':14} {line}"))
        for doubt in told.doubts:
            place = f"{told.source}, line {doubt.line}" if doubt.line else told.source
            self.doubts.add(f"{place}: {doubt_words(doubt)}")

    def failure(self, error: SourceError) -> None:
        self.say(harmless(f"{'failed':<14} {'':>16}  {'':>11}  {error.source}"))

    def end(self, left_out: Sequence[PurePath]) -> None:
        if self.doubts.total:
            self.say(f"\nDoubts: {self.doubts.total:,}")
        for line in self.doubts.lines("See the ingest desk in the admin, or --json."):
            self.say(harmless(line))
        if self.unchanged:
            self.say(f"{self.unchanged:,} of {self.total:,} sources: unchanged.")
        if self.total > self.unchanged:
            say_left_out(self, left_out)


class Programs(Teller):
    """A line of JSON for each source, and for each file that is none."""

    def report(self, told: Report) -> None:
        self.write("report", told.as_dict())

    def failure(self, error: SourceError) -> None:
        told = {
            "source": error.source,
            "line": error.line,
            "complaint": error.complaint,
        }
        self.write("failure", told)

    def end(self, left_out: Sequence[PurePath]) -> None:
        for path in left_out:
            self.write("left_out", str(path))

    def write(self, what: str, told: object) -> None:
        self.stream.write(json.dumps({what: told}, ensure_ascii=False))


def alike_lines(alike: Iterable[Alike]) -> list[str]:
    return [
        f"shares {each.shared} of {each.of} passages with “{each.title}” "
        f"(/interviews/{each.slug}/): link them in the admin"
        for each in list(alike)[:ALIKE_SHOWN]
    ]


def say_left_out(teller: Teller, left_out: Sequence[PurePath]) -> None:
    some = Some()
    for path in left_out:
        some.add(f"Left out: {path} (no source)")
    for line in some.lines():
        teller.say(harmless(line))
