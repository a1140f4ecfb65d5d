"""How a document lies in PostgreSQL: its words one tsvector, numbers in columns.

PostgreSQL analyses nothing: our own terms are packed into its binary form. Own words
begin at place 1 with the weight A; context (C) and notes (B) stand behind, far apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from math import log2
from operator import attrgetter
from struct import Struct, calcsize, pack
from typing import NamedTuple

from archive.search.analysis import EXACT
from archive.search.analysis import FINGERPRINT as ANALYSIS
from archive.search.engine import Document, Postings
from archive.search.indexes import GAP

LAYOUT = 3
FINGERPRINT = f"{ANALYSIS}, postgresql layout {LAYOUT}"

FIELDS = {"own": "A", "context": "C", "notes": "B"}
"""The fields that are searched, in their order in the vector, with their weights."""

WEIGHTS = "{0, 0.03, 0.03, 1}"
"""What a word counts for under the weights D, C, B and A."""

COLUMNS = {
    "turn": "int8",
    "interview": "int8",
    "speaker": "int8",
    "kind": "int4",
    "outlet": "int8",
    "year": "int4",
    "language": "int4",
    "date": "int4",
    "until": "int4",
    "sequence": "int4",
    "filing": "int8",
    "crowded": "int2",
    "brevity": "float4",
    "vector": "tsvector",
    "places": "text",
}
"""Numbers first: PostgreSQL finds a value at once where only such stand before it.

`brevity` is what a rank is multiplied by: less for a text of more words. `filing` names
the topics of a turn: many turns have the same ones, and a number is counted sooner than
a list.
"""

_NUMBERS = {"int8": "q", "int4": "i", "int2": "h", "float4": "f"}
_NUMBERS_OF = attrgetter(*tuple(COLUMNS)[:10])
_NULL = pack("!i", -1)
COPY_BEGIN = b"PGCOPY\n\xff\r\n\0" + pack("!ii", 0, 0)
COPY_END = pack("!h", -1)

ROOMY, CROWDED, OVERFULL = range(3)
"""A vector that holds all; one that lacks places; one that lacks even words.

The true places of the last two are kept beside it, and read by `crowded`.
"""

LAST_PLACE = 16_383
MOST_PLACES = 255
MOST_BYTES = 1_000_000
"""What a vector can hold. Of a term it holds 2,046 bytes: none of ours is as long."""

_A, _BEHIND = 15_000, {"context": 15_500, "notes": 16_000}
_FEW = 100
_BITS = {"A": 3 << 14, "B": 2 << 14, "C": 1 << 14}

Marks = dict[str, list[int]]
"""Of each term its places, each with the bits of its weight."""


class Filing(NamedTuple):
    number: int
    topics: tuple[int, ...]


NOT_FILED = Filing(0, ())


@dataclass(frozen=True, slots=True)
class Packed:
    crowded: int
    brevity: float
    vector: bytes
    places: str | None = None


class Row(NamedTuple):
    """A row of a binary COPY; of its words and filings those not told before."""

    values: bytes
    words: list[str]
    filings: list[Filing]


class Encoder:
    """Makes rows, and remembers the words and filings it told."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._filings: set[Filing] = {NOT_FILED}

    def __call__(self, document: Document) -> Row:
        words = [word for word in twins(document) if word not in self._words]
        self._words.update(words)
        filings = [each for each in [filing(document)] if each not in self._filings]
        self._filings.update(filings)
        return Row(row(document), words, filings)


def filing(document: Document) -> Filing:
    """Its topics, and a number that only they have: 64 bits of their digest."""
    topics = tuple(sorted(document.topics))
    if not topics:
        return NOT_FILED
    digest = blake2b(pack(f"!{len(topics)}q", *topics), digest_size=8).digest()
    return Filing(int.from_bytes(digest, signed=True), topics)


def row(document: Document) -> bytes:
    """The values of COLUMNS as a binary COPY takes them."""
    packed = pack_words({name: getattr(document, name) for name in FIELDS})
    return b"".join(
        (
            _pack_numbers(
                *_NUMBERS_OF(document),
                filing(document).number,
                packed.crowded,
                packed.brevity,
            ),
            _field(packed.vector),
            _NULL if packed.places is None else _field(packed.places.encode()),
        )
    )


def _row_of_numbers() -> Callable[..., bytes]:
    """Packs the number of columns, then each number behind its size."""
    codes = [_NUMBERS[kind] for kind in COLUMNS.values() if kind in _NUMBERS]
    shape = Struct("!h" + "".join(f"i{code}" for code in codes))
    sizes = [calcsize(f"!{code}") for code in codes]

    def pack_numbers(*numbers: float) -> bytes:
        sized = chain.from_iterable(zip(sizes, numbers, strict=True))
        return shape.pack(len(COLUMNS), *sized)

    return pack_numbers


_pack_numbers = _row_of_numbers()


def _field(value: bytes) -> bytes:
    return pack("!i", len(value)) + value


def twins(document: Document) -> Iterator[str]:
    """The turn's own words as they are spelled."""
    return (term.removeprefix(EXACT) for term in document.own if term.startswith(EXACT))


def pack_words(fields: Mapping[str, Postings]) -> Packed:
    if (marks := _whole(fields)) is not None:
        vector = _packed(marks)
        if len(vector) <= MOST_BYTES:
            return Packed(ROOMY, _brevity(marks), vector)
    places = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    marks = _thinned(fields)
    vector = _packed(marks)
    if len(vector) <= MOST_BYTES:
        return Packed(CROWDED, _brevity(marks), vector, places)
    return Packed(OVERFULL, 1, _packed({}), places)


def _brevity(marks: Marks) -> float:
    """As `ts_rank` itself reckons with its option 1, from every place each time."""
    return 1 / log2(1 + max(1, sum(map(len, marks.values()))))


def _whole(fields: Mapping[str, Postings]) -> Marks | None:
    """Every place of every word; None when they are too many."""
    marks: Marks = {}
    start = 1
    for name, weight in FIELDS.items():
        words = fields[name]
        if not words:
            continue
        last = max([places[-1] for places in words.values()])
        if start + last > LAST_PLACE:
            return None
        bits = _BITS[weight] + start
        for term, places in words.items():
            here = [bits + each for each in places]
            marks[term] = marks[term] + here if term in marks else here
        start += last + 1 + GAP
    if any(len(places) > MOST_PLACES for places in marks.values()):
        return None
    return marks


def _thinned(fields: Mapping[str, Postings]) -> Marks:
    """Every word with some of its places: enough to find it, and to rank it."""
    marks: Marks = {}
    for term, places in fields["own"].items():
        few = sorted({min(place + 1, _A) for place in places[:_FEW]})
        marks[term] = [_BITS["A"] + place for place in few]
    for name, place in _BEHIND.items():
        for term in fields[name]:
            marks.setdefault(term, []).append(_BITS[FIELDS[name]] + place)
    return marks


def _packed(marks: Marks) -> bytes:
    parts = [pack("!i", len(marks))]
    for term, places in marks.items():
        count = len(places)
        shape = _ONCE if count == 1 else _shape(count)
        parts += term.encode(), shape.pack(count, *places)
    return b"".join(parts)


@cache
def _shape(count: int) -> Struct:
    """The end of a term's bytes, the number of its places, and these."""
    return Struct(f"!xH{count}H")


_ONCE = _shape(1)
