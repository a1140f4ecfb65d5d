"""What an engine is asked: a tree of an index's terms, and of what turns must be. Pure.

Every engine is asked by this tree and every oracle counts by it; `marking` finds its
words in a text. So hits, counts and marked words agree.

    leaf       Term  Prefix  Sequence  Near, each in one field; Noted(leaf): in notes
    condition  Filter  Period
    node       leaf, condition, Not(node), All(nodes), Any(nodes)
    tree       All or Best of nodes
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Any of these forms: the stems a word has in the archive's languages.

    A word to be found as it is spelled has its twin alone: EXACT and the word.
    """

    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any term that begins so: twins (EXACT and letters), or pairs of signs."""

    start: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Terms at these distances from the first one, in one paragraph."""

    steps: tuple[tuple[int, Term | Prefix], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """All parts within so many places, in any order, in one paragraph.

    The last place less the first is `distance` at most: neighbours are 1 apart. One
    place may stand for two parts that both match it.
    """

    parts: tuple[Term | Prefix, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Noted:
    """The leaf in editors' notes alone: not in the turn, and not in its question."""

    leaf: Term | Prefix | Sequence | Near


@dataclass(frozen=True, slots=True)
class Filter:
    """Turns with one of these values of a facet; without values, none."""

    facet: str
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class Period:
    """Turns of interviews held between two days, or perhaps: ordinals, both counted.

    `start` is never after `end`. Of an interview whose day is not known all possible
    days count, its `date` to its `until`. One without any date is never found.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Turns that hold every part; without parts, every turn."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Turns that hold one part or more; without parts, none."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Turns that hold any wanted part, and meet every other part.

    Those that hold all the wanted ones come first; of few wanted parts, turns that
    hold more come before turns that hold fewer. Without wanted parts it is All.
    """

    parts: tuple[Node, ...]


Leaf = Term | Prefix | Sequence | Near | Noted
Condition = Filter | Period
Node = Leaf | Condition | Not | All | Any
Tree = All | Best


def wanted(tree: Tree) -> tuple[Node, ...]:
    """The parts with words to find, in order."""
    return tuple(part for part in tree.parts if holds_words(part))


def unwanted(tree: Tree) -> tuple[Node, ...]:
    """The parts that only leave turns out: exclusions and conditions."""
    return tuple(part for part in tree.parts if not holds_words(part))


def holds_words(node: Node) -> bool:
    return next(leaves(node), None) is not None


def leaves(node: Node | Tree) -> Iterator[Leaf]:
    """The words to find, in order; not those to be left out."""
    if isinstance(node, All | Any | Best):
        for part in node.parts:
            yield from leaves(part)
    elif not isinstance(node, Filter | Period | Not):
        yield node
