"""A check as it is handed out: JSON, a table, plain text, and what the page shows."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from json import dumps
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.citations import Citable, plain
from archive.quoting.judging import Verdict
from archive.quoting.placing import Place
from archive.quoting.settling import Checked
from archive.tongues import plain as plain_path
from archive.transcript import Span
from archive.views.citables import gather_all, of_former, of_passage
from archive.views.marks import read_marks
from archive.views.together import gather_places
from archive.views.verdicts import NAMES, Row

FORMULA = ("=", "+", "-", "@", "\t")


@dataclass
class Report:
    """What was pasted, and what came of it."""

    text: str
    speaker: str = ""
    total: int = 0
    wanted: str = ""
    unread: int = 0
    checked: Sequence[Checked] = ()

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(number, each, self._cite(each.places))
            for number, each in enumerate(self.checked, 1)
        ]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Verdict, its name, how many have it; the gravest last."""
        many = Counter(each.verdict for each in self.checked)
        return [(v.value, str(NAMES[v]), many[v]) for v in Verdict if many[v]]

    @property
    def is_article(self) -> bool:
        """Whether there is more in the text than one quotation."""
        return len(self.checked) > 1 or any(
            each.quoted.closes - each.quoted.opens < len(self.text.strip())
            for each in self.checked
        )

    @cached_property
    def parts(self) -> list[Part]:
        return [*_parts(self.text, self.rows)]

    def _cite(self, found: Sequence[Place]) -> str:
        """The citation of the first paragraph, with all its pieces marked."""
        if not found:
            return ""
        places = next(gather_places(found)).places
        place = places[0]
        whole = self._wholes[place.interview.pk]
        if place.turn is None or not place.is_of_now:
            (mark,) = read_marks(QueryDict(f"mark={place.mark}"))
            return plain(of_former(whole, mark, place.text, place.speaker))
        parts = [of_passage(whole, place.turn, Span(*each.within)) for each in places]
        first, *others = parts
        marks = "".join(f",{_mark_in(each.address)}" for each in others)
        address, _hash, where = first.address.partition("#")
        return plain(replace(first, address=f"{address}{marks}#{where}"))

    @cached_property
    def _wholes(self) -> dict[int, Citable]:
        """The interviews that are cited, gathered together."""
        return gather_all(each.place.interview for each in self.checked if each.place)


def _mark_in(address: str) -> str:
    return address.partition("?mark=")[2].partition("#")[0]


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the pasted text: words, and those that a row is about."""

    pieces: Sequence[tuple[str, Row | None]]

    @property
    def rows(self) -> list[Row]:
        """The rows that begin or go on in this paragraph, each once."""
        return list({row.number: row for _, row in self.pieces if row}.values())


def _parts(text: str, rows: Sequence[Row]) -> Iterator[Part]:
    """Each paragraph, cut where quotations begin and end."""
    start, first = 0, 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        while first < len(rows) and rows[first].checked.quoted.closes <= start:
            first += 1
        if line.strip():
            yield Part([*_cut(text, start, end, rows, first)])
        start = end


def _cut(
    text: str, start: int, end: int, rows: Sequence[Row], first: int
) -> Iterator[tuple[str, Row | None]]:
    at = start
    for row in rows[first:]:
        quoted = row.checked.quoted
        if quoted.opens >= end:
            break
        opens, closes = max(at, quoted.opens), min(end, quoted.closes)
        if opens < closes:
            if at < opens:
                yield text[at:opens], None
            yield text[opens:closes], row
            at = closes
    if at < end:
        yield text[at:end], None


def as_json(report: Report) -> dict[str, Any]:
    """Return the report for programs: verdict, passages, difference, citation."""
    return {"quotations": [_told(row) for row in report.rows]}


def _told(row: Row) -> dict[str, Any]:
    return {
        "text": row.checked.text,
        "verdict": row.verdict,
        "wording": row.wording,
        "passages": [_passage(place) for place in row.checked.places],
        "diff": [{"kind": each.kind, "words": each.words} for each in row.checked.diff],
        "citation": row.citation,
        "attribution": row.attribution,
    }


def _address_of(place: Place) -> str:
    return f"{settings.SITE_URL}{plain_path(place.url)}"


def _passage(place: Place) -> dict[str, Any]:
    return {
        "url": _address_of(place),
        "anchor": place.anchor,
        "start": place.start,
        "end": place.end,
        "speaker": place.speaker.name if place.speaker else None,
        "text": place.text,
    }


def _write_json(report: Report) -> str:
    return dumps(as_json(report), ensure_ascii=False, indent=1)


def _write_csv(report: Report) -> str:
    """A table with a line for each quotation, safe to open in a spreadsheet."""
    held = StringIO()
    table = csv.writer(held)
    table.writerow(HEADS)
    for row in report.rows:
        table.writerow([_safe(cell) for cell in _cells(row)])
    return "\ufeff" + held.getvalue()


HEADS = (
    "number",
    "verdict",
    "quotation",
    "given to",
    "said by",
    "in the record",
    "difference",
    "address",
    "citation",
)


WORDINGS = {"earlier": " (earlier edition)", "printed": " (as the source prints it)"}


def _cells(row: Row) -> list[str]:
    place = row.checked.place
    return [
        str(row.number),
        row.verdict + WORDINGS.get(row.wording, ""),
        row.checked.text,
        row.checked.said_by,
        place.speaker.name if place and place.speaker else "",
        place.text if place else "",
        _difference(row),
        _address_of(place) if place else "",
        row.citation,
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _difference(row: Row) -> str:
    """[-what the record has-] {+what is quoted+}, as wdiff writes it."""
    marks = {"gone": "[-{}-]", "new": "{{+{}+}}", "same": "{}"}
    marks |= {"left_out": "[…{}…]", "put_in": "[{}]"}
    return " ".join(marks[each.kind].format(each.words) for each in row.checked.diff)


def _write_text(report: Report) -> str:
    lines = [", ".join(f"{many} {name}" for _, name, many in report.counts), ""]
    for row in report.rows:
        said = row.checked.place and row.checked.place.speaker
        lines += [
            f"{row.number}. {row.name.upper()}: “{row.checked.text}”",
            f"   {row.meaning} {row.attribution}".rstrip(),
            *([f"   {_('Said by')}: {said.name}"] if said else []),
            *([f"   {_difference(row)}"] if row.checked.diff else []),
            *([f"   {row.citation}"] if row.citation else []),
            "",
        ]
    return "\n".join(lines)


Writer = Callable[[Report], str]
REPORTS: dict[str, tuple[str, Writer]] = {
    "txt": ("text/plain", _write_text),
    "csv": ("text/csv", _write_csv),
    "json": ("application/json", _write_json),
}
