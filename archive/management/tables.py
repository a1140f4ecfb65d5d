"""Reports as tables a person can read."""

import re

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.table import Table

from archive.ingest.report import Doubt, Report

WIDTH = 100
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def account_of(report: Report, stream: OutputWrapper) -> str:
    """All that a report tells, as wide as the terminal is."""
    console = Console(width=None if stream.isatty() else WIDTH, markup=False)
    with console.capture() as capture:
        console.print(_account(report))
    return capture.get().rstrip("\n")


def harmless(words: str) -> str:
    """The words with a sign for each control character: a terminal obeys those."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", words)


def doubt_words(doubt: Doubt) -> str:
    return f"{doubt.anchor}: {doubt.complaint}" if doubt.anchor else doubt.complaint


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
        ("Outcome", _outcome(report)),
        ("Interview", f"{report.title}\n/interviews/{report.slug}/"),
        ("Date", report.date),
        ("Turns", _turns(report)),
        ("Convention", f"{report.convention}: {report.evidence}"),
        *(
            (
                "Printed twice",
                f"shares {each.shared} of {each.of} passages with "
                f"“{each.title}”\n/interviews/{each.slug}/: link them in the admin",
            )
            for each in report.alike
        ),
        *(
            ("Speaker", f"{name}, {role} ({basis})")
            for name, role, basis in report.people
        ),
        *(
            (f"Left out, line {each.line}", f"{each.note or each.kind}: {each.words}")
            for each in report.left_out
        ),
        *(
            (f"Doubt, line {each.line}" if each.line else "Doubt", doubt_words(each))
            for each in report.doubts
        ),
        *([] if report.doubts else [("Doubts", "none")]),
    ]


def _outcome(report: Report) -> str:
    """What became of it; of a new edition what it changed; whether readers see it."""
    changed = ", ".join(f"{what}: {times}" for what, times in report.changed)
    hidden = "withdrawn, readers do not see it" if report.state == "withdrawn" else ""
    return "\n".join(filter(None, [report.outcome, changed, hidden]))


def _turns(report: Report) -> str:
    counts = [
        _count(report.questions, "question"),
        _count(report.answers, "answer"),
        *([_count(report.statements, "statement")] if report.statements else []),
    ]
    return f"{', '.join(counts)}; {_count(report.segments, 'paragraph')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
