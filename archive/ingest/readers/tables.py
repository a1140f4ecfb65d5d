"""CSV and TSV with a column for the speaker and one for the words, or Q and A.

    start,speaker,text                    question,answer
    00:01,Kim,"Who dug it, and when?"     Who dug it?,My father.

Python's csv module gives no places; here each letter of a cell keeps its own.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.errors import UnreadableSource
from archive.ingest.blocks import Block, BlockKind, Reading, Voice
from archive.ingest.composing import Composer
from archive.ingest.readers.columns import (
    ANSWER,
    END,
    QUESTION,
    SPEAKER,
    START,
    TEXT,
    folded,
    time_of,
)
from archive.ingest.readers.decoding import decoded
from archive.ingest.readers.lines import BREAK, refuse_endless, refuse_many
from archive.transcript import Kind, Span

DELIMITERS = ",;\t|"
PIECE = re.compile(r'""|\r\n?|\n|[^"\r\n]+|"')
LONGEST_HEADER = 2000
MOST_CELLS = 300_000
WANTED = (
    "its first row names no columns “speaker” and “text”, nor “question” and "
    "“answer”. Name them there, in any of the languages the archive knows."
)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell, its quotes left out; `is_quoted` says that `""` is one quote in it."""

    place: Span
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """The numbers of the columns; -1 for one that is not there.

    `texts` are those with words, and what is done in each if its name says so.
    """

    speaker: int
    start: int
    end: int
    texts: tuple[tuple[int, Kind | None], ...]


def read(content: bytes, name: str) -> Reading:
    """Return a block for each cell of words, with its speaker and time."""
    found = decoded(content, name)
    refuse_endless(found.text, name)
    delimiter = _delimiter(found.text)
    refuse_many(found.text, name, delimiter, MOST_CELLS)
    rows = _rows(found.text, delimiter)
    columns = _columns(found.text, next(rows, []))
    if columns is None:
        raise UnreadableSource(name, WANTED, 1)
    blocks = list(_blocks(found.text, rows, columns))
    if not blocks:
        raise UnreadableSource(name, "its column of words is empty. Fill it.")
    return Reading(found.text, found.encoding, tuple(blocks), (), found.claims)


def is_certain(content: bytes) -> bool:
    """Whether the first row names a column for speakers and one for words."""
    head = BREAK.split(content[:LONGEST_HEADER].decode("utf-8", "ignore"), maxsplit=1)[
        0
    ]
    return _columns(head, next(_rows(head, _delimiter(head)), [])) is not None


def _delimiter(text: str) -> str:
    head = BREAK.split(text[:LONGEST_HEADER], maxsplit=1)[0]
    try:
        return csv.Sniffer().sniff(head, DELIMITERS).delimiter
    except csv.Error:
        return max(DELIMITERS, key=head.count)


def _columns(text: str, header: Sequence[_Cell]) -> _Columns | None:
    names = [folded(text[cell.place.start : cell.place.end]) for cell in header]
    speaker, words, start, end, question, answer = (
        next((number for number, name in enumerate(names) if name in known), -1)
        for known in (SPEAKER, TEXT, START, END, QUESTION, ANSWER)
    )
    if min(speaker, words) >= 0:
        return _Columns(speaker, start, end, ((words, None),))
    if min(question, answer) < 0:
        return None
    told = ((question, Kind.QUESTION), (answer, Kind.ANSWER))
    return _Columns(-1, start, end, tuple(sorted(told)))


def _rows(text: str, delimiter: str) -> Iterator[list[_Cell]]:
    """Rows of cells; a quote that never closes holds all that follows."""
    sign = re.escape(delimiter)
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)(?:"|\Z)[^{sign}\r\n]*|([^{sign}\r\n]*)')
    row: list[_Cell] = []
    at = 0
    while at < len(text):
        match = cell.match(text, at)
        if match is None:  # pragma: no cover - an empty cell matches too
            return
        number = 1 if match[1] is not None else 2
        row.append(_Cell(Span(match.start(number), match.end(number)), number == 1))
        at = match.end()
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        yield row
        row = []
        ending = BREAK.match(text, at)
        at = ending.end() if ending else at


def _blocks(
    text: str, rows: Iterator[list[_Cell]], columns: _Columns
) -> Iterator[Block]:
    line, counted = 1, 0
    for row in rows:
        name = " ".join(_value(text, row, columns.speaker).split())
        time = time_of(_value(text, row, columns.start), _value(text, row, columns.end))
        for number, kind in columns.texts:
            if number >= len(row):
                continue
            words = row[number]
            line += len(BREAK.findall(text, counted, words.place.start))
            counted = words.place.start
            block = _composed(text, words).block(
                line,
                kind=BlockKind.CUE if time else BlockKind.PARAGRAPH,
                voice=Voice(name, kind=kind) if name or kind else None,
                time=time,
            )
            if block:
                yield block


def _value(text: str, row: Sequence[_Cell], number: int) -> str:
    if not 0 <= number < len(row):
        return ""
    value = text[row[number].place.start : row[number].place.end]
    return value.replace('""', '"') if row[number].is_quoted else value


def _composed(text: str, cell: _Cell) -> Composer:
    composer = Composer()
    for piece in PIECE.finditer(text, cell.place.start, cell.place.end):
        place = Span(piece.start(), piece.end())
        if piece[0][0] in "\r\n":
            composer.new_line(place)
        else:
            is_quote = cell.is_quoted and piece[0] == '""'
            composer.add('"' if is_quote else piece[0], place)
    return composer
