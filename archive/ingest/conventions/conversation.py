"""What a convention sees in blocks, and the conversation that is made of it."""

from dataclasses import dataclass
from typing import NamedTuple

from archive.ingest.blocks import Block, BlockKind
from archive.ingest.casting.persons import Person
from archive.transcript import InterludeKind, Kind, Span, TimeSpan


class Opening(NamedTuple):
    """Where somebody begins to speak: a mark in a block, and what it says.

    The mark stands in the text of block number `block` from `start` to `words`,
    where the speech begins; it may be empty. `label` is the mark as printed.
    `who` is equal for all openings of one voice (a name, an initial) and empty
    when the mark does not tell voices apart; `kind` is None when it does not tell
    questions from answers. `rule` says in a sentence why a turn begins here,
    `time` when, if the mark says so.
    """

    block: int
    start: int
    words: int
    label: str
    rule: str
    who: str = ""
    kind: Kind | None = None
    confidence: float = 1.0
    doubt: str = ""
    time: TimeSpan | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """What one convention sees in a whole text, and how well it fits.

    `fit` is a share from 0 to 1, told by the whole document; `evidence` explains it;
    `line` is where to look when it is low. Openings stand in order. `end` is the
    number of the block after the conversation, None when it goes on to the last.
    `people` are those whom the marks themselves declare, `asides` the numbers of
    blocks that are no speech, though their format does not say so, and what they are.
    """

    fit: float
    evidence: str
    openings: tuple[Opening, ...] = ()
    line: int | None = None
    end: int | None = None
    people: tuple[Person, ...] = ()
    asides: tuple[tuple[int, BlockKind], ...] = ()


class Utterance(NamedTuple):
    """A turn: its blocks without marks, who speaks as the mark says, what is done.

    `answers` is the place of its question in the conversation, or None. `marks`
    are the places of its marks in the source.
    """

    kind: Kind | None
    blocks: tuple[Block, ...]
    label: str = ""
    who: str = ""
    marks: tuple[Span, ...] = ()
    answers: int | None = None
    rule: str = ""
    confidence: float = 1.0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands between turns or inside one, and is no speech.

    `after` is the place of the turn before it, or None before the first.
    """

    kind: InterludeKind
    block: Block
    after: int | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns in order, what stands before, between and after them.

    `idle` are marks of turns that hold no words.
    """

    turns: tuple[Utterance, ...]
    before: tuple[Block, ...] = ()
    asides: tuple[Aside, ...] = ()
    after: tuple[Block, ...] = ()
    idle: tuple[Span, ...] = ()
