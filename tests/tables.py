"""Tables of measurements, ready to be pasted into docs/measurements.md."""

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True)
class Table:
    title: str
    columns: list[str]
    rows: list[list[object]]
    faults: list[str] = field(default_factory=list)


def show(table: Table) -> str:
    """Returns a Markdown section; what fell short of the bar comes last."""
    lines = [f"### {table.title}", "", show_row(table.columns)]
    lines += [show_row(["---"] * len(table.columns))]
    lines += [show_row(row) for row in table.rows]
    lines += [""] + [f"- below the bar: {fault}" for fault in table.faults]
    return "\n".join(lines).rstrip() + "\n"


def show_row(cells: list[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def show_machine() -> str:
    """Returns when and on what the figures below were taken."""
    today = datetime.now(tz=UTC).date().isoformat()
    load = os.getloadavg()[0]
    return (
        f"{today}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores "
        f"(load {load:.1f}), Python {platform.python_version()}\n"
    )
