"""The reader's words to a tree, and back: the query language. Pure.

    words "a phrase" -without (one OR other) begin* "near words"~5 exact:spelled
    speaker: topic: interview: outlet: lang: year: before: after:
    in:question in:answer in:statement in:note

OR binds tighter than the unwritten AND. No input is an error: what cannot be
understood is read as words. `read` also tells how the words were taken where that is
not plain; `parse(unparse(query)) == query`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from archive.search import bounds, fields
from archive.search.parts import (
    Beginning,
    Either,
    Exact,
    Field,
    Group,
    Near,
    Part,
    Phrase,
    Query,
    Said,
    Without,
    Word,
    either,
    every,
    size,
    unparse,
    without,
)

__all__ = [
    "Beginning",
    "Either",
    "Exact",
    "Field",
    "Group",
    "Near",
    "Part",
    "Phrase",
    "Query",
    "Reading",
    "Remark",
    "Without",
    "Word",
    "parse",
    "read",
    "unparse",
]

LONGEST = 500
MOST = 32
DEEPEST = 6
FARTHEST = 50
"""Places apart: beyond it another paragraph may begin."""

OR = frozenset({"OR", "|", "ИЛИ", "НЕМЕСЕ"})
AND = frozenset({"AND"})
NOT = frozenset({"NOT"})


class Remark(Enum):
    """How the words were taken, where a reader might not expect it."""

    CUT = "the query is longer than LONGEST: what follows was left out"
    FEWER_PARTS = "the query has more than MOST parts: the others were left out"
    FEWER_WORDS = (
        "its parts have more words than bounds.WORDS: the others were left out"
    )
    OPEN_QUOTE = "a quotation mark stands alone: it was passed over"
    OPEN_BRACKET = "a bracket stands alone: it was passed over"
    DEEP = "brackets stand deeper than DEEPEST in each other: they were passed over"
    LONE_OR = "an OR has words on one side only: it was passed over"
    FAR = "words are asked for farther apart than FARTHEST: so far they were"


@dataclass(frozen=True, slots=True)
class Reading:
    query: Query
    remarks: tuple[Remark, ...] = ()
    misread: tuple[str, ...] = ()
    """Written like a field, and searched as words."""


_QUOTES = '"“”„‟«»＂'
_MINUS = "-−－"
_OPEN, _CLOSE = "(（", ")）"
_TOKEN = re.compile(
    rf"(?P<minus>[{_MINUS}]*)(?:(?P<open>[{_OPEN}])"
    rf"|(?:(?P<field>{'|'.join(fields.SPELLINGS)})[:：]\s*)?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}](?:~(?P<distance>\d+))?"
    rf"|(?P<word>[^\s{_QUOTES}{_OPEN}{_CLOSE}]+)))"
    rf"|(?P<close>[{_CLOSE}])|(?P<quote>[{_QUOTES}])",
    re.IGNORECASE,
)
_LIKE_FIELD = re.compile(r"([^\W\d_]+)[:：]\s*[^\s/]+")

Token = re.Match[str]


def read(text: str) -> Reading:
    """Read anything a reader may type."""
    clean = _clean(text)
    found = list(_TOKEN.finditer(clean[:LONGEST]))
    reader = _Reader()
    query = reader.read(found)
    fitting = _fitting(query, found)
    kept = bounds.within(fitting)
    remarks = {
        Remark.CUT: len(clean) > LONGEST,
        Remark.FEWER_PARTS: fitting != query,
        Remark.FEWER_WORDS: kept != fitting,
        Remark.OPEN_QUOTE: any(token["quote"] for token in found),
    }
    said = {remark for remark, holds in remarks.items() if holds} | reader.remarks
    return Reading(
        kept,
        tuple(remark for remark in Remark if remark in said),
        tuple(dict.fromkeys(reader.misread)),
    )


def parse(text: str) -> Query:
    return read(text).query


def _clean(text: str) -> str:
    """Composed, in one line, without control signs and halves of surrogate pairs."""
    seen = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text
    )
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _fitting(query: Query, tokens: Sequence[Token]) -> Query:
    """As much of the query as can be typed again within the limits."""
    while size(query) > MOST or len(unparse(query)) > LONGEST:
        tokens = tokens[: -max(1, size(query) - MOST)]
        query = _Reader().read(tokens)
    return query


@dataclass
class _Reader:
    """Reads tokens into a query, and notes what it had to pass over."""

    remarks: set[Remark] = field(default_factory=set)
    misread: list[str] = field(default_factory=list)

    def read(self, tokens: Iterable[Token]) -> Query:
        return Query(every(self._parts(iter(list(self._balanced(tokens))))))

    def _balanced(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """The tokens without brackets that stand alone or too deep."""
        depth = 0
        for token in tokens:
            if token["open"]:
                depth += 1
            is_lost = not depth or depth > DEEPEST
            if token["close"] and not depth:
                self.remarks.add(Remark.OPEN_BRACKET)
            elif (token["open"] or token["close"]) and is_lost:
                self.remarks.add(Remark.DEEP)
            elif not token["quote"]:
                yield token
            if token["close"] and depth:
                depth -= 1
        if depth:
            self.remarks.add(Remark.OPEN_BRACKET)

    def _parts(self, tokens: Iterator[Token]) -> list[Part]:
        """The parts up to the end of a bracket, those that OR joins as one."""
        parts: list[Part] = []
        is_joined = is_unwanted = False
        for token in tokens:
            operator = "" if token["minus"] or token["field"] else token["word"]
            if token["close"]:
                break
            if operator in OR:
                is_joined = self._joins(parts)
            elif operator in NOT:
                is_unwanted = True
            elif operator not in AND and (part := self._part(token, tokens)):
                part = without(part) if is_unwanted else part
                _add(parts, part, is_joined)
                is_joined = is_unwanted = False
        if is_joined:
            self.remarks.add(Remark.LONE_OR)
        return parts

    def _joins(self, parts: list[Part]) -> bool:
        if not parts:
            self.remarks.add(Remark.LONE_OR)
        return bool(parts)

    def _part(self, token: Token, tokens: Iterator[Token]) -> Part | None:
        if token["open"]:
            inside = every(self._parts(tokens))
            part: Part | None = Group(inside) if len(inside) > 1 else None
            part = inside[0] if len(inside) == 1 else part
        else:
            part = self._single(token)
        return without(part) if part and token["minus"] else part

    def _single(self, token: Token) -> Part | None:
        name = fields.canonical(token["field"] or "")
        if not name:
            return self._said(token)
        value = (token["word"] or token["phrase"]).strip()
        if name == fields.EXACT and (said := self._said(token)):
            return Exact(said) if isinstance(said, Word | Phrase) else said
        if name == fields.EXACT or not value:
            return Word(token["field"])
        if fields.is_understood(name, value):
            return Field(name, value)
        whole = f"{token['field']}:{value}"
        self.misread.append(whole)
        return Phrase(value) if token["word"] is None else Word(whole)

    def _said(self, token: Token) -> Said | None:
        if token["word"] is None:
            return self._quoted(token["phrase"].strip(), token["distance"] or "")
        word = token["word"].lstrip(_MINUS)
        if not token["field"] and _LIKE_FIELD.fullmatch(word):
            self.misread.append(word)
        start = word.rstrip("*")
        if token["field"]:
            return _word(start)
        return Beginning(start) if "" != start != word else _word(word)

    def _quoted(self, text: str, distance: str) -> Phrase | Near | None:
        if not text:
            return None
        places = int(distance[:4] or 0)
        if places > FARTHEST:
            self.remarks.add(Remark.FAR)
        return Near(text, min(places, FARTHEST)) if places else Phrase(text)


def _word(text: str) -> Word | None:
    """A word that would not be read as anything else when it is typed again."""
    name = text.rstrip(":：")
    if fields.canonical(name):
        return Word(name)
    if text in OR | AND | NOT:
        return Word(text.lower()) if text.isalpha() else None
    return Word(text) if text else None


def _add(parts: list[Part], part: Part, is_joined: bool) -> None:  # noqa: FBT001
    if is_joined:
        parts[-1] = either(parts[-1], part)
    else:
        parts.append(part)
