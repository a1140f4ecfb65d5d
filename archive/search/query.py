"""The reader's words to a tree, and back: words, "phrases", -without. Pure.

No input is an error. `read` also tells how the words were taken where that is not
plain; `parse(unparse(query)) == query`.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

LONGEST = 500
MOST = 32


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str


@dataclass(frozen=True, slots=True)
class Without:
    part: Word | Phrase


Part = Word | Phrase | Without


@dataclass(frozen=True, slots=True)
class Query:
    """Parts that must all hold."""

    parts: tuple[Part, ...] = ()


class Remark(Enum):
    """How the words were taken, where a reader might not expect it."""

    CUT = "the query is longer than LONGEST: what follows was left out"
    FEWER_PARTS = "the query has more than MOST parts: the others were left out"
    OPEN_QUOTE = "a quotation mark stands alone: it was passed over"


@dataclass(frozen=True, slots=True)
class Reading:
    query: Query
    remarks: tuple[Remark, ...] = ()


_QUOTES = '"“”„‟«»＂'
_MINUS = "-−－"
_PART = re.compile(
    rf"(?P<without>[{_MINUS}]?)"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))"
    rf"|(?P<quote>[{_QUOTES}])"
)


def read(text: str) -> Reading:
    """Read anything a reader may type."""
    clean = _clean(text)
    kept = clean[:LONGEST]
    found = list(_PART.finditer(kept))
    parts = tuple(part for part in map(_part, found) if part is not None)
    query = _fitting(parts[:MOST])
    remarks = {
        Remark.CUT: len(clean) > LONGEST,
        Remark.FEWER_PARTS: len(parts) > len(query.parts),
        Remark.OPEN_QUOTE: any(match["quote"] for match in found),
    }
    return Reading(query, tuple(each for each, holds in remarks.items() if holds))


def parse(text: str) -> Query:
    return read(text).query


def unparse(query: Query) -> str:
    """The query as a reader would type it."""
    return " ".join(map(_typed, query.parts))


def _clean(text: str) -> str:
    """Composed, in one line, without control signs and halves of surrogate pairs."""
    seen = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text
    )
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _fitting(parts: tuple[Part, ...]) -> Query:
    """As many parts as can be typed again within the limit."""
    while len(unparse(Query(parts))) > LONGEST:
        parts = parts[:-1]
    return Query(parts)


def _part(match: re.Match[str]) -> Part | None:
    word = (match["word"] or "").lstrip(_MINUS)
    phrase = (match["phrase"] or "").strip()
    part = Word(word) if word else Phrase(phrase) if phrase else None
    if part is None:
        return None
    return Without(part) if match["without"] else part


def _typed(part: Part) -> str:
    if isinstance(part, Without):
        return f"-{_typed(part.part)}"
    return f'"{part.text}"' if isinstance(part, Phrase) else part.text
