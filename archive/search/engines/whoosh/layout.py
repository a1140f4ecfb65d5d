"""How a document lies in Whoosh's files: fields fed ready terms, columns for the rest.

An index pickles its schema by the path of these classes: moving or renaming one asks
for a new LAYOUT and a rebuild.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

from whoosh import columns, fields, formats

from archive.search.analysis import FINGERPRINT as ANALYSIS
from archive.search.engine import Document, Postings

LAYOUT = 3
FINGERPRINT = f"{ANALYSIS}, whoosh layout {LAYOUT}"

WEIGHTS = {"own": 1.0, "context": 0.3, "notes": 0.3}
"""The fields that are searched, and what a word in them counts for."""

NUMBERS = (
    "turn",
    "interview",
    "speaker",
    "kind",
    "outlet",
    "year",
    "language",
    "date",
    "until",
    "sequence",
)
LENGTHS = tuple(f"{name}_length" for name in WEIGHTS)


class Places(formats.Format):
    """A term's places in a document, as plain numbers."""

    def encode(self, places: list[int]) -> bytes:
        return encode(places)


class Words(fields.FieldType):
    """A field that is given its terms and their places, and analyses nothing."""

    indexed = True
    stored = False
    scorable = False
    analyzer = None

    def __init__(self) -> None:
        self.format = Places()

    def index(
        self, value: Postings, **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, places in value.items():
            count = len(places)
            yield term.encode(), count, float(count), self.format.encode(places)

    def to_bytes(self, value: str | bytes) -> bytes:
        return value.encode() if isinstance(value, str) else value


def schema() -> fields.Schema:
    numbers = (*NUMBERS, *LENGTHS)
    return fields.Schema(
        **{name: Words() for name in WEIGHTS},
        **{name: fields.COLUMN(columns.NumericColumn("I")) for name in numbers},
        topics=fields.COLUMN(columns.VarBytesColumn()),
    )


def row(document: Document) -> Mapping[str, object]:
    """The document as Whoosh's writer takes it."""
    words = {name: getattr(document, name) for name in WEIGHTS}
    return {
        **words,
        **{name: getattr(document, name) for name in NUMBERS},
        **{f"{name}_length": _length(terms) for name, terms in words.items()},
        "topics": encode(document.topics),
    }


def encode(numbers: Sequence[int]) -> bytes:
    return array("I", numbers).tobytes()


def decode(encoded: bytes) -> tuple[int, ...]:
    return tuple(array("I", encoded))


def _length(terms: Postings) -> int:
    """How many words; the twins of words stand at their places and are not counted."""
    return len({place for places in terms.values() for place in places})
