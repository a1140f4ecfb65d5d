"""A piece of a source before anyone is recognised in it."""

from dataclasses import dataclass

from archive.transcript import Span


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its words in NFC, its line, its place in the source's text.

    `line` counts from one. `source` covers the paragraph without white space
    around it.
    """

    text: str
    line: int
    source: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of bytes: the text they hold and its blocks."""

    text: str
    encoding: str
    blocks: tuple[Block, ...]
