"""The parts of an interview beside what was written down when they were kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from archive.fixity.rows import Kept, Part, Spoken
from archive.models import Checksums
from archive.transcript import PARAGRAPH_BREAK
from archive.transcript.sums import sum_of

Row = list[Any]
Fault = tuple[str, str]
WORDS, START, SOURCE, TIME, END = 1, 2, 4, 6, 8


def compare(kept: Kept, sums: Checksums) -> Iterator[Fault]:
    """Yield the name of each part that is otherwise than on record, and how."""
    yield from _compare_parts(kept, sums.parts)
    asides = [
        [each.after or "", each.kind, sum_of(each.text), each.start, each.end]
        for each in kept.asides
    ]
    yield from _compare_rows(_("interlude"), asides, sums.asides)
    skipped = [list(each) for each in kept.skipped]
    yield from _compare_rows(_("skipped span"), skipped, sums.skipped)


def _compare_parts(kept: Kept, recorded: list[Row]) -> Iterator[Fault]:
    rows = {turn.pk: _rows(turn, kept.parts[turn.pk]) for turn in kept.turns}
    found = [row for turn in kept.turns for row in rows[turn.pk]]
    if found == recorded:
        return
    told = {row[0]: row for row in recorded}
    for turn in kept.turns:
        yield from _compare_turn(turn, rows[turn.pk], told)
    names = [row[0] for row in found]
    gone = told.keys() - set(names)
    yield from ((name, _("it is gone.")) for name in told if name in gone)
    if [name for name in told if name not in gone] != [n for n in names if n in told]:
        yield _("turns"), _("they do not stand in the order they were kept in.")


def _rows(turn: Spoken, parts: list[Part]) -> list[Row]:
    return [
        [
            part.anchor,
            sum_of(turn.text[part.start : part.end]),
            *part[3:9],
            *([sum_of(part.printed)] if part.printed else []),
        ]
        for part in parts
    ]


def _compare_turn(
    turn: Spoken, rows: list[Row], told: Mapping[str, Row]
) -> Iterator[Fault]:
    places = [*_misplaced(rows, told)]
    yield from places
    if not places and any(row[WORDS] != told[row[0]][WORDS] for row in rows):
        yield from _reworded(turn, rows, told)


def _misplaced(rows: list[Row], told: Mapping[str, Row]) -> Iterator[Fault]:
    """The paragraphs that are not on record, or stand at another place."""
    spaces = {
        (START, SOURCE): _("its place in the turn is %(found)s, on record %(told)s."),
        (SOURCE, TIME): _("its place in the source is %(found)s, on record %(told)s."),
        (TIME, END): _("its time is %(found)s, on record %(told)s."),
    }
    for row in rows:
        if row[0] not in told:
            yield row[0], _("nothing of that name was kept.")
            continue
        for (first, last), words in spaces.items():
            found, on_record = row[first:last], told[row[0]][first:last]
            if found != on_record:
                yield row[0], words % {"found": _span(found), "told": _span(on_record)}
        if row[END:] != told[row[0]][END:]:
            yield row[0], _("what the source prints there is not what was kept.")


def _reworded(
    turn: Spoken, rows: list[Row], told: Mapping[str, Row]
) -> Iterator[Fault]:
    """The paragraphs with other words; the turn, where it has others than before."""
    paragraphs = turn.text.split(PARAGRAPH_BREAK)
    others = _("its words are not those that were kept.")
    if len(paragraphs) != len(rows):
        yield turn.anchor, others
        return
    for row, words in zip(rows, paragraphs, strict=True):
        if sum_of(words) != told[row[0]][WORDS]:
            yield row[0], others


def _compare_rows(name: str, found: list[Row], told: list[Row]) -> Iterator[Fault]:
    """Rows without a name of their own: those here alone, those on record alone."""
    if found == told:
        return
    if len(found) != len(told):
        words = _("there are %(found)d, and %(told)d on record.")
        yield name, words % {"found": len(found), "told": len(told)}
        return
    for number, (row, on_record) in enumerate(zip(found, told, strict=True), 1):
        if row != on_record:
            yield f"{name} {number}", _("it is not as it was kept.")


def _span(span: Row) -> str:
    return "–".join(map(str, span))
