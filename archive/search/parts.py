"""What a query is made of, and how each part is typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Every word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """The words within so many places, in any order."""

    text: str
    distance: int


@dataclass(frozen=True, slots=True)
class Exact:
    """As spelled: other endings do not count."""

    part: Word | Phrase

    @property
    def text(self) -> str:
        return self.part.text


@dataclass(frozen=True, slots=True)
class Field:
    """What the turn must be, or come from."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Without:
    part: Part


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts at least."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All of the parts, where brackets are needed to say so."""

    parts: tuple[Part, ...]


Said = Word | Phrase | Beginning | Near | Exact
Single = Said | Field
Part = Single | Without | Either | Group


@dataclass(frozen=True, slots=True)
class Query:
    """Parts that must all hold."""

    parts: tuple[Part, ...] = ()


_BARE = re.compile(r'[^\s"“”„‟«»＂()（）]+')


def either(first: Part, second: Part) -> Either:
    joined = (
        each
        for part in (first, second)
        for each in (part.parts if isinstance(part, Either) else (part,))
    )
    return Either(tuple(joined))


def every(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts of a bracket or a query: brackets inside that change nothing fall."""
    return tuple(
        each
        for part in parts
        for each in (part.parts if isinstance(part, Group) else (part,))
    )


def without(part: Part) -> Part:
    return part.part if isinstance(part, Without) else Without(part)


def singles(part: Part | Query) -> Iterator[Single]:
    """Every word, phrase and field, in order."""
    if isinstance(part, Query | Either | Group):
        for each in part.parts:
            yield from singles(each)
    elif isinstance(part, Without):
        yield from singles(part.part)
    else:
        yield part


def size(query: Query) -> int:
    return sum(1 for _ in singles(query))


def unparse(query: Query) -> str:
    """The query as a reader would type it."""
    return " ".join(map(typed, query.parts))


def typed(part: Part) -> str:
    """One part as a reader would type it."""
    if isinstance(part, Without):
        return f"-{_bracketed(part.part)}"
    if isinstance(part, Either):
        return " OR ".join(map(_bracketed, part.parts))
    if isinstance(part, Group):
        return " ".join(map(typed, part.parts))
    return _single(part)


def _bracketed(part: Part) -> str:
    return f"({typed(part)})" if isinstance(part, Either | Group) else typed(part)


def _single(part: Single) -> str:
    if isinstance(part, Field):
        is_bare = _BARE.fullmatch(part.value)
        return f"{part.name}:{part.value}" if is_bare else f'{part.name}:"{part.value}"'
    if isinstance(part, Exact):
        return f"exact:{_single(part.part)}"
    if isinstance(part, Word):
        return part.text
    if isinstance(part, Beginning):
        return f"{part.text}*"
    return f'"{part.text}"' + (f"~{part.distance}" if isinstance(part, Near) else "")
