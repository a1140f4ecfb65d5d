"""Reports as tables a person can read."""

import re
from collections.abc import Sequence

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.table import Table

from archive.ingest.report import Doubt, Report
from archive.ingest.store import Outcome

WHOLE = 5
WIDTH = 100
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def print_reports(reports: Sequence[Report], stream: OutputWrapper) -> None:
    """Print each report whole when they are few, one line each when many.

    What was not new is one line in any case.
    """
    width = None if stream.isatty() else WIDTH
    console = Console(file=stream, width=width, markup=False)  # type: ignore[arg-type]
    told = [each for each in reports if each.outcome != Outcome.UNCHANGED]
    if len(told) > WHOLE:
        console.print(_summary(told))
    for each in told:
        if len(told) <= WHOLE:
            console.print(_account(each))
        elif each.doubts:
            console.print(_doubts(each))
    if len(reports) > len(told):
        stream.write(_unchanged(reports, told))


def harmless(words: str) -> str:
    """The words with a sign for each control character: a terminal obeys those."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def _unchanged(reports: Sequence[Report], told: Sequence[Report]) -> str:
    if len(reports) == 1:
        return f"{harmless(reports[0].source)}: unchanged."
    return f"{len(reports) - len(told)} of {len(reports)} sources: unchanged."


def _account(report: Report) -> Table:
    table = Table(
        title=harmless(report.source), title_justify="left", show_header=False
    )
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, words in _rows(report):
        table.add_row(name, harmless(words))
    return table


def _rows(report: Report) -> list[tuple[str, str]]:
    return [
        ("Outcome", report.outcome),
        ("Interview", f"{report.title}\n/interviews/{report.slug}/"),
        ("Date", report.date),
        ("Turns", _turns(report)),
        ("Convention", f"{report.convention}: {report.evidence}"),
        *(
            ("Speaker", f"{name}, {role} ({basis})")
            for name, role, basis in report.people
        ),
        *(
            (f"Left out, line {each.line}", f"{each.note or each.kind}: {each.words}")
            for each in report.left_out
        ),
        *(
            (f"Doubt, line {each.line}" if each.line else "Doubt", _doubt_words(each))
            for each in report.doubts
        ),
        *([] if report.doubts else [("Doubts", "none")]),
    ]


def _turns(report: Report) -> str:
    counts = [
        _count(report.questions, "question"),
        _count(report.answers, "answer"),
        *([_count(report.statements, "statement")] if report.statements else []),
    ]
    return f"{', '.join(counts)}; {_count(report.segments, 'paragraph')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _doubt_words(doubt: Doubt) -> str:
    return f"{doubt.anchor}: {doubt.complaint}" if doubt.anchor else doubt.complaint


def _summary(reports: Sequence[Report]) -> Table:
    table = Table("Source", "Outcome", "Q", "A", "Paragraphs", "Date", "Doubts")
    for each in reports:
        counts = (each.questions, each.answers, each.segments)
        table.add_row(
            harmless(each.source),
            each.outcome,
            *(str(count) for count in counts),
            each.date,
            str(len(each.doubts)),
        )
    return table


def _doubts(report: Report) -> Table:
    table = Table(title=f"Doubts in {harmless(report.source)}", title_justify="left")
    table.add_column("Line", justify="right")
    table.add_column("Doubt", overflow="fold")
    for doubt in report.doubts:
        table.add_row(str(doubt.line or ""), harmless(_doubt_words(doubt)))
    return table
