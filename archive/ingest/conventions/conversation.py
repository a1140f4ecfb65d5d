"""What a convention sees in blocks: turns without names, and what lies around."""

from dataclasses import dataclass

from archive.ingest.blocks import Block
from archive.transcript import Kind, Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """A turn as a convention sees it, its printed mark taken off the first block.

    `answers` is the place of its question in the conversation, or None.
    """

    kind: Kind
    blocks: tuple[Block, ...]
    label: str = ""
    mark: Span | None = None
    answers: int | None = None
    rule: str = ""
    confidence: float = 1.0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns in order, the blocks before the first, and how well it all fits.

    `fit` is a share from 0 to 1; `line` is where to look when it is low.
    """

    fit: float
    evidence: str
    before: tuple[Block, ...] = ()
    turns: tuple[Utterance, ...] = ()
    line: int | None = None
