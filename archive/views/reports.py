"""A check as it is handed out: JSON, a table, plain text, and what the page shows."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from json import dumps
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.citations import Citable, plain
from archive.quoting.judging import Verdict
from archive.quoting.placing import Place
from archive.quoting.settling import Checked, Given
from archive.quoting.settling import Piece as Difference
from archive.quoting.words import words_of
from archive.transcript import Span
from archive.views.citables import gather_all, of_former, of_passage
from archive.views.collation import Piece
from archive.views.marks import read_marks
from archive.views.together import Together, gather_places

NAMES = {
    Verdict.EXACT: gettext_lazy("exact"),
    Verdict.ALTERED: gettext_lazy("altered"),
    Verdict.SPLICED: gettext_lazy("spliced"),
    Verdict.MISATTRIBUTED: gettext_lazy("misattributed"),
    Verdict.NOT_FOUND: gettext_lazy("not found"),
}
MEANT = {
    Verdict.EXACT: gettext_lazy("The words stand in the record as they are quoted."),
    Verdict.ALTERED: gettext_lazy("The record has other words here."),
    Verdict.SPLICED: gettext_lazy(
        "Words from several places are joined, and nothing tells so."
    ),
    Verdict.MISATTRIBUTED: gettext_lazy("Somebody else says this in the record."),
    Verdict.NOT_FOUND: gettext_lazy("No interview of the archive has these words."),
}
EARLIER = gettext_lazy(
    "An earlier edition has these words; the source has changed them since."
)
EARLIER_GONE = gettext_lazy(
    "An earlier edition has these words; the source has taken them out since."
)
# What is left out and put in, where all of it is declared, and beside a change.
DECLARED = {"left_out": "gone", "put_in": "new"}
HIDDEN = {"left_out": "same", "put_in": "same"}
TOO_SHORT = gettext_lazy(
    "Too short to judge: the words stand in the record, but a word or two may be a "
    "term or a title."
)
SHORT = 2
FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Row:
    """One quotation as readers are told of it; `number` counts from one."""

    number: int
    checked: Checked
    citation: str

    @property
    def verdict(self) -> str:
        return self.checked.verdict.value

    @property
    def name(self) -> str:
        return str(NAMES[self.checked.verdict])

    @property
    def is_short(self) -> bool:
        """Whether so few words stand somewhere by chance: a term, a title."""
        is_exact = self.checked.verdict is Verdict.EXACT
        return is_exact and len(words_of(self.checked.text)) <= SHORT

    @property
    def meaning(self) -> str:
        if self.is_short:
            return str(TOO_SHORT)
        if not self.checked.is_earlier:
            return str(MEANT[self.checked.verdict])
        is_gone = not self.checked.diff
        return str(EARLIER_GONE if is_gone else EARLIER)

    @property
    def attribution(self) -> str:
        """What is to be said of the name the text gives the quotation to."""
        said_by = self.checked.said_by
        told = {
            Given.UNKNOWN: _("Nobody in the archive goes by the name %(name)s."),
            Given.ELSEWHERE: _("The text gives it to %(name)s."),
            Given.UNTOLD: _(
                "The text gives it to %(name)s; the record does not tell who says it."
            ),
        }
        wanted = told.get(self.checked.given, "")
        return wanted % {"name": said_by} if wanted else ""

    @property
    def is_declared(self) -> bool:
        """Whether the quotation itself owns up to all that it has otherwise."""
        kinds = {each.kind for each in self.checked.diff}
        return bool(kinds) and kinds.isdisjoint(("gone", "new"))

    @property
    def pieces(self) -> list[Piece]:
        shown = DECLARED if self.is_declared else HIDDEN
        return [
            Piece(shown.get(each.kind, each.kind), f"{_shown(each, shown)} ")
            for each in self.checked.diff
        ]

    @cached_property
    def places(self) -> list[Together]:
        """Where it stands, each paragraph once."""
        return [*gather_places(self.checked.places)]


def _shown(piece: Difference, shown: Mapping[str, str]) -> str:
    if piece.kind == "left_out":
        return "[…]" if shown is HIDDEN else piece.words
    return f"[{piece.words}]" if piece.kind == "put_in" else piece.words


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
        if place.turn is None or place.change is not None:
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
        "passages": [_passage(place) for place in row.checked.places],
        "diff": [{"kind": each.kind, "words": each.words} for each in row.checked.diff],
        "citation": row.citation,
        "attribution": row.attribution,
    }


def _passage(place: Place) -> dict[str, Any]:
    return {
        "url": f"{settings.SITE_URL}{place.url}",
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


def _cells(row: Row) -> list[str]:
    place = row.checked.place
    return [
        str(row.number),
        row.verdict + (" (earlier edition)" if row.checked.is_earlier else ""),
        row.checked.text,
        row.checked.said_by,
        place.speaker.name if place and place.speaker else "",
        place.text if place else "",
        _difference(row),
        f"{settings.SITE_URL}{place.url}" if place else "",
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
