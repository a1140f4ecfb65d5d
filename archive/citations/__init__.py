"""The ways to cite an interview, an exchange or a passage. Pure.

`cite(citable, style)` gives plain text, `pieces_of` the same with its italics told.
What a style needs and the record does not state is left out, never made up.
"""

from archive.citations.citable import Citable, Issued, Locus, Name
from archive.citations.names import name_of
from archive.citations.styles import (
    STYLES,
    Style,
    caption,
    cite,
    pieces_of,
    plain,
    quotation,
)
from archive.citations.wording import Piece

__all__ = [
    "STYLES",
    "Citable",
    "Issued",
    "Locus",
    "Name",
    "Piece",
    "Style",
    "caption",
    "cite",
    "name_of",
    "pieces_of",
    "plain",
    "quotation",
]
